"""Is this our field at all? Asked before anything is answered.

Signals, each measured to help (retrieval.md, D): the mean raw cosine of the five nearest passages of ours tells
questions from chatter; its margin over the five nearest articles of other laws, and the nearest asked question
against the nearest question of another field, tell labour law from other law; words of our field and of the others
catch short everyday questions (“996合法吗”) whose cosine is low. A logistic regression weighs them; its
coefficients are a small reviewed file, `gate.json`, written by `xieshang fit`.

Raw cosine is used for passages, not mean-centred: centring ranks better and separates worse.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores
from indexer.documents import Kind, Trust
from indexer.fields import OtherField
from indexer.index import Index
from service.search.query import Query
from service.search.retrieval import adapted

NEAREST = 5
FILE = Path(__file__).with_name("gate.json")
SIGNALS = (
    "cosine", "margin", "asked", "asked margin", "chatter margin", "field words", "legal terms", "other words",
    "length",
)  # fmt: skip

#: Words that people use only when they ask about work and wages. Longer lists belong to corpus/lexicon.
FIELD_WORDS = (
    "劳动", "用人单位", "单位", "公司", "企业", "老板", "员工", "职工", "工人", "工资", "薪", "加班", "工会", "协商",
    "集体合同", "要约", "职代会", "社保", "五险", "工伤", "产假", "怀孕", "哺乳", "年假", "年休假", "试用期", "辞退",
    "开除", "解雇", "裁员", "炒鱿鱼", "离职", "辞职", "竞业", "补偿金", "仲裁", "派遣", "农民工", "打工", "上班",
    "工时", "996", "休假", "病假", "高温", "退休", "女职工", "五险一金", "公积金", "入职", "转正", "岗位", "调岗",
    "工龄", "骑手", "外卖员", "职业病", "三方机制", "百日行动", "双卡", "包工头", "工头", "干活", "工钱",
)  # fmt: skip


class Field(StrEnum):
    """What the gate says."""

    OURS = "in_scope"
    OTHER_LAW = "other_law"
    NOT_A_QUESTION = "not_a_question"
    UNSURE = "unsure"


class GateCoefficients(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weights` by signal; below `refuse` a question is not ours, from `accept` on it is; between: unsure.

    Both limits are probabilities, 0 to 1, higher is surer.
    """

    note: str
    intercept: float
    weights: dict[str, float]
    refuse: float
    accept: float


@dataclass(frozen=True)
class Verdict:
    """`probability` (0 to 1) that a question is ours; `other` the field of law it looks like, if any."""

    field: Field
    probability: float
    other: OtherField | None
    signals: dict[str, float]


@cache
def gate_coefficients() -> GateCoefficients:
    """The reviewed file, read once."""
    return msgspec.json.decode(FILE.read_bytes(), type=GateCoefficients)


def judge(index: Index, rows: NDArray[np.bool_], query: Query) -> Verdict:
    """Judge one question; `rows` come from `field_rows`. Naming an article of a law we hold is always our field."""
    fitted = gate_coefficients()
    found = gate_signals(index, rows, query)
    total = sum(fitted.weights[name] * value for name, value in found.items()) + fitted.intercept
    probability = float(1 / (1 + np.exp(-total)))
    other = other_field(index, query)
    if any(reference.held for reference in query.references) or probability >= fitted.accept:
        field = Field.OURS
    elif probability >= fitted.refuse:
        field = Field.UNSURE
    else:
        field = Field.OTHER_LAW if other else Field.NOT_A_QUESTION
    return Verdict(field, probability, other, found)


def gate_signals(index: Index, rows: NDArray[np.bool_], query: Query) -> dict[str, float]:
    """The signals by name, in the order of `SIGNALS`."""
    cosine = _nearest(index.raw.scores(query.vector)[rows])
    foreign = _nearest(index.foreign_articles.scores(query.vector))
    asked, other, chatter = _nearest_questions(index, query)
    values = (
        cosine,
        cosine - foreign,
        asked,
        asked - other,
        asked - chatter,
        min(sum(word in query.text for word in FIELD_WORDS), 3),
        min(len(query.legal_terms), 4),
        min(sum(word in query.text for field in index.fields.others for word in field.words), 3),
        float(np.log1p(len(query.text))),
    )
    return dict(zip(SIGNALS, values, strict=True))


def other_field(index: Index, query: Query) -> OtherField | None:
    """The other field of law whose question or words are nearest; None when chatter is nearer."""
    owners = np.array(index.fields.owners)
    if not len(owners):
        return None
    scores = _foreign(index, query)
    for number, field in enumerate(index.fields.others):
        scores = np.where((owners == number) & any(word in query.text for word in field.words), scores + 0.5, scores)
    owner = int(owners[int(scores.argmax())])
    return None if owner < 0 else index.fields.others[owner]


def field_rows(index: Index) -> NDArray[np.bool_]:
    """Mask of the passages that stand for our field, shape (rows,).

    Core laws and everything we wrote, cases left out: general statutes hold much besides labour law (离婚 in
    妇女权益保障法), and a story about a street market is near to any chatter.
    """
    field = {
        document.slug
        for document in index.documents
        if document.core or (document.trust is not Trust.VERBATIM and document.kind is not Kind.CASE)
    }
    return np.array([passage.slug in field for passage in index.passages], dtype=np.bool_)


def _nearest_questions(index: Index, query: Query) -> tuple[float, float, float]:
    """Cosine of the nearest asked question of ours, of another field, and of chatter; −1 where there is none."""
    ours = index.asked_dense.scores(adapted(index, query.vector))
    if query.hidden is not None:
        ours = ours[~query.hidden]
    foreign, owners = _foreign(index, query), np.array(index.fields.owners)
    return tuple(float(found.max(initial=-1.0)) for found in (ours, foreign[owners >= 0], foreign[owners < 0]))  # type: ignore[return-value]


def _foreign(index: Index, query: Query) -> Scores:
    """Cosine with every question that is not ours; one equal to the question itself counts for nothing.

    Equality only happens while the gate is fitted and judged on those very questions.
    """
    scores = index.foreign_questions.scores(adapted(index, query.vector))
    return np.where(scores > 0.9999, -1.0, scores) if query.hidden is not None else scores


def _nearest(scores: Scores) -> float:
    """Mean of the `NEAREST` highest cosines."""
    top = min(NEAREST, len(scores))
    return float(np.partition(scores, -top)[-top:].mean()) if top else 0.0

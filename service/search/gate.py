"""Is this our field at all? Asked before anything is answered.

Two signals, both measured (retrieval.md, D): the mean raw cosine of the five nearest passages of ours tells
questions from chatter, and its margin over the five nearest articles of other laws tells labour law from other
law. Short everyday questions (“996合法吗”) have a low cosine, so words of our field count too.

Raw cosine is used, not mean-centred: centring ranks better and separates worse.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores
from indexer.documents import Kind, Trust
from indexer.index import Index
from service.search.query import Query

NEAREST = 5
#: Mean raw cosine of the nearest five, 0–1, higher is nearer. Below: not a question we know how to take.
MIN_COSINE = 0.865
#: Mean cosine to ours minus mean cosine to other laws, −1 to 1. Below: another field of law.
MIN_MARGIN = 0.0035
#: How much lower the two limits are for each word of our field in the question, two words at most.
COSINE_PER_WORD, MARGIN_PER_WORD = 0.030, 0.012

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

    OURS = "ours"
    OTHER_LAW = "other_law"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True)
class Verdict:
    """`cosine` and `margin` are the two signals; `words` the words of our field that were found."""

    field: Field
    cosine: float
    margin: float
    words: tuple[str, ...]


def judge(index: Index, rows: NDArray[np.bool_], query: Query) -> Verdict:
    """Judge one question; `rows` come from `field_rows`. Naming an article of a law we hold is always our field."""
    ours = _nearest(index.raw.scores(query.vector)[rows])
    margin = ours - _nearest(index.anchors.scores(query.vector))
    words = tuple(word for word in FIELD_WORDS if word in query.text)
    counted = min(len(words), 2)
    if any(reference.held for reference in query.references):
        field = Field.OURS
    elif ours < MIN_COSINE - COSINE_PER_WORD * counted:
        field = Field.NOT_A_QUESTION
    elif margin < MIN_MARGIN - MARGIN_PER_WORD * counted:
        field = Field.OTHER_LAW
    else:
        field = Field.OURS
    return Verdict(field, ours, margin, words)


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


def _nearest(scores: Scores) -> float:
    """Mean of the `NEAREST` highest cosines."""
    top = min(NEAREST, len(scores))
    return float(np.partition(scores, -top)[-top:].mean()) if top else 0.0

"""Ours, other law or no question at all: on vectors in the plane, where a cosine can be read off.

Ours all point along (1, 0); the anchors of other law along (0, 1). A question (c, s) has cosine c with ours and
margin c − s.
"""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from corpus_files import make_document
from tiny_library import bare_index, make_passage

from indexer.documents import Kind, Trust
from indexer.index import Index
from indexer.references import Reference
from service.search.gate import Field, Verdict, field_rows, judge
from service.search.query import Query

LAW = make_document("甲。", title="甲法", slug="jia")


def index_of(*raw: tuple[float, float], anchors: tuple[tuple[float, float], ...] = ((0, 1),)) -> Index:
    passages = [make_passage(LAW, "甲。", str(row)) for row in range(1, len(raw) + 1)]
    return bare_index((LAW,), passages, raw=raw, anchors=anchors)


def ask(cosine: float, text: str = "甲", *references: Reference) -> Query:
    vector = np.array([cosine, sqrt(1 - cosine**2)], dtype=np.float32)
    return Query(text=text, bigrams=(), words=(), vector=vector, references=references)


def verdict(query: Query, index: Index | None = None) -> Verdict:
    index = index or index_of((1, 0))
    return judge(index, np.ones(len(index.passages), dtype=np.bool_), query)


def test_verdict_carries_both_signals_and_the_words() -> None:
    found = verdict(ask(0.8, "老板拖工资"))
    assert (found.cosine, found.margin) == pytest.approx((0.8, 0.8 - 0.6))
    assert set(found.words) == {"老板", "工资"}


@pytest.mark.parametrize(
    ("cosine", "text", "field"),
    [
        # Without a word of ours the limit is 0.865; one word lowers it by 0.030, two by 0.060.
        (0.870, "甲", Field.OURS),
        (0.860, "甲", Field.NOT_A_QUESTION),
        (0.840, "工会", Field.OURS),
        (0.830, "工会", Field.NOT_A_QUESTION),
        (0.810, "工会加班", Field.OURS),
        (0.800, "工会加班", Field.NOT_A_QUESTION),
        # A third word lowers it no further.
        (0.800, "工会加班年假", Field.NOT_A_QUESTION),
    ],
)
def test_question_far_from_all_our_passages_is_none(cosine: float, text: str, field: Field) -> None:
    assert verdict(ask(cosine, text)).field is field


@pytest.mark.parametrize(
    ("margin", "text", "field"),
    [
        # Without a word of ours the limit is 0.0035; one word lowers it by 0.012, two by 0.024.
        (0.0045, "甲", Field.OURS),
        (0.0025, "甲", Field.OTHER_LAW),
        (-0.0075, "工会", Field.OURS),
        (-0.0095, "工会", Field.OTHER_LAW),
        (-0.0195, "工会加班", Field.OURS),
        (-0.0215, "工会加班", Field.OTHER_LAW),
    ],
)
def test_question_nearer_to_other_laws_is_of_another_field(margin: float, text: str, field: Field) -> None:
    # Cosine 0.95 with ours (the question lies along (0.95, s)), 0.95 − margin with the anchor.
    query = ask(0.95, text)
    other = 0.95 - margin
    s = sqrt(1 - 0.95**2)
    # The unit vector at angle acos(other) beyond the question.
    anchor = (0.95 * other - s * sqrt(1 - other**2), s * other + 0.95 * sqrt(1 - other**2))
    found = verdict(query, index_of((1, 0), anchors=(anchor,)))
    assert found.margin == pytest.approx(margin, abs=1e-6)
    assert found.field is field


@pytest.mark.parametrize(("held", "field"), [(True, Field.OURS), (False, Field.NOT_A_QUESTION)])
def test_naming_a_law_that_is_held_is_always_ours(held: bool, field: Field) -> None:
    assert verdict(ask(0.1, "甲法1条", Reference("甲法", "1", held, 0, 4))).field is field


def test_signal_is_the_mean_of_the_five_nearest() -> None:
    # The cosines are 1 (twice), 0.8 (three times), 0 (once): the last is the sixth and does not count.
    near, far = (1.0, 0.0), (0.8, 0.6)
    found = verdict(ask(1.0), index_of(near, far, (0.0, 1.0), far, near, far))
    assert found.cosine == pytest.approx((1 + 1 + 0.8 + 0.8 + 0.8) / 5)


def test_fewer_than_five_passages_give_the_mean_of_those() -> None:
    assert verdict(ask(1.0), index_of((1, 0), (0.6, 0.8))).cosine == pytest.approx((1 + 0.6) / 2)


def test_index_without_other_laws_compares_with_nothing() -> None:
    assert verdict(ask(0.9), index_of((1, 0), anchors=())).margin == pytest.approx(0.9 - 0.0)


def test_rows_left_out_have_no_say() -> None:
    index = index_of((1, 0), (0, 1))
    assert judge(index, np.array([False, True]), ask(1.0)).cosine == pytest.approx(0)


def test_field_is_the_core_laws_and_what_we_wrote_without_cases() -> None:
    documents = (
        replace(LAW, slug="core", trust=Trust.VERBATIM, core=True),
        replace(LAW, slug="general", trust=Trust.VERBATIM),
        replace(LAW, slug="digest", trust=Trust.DIGEST),
        replace(LAW, slug="procedure", kind=Kind.PROCEDURE, trust=Trust.COMPOSED),
        replace(LAW, slug="case", kind=Kind.CASE, trust=Trust.CASE),
        replace(LAW, slug="practice", kind=Kind.PRACTICE, trust=Trust.PRACTICE),
    )
    rows = field_rows(bare_index(documents, [make_passage(document, "甲。") for document in documents]))
    named = [document.slug for document, ours in zip(documents, rows, strict=True) if ours]
    assert named == ["core", "digest", "procedure", "practice"]

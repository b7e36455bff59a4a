"""Ours, other law, no question at all, or unsure: on vectors in the plane, where a cosine can be read off.

Ours all point along (1, 0), the articles of other law along (0, 1). A question (c, s) has cosine c with ours and margin
c − s. Adapter and means change nothing here.
"""

from dataclasses import replace
from math import log1p, sqrt

import numpy as np
import pytest
from corpus_files import make_document
from tiny_library import bare_index, make_passage, plane

from indexer.documents import Kind, Trust
from indexer.fields import Fields, OtherField
from indexer.index import Index, IndexedQuestion
from indexer.references import Reference
from service.search.gate import (
    FIELD_WORDS,
    SIGNALS,
    Field,
    Verdict,
    field_rows,
    gate_coefficients,
    gate_signals,
    judge,
    other_field,
)
from service.search.query import Query

Point = tuple[float, float]
LAW = make_document("甲。", title="甲法", slug="jia")
MARKS = OtherField("知识产权", "可以问知识产权局。", ("商标",), ("商标被人用了",))
FAMILY = OtherField("婚姻家庭", "可以拨打12348。", ("离婚", "抚养"), ("离婚要多久",))
ASKED = tuple(IndexedQuestion(text, (0,)) for text in ("甲", "乙"))


def index_of(*raw: Point, foreign: tuple[Point, ...] = ((0, 1),), asked: tuple[Point, ...] = ()) -> Index:
    """Passages, articles of other law and asked questions at these places."""
    passages = [make_passage(LAW, "甲。", str(row)) for row in range(1, len(raw) + 1)]
    index = bare_index((LAW,), passages, raw=raw, foreign_articles=foreign)
    return replace(index, asked=ASKED[: len(asked)], asked_dense=plane(*asked))


def with_fields(index: Index, marks: Point, family: Point, chatter: Point) -> Index:
    """One question of each other field and one of chatter, at these places."""
    fields = Fields((MARKS, FAMILY), ("今天天气",))
    return replace(index, fields=fields, foreign_questions=plane(marks, family, chatter))


def ask(cosine: float, text: str = "甲", *references: Reference, terms: int = 0) -> Query:
    return Query(
        text=text,
        corrected=text,
        own_bigrams={},
        own_words={},
        bigrams={},
        words={},
        vector=np.array([cosine, sqrt(1 - cosine**2)], dtype=np.float32),
        references=references,
        legal_terms={f"词{number}": 1.0 for number in range(terms)},
    )


def rows(index: Index) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(len(index.passages), dtype=np.bool_)


def found(query: Query, index: Index) -> dict[str, float]:
    return gate_signals(index, rows(index), query)


def verdict(query: Query, index: Index) -> Verdict:
    return judge(index, rows(index), query)


# Signals


def test_every_signal_has_its_value() -> None:
    index = with_fields(index_of((1, 0), asked=((0.6, 0.8),)), (0, 1), (1, 0), (0, -1))
    # The question lies along (0.8, 0.6).
    assert found(ask(0.8, "老板拖工资离婚", terms=2), index) == pytest.approx(
        {
            "cosine": 0.8,
            "margin": 0.8 - 0.6,
            "asked": 0.8 * 0.6 + 0.6 * 0.8,
            "asked margin": 0.96 - 0.8,
            "chatter margin": 0.96 - -0.6,
            "field words": 2,
            "legal terms": 2,
            "other words": 1,
            "length": log1p(7),
        }
    )
    assert tuple(found(ask(0.8), index)) == SIGNALS


def test_words_and_terms_count_only_so_far() -> None:
    index = with_fields(index_of((1, 0)), (0, 1), (0, 1), (0, 1))
    text = "工会加班年假工资老板，离婚抚养商标离婚"
    signals = found(ask(0.8, text, terms=9), index)
    assert (signals["field words"], signals["legal terms"], signals["other words"]) == (3, 4, 3)


def test_cosine_is_the_mean_of_the_five_nearest() -> None:
    # The cosines are 1 (twice), 0.8 (three times), 0 (once): the last is the sixth and does not count.
    near, far = (1.0, 0.0), (0.8, 0.6)
    signals = found(ask(1.0), index_of(near, far, (0.0, 1.0), far, near, far))
    assert signals["cosine"] == pytest.approx((1 + 1 + 0.8 + 0.8 + 0.8) / 5)


def test_fewer_than_five_passages_give_the_mean_of_those() -> None:
    assert found(ask(1.0), index_of((1, 0), (0.6, 0.8)))["cosine"] == pytest.approx((1 + 0.6) / 2)


def test_index_without_other_laws_compares_with_nothing() -> None:
    assert found(ask(0.9), index_of((1, 0), foreign=()))["margin"] == pytest.approx(0.9 - 0.0)


def test_index_without_questions_is_as_far_as_can_be() -> None:
    signals = found(ask(0.9), index_of((1, 0)))
    assert (signals["asked"], signals["asked margin"], signals["chatter margin"]) == (-1, 0, 0)


def test_rows_left_out_have_no_say() -> None:
    index = index_of((1, 0), (0, 1))
    assert gate_signals(index, np.array([False, True]), ask(1.0))["cosine"] == pytest.approx(0)


def test_hidden_question_of_ours_does_not_count() -> None:
    index = index_of((1, 0), asked=((1, 0), (0.6, 0.8)))
    assert found(ask(1.0), index)["asked"] == pytest.approx(1.0)
    assert found(replace(ask(1.0), hidden=np.array([True, False])), index)["asked"] == pytest.approx(0.6)
    assert found(replace(ask(1.0), hidden=np.array([True, True])), index)["asked"] == -1


def test_question_of_another_field_does_not_count_against_itself_while_measuring() -> None:
    index = with_fields(index_of((1, 0), asked=((1, 0),)), (0.8, 0.6), (0, 1), (-1, 0))
    query = ask(0.8)
    assert found(query, index)["asked margin"] == pytest.approx(0.8 - 1.0)
    measured = replace(query, hidden=np.array([False]))
    assert found(measured, index)["asked margin"] == pytest.approx(0.8 - 0.6)


# Verdicts, with the coefficients in use: a question at (1, 0) is as near as can be, one at (0, 1) as far

NEAR, FAR = ask(1.0, "单位工资"), ask(0.0)


def test_question_that_lies_with_ours_is_ours() -> None:
    index = with_fields(index_of((1, 0), asked=((1, 0),)), (0, 1), (0, 1), (0, 1))
    assert verdict(NEAR, index).field is Field.OURS


@pytest.mark.parametrize(("chatter", "field"), [((0.0, 1.0), Field.NOT_A_QUESTION), ((0.8, 0.6), Field.OTHER_LAW)])
def test_question_far_from_ours_is_of_what_it_is_nearest_to(chatter: Point, field: Field) -> None:
    index = with_fields(index_of((1, 0), asked=((1, 0),)), (0.6, 0.8), (1, 0), chatter)
    assert verdict(FAR, index).field is field


def test_without_other_fields_what_is_refused_is_no_question() -> None:
    found = verdict(FAR, index_of((1, 0), asked=((1, 0),)))
    assert (found.field, found.other) == (Field.NOT_A_QUESTION, None)


def test_probability_is_the_logistic_function_of_the_weighted_signals() -> None:
    index = with_fields(index_of((1, 0), asked=((1, 0),)), (0, 1), (0, 1), (0, 1))
    fitted = gate_coefficients()
    for query in (NEAR, FAR, ask(0.8)):
        found = verdict(query, index)
        total = fitted.intercept + sum(fitted.weights[name] * value for name, value in found.signals.items())
        assert found.probability == pytest.approx(1 / (1 + np.exp(-total)))


def test_between_the_two_limits_the_gate_is_unsure() -> None:
    # From (0, 1) to (1, 0) the probability rises through both limits; each step is judged by them.
    fitted = gate_coefficients()
    index = index_of((1, 0), asked=((1, 0),))
    seen = set()
    for step in range(2001):
        found = verdict(ask(step / 2000), index)
        seen.add(found.field)
        if found.probability >= fitted.accept:
            assert found.field is Field.OURS
        elif found.probability >= fitted.refuse:
            assert found.field is Field.UNSURE
        else:
            assert found.field is Field.NOT_A_QUESTION
    assert seen == {Field.OURS, Field.UNSURE, Field.NOT_A_QUESTION}


@pytest.mark.parametrize(("held", "field"), [(True, Field.OURS), (False, Field.NOT_A_QUESTION)])
def test_naming_a_law_that_is_held_is_always_ours(held: bool, field: Field) -> None:
    query = ask(0.0, "甲法1条", Reference("甲法", "1", held, 0, 4))
    assert verdict(query, index_of((1, 0))).field is field


# Which other field


def test_other_field_is_that_of_the_nearest_question() -> None:
    index = with_fields(index_of((1, 0)), (0.6, 0.8), (0, 1), (1, 0))
    assert other_field(index, FAR) == FAMILY


def test_word_of_a_field_brings_its_questions_nearer() -> None:
    index = with_fields(index_of((1, 0)), (0.6, 0.8), (0, 1), (1, 0))
    # 0.8 + 0.5 for the word against 1.
    assert other_field(index, ask(0.0, "商标归谁")) == MARKS


def test_chatter_is_of_no_field() -> None:
    assert other_field(with_fields(index_of((1, 0)), (0.6, 0.8), (1, 0), (0, 1)), FAR) is None


# What stands for our field


def test_field_is_the_core_laws_and_what_we_wrote_without_cases() -> None:
    documents = (
        replace(LAW, slug="core", trust=Trust.VERBATIM, core=True),
        replace(LAW, slug="general", trust=Trust.VERBATIM),
        replace(LAW, slug="digest", trust=Trust.DIGEST),
        replace(LAW, slug="procedure", kind=Kind.PROCEDURE, trust=Trust.COMPOSED),
        replace(LAW, slug="answer", kind=Kind.ANSWER, trust=Trust.COMPOSED),
        replace(LAW, slug="case", kind=Kind.CASE, trust=Trust.CASE),
        replace(LAW, slug="practice", kind=Kind.PRACTICE, trust=Trust.PRACTICE),
    )
    found = field_rows(bare_index(documents, [make_passage(document, "甲。") for document in documents]))
    named = [document.slug for document, ours in zip(documents, found, strict=True) if ours]
    assert named == ["core", "digest", "procedure", "answer", "practice"]


def test_reviewed_file_weighs_every_signal_and_refuses_below_what_it_accepts() -> None:
    fitted = gate_coefficients()
    assert tuple(fitted.weights) == SIGNALS
    assert 0 < fitted.refuse < fitted.accept < 1
    assert len(set(FIELD_WORDS)) == len(FIELD_WORDS)

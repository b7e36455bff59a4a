"""A quote stands in its passage or the answer does not leave; every kind has an address."""

import datetime as dt
from dataclasses import replace

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.documents import Kind, Trust
from indexer.passages import Span
from indexer.splitting import SPLITTERS
from service.answering.citation import Citation, CitationError, cite, document_url, passage_url, verify

DAY = dt.date(2026, 11, 22)
LAW = replace(make_document("", title="甲规定", slug="jia"), effective=dt.date(2008, 1, 1), region="河北")
TEXT = "试用期不得超过六个月。\n只能约定一次。"
PASSAGE = make_passage(LAW, TEXT, "19", heading="第十九条 试用期")


def test_citation_says_everything_a_reader_needs() -> None:
    assert cite(2, PASSAGE, LAW, Span(3, 11), DAY) == Citation(
        number=2,
        passage_id="jia/19",
        article_key="甲规定#19",
        kind=Kind.REGULATION,
        title="甲规定",
        heading="第十九条 试用期",
        quote="不得超过六个月。",
        start=3,
        end=11,
        validity="现行有效",
        trust=Trust.DIGEST,
        effective=dt.date(2008, 1, 1),
        region="河北",
        url="/law/jia/19?mark=3-11#quote",
    )


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_quote_is_the_slice_of_the_passage_or_there_is_no_citation(start: int, end: int) -> None:
    if TEXT[start:end].strip():
        citation = cite(1, PASSAGE, LAW, Span(start, end), DAY)
        assert TEXT[citation.start : citation.end] == citation.quote
    else:
        with pytest.raises(CitationError):
            cite(1, PASSAGE, LAW, Span(start, end), DAY)


@pytest.mark.parametrize("span", [Span(5, 5), Span(7, 3), Span(11, 12), Span(100, 200)])
def test_empty_span_blank_span_and_span_outside_are_refused(span: Span) -> None:
    with pytest.raises(CitationError, match="jia/19"):
        cite(1, PASSAGE, LAW, span, DAY)


@pytest.mark.parametrize(
    "changes",
    [{"quote": "不得超过七个月。"}, {"start": 2}, {"end": 10}, {"quote": ""}, {"quote": "不得超过六个月"}],
)
def test_citation_that_does_not_match_its_passage_is_refused(changes: dict[str, str | int]) -> None:
    citation = replace(cite(1, PASSAGE, LAW, Span(3, 11), DAY), **changes)  # type: ignore[arg-type]
    with pytest.raises(CitationError):
        verify(citation, PASSAGE)


def test_passage_that_changed_under_a_citation_is_noticed() -> None:
    citation = cite(1, PASSAGE, LAW, Span(3, 11), DAY)
    verify(citation, PASSAGE)
    with pytest.raises(CitationError):
        verify(citation, replace(PASSAGE, text="试用期最长不得超过六个月。"))


def test_article_has_a_page_and_a_section_is_a_place() -> None:
    section = make_passage(LAW, TEXT, "s2", article_key=None)
    step = make_passage(make_document("", Kind.PROCEDURE, slug="liucheng"), TEXT, "yaoyue")
    assert passage_url(PASSAGE) == "/law/jia/19"
    assert passage_url(section) == "/law/jia#s2"
    assert passage_url(section, Span(0, 3)) == "/law/jia?mark=s2:0-3#quote"
    assert passage_url(step) == "/procedure/liucheng#yaoyue"
    assert passage_url(step, Span(4, 9)) == "/procedure/liucheng?mark=yaoyue:4-9#quote"


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (Kind.REGULATION, "/law/x"),
        (Kind.PROCEDURE, "/procedure/x"),
        (Kind.CASE, "/case/x"),
        (Kind.PRACTICE, "/practice/x"),
        (Kind.FORM, "/form/x"),
        (Kind.ANSWER, "/answers/x"),
    ],
)
def test_each_kind_has_its_address(kind: Kind, url: str) -> None:
    assert document_url(kind, "x") == url


@pytest.mark.parametrize("kind", [Kind.FORM, Kind.ANSWER])
def test_form_and_curated_answer_are_one_page(kind: Kind) -> None:
    passage = make_passage(make_document("", kind, slug="x"), TEXT, "s1")
    assert passage_url(passage) == passage_url(passage, Span(0, 3)) == document_url(kind, "x")


@pytest.mark.parametrize("kind", SPLITTERS)
def test_every_kind_that_can_be_found_can_be_cited(kind: Kind) -> None:
    document = make_document("", kind, slug="x")
    assert cite(1, make_passage(document, TEXT), document, Span(0, 3), DAY).url.startswith(document_url(kind, "x"))

"""Curated answers: every sentence leaves with its citations, quoted by the words nearest to it."""

import datetime as dt
from dataclasses import replace

import pytest
from answer_library import write_answer_library
from tiny_library import make_searcher

from indexer.answers import SHORT, STEPS
from indexer.documents import Kind
from indexer.passages import Span
from indexer.segmentation import Segmenter
from service.answering.answer import Sentence
from service.answering.curated import (
    calculators,
    curated_sentences,
    nearest_words,
    resolve,
    sources,
)
from service.search.filters import Filters
from service.search.ranking import Searcher

TODAY = dt.date(2026, 11, 22)
RULES = Filters(kinds=frozenset({Kind.REGULATION}))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write_answer_library)


def test_sources_are_named_once_and_those_of_a_depth_can_be_left_out(searcher: Searcher) -> None:
    document = searcher.documents["shiyongqi"]
    all_of_them = ("laodong-hetongfa/19", "liucheng/qianding", "gonghuifa/2", "laodong-hetongfa/1")
    assert tuple(passage.id for passage in sources(searcher, document)) == all_of_them
    assert tuple(passage.id for passage in sources(searcher, document, depths=(SHORT, STEPS))) == all_of_them[:3]


@pytest.mark.parametrize(
    ("source", "passage_id"),
    [
        ("劳动合同法#19", "laodong-hetongfa/19"),
        ("liucheng/qianding", "liucheng/qianding"),
        ("劳动合同法#900", None),
        ("矿山条例#1", None),
        ("liucheng/none", None),
    ],
)
def test_reference_is_a_passage_or_nothing(source: str, passage_id: str | None, searcher: Searcher) -> None:
    passage = resolve(searcher, source)
    assert (passage.id if passage else None) == passage_id


def test_calculators_are_named_once(searcher: Searcher) -> None:
    assert calculators(searcher.documents["shiyongqi"]) == ("probation",)
    assert calculators(searcher.documents["gongzi"]) == ()


def test_every_sentence_keeps_its_depth_its_item_and_its_numbers(searcher: Searcher) -> None:
    sentences, citations = curated_sentences(searcher, searcher.documents["shiyongqi"], 1, TODAY, first=4)
    assert sentences == (
        Sentence("试用期不得超过六个月。", (4,), 1, "一句话", None),
        Sentence("看合同写了多久。", (4,), 1, "怎么办", 1),
        Sentence("算一算。", (4,), 1, "怎么办", 2),
        Sentence("先谈妥。", (5,), 1, "怎么办", 3),
        Sentence("谈不成再找工会。", (6,), 1, "怎么办", 3),
        Sentence("同一单位只能约定一次。", (7,), 1, "依据与说理", None),
        Sentence("这是保护劳动者。", (8,), 1, "依据与说理", None),
    )
    assert [(item.number, item.passage_id, item.quote) for item in citations] == [
        (4, "laodong-hetongfa/19", "试用期不得超过六个月。"),
        (5, "liucheng/qianding", "先谈妥，再签字。"),
        (6, "gonghuifa/2", "工会代表职工协商工资。"),
        (7, "laodong-hetongfa/19", "同一单位只能约定一次试用期。"),
        (8, "laodong-hetongfa/1", "保护劳动者，制定本法。"),
    ]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("最长6个月。", "试用期不得超过六个月。"),
        ("约定一次试用期。", "同一单位只能约定一次试用期。"),
        ("别的什么。", "试用期不得超过六个月。"),
    ],
)
def test_words_quoted_hold_the_numbers_of_the_sentence_then_its_words(
    sentence: str, quote: str, searcher: Searcher
) -> None:
    passage = searcher.passage("laodong-hetongfa/19")
    assert passage is not None
    span = nearest_words(searcher, passage, sentence)
    assert passage.text[span.start : span.end] == quote


def test_passage_without_a_clause_is_quoted_whole(searcher: Searcher) -> None:
    passage = searcher.passage("laodong-hetongfa/19")
    assert passage is not None
    assert nearest_words(searcher, replace(passage, parts=()), "甲。") == Span(0, len(passage.text))

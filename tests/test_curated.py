"""Curated answers: taken only where question and search agree; every sentence leaves with its citations."""

import datetime as dt
from dataclasses import replace

import pytest
from answer_library import write_answer_library
from tiny_library import make_searcher

from indexer.answers import REASONS
from indexer.documents import Kind
from indexer.passages import Span
from indexer.segmentation import Segmenter
from service.answering.answer import Sentence
from service.answering.curated import (
    Match,
    best_curated,
    calculators,
    curated_sentences,
    nearest_answers,
    nearest_words,
    resolve,
    sources,
)
from service.search.filters import Filters
from service.search.ranking import Hit, Searcher
from service.search.relevance import near_enough

TODAY = dt.date(2026, 11, 22)
RULES = Filters(kinds=frozenset({Kind.REGULATION}))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write_answer_library)


def taken(searcher: Searcher, question: str, rules: tuple[Hit, ...] | None = None) -> Match | None:
    query = searcher.query(question)
    assert query is not None
    found = searcher.search(query, k=5, filters=RULES) if rules is None else rules
    return best_curated(searcher, query, Filters(), found, near_enough(searcher, query))


def hits(searcher: Searcher, *passage_ids: str) -> tuple[Hit, ...]:
    """Hits in this order, whatever they were found for."""
    query = searcher.query("单位")
    assert query is not None
    found = {hit.passage.id: hit for hit in searcher.search(query, k=100)}
    return tuple(found[passage_id] for passage_id in passage_ids)


@pytest.mark.parametrize(
    ("question", "slug"),
    [("试用期最长多久", "shiyongqi"), ("试用期多久", "shiyongqi"), ("老板欠工资怎么办", "gongzi")],
)
def test_answer_is_taken_by_its_title_and_its_ways_of_asking(question: str, slug: str, searcher: Searcher) -> None:
    # The letters of the question are those of a way of asking: the cosine is 1.
    match = taken(searcher, question)
    assert match is not None
    assert match.document.slug == slug
    assert match.nearness == pytest.approx(1.0, abs=1e-5)


def test_far_question_takes_none_though_the_articles_agree(searcher: Searcher) -> None:
    assert taken(searcher, "工会要约几天回应", hits(searcher, "laodong-hetongfa/38")) is None


def test_near_question_takes_none_if_the_search_finds_other_articles(searcher: Searcher) -> None:
    assert taken(searcher, "试用期多久", hits(searcher, "guiding/32", "hebei/3", "guiding/33")) is None


def test_article_the_answer_stands_on_must_be_among_the_first_three(searcher: Searcher) -> None:
    others = ("guiding/32", "hebei/3", "guiding/33")
    assert taken(searcher, "试用期多久", hits(searcher, *others[:2], "laodong-hetongfa/19")) is not None
    assert taken(searcher, "试用期多久", hits(searcher, *others, "laodong-hetongfa/19")) is None


def test_article_of_the_reasons_alone_is_no_witness(searcher: Searcher) -> None:
    # 劳动合同法#1 stands in 依据与说理 only.
    assert taken(searcher, "试用期多久", hits(searcher, "laodong-hetongfa/1")) is None


def test_without_any_rule_the_wording_decides(searcher: Searcher) -> None:
    assert taken(searcher, "试用期多久", ()) is not None


def test_nearest_answers_are_answers_only_best_first(searcher: Searcher) -> None:
    query = searcher.query("老板欠工资怎么办")
    assert query is not None
    found = nearest_answers(searcher, query, Filters(), 3)
    assert [hit.document.slug for hit in found] == ["gongzi", "shiyongqi"]
    assert [hit.document.slug for hit in nearest_answers(searcher, query, Filters(), 1)] == ["gongzi"]


def test_sources_are_named_once_and_those_of_a_depth_can_be_left_out(searcher: Searcher) -> None:
    document = searcher.documents["shiyongqi"]
    all_of_them = ("laodong-hetongfa/19", "liucheng/qianding", "gonghuifa/2", "laodong-hetongfa/1")
    assert tuple(passage.id for passage in sources(searcher, document)) == all_of_them
    assert tuple(passage.id for passage in sources(searcher, document, but=REASONS)) == all_of_them[:3]


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

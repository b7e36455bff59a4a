"""Which hits an answer of extracts may stand on, and how each is quoted."""

import datetime as dt
from dataclasses import replace

import pytest
from corpus_files import make_document
from tiny_library import make_passage, make_searcher

from indexer.documents import Kind, Trust
from indexer.segmentation import Segmenter
from service.answering.answer import EXTRACTS, Sentence
from service.answering.extracts import MAX_CITED, asks_for_cases, choose, extracts, source_of
from service.search.query import Query
from service.search.ranking import Hit, Searcher
from service.search.relevance import near_enough

TODAY = dt.date(2026, 11, 22)
NEAR_BY_ASKING = {"asked": 1.9}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def hit(searcher: Searcher, passage_id: str, score: float = 0.9, *, named: bool = False, near: bool = True) -> Hit:
    row = searcher.rows[passage_id]
    passage = searcher.index.passages[row]
    scores = NEAR_BY_ASKING if near else {}
    return Hit(1, row, passage, searcher.documents[passage.slug], score, named, dict.fromkeys(scores, 1), scores)


def query(searcher: Searcher, question: str) -> Query:
    made = searcher.query(question)
    assert made is not None
    return made


def chosen(searcher: Searcher, question: str, *hits: Hit) -> list[str]:
    asked = query(searcher, question)
    return [item.passage.id for item in choose(searcher, asked, hits, near_enough(searcher, asked))]


@pytest.mark.parametrize(
    "question",
    ["有没有案例", "举个例子", "同行怎么谈的", "别的公司怎么做", "别家谈到多少", "其他行业谈成了吗", "怎么谈底薪"],
)
def test_question_for_other_peoples_bargaining_is_known(question: str) -> None:
    assert asks_for_cases(question)


@pytest.mark.parametrize("question", ["试用期最长多久", "公司辞退我怎么办", "协商不成怎么办", "工资谈判的程序"])
def test_question_of_law_asks_for_no_case(question: str) -> None:
    assert not asks_for_cases(question)


@pytest.mark.parametrize(
    "question",
    [
        "别人都有年假，我没有",
        "把别人的问题都列出来",
        pytest.param(
            "我同学在别的厂有五天年假，我们为什么没有",
            marks=pytest.mark.xfail(strict=True, reason="别的厂 is taken for asking for cases"),
        ),
    ],
)
def test_mention_of_other_people_asks_for_no_case(question: str) -> None:
    assert not asks_for_cases(question)


def test_named_articles_are_all_used_and_nothing_else(searcher: Searcher) -> None:
    named = [hit(searcher, f"laodong-hetongfa/{n}", named=True, near=False) for n in (1, 19, 38, 82)]
    assert chosen(searcher, "单位", hit(searcher, "gonghuifa/2"), *named) == [item.passage.id for item in named]


def test_nothing_is_used_when_nothing_is_borne_out(searcher: Searcher) -> None:
    assert chosen(searcher, "年终旅游去哪里", hit(searcher, "gonghuifa/2", 0.99, near=False)) == []


def test_best_that_is_borne_out_is_used_though_another_ranks_before_it(searcher: Searcher) -> None:
    first = hit(searcher, "gonghuifa/2", 0.99, near=False)
    assert chosen(searcher, "年终旅游去哪里", first, hit(searcher, "hebei/3", 0.5)) == ["hebei/3"]


def test_further_passage_must_come_within_half_a_log_odd_of_the_best(searcher: Searcher) -> None:
    # ln(0.9 / 0.1) − 0.5 = 1.697 = ln(0.845 / 0.155)
    best = hit(searcher, "laodong-hetongfa/1", 0.9)
    near, far = hit(searcher, "gonghuifa/2", 0.85), hit(searcher, "gonghuifa/2", 0.84)
    assert chosen(searcher, "单位", best, near) == ["laodong-hetongfa/1", "gonghuifa/2"]
    assert chosen(searcher, "单位", best, far) == ["laodong-hetongfa/1"]


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_certain_scores_have_log_odds_too(score: float, searcher: Searcher) -> None:
    assert chosen(searcher, "单位", hit(searcher, "gonghuifa/2", score)) == ["gonghuifa/2"]


def test_no_more_are_cited_than_can_be_read(searcher: Searcher) -> None:
    many = [hit(searcher, f"laodong-hetongfa/{n}") for n in (1, 19, 38, 82)]
    assert chosen(searcher, "单位", *many) == [item.passage.id for item in many[:MAX_CITED]]


def test_passage_without_an_amount_does_not_answer_how_long(searcher: Searcher) -> None:
    without, having = hit(searcher, "gonghuifa/2", 0.9), hit(searcher, "laodong-hetongfa/19", 0.87)
    assert chosen(searcher, "最长多久", without, having) == ["laodong-hetongfa/19"]
    assert chosen(searcher, "谁来代表", without, having) == ["gonghuifa/2", "laodong-hetongfa/19"]


def test_each_case_is_used_once_by_its_best_place(searcher: Searcher) -> None:
    places = [hit(searcher, f"canyin/s{n}", 0.5, near=False) for n in (2, 1)]
    assert chosen(searcher, "有没有案例", *places) == ["canyin/s2"]


def test_named_article_is_quoted_whole_and_another_by_its_nearest_clause(searcher: Searcher) -> None:
    asked = query(searcher, "单位没有缴纳社保")
    found = (hit(searcher, "laodong-hetongfa/38"), hit(searcher, "laodong-hetongfa/19", named=True))
    sentences, citations = extracts(searcher, asked, found, 2, TODAY, 5)
    assert sentences == (
        Sentence("《劳动合同法》第三十八条：有下列情形的，劳动者可以解除：（二）没有缴纳社保的。", (5,), 2, EXTRACTS),
        Sentence("《劳动合同法》第十九条：试用期不得超过六个月。\n同一单位只能约定一次试用期。", (6,), 2, EXTRACTS),
    )
    assert [(item.number, item.quote) for item in citations] == [
        (5, "（二）没有缴纳社保的。"),
        (6, "试用期不得超过六个月。\n同一单位只能约定一次试用期。"),
    ]


@pytest.mark.parametrize(
    ("trust", "article", "said"),
    [
        (Trust.VERBATIM, True, "《甲规定》第十九条"),
        (Trust.DIGEST, True, "《甲规定》第十九条（要点）"),
        (Trust.DIGEST, False, "《甲规定》“第十九条 试用期”（要点）"),
        (Trust.CASE, False, "《甲规定》“第十九条 试用期”（案例）"),
    ],
)
def test_source_says_place_and_how_far_to_trust_it(trust: Trust, article: bool, said: str) -> None:
    document = replace(make_document("", Kind.REGULATION, "甲规定"), trust=trust)
    passage = make_passage(document, "甲。", "19", heading="第十九条 试用期")
    assert source_of(document, passage if article else replace(passage, article_key=None)) == said

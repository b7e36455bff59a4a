"""Measures by hand, near-copies hidden, and a whole run over the tiny library."""

from dataclasses import replace
from math import log2
from pathlib import Path

import numpy as np
import pytest
from corpus_files import write_companion
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_searcher, write_library

from indexer.documents import Kind
from indexer.segmentation import Segmenter
from service.search.evaluation import (
    MEASURES,
    Interval,
    bootstrap,
    evaluate,
    hit,
    ndcg,
    near_copies,
    ranked_keys,
    recall,
    reciprocal_rank,
    unseen_query,
)
from service.search.question_sets import EvaluationError, Judgement, QuestionSet
from service.search.ranking import MAX_HITS, Searcher
from service.search.systems import SYSTEMS

GRADES = {"甲#1": 2, "甲#2": 1}


def test_recall_is_the_share_of_relevant_keys_found() -> None:
    assert recall(1)(["甲#1", "甲#2"], GRADES) == 1 / 2
    assert recall(2)(["甲#1", "甲#2"], GRADES) == 1.0
    assert recall(5)(["乙#1"], GRADES) == 0.0


def test_hit_asks_for_any_relevant_key() -> None:
    assert hit(1)(["乙#1", "甲#2"], GRADES) == 0.0
    assert hit(2)(["乙#1", "甲#2"], GRADES) == 1.0


def test_ndcg_divides_the_discounted_gain_by_the_best_possible() -> None:
    best = 2 / log2(2) + 1 / log2(3)
    assert ndcg(["甲#1", "甲#2"], GRADES) == pytest.approx(1.0)
    assert ndcg(["甲#2", "乙#1", "甲#1"], GRADES) == pytest.approx((1 / log2(2) + 2 / log2(4)) / best)
    assert ndcg(["乙#1"], GRADES) == 0.0


def test_only_the_first_ten_gain() -> None:
    ranking = [f"乙#{n}" for n in range(1, 11)]
    assert ndcg([*ranking, "甲#1"], GRADES) == 0.0
    assert reciprocal_rank([*ranking, "甲#1"], GRADES) == 0.0


def test_reciprocal_rank_is_of_the_first_relevant_key() -> None:
    assert reciprocal_rank(["乙#1", "乙#2", "甲#2", "甲#1"], GRADES) == 1 / 3


@given(st.lists(st.sampled_from(["甲#1", "甲#2", "乙#1", "乙#2"]), unique=True))
def test_every_measure_lies_between_zero_and_one(ranking: list[str]) -> None:
    assert all(0 <= score(ranking, GRADES) <= 1 + 1e-12 for score in MEASURES.values())


def test_interval_encloses_the_mean_and_is_the_same_each_time() -> None:
    values = np.array([0.0, 1.0, 0.5, 0.5])
    found = bootstrap(values)
    assert found.mean == 0.5
    assert found.low < 0.5 < found.high
    assert bootstrap(values) == found


def test_interval_of_equal_values_is_a_point() -> None:
    assert bootstrap(np.array([0.25, 0.25])) == Interval(0.25, 0.25, 0.25)


def test_interval_of_nothing_is_zero() -> None:
    assert bootstrap(np.array([])) == Interval(0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def test_ranking_holds_rules_only_and_each_once(searcher: Searcher) -> None:
    keys = ranked_keys(searcher, searcher.query("劳动合同法第十九条试用期"), SYSTEMS["default"])
    rules = {
        passage.article_key or passage.id for passage in searcher.index.passages if passage.kind is Kind.REGULATION
    }
    assert "tongzhi/s1" in rules  # a rule without articles goes by the id of its section
    assert keys[0] == "劳动合同法#19"
    assert len(keys) == len(rules)
    assert set(keys) == rules


def test_question_without_content_has_an_empty_ranking(searcher: Searcher) -> None:
    assert ranked_keys(searcher, searcher.query("？"), SYSTEMS["default"]) == []


def test_report_measures_the_judged_questions_and_names_missing_keys(searcher: Searcher) -> None:
    queries = {"A": "劳动合同法第十九条", "B": "工会法第二条", "C": "无人评过"}
    judgements = (
        Judgement("A", "合同法#19", 2),  # an alias: counts as 劳动合同法#19
        Judgement("B", "工会法#2", 1),
        Judgement("B", "矿山条例#3", 1),  # not held: stays in the denominator
        Judgement("B", "劳动合同法#1", 0),  # judged irrelevant
    )
    report = evaluate(searcher, QuestionSet("甲", queries, judgements), name="default", system=SYSTEMS["default"])
    assert (report.system, report.questions, report.missing) == ("default", 2, ("矿山条例#3",))
    assert report.measures["Recall@1"].mean == (1 / 1 + 1 / 2) / 2
    assert report.measures["Hit@1"].mean == 1.0
    assert report.per_question == {"A": 1.0, "B": pytest.approx(1 / (1 + 1 / log2(3)))}
    assert 0 < report.p50 <= report.p95


def test_questions_and_judgements_that_do_not_meet_are_refused(searcher: Searcher) -> None:
    questions = QuestionSet("甲", {"A": "试用期"}, (Judgement("Z", "工会法#2", 1),))
    with pytest.raises(EvaluationError, match="none of 1 questions is judged: no qid"):
        evaluate(searcher, questions, name="default", system=SYSTEMS["default"])


# No question is measured on its own words


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    """The library with two questions that ask for 工会法#2."""

    def write(root: Path) -> None:
        write_library(root)
        write_companion(root, "asked/gonghuifa.tsv", "工会法#2\t雨雪天放假吗\n工会法#2\t刮风下雹\n")

    return make_searcher(tmp_path_factory.mktemp("taught"), segmenter, write)


def test_near_copy_shares_half_of_all_bigrams(taught: Searcher) -> None:
    # 雨雪天放假吗 has 5 bigrams. 雨雪天放假 shares 4 of 5 in all; 雨雪天 2 of 5; 雨雪停 1 of 6.
    for text, copied in (("雨雪天放假", True), ("雨雪天", False), ("雨雪停", False)):
        assert near_copies(taught, text).tolist() == [copied, False], text


def test_near_copy_of_a_test_question_is_hidden_from_its_search(taught: Searcher) -> None:
    query = unseen_query(taught, "雨雪天放假呢")
    assert query is not None
    assert query.hidden is not None
    assert query.hidden.tolist() == [True, False]
    told, unseen = (
        taught.search(found, k=MAX_HITS, system=SYSTEMS["only-asked-bigram"])
        for found in (replace(query, hidden=None), query)
    )
    assert [hit.passage.article_key for hit in told] == ["工会法#2"]
    assert unseen == ()


def test_question_without_content_stays_none(taught: Searcher) -> None:
    assert unseen_query(taught, "？") is None


def test_measure_of_a_copied_question_gains_nothing_from_its_copy(taught: Searcher) -> None:
    questions = QuestionSet("甲", {"A": "雨雪天放假呢"}, (Judgement("A", "工会法#2", 1),))
    report = evaluate(taught, questions, name="asked", system=SYSTEMS["only-asked-bigram"])
    assert report.measures["Recall@50"].mean == 0.0

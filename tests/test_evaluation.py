"""Measures by hand, files of questions and judgements, and a whole run over the tiny library."""

from math import log2
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.search.evaluation import (
    MEASURES,
    EvaluationError,
    Interval,
    Judgement,
    bootstrap,
    evaluate,
    hit,
    ndcg,
    ranked_keys,
    read_judgements,
    read_queries,
    recall,
    reciprocal_rank,
)
from service.search.ranking import Searcher
from service.search.retrieval import SYSTEMS

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


def test_files_are_read_and_blank_lines_skipped(tmp_path: Path) -> None:
    queries, qrels = tmp_path / "q.jsonl", tmp_path / "q.tsv"
    queries.write_text('{"qid": "A", "text": "试用期"}\n\n{"qid": "B", "text": "年假"}\n', encoding="utf-8")
    qrels.write_text("A\t劳动合同法#19\t2\n\nB\t劳动法#45\t0\n", encoding="utf-8")
    assert read_queries(queries) == {"A": "试用期", "B": "年假"}
    assert read_judgements(qrels) == (Judgement("A", "劳动合同法#19", 2), Judgement("B", "劳动法#45", 0))


@pytest.mark.parametrize("line", ["{", '"A"', "[1]", '{"qid": "A"}', '{"text": "甲"}'])
def test_broken_line_of_queries_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"qid": "A", "text": "甲"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r'q\.jsonl:2: expected \{"qid"'):
        read_queries(path)


@pytest.mark.parametrize("line", ["A", "A\t甲#1", "A\t甲#1\tgut", "A\t甲#1\t1\t0", "A 甲#1 1"])
def test_broken_line_of_judgements_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text(f"A\t甲#1\t1\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"q\.tsv:2: expected qid<TAB>article key<TAB>grade"):
        read_judgements(path)


def test_broken_line_is_counted_with_the_blank_lines_before_it(tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text("A\t甲#1\t1\n\n\nA\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"q\.tsv:4: "):
        read_judgements(path)


def test_missing_or_garbled_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nothing\.jsonl cannot be read"):
        read_queries(tmp_path / "nothing.jsonl")
    (tmp_path / "q.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationError, match=r"q\.tsv cannot be read"):
        read_judgements(tmp_path / "q.tsv")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def test_ranking_holds_articles_only_and_each_once(searcher: Searcher) -> None:
    keys = ranked_keys(searcher, "劳动合同法第十九条试用期", SYSTEMS["default"])
    articles = {passage.article_key for passage in searcher.index.passages} - {None}
    assert keys[0] == "劳动合同法#19"
    assert len(keys) == len(articles)
    assert set(keys) == articles


def test_question_without_content_has_an_empty_ranking(searcher: Searcher) -> None:
    assert ranked_keys(searcher, "？", SYSTEMS["default"]) == []


def test_report_measures_the_judged_questions_and_names_missing_keys(searcher: Searcher) -> None:
    queries = {"A": "劳动合同法第十九条", "B": "工会法第二条", "C": "无人评过"}
    judgements = (
        Judgement("A", "合同法#19", 2),  # an alias: counts as 劳动合同法#19
        Judgement("B", "工会法#2", 1),
        Judgement("B", "矿山条例#3", 1),  # not held: stays in the denominator
        Judgement("B", "劳动合同法#1", 0),  # judged irrelevant
    )
    report = evaluate(searcher, queries, judgements, name="default", system=SYSTEMS["default"])
    assert (report.system, report.questions, report.missing) == ("default", 2, ("矿山条例#3",))
    assert report.measures["Recall@1"].mean == (1 / 1 + 1 / 2) / 2
    assert report.measures["Hit@1"].mean == 1.0
    assert report.per_question == {"A": 1.0, "B": pytest.approx(1 / (1 + 1 / log2(3)))}
    assert 0 < report.p50 <= report.p95


def test_questions_and_judgements_that_do_not_meet_are_refused(searcher: Searcher) -> None:
    with pytest.raises(EvaluationError, match="qid"):
        evaluate(searcher, {"A": "试用期"}, (Judgement("Z", "工会法#2", 1),), name="default", system=SYSTEMS["default"])

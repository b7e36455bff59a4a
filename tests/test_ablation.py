"""Systems compared question by question, and the report."""

from pathlib import Path

import pytest
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.search.ablation import SHOWN, ablation, paired_difference
from service.search.evaluation import Interval, Report
from service.search.question_sets import Judgement, QuestionSet
from service.search.systems import SYSTEMS


def report(**per_question: float) -> Report:
    return Report("甲", len(per_question), {}, 0.0, 0.0, (), per_question)


def test_difference_is_the_mean_over_the_questions() -> None:
    found = paired_difference(report(A=0.5, B=1.0, C=0.25), report(A=0.25, B=0.5, C=0.25))
    assert found.mean == pytest.approx((0.25 + 0.5 + 0.0) / 3)
    assert 0 <= found.low < found.mean < found.high <= 0.5


def test_difference_is_paired_by_id_and_not_by_place() -> None:
    # Every question gains 0.5: paired, there is nothing to doubt, however far the questions lie apart.
    found = paired_difference(report(A=0.5, B=1.0), report(B=0.5, A=0.0))
    assert found == Interval(0.5, 0.5, 0.5)


def test_system_does_not_differ_from_itself() -> None:
    assert paired_difference(report(A=0.3, B=0.9), report(A=0.3, B=0.9)) == Interval(0.0, 0.0, 0.0)


def test_report_has_a_line_for_every_system_and_no_difference_for_the_first(
    tmp_path: Path, segmenter: Segmenter
) -> None:
    searcher = make_searcher(tmp_path, segmenter)
    questions = QuestionSet("甲集", {"A": "劳动合同法第十九条"}, (Judgement("A", "劳动合同法#19", 1),))
    lines = ablation(searcher, (questions,), "abc1234").splitlines()
    assert f"Commit `abc1234`, index `{searcher.index.manifest.digest}`." in lines[2]
    assert "## 甲集 (1 questions)" in lines
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ") and "system" not in line]
    assert [cells[0] for cells in rows] == list(SYSTEMS)
    assert all(cells[1 : 1 + len(SHOWN)] == ["100.0"] * len(SHOWN) for cells in rows)  # the article is named
    assert len(rows[0]) == 1 + len(SHOWN)
    assert {cells[-1] for cells in rows[1:]} == {"+0.0 [+0.0, +0.0]"}

"""The table of the benchmark, added up by hand; nothing is timed here."""

import pytest
from bench.table import Line, markdown, quality


def test_quality_is_the_mean_over_judged_questions() -> None:
    rankings = {"a": ("x", "y"), "b": ("y",), "unjudged": ("x",)}
    # a: its one relevant key comes first, nDCG 1; b: nothing found, nDCG 0.
    assert quality(rankings, {"a": {"x": 3}, "b": {"x": 1}}) == (0.5, 0.5)


def test_first_line_is_what_the_others_are_compared_with() -> None:
    lines = (Line("encoding", (10.0,) * 20, ()), Line("search", (15.0,) * 20, ((0.5, 1.0),)))
    assert markdown(lines, ["bargaining"]).splitlines() == [
        "| system | p50 ms | p95 ms | p50 / encoding | bargaining nDCG@10 | bargaining Hit@5 |",
        "|---|---|---|---|---|---|",
        "| encoding | 10.0 | 10.0 | 1.00 | – | – |",
        "| search | 15.0 | 15.0 | 1.50 | 50.0 | 100.0 |",
    ]


def test_question_without_a_ranking_is_an_error() -> None:
    with pytest.raises(KeyError):
        quality({}, {"a": {"x": 1}})

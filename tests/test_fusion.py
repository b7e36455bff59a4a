"""Reciprocal ranks, added up by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dense import Scores
from service.search.fusion import UNRANKED, fuse, rank


def scores(*values: float) -> Scores:
    return np.asarray(values, dtype=np.float32)


def everything(rows: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(rows, dtype=np.bool_)


def test_highest_score_has_rank_one() -> None:
    assert rank(scores(0.2, 0.9, 0.5), everything(3)).tolist() == [3, 1, 2]


def test_equal_scores_are_ranked_in_the_order_of_rows() -> None:
    assert rank(scores(0.5, 0.9, 0.5, 0.5), everything(4)).tolist() == [2, 1, 3, 4]


@pytest.mark.parametrize("value", [0.0, -0.0, -1.0])
def test_row_without_a_positive_score_is_not_ranked(value: float) -> None:
    assert rank(scores(0.5, value), everything(2)).tolist() == [1, UNRANKED]


def test_row_that_is_not_allowed_takes_no_rank_from_others() -> None:
    assert rank(scores(0.9, 0.5, 0.7), np.array([False, True, True])).tolist() == [UNRANKED, 2, 1]


def test_fused_score_is_the_sum_of_reciprocal_ranks() -> None:
    lists = {"one": np.array([1, 2, UNRANKED]), "other": np.array([2, UNRANKED, UNRANKED])}
    assert fuse(lists, {"one": 1, "other": 1}).tolist() == [1 / 61 + 1 / 62, 1 / 62, 0.0]


def test_weight_multiplies_what_a_list_adds() -> None:
    lists = {"one": np.array([1, 2]), "other": np.array([2, 1])}
    assert fuse(lists, {"one": 0.5, "other": 4}).tolist() == [0.5 / 61 + 4 / 62, 0.5 / 62 + 4 / 61]


def test_list_of_weight_zero_adds_nothing() -> None:
    lists = {"one": np.array([1, 2]), "other": np.array([2, 1])}
    assert fuse(lists, {"one": 1, "other": 0}).tolist() == [1 / 61, 1 / 62]


def test_constant_k_can_be_chosen() -> None:
    assert fuse({"one": np.array([1, 2])}, {"one": 1}, k=0).tolist() == [1 / 1, 1 / 2]


def test_row_found_by_no_list_has_no_score() -> None:
    assert fuse({"one": np.array([UNRANKED]), "other": np.array([UNRANKED])}, {"one": 1, "other": 1}).tolist() == [0.0]


SCORES = st.lists(st.floats(-2, 2, width=32), max_size=12)


@given(SCORES, st.data())
def test_ranks_are_one_to_n_over_the_rows_that_count(values: list[float], data: st.DataObject) -> None:
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))), dtype=np.bool_)
    ranks = rank(scores(*values), allowed)
    counted = [row for row, value in enumerate(values) if value > 0 and allowed[row]]
    assert sorted(ranks[counted].tolist()) == list(range(1, len(counted) + 1))
    assert all(ranks[row] == UNRANKED for row in range(len(values)) if row not in counted)


@given(SCORES)
def test_better_score_never_has_a_worse_rank(values: list[float]) -> None:
    ranks = rank(scores(*values), everything(len(values)))
    found = [row for row in range(len(values)) if ranks[row] != UNRANKED]
    assert all(values[a] >= values[b] for a in found for b in found if ranks[a] < ranks[b])

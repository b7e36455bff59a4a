"""The learned fusion: signals read off by hand, a probability for candidates and nothing for the others."""

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.fusion import rank
from service.search.learned import (
    DEPTH,
    Coefficients,
    candidates,
    coefficients,
    learned_scores,
    signal_names,
    signals,
)
from service.search.prior import SIGNALS
from service.search.retrieval import Retrieval
from service.search.systems import DEFAULT

PRIOR = np.array([[1.0, 0.5, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
ALL = np.ones(4, dtype=np.bool_)
NO_SHIFT = np.zeros(4)


def retrieval(allowed: np.ndarray[tuple[int], np.dtype[np.bool_]] = ALL, **lists: list[float]) -> Retrieval:
    """Lists of scores, ranked as the search ranks them."""
    scores = {name: np.asarray(values, dtype=np.float32) for name, values in lists.items()}
    return Retrieval({name: rank(found, allowed) for name, found in scores.items()}, scores)


def fitted(intercept: float = 0.0, **weights: float) -> Coefficients:
    """Coefficients of one list called `one`; what is not named weighs nothing."""
    names = signal_names(("one",))
    return Coefficients(
        "by hand", intercept, dict.fromkeys(names, 0.0) | {_name(key): value for key, value in weights.items()}
    )


def _name(key: str) -> str:
    return key.replace("_", ":")


def test_columns_are_two_a_list_and_then_the_prior() -> None:
    expected = ("one:near", "one:rank", "two:near", "two:rank", "core", "cited", "general")
    assert signal_names(("one", "two")) == expected


def test_nearness_runs_from_the_mean_to_the_best_and_rank_falls_from_one() -> None:
    # Scores 4, 2, 2, 0: mean 2, best 4. Ranks 1, 2, 3; the last is not found.
    found = retrieval(one=[4, 2, 2, 0])
    lines = signals(found, np.arange(4), ALL, PRIOR)
    assert lines[:, 0].tolist() == [1, 0, 0, 0]
    assert lines[:, 1].tolist() == [10 / 10, 10 / 11, 10 / 12, 0]
    assert lines[:, 2:].tolist() == PRIOR.tolist()


def test_mean_and_best_are_of_the_allowed_passages_only() -> None:
    allowed = np.array([False, True, True, True])
    found = retrieval(allowed, one=[100, 4, 3, 2])
    assert signals(found, np.array([1, 2, 3]), allowed, PRIOR)[:, 0].tolist() == [1, 0, 0]


def test_list_in_which_all_are_alike_tells_nothing() -> None:
    assert signals(retrieval(one=[2, 2, 2, 2]), np.arange(4), ALL, PRIOR)[:, 0].tolist() == [0, 0, 0, 0]


def test_candidates_are_the_best_of_any_list() -> None:
    assert candidates(retrieval(one=[0, 1, 0, 0], two=[0, 0, 0, 1])).tolist() == [1, 3]


def test_row_behind_the_depth_of_every_list_is_no_candidate() -> None:
    rows = DEPTH + 3
    falling = retrieval(np.ones(rows, dtype=np.bool_), one=[float(rows - row) for row in range(rows)])
    assert candidates(falling).tolist() == list(range(DEPTH))


def test_probability_is_the_logistic_function_of_the_weighted_signals() -> None:
    found = learned_scores(
        retrieval(one=[4, 2, 2, 0]), ALL, PRIOR, NO_SHIFT, fitted(-1.0, one_near=2.0, core=0.5, general=-3.0)
    )
    # Row 0: 2 · 1 + 0.5 · 1 − 1; row 1: −3 · 1 − 1; row 2: −1; row 3 is no candidate.
    expected = [1 / (1 + exp(-1.5)), 1 / (1 + exp(4)), 1 / (1 + exp(1)), 0.0]
    assert found.tolist() == pytest.approx(expected)


def test_nothing_found_means_no_probability() -> None:
    assert learned_scores(retrieval(one=[0, 0, 0, 0]), ALL, PRIOR, NO_SHIFT, fitted(5.0)).tolist() == [0, 0, 0, 0]


def test_shift_is_added_to_the_log_odds_of_candidates() -> None:
    shift = np.array([0.0, -0.8, 0.0, 9.0])
    found = learned_scores(retrieval(one=[4, 2, 2, 0]), ALL, PRIOR, shift, fitted(-1.0))
    assert found.tolist() == pytest.approx([1 / (1 + exp(1)), 1 / (1 + exp(1.8)), 1 / (1 + exp(1)), 0.0])


@given(st.lists(st.floats(0, 10, width=32), min_size=4, max_size=4), st.floats(-8, 8))
def test_probability_of_a_candidate_lies_between_zero_and_one(values: list[float], weight: float) -> None:
    found = retrieval(one=values)
    scores = learned_scores(found, ALL, PRIOR, NO_SHIFT, fitted(one_near=weight, one_rank=weight))
    chosen = candidates(found)
    assert all(0 < scores[row] < 1 for row in chosen)
    assert all(scores[row] == 0 for row in range(4) if row not in chosen)


def test_reviewed_file_has_a_weight_for_every_signal_of_the_default_system() -> None:
    assert set(coefficients().weights) == set(signal_names(DEFAULT.lists))
    assert set(SIGNALS) < set(coefficients().weights)
    assert coefficients().note

"""The learned fusion: logistic regression over the signals of every candidate passage.

Signals of a list: how near its score comes to the best allowed one (0 to 1), and 10 / (9 + rank). Signals of the
passage: `service.search.prior`. Candidates are the best `DEPTH` of each list. The result is the probability that a
passage answers, as far as the fitted questions teach it: between 0 and 1, higher is better.

The coefficients are a small reviewed file, `learned.json` beside this one, written by `xieshang fit`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores
from service.search.fusion import UNRANKED, Ranks
from service.search.prior import SIGNALS
from service.search.retrieval import Retrieval

FILE = Path(__file__).with_name("learned.json")
DEPTH = 100


class Coefficients(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weights` by signal name; `note` says on what they were fitted and what was measured."""

    note: str
    intercept: float
    weights: dict[str, float]


def signal_names(lists: Sequence[str]) -> tuple[str, ...]:
    """The order of the columns of `signals`."""
    return (*(f"{name}:{part}" for name in lists for part in ("near", "rank")), *SIGNALS)


@cache
def coefficients() -> Coefficients:
    """The reviewed file, read once."""
    return msgspec.json.decode(FILE.read_bytes(), type=Coefficients)


def candidates(retrieval: Retrieval) -> NDArray[np.int64]:
    """Rows among the best `DEPTH` of any list, rising."""
    found = np.zeros(len(next(iter(retrieval.ranks.values()))), dtype=np.bool_)
    for ranks in retrieval.ranks.values():
        found |= (ranks != UNRANKED) & (ranks <= DEPTH)
    return np.flatnonzero(found)


def signals(
    retrieval: Retrieval, rows: NDArray[np.int64], allowed: NDArray[np.bool_], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One line per row, columns as `signal_names`. `prior` is that of all passages, shape (passages, 3)."""
    columns = []
    for name, scores in retrieval.scores.items():
        columns += [_nearness(scores, rows, allowed), _by_rank(retrieval.ranks[name][rows])]
    return np.column_stack([*columns, prior[rows]])


def learned_scores(
    retrieval: Retrieval,
    allowed: NDArray[np.bool_],
    prior: NDArray[np.float64],
    shift: NDArray[np.float64],
    fitted: Coefficients,
) -> NDArray[np.float64]:
    """Probability per passage, shape (passages,); 0 for what is no candidate. `shift` is added to the log-odds."""
    scores = np.zeros(len(allowed), dtype=np.float64)
    rows = candidates(retrieval)
    if len(rows):
        weights = _in_order(fitted.weights, signal_names(tuple(retrieval.scores)))
        totals = signals(retrieval, rows, allowed, prior) @ weights + fitted.intercept + shift[rows]
        scores[rows] = 1 / (1 + np.exp(-totals))
    return scores


def _in_order(weights: Mapping[str, float], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([weights[name] for name in names])


def _nearness(scores: Scores, rows: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(score − mean) / (best − mean) over the allowed passages: 1 for the best, 0 for an average one or worse."""
    among = scores[allowed]
    best, mean = float(among.max()), float(among.mean())
    near = (scores[rows] - mean) / (best - mean) if best > mean else np.zeros(len(rows))
    return np.clip(near, 0.0, 1.0).astype(np.float64)


def _by_rank(ranks: Ranks) -> NDArray[np.float64]:
    """10 / (9 + rank): 1 for the first, 0 where the list did not find the row."""
    return np.where(ranks == UNRANKED, 0.0, 10.0 / (9.0 + ranks))

"""Lists → one score per passage: reciprocal rank fusion, and the ranks it starts from.

    fuse({"a": ranks_a, "b": ranks_b}, {"a": 1, "b": 2})[row] == 1/(60 + rank_a) + 2/(60 + rank_b)

Cormack, Clarke & Büttcher, SIGIR 2009. Ranks count from 1. A row that a list does not find (score 0 or below) gets
nothing from that list. The learned fusion is `service.search.learned`.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores

K = 60
Ranks = NDArray[np.int64]
#: A row that a list does not find.
UNRANKED = 0


def rank(scores: Scores, allowed: NDArray[np.bool_]) -> Ranks:
    """Rank of every row, 1 best, among the allowed rows with a positive score; `UNRANKED` for the others.

    Ties go to the lower row, so that the same question always gives the same ranking.
    """
    rows = np.flatnonzero(allowed & (scores > 0))
    order = rows[np.argsort(-scores[rows], kind="stable")]
    ranks = np.full(len(scores), UNRANKED, dtype=np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def fuse(lists: Mapping[str, Ranks], weights: Mapping[str, float], k: int = K) -> NDArray[np.float64]:
    """Sum of weight/(k + rank) over the lists that found a row, shape (rows,); higher is better."""
    total = np.zeros(len(next(iter(lists.values()))), dtype=np.float64)
    for name, ranks in lists.items():
        total += np.where(ranks != UNRANKED, weights[name] / (k + ranks), 0.0)
    return total

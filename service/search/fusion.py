"""Reciprocal rank fusion (Cormack, Clarke & Büttcher, SIGIR 2009), and the multiplication by a prior.

    fuse([scores_a, scores_b])[row] == 1/(60 + rank_a) + 1/(60 + rank_b)

Ranks count from 1. A row that a list does not find (score 0 or below) gets nothing from that list.
"""

from collections.abc import Sequence

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
    counted = allowed & (scores > 0)
    order = np.argsort(-scores, kind="stable")
    order = order[counted[order]]
    ranks = np.full(len(scores), UNRANKED, dtype=np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def fuse(lists: Sequence[Ranks], k: int = K) -> NDArray[np.float64]:
    """Sum of 1/(k + rank) over the lists that found a row, shape (rows,); higher is better."""
    total = np.zeros(len(lists[0]), dtype=np.float64)
    for ranks in lists:
        total += np.where(ranks != UNRANKED, 1.0 / (k + ranks), 0.0)
    return total

"""The lists of one retrieval and how they are fused.

Four lists, as measured best without training (retrieval.md): BM25 over character bigrams, BM25 over jieba
words, mean-centred dense passages, and the best 款 of each passage (`raw`, the dense list without centring, is
kept for comparison). They are fused by rank and multiplied by
the prior. A `System` names which of them take part, so that every row of that table can be run again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores, centre
from indexer.index import Index
from service.search.fusion import Ranks, fuse, rank
from service.search.query import Query

#: The lists the service fuses.
LISTS = ("bigram", "word", "dense", "parts")


@dataclass(frozen=True)
class System:
    """A way to rank: which lists, and whether the prior multiplies."""

    lists: tuple[str, ...] = LISTS
    prior: bool = True


#: Every system `evaluate` can run, by name. `default` is what the service uses.
SYSTEMS: dict[str, System] = {
    "default": System(),
    "no-prior": System(prior=False),
    "bigram+dense": System(lists=("bigram", "dense"), prior=False),
    **{name: System(lists=(name,), prior=False) for name in (*LISTS, "raw")},
    **{f"no-{name}": System(lists=tuple(other for other in LISTS if other != name)) for name in LISTS},
}


@dataclass(frozen=True)
class Retrieval:
    """One question's lists. `ranks[name][row]` counts from 1, 0 where the list did not find the row.

    `fused` is shape (rows,), higher is better.
    """

    ranks: dict[str, Ranks]
    scores: dict[str, Scores]
    fused: NDArray[np.float64]


def retrieve(
    index: Index, query: Query, allowed: NDArray[np.bool_], prior: NDArray[np.float64], system: System
) -> Retrieval:
    """Score, rank and fuse every allowed passage."""
    vector = centre(query.vector, index.mean)
    scorers = {
        "bigram": lambda: index.bigram.scores(query.bigrams),
        "word": lambda: index.word.scores(query.words),
        "dense": lambda: _positive(index.dense.scores(vector)),
        "parts": lambda: _positive(best_part(index, vector)),
        "raw": lambda: _positive(index.raw.scores(query.vector)),
    }
    scores = {name: scorers[name]() for name in system.lists}
    ranks = {name: rank(found, allowed) for name, found in scores.items()}
    fused = fuse(list(ranks.values()))
    return Retrieval(ranks, scores, fused * prior if system.prior else fused)


def best_part(index: Index, vector: NDArray[np.float32]) -> Scores:
    """For every passage the cosine of its best 款 with `vector`, shape (rows,)."""
    best = np.full(len(index.passages), -1.0, dtype=np.float32)
    np.maximum.at(best, index.part_rows, index.parts.scores(vector))
    return best


def _positive(cosine: Scores) -> Scores:
    """Cosine moved from [−1, 1] to [0, 2]: a dense list has an opinion on every passage."""
    return cosine + 1.0

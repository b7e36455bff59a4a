"""The lists of one retrieval.

    bigram word       BM25 over character bigrams and over jieba's words, legal terms of the lexicon added
    dense parts       cosine of the adapted question with passages, and with the best 款 of each
    asked asked-bigram    the nearest asked question of each passage, by cosine and by BM25
    curated           the nearest question of a curated answer that rests on the passage
    raw plain         dense and parts without mean-centring or adapter: for comparison only

Which of them take part and how they are fused is `service.search.systems`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.dense import Scores, centre, unit
from indexer.encoding import Vectors
from indexer.index import Index
from service.search.fusion import Ranks, rank
from service.search.query import Query


@dataclass(frozen=True)
class Retrieval:
    """One question's lists. `ranks[name][row]` counts from 1, 0 where the list did not find the row."""

    ranks: dict[str, Ranks]
    scores: dict[str, Scores]


@dataclass(frozen=True)
class Pairs:
    """`questions[i]` is a question that `passages[i]` answers, sorted by passage so that the best is found quickly."""

    questions: NDArray[np.int64]
    passages: NDArray[np.int64]


@dataclass(frozen=True)
class AskedLists:
    """Asked questions as arrays: every pair, and those that come from a curated answer."""

    every: Pairs
    curated: Pairs


def asked_lists(index: Index) -> AskedLists:
    """The pairs of an index, sorted once."""
    pairs = index.asked_pairs[np.argsort(index.asked_pairs[:, 1], kind="stable")]
    curated = np.array([question.curated for question in index.asked], dtype=np.bool_)
    return AskedLists(_pairs(pairs), _pairs(pairs[curated[pairs[:, 0]]]))


def _pairs(sorted_pairs: NDArray[np.int64]) -> Pairs:
    questions, passages = np.ascontiguousarray(sorted_pairs.T)
    return Pairs(questions, passages)


def retrieve(
    index: Index,
    asked: AskedLists,
    query: Query,
    allowed: NDArray[np.bool_],
    names: Iterable[str],
    *,
    lexicon: bool = True,
) -> Retrieval:
    """Score and rank every allowed passage in each of the lists `names`."""
    scorers = _scorers(index, asked, query, lexicon)
    scores = {name: scorers[name]() for name in names}
    return Retrieval({name: rank(found, allowed) for name, found in scores.items()}, scores)


def adapted(index: Index, vector: Vectors) -> Vectors:
    """A question's vector where asked questions and passages are compared with it: centred, adapted, unit length."""
    return unit(centre(vector, index.asked_mean) @ index.adapter)


def _scorers(index: Index, asked: AskedLists, query: Query, lexicon: bool) -> dict[str, Callable[[], Scores]]:
    vector, plain = adapted(index, query.vector), centre(query.vector, index.mean)
    bigrams, words = (query.bigrams, query.words) if lexicon else (query.own_bigrams, query.own_words)

    @cache
    def cosine() -> Scores:
        """Of every asked question; two lists look at it."""
        return _known(query, index.asked_dense.scores(vector) + 1.0)

    def nearest(found: Scores, pairs: Pairs) -> Scores:
        return best_of(found[pairs.questions], pairs.passages, len(index.passages))

    def by_bigrams() -> Scores:
        if index.asked_bigram is None:
            return np.zeros(len(index.passages), dtype=np.float32)
        return nearest(_known(query, index.asked_bigram.scores(query.own_bigrams)), asked.every)

    return {
        "bigram": lambda: index.bigram.scores(bigrams),
        "word": lambda: index.word.scores(words),
        "dense": lambda: index.dense.scores(vector) + 1.0,
        "parts": lambda: best_part(index, vector) + 1.0,
        "asked": lambda: nearest(cosine(), asked.every),
        "asked-bigram": by_bigrams,
        "curated": lambda: nearest(cosine(), asked.curated),
        "raw": lambda: index.raw.scores(query.vector) + 1.0,
        "plain": lambda: best_part(index, plain) + 1.0,
    }


def best_part(index: Index, vector: Vectors) -> Scores:
    """For every passage the cosine of its best 款 with `vector`, shape (rows,)."""
    return best_of(index.parts.scores(vector), index.part_rows, len(index.passages), floor=-1.0)


def best_of(scores: Scores, rows: NDArray[np.int64], length: int, floor: float = 0.0) -> Scores:
    """The highest score of each row, shape (length,); `floor` where a row has none. `rows` are sorted."""
    best = np.full(length, floor, dtype=np.float32)
    if len(rows):
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        best[rows[starts]] = np.maximum.reduceat(scores, starts)
    return best


def _known(query: Query, scores: Scores) -> Scores:
    """Scores of asked questions with those the query must not know set to 0 (evaluation removes near-copies)."""
    if query.hidden is None:
        return scores
    return np.where(query.hidden, np.float32(0), scores)

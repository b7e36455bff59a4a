"""How good is the ranking? Standard measures over questions with judgements (qrels).

Recall@k, Hit@k, nDCG@10 (Järvelin & Kekäläinen 2002, gain = grade, discount log2(1 + rank)) and MRR@10, each
the mean over questions with a 95 % bootstrap interval (2,000 resamples, fixed seed). Rules are ranked among
themselves; a judged key that the index lacks stays in the denominator and is named. An asked question that nearly
copies a test question is hidden while that question is searched, so that no set is measured on its own words.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer.coverage import alike
from indexer.segmentation import bigrams
from service.search.filters import RULES
from service.search.query import Query
from service.search.question_sets import EvaluationError, Judgement, QuestionSet
from service.search.ranking import MAX_HITS, Searcher
from service.search.systems import System

RESAMPLES = 2000
DEPTH = 50


@dataclass(frozen=True)
class Interval:
    """A mean with its 95 % bootstrap interval, as fractions."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Report:
    """`measures` by name; latencies in milliseconds; `missing` are judged keys that the index lacks.

    `per_question` holds nDCG@10 by qid.
    """

    system: str
    questions: int
    measures: dict[str, Interval]
    p50: float
    p95: float
    missing: tuple[str, ...]
    per_question: dict[str, float]


def evaluate(searcher: Searcher, questions: QuestionSet, *, name: str, system: System) -> Report:
    """Run every judged question through `system` and measure."""
    wanted, missing = grades_by_question(searcher, questions.judgements)
    judged = [qid for qid in questions.queries if wanted.get(qid)]
    if not judged:
        raise EvaluationError(
            f"none of {len(questions.queries)} questions is judged: no qid of the queries is in the qrels"
        )
    rankings, latencies = [], []
    for qid in judged:
        query = unseen_query(searcher, questions.queries[qid])
        started = time.perf_counter()
        rankings.append(ranked_keys(searcher, query, system))
        latencies.append(1000 * (time.perf_counter() - started))
    values = {
        measure: np.array([score(ranking, wanted[qid]) for qid, ranking in zip(judged, rankings, strict=True)])
        for measure, score in MEASURES.items()
    }
    return Report(
        system=name,
        questions=len(judged),
        measures={measure: bootstrap(found) for measure, found in values.items()},
        p50=float(np.percentile(latencies, 50)),
        p95=float(np.percentile(latencies, 95)),
        missing=missing,
        per_question=dict(zip(judged, values["nDCG@10"].tolist(), strict=True)),
    )


def ranked_keys(searcher: Searcher, query: Query | None, system: System) -> list[str]:
    """Article keys (passage ids where a rule has no articles) in ranked order, at most `DEPTH`."""
    if query is None:
        return []
    hits = searcher.search(query, k=MAX_HITS, filters=RULES, system=system)
    return list(dict.fromkeys(hit.passage.article_key or hit.passage.id for hit in hits))[:DEPTH]


def unseen_query(searcher: Searcher, text: str) -> Query | None:
    """The query of a test question, with asked questions hidden that nearly copy it."""
    query = searcher.query(text)
    return query and replace(query, hidden=near_copies(searcher, text))


def near_copies(searcher: Searcher, text: str) -> NDArray[np.bool_]:
    """Mask of the asked questions that nearly copy a text, shape (asked,)."""
    own = frozenset(bigrams(text))
    return np.array([alike(own, asked) for asked in searcher.asked_bigrams], dtype=np.bool_)


def grades_by_question(
    searcher: Searcher, judgements: Iterable[Judgement]
) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """(grades by canonical key by question, judged keys that the index lacks)."""
    wanted: dict[str, dict[str, int]] = {}
    missing: dict[str, None] = {}
    for judgement in judgements:
        if judgement.grade <= 0:
            continue
        key = canonical_key(searcher, judgement.key)
        if key not in searcher.row_of_key and key not in searcher.rows:
            missing[key] = None
        grades = wanted.setdefault(judgement.qid, {})
        grades[key] = max(judgement.grade, grades.get(key, 0))
    return wanted, tuple(missing)


def canonical_key(searcher: Searcher, key: str) -> str:
    """An article key with its official title; a passage id as it stands."""
    if key in searcher.rows:
        return key
    return searcher.reader.resolve(key) or key


def recall(k: int) -> Callable[[Sequence[str], dict[str, int]], float]:
    """Share of the relevant keys among the first k."""
    return lambda ranking, grades: len(set(ranking[:k]) & grades.keys()) / len(grades)


def hit(k: int) -> Callable[[Sequence[str], dict[str, int]], float]:
    """1 if any relevant key is among the first k."""
    return lambda ranking, grades: float(any(key in grades for key in ranking[:k]))


def ndcg(ranking: Sequence[str], grades: dict[str, int], k: int = 10) -> float:
    """Discounted gain of the first k over that of the best possible order."""
    gains = [grades.get(key, 0) for key in ranking[:k]]
    best = sorted(grades.values(), reverse=True)[:k]
    return _discounted(gains) / _discounted(best)


def reciprocal_rank(ranking: Sequence[str], grades: dict[str, int], k: int = 10) -> float:
    """1 / rank of the first relevant key, 0 beyond k."""
    return next((1.0 / rank for rank, key in enumerate(ranking[:k], start=1) if key in grades), 0.0)


MEASURES: dict[str, Callable[[Sequence[str], dict[str, int]], float]] = {
    **{f"Recall@{k}": recall(k) for k in (1, 5, 10, 50)},
    **{f"Hit@{k}": hit(k) for k in (1, 5)},
    "nDCG@10": ndcg,
    "MRR@10": reciprocal_rank,
}


def bootstrap(values: NDArray[np.float64]) -> Interval:
    """Mean and 95 % percentile bootstrap (Efron 1979) with a fixed seed."""
    if not len(values):
        return Interval(0.0, 0.0, 0.0)
    draws = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return Interval(float(values.mean()), float(low), float(high))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / float(np.log2(1 + rank)) for rank, gain in enumerate(gains, start=1))

"""How good is the ranking? Standard measures over questions with judgements (qrels).

Recall@k, Hit@k, nDCG@10 (Järvelin & Kekäläinen 2002, gain = grade, discount log2(1 + rank)) and MRR@10, each
the mean over questions with a 95 % bootstrap interval (2,000 resamples, fixed seed). Only hits with an article
key are ranked, one per article; a judged key that the index lacks stays in the denominator and is named.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.documents import Kind
from service.failures import OperatorError
from service.search.filters import Filters
from service.search.ranking import MAX_HITS, Searcher
from service.search.retrieval import System

RESAMPLES = 2000
DEPTH = 50
#: Judgements are of articles, so rules are ranked among themselves.
RULES = Filters(kinds=frozenset({Kind.REGULATION}))


class EvaluationError(OperatorError):
    """A queries or qrels file cannot be read; the message names file and line."""


@dataclass(frozen=True)
class Judgement:
    """One line of a qrels file: `grade` > 0 means relevant."""

    qid: str
    key: str
    grade: int


@dataclass(frozen=True)
class Interval:
    """A mean with its 95 % bootstrap interval, as fractions."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Report:
    """`measures` by name; latencies in milliseconds; `missing` are judged keys that the index lacks."""

    system: str
    questions: int
    measures: dict[str, Interval]
    p50: float
    p95: float
    missing: tuple[str, ...]
    per_question: dict[str, float]


def read_queries(path: Path) -> dict[str, str]:
    """`{"qid": …, "text": …}` a line → text by qid. Raises EvaluationError."""
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        try:
            item = json.loads(line)
            queries[item["qid"]] = item["text"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise EvaluationError(f'{path}:{number}: expected {{"qid": …, "text": …}}: {error}') from error
    return queries


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """`qid<TAB>article key<TAB>grade` a line. Raises EvaluationError."""
    judgements = []
    for number, line in _lines(path):
        try:
            qid, key, grade = line.split("\t")
            judgements.append(Judgement(qid, key, int(grade)))
        except ValueError as error:
            raise EvaluationError(f"{path}:{number}: expected qid<TAB>article key<TAB>grade: {error}") from error
    return tuple(judgements)


def evaluate(
    searcher: Searcher, queries: dict[str, str], judgements: Iterable[Judgement], *, name: str, system: System
) -> Report:
    """Run every judged question through `system` and measure."""
    wanted, missing = _by_question(searcher, judgements)
    judged = [qid for qid in queries if wanted.get(qid)]
    if not judged:
        raise EvaluationError(f"none of {len(queries)} questions is judged: no qid of the queries is in the qrels")
    rankings, latencies = [], []
    for qid in judged:
        started = time.perf_counter()
        rankings.append(ranked_keys(searcher, queries[qid], system))
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


def ranked_keys(searcher: Searcher, text: str, system: System) -> list[str]:
    """Article keys in ranked order, one per article, at most `DEPTH`."""
    query = searcher.query(text)
    if query is None:
        return []
    hits = searcher.search(query, k=MAX_HITS, filters=RULES, system=system)
    return list(dict.fromkeys(hit.passage.article_key for hit in hits if hit.passage.article_key))[:DEPTH]


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


def bootstrap(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Interval:
    """Mean and 95 % percentile bootstrap (Efron 1979) with a fixed seed."""
    if not len(values):
        return Interval(0.0, 0.0, 0.0)
    draws = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return Interval(float(values.mean()), float(low), float(high))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / float(np.log2(1 + rank)) for rank, gain in enumerate(gains, start=1))


def _by_question(
    searcher: Searcher, judgements: Iterable[Judgement]
) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """(grades by canonical key by question, judged keys that the index lacks)."""
    wanted: dict[str, dict[str, int]] = {}
    missing: dict[str, None] = {}
    for judgement in judgements:
        if judgement.grade <= 0:
            continue
        key = searcher.reader.resolve(judgement.key) or judgement.key
        if key not in searcher.row_of_key:
            missing[key] = None
        wanted.setdefault(judgement.qid, {})[key] = judgement.grade
    return wanted, tuple(missing)


def _lines(path: Path) -> list[tuple[int, str]]:
    """Lines with their numbers from 1, blank ones left out."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error

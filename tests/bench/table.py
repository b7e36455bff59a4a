"""Measurements → one Markdown table: how long, against the bare encoding of the same run, and how good.

The ratio is what counts: machines differ and are noisy, a ratio within one run is not.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.search.evaluation import hit, ndcg


@dataclass(frozen=True)
class Line:
    """`quality` is nDCG@10 and Hit@5 as fractions, a pair for each set of questions; empty where nothing is ranked."""

    name: str
    milliseconds: tuple[float, ...]
    quality: tuple[tuple[float, float], ...]


def quality(rankings: Mapping[str, Sequence[str]], grades: Mapping[str, dict[str, int]]) -> tuple[float, float]:
    """Mean nDCG@10 and Hit@5 over the judged questions (`grades` by key by qid)."""
    judged = [(rankings[qid], wanted) for qid, wanted in grades.items()]
    return (
        float(np.mean([ndcg(ranking, wanted) for ranking, wanted in judged])),
        float(np.mean([hit(5)(ranking, wanted) for ranking, wanted in judged])),
    )


def markdown(lines: Sequence[Line], sets: Sequence[str]) -> str:
    """The table; the first line is what the others are compared with."""
    measures = [f"{name} {measure}" for name in sets for measure in ("nDCG@10", "Hit@5")]
    base = statistics.median(lines[0].milliseconds)
    rows = [
        f"| system | p50 ms | p95 ms | p50 / encoding | {' | '.join(measures)} |",
        f"|---|---|---|---|{'---|' * len(measures)}",
    ]
    return "\n".join([*rows, *(_row(line, base, len(measures)) for line in lines)])


def _row(line: Line, base: float, width: int) -> str:
    p50, p95 = statistics.median(line.milliseconds), statistics.quantiles(line.milliseconds, n=20)[-1]
    cells = [f"{100 * value:.1f}" for pair in line.quality for value in pair] or ["–"] * width
    return f"| {line.name} | {p50:.1f} | {p95:.1f} | {p50 / base:.2f} | {' | '.join(cells)} |"

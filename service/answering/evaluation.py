"""How good are the answers? The measures of `service.answering.measures` over whole sets of questions.

Every measure is a share of things counted over all questions (cited articles, sentences, facts …) with a 95 % interval
of a bootstrap over questions (2,000 resamples, fixed seed). What is expected is `service.answering.expectations`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from indexer.answers import read_statements
from indexer.documents import Kind
from service.answering.answer import Answer
from service.answering.expectations import Contest, Expectation
from service.answering.measures import Count, Ground, Measure, Outcome, measured, measured_contest
from service.search.evaluation import RESAMPLES, Interval, canonical_key, near_copies
from service.search.filters import Filters
from service.search.ranking import Searcher
from service.search.systems import SYSTEMS

#: The group of all questions together.
ALL = "all"
#: A passage bears a sentence out if it is among so many of the nearest of about 2,400 (1.3 %).
NEAREST = 30
SOURCES = Filters(kinds=frozenset({Kind.REGULATION, Kind.PROCEDURE, Kind.PRACTICE}))


@dataclass(frozen=True)
class Share:
    """A share of `n` things, as a fraction with its interval."""

    n: int
    interval: Interval


@dataclass(frozen=True)
class Failure:
    """One thing wrong with the answer to one question."""

    qid: str
    measure: Measure
    fault: str


@dataclass(frozen=True)
class Report:
    """`shares` by group and measure. `near_copies` are qids of questions that nearly copy an asked question, which
    was not hidden; `missing` are expected keys that the index lacks."""

    questions: int
    shares: dict[str, dict[Measure, Share]]
    failures: tuple[Failure, ...]
    near_copies: tuple[str, ...]
    missing: tuple[str, ...]


def evaluate_answers(
    searcher: Searcher,
    ask: Callable[[str], Answer],
    expectations: Iterable[Expectation],
    contests: Iterable[Contest] = (),
) -> Report:
    """Ask every question and measure."""
    expected = tuple(_canonical(searcher, item) for item in expectations)
    contested = tuple(_canonical_contest(searcher, item) for item in contests)
    asked = [*((item.qid, item.text) for item in expected), *((item.qid, item.text) for item in contested)]
    ground = ground_of(searcher)
    outcomes = [measured(item, ask(item.text), ground) for item in expected]
    outcomes += [measured_contest(item, ask(item.text), ground) for item in contested]
    wanted = [key for item in expected for group in item.groups for key in group]
    wanted += [key for contest in contested for key in sorted(contest.prevailing | contest.losing)]
    known = searcher.row_of_key.keys() | searcher.rows.keys()
    return Report(
        questions=len(outcomes),
        shares=summarized(outcomes),
        failures=tuple(failures(outcomes)),
        near_copies=tuple(qid for qid, text in asked if near_copies(searcher, text).any()),
        missing=tuple(dict.fromkeys(key for key in wanted if key not in known)),
    )


def ground_of(searcher: Searcher) -> Ground:
    """What the answers of one index are held against."""
    curated = [item for document in searcher.index.documents if document.answer for item in read_statements(document)]
    return Ground(
        passages={passage.id: passage for passage in searcher.index.passages},
        weight=searcher.index.bigram.weight,
        statements={item.text: item for item in curated},
        found_by=lambda text: _nearest_passages(searcher, text),
        tells=tuple(conflict.tell for conflict in searcher.index.conflicts),
    )


def _nearest_passages(searcher: Searcher, text: str) -> frozenset[str]:
    """Ids of the first `NEAREST` rules, steps and practices, ranked without any asked question."""
    query = searcher.query(text)
    found = searcher.search(query, k=NEAREST, filters=SOURCES, system=SYSTEMS["no-asked-at-all"]) if query else ()
    return frozenset(hit.passage.id for hit in found)


def summarized(outcomes: Iterable[Outcome]) -> dict[str, dict[Measure, Share]]:
    """Group → measure → share; groups in the order they come, all questions together first."""
    counts: dict[str, dict[Measure, list[Count]]] = {ALL: {}}
    for outcome in outcomes:
        for count in outcome.counts:
            if count.total:
                for group in (ALL, outcome.group):
                    counts.setdefault(group, {}).setdefault(count.measure, []).append(count)
    return {
        group: {measure: pooled(found[measure]) for measure in Measure if measure in found}
        for group, found in counts.items()
    }


def pooled(counts: list[Count]) -> Share:
    """The share over all questions, with a 95 % percentile bootstrap that draws questions (fixed seed)."""
    counted = np.array([count.counted for count in counts], dtype=np.float64)
    totals = np.array([count.total for count in counts], dtype=np.float64)
    draws = np.random.default_rng(0).integers(0, len(counts), (RESAMPLES, len(counts)))
    low, high = np.percentile(counted[draws].sum(axis=1) / totals[draws].sum(axis=1), [2.5, 97.5])
    return Share(int(totals.sum()), Interval(float(counted.sum() / totals.sum()), float(low), float(high)))


def failures(outcomes: Iterable[Outcome]) -> Iterator[Failure]:
    """Everything that is wrong, by question."""
    for outcome in outcomes:
        for count in outcome.counts:
            yield from (Failure(outcome.qid, count.measure, fault) for fault in count.faults)


def _canonical(searcher: Searcher, item: Expectation) -> Expectation:
    keys = tuple(canonical_key(searcher, key) for key in item.keys)
    any_keys = tuple(tuple(canonical_key(searcher, key) for key in group) for group in item.any_keys)
    return replace(item, keys=keys, any_keys=any_keys)


def _canonical_contest(searcher: Searcher, item: Contest) -> Contest:
    prevailing = frozenset(canonical_key(searcher, key) for key in item.prevailing)
    return replace(item, prevailing=prevailing, losing=frozenset(canonical_key(searcher, key) for key in item.losing))

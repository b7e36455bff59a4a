"""Does a curated answer really answer this question? A learned probability over six signals of each near answer.

An answer beside the question is worse than bare extracts: asked about the employer's notice, the worker must not read
about her own. So nearness of wording is not enough; it must be nearer than every other answer, say the question's own
words, and stand on what the search finds by itself.

The coefficients are a small reviewed file, `match.json` beside this one, written by `xieshang fit-matches` from pairs
of question and answer judged one by one (tests/evaluation/match_qrels.tsv).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from indexer.answers import SHORT, read_statements
from indexer.cleaning import normalize
from indexer.documents import Document, Kind
from indexer.segmentation import bigrams
from service.answering.curated import sources
from service.search.filters import Filters
from service.search.learned import Coefficients
from service.search.query import Query
from service.search.ranking import Hit, Searcher
from service.search.relevance import share_in, wanted_bigrams

FILE = Path(__file__).with_name("match.json")
#: Answers that are looked at, and rules among which theirs are sought.
CANDIDATES, ARTICLES = 4, 10
#: Cosine of a next answer where there is none: about that of two questions on different matters.
APART = 0.3
#: Probability from which an answer is taken: of the judged questions so taken four in five were answered to the point
#: and nineteen in twenty at least in part.
TAKE = 0.4
#: Probability from which an answer that is not taken is offered beside.
OFFER = 0.1
SIGNALS = ("cosine", "next", "worded", "alike", "dense", "article")


@dataclass(frozen=True)
class Match:
    """A curated answer and the probability that it answers the question to the point."""

    document: Document
    probability: float


def matches(searcher: Searcher, query: Query, filters: Filters) -> tuple[Match, ...]:
    """The curated answers nearest to a question, the likeliest first. Take one from `TAKE` on."""
    near = tuple(hit for hit in nearest_answers(searcher, query, filters) if hit.document.answer)
    articles = rules_found(searcher, query, filters) if near else ()
    fitted = coefficients()
    found = [
        Match(
            hit.document,
            1.0 if _is_its_own(query, hit.document) else _probability(searcher, query, hit, near, articles, fitted),
        )
        for hit in near
    ]
    return tuple(sorted(found, key=lambda match: -match.probability))


def nearest_answers(searcher: Searcher, query: Query, filters: Filters, k: int = CANDIDATES) -> tuple[Hit, ...]:
    """The curated answers nearest to a question, whether they answer it or not."""
    wanted = Filters(kinds=frozenset({Kind.ANSWER}), applicable_in=filters.applicable_in)
    return searcher.search(query, k=k, filters=wanted)


def rules_found(searcher: Searcher, query: Query, filters: Filters) -> tuple[Hit, ...]:
    """The first `ARTICLES` rules found, with which an answer should agree."""
    return searcher.search(query, k=ARTICLES, filters=replace(filters, kinds=frozenset({Kind.REGULATION})))


def signals(
    searcher: Searcher, query: Query, hit: Hit, near: Sequence[Hit], articles: Sequence[Hit]
) -> dict[str, float]:
    """What decides, by name and in the order of `SIGNALS`.

    `cosine` to the nearest way of asking, and that of the best answer beside (`next`), which speaks against it; the
    rarity-weighted share of the question's bigrams that ways of asking and 一句话 repeat (`worded`), and the overlap
    with the likest way (`alike`), 0 to 1; `dense`, the cosine with the answer itself; `article`, 1 / rank of the first
    rule found that its 一句话 stands on, 0 if there is none.
    """
    answer = hit.document.answer
    assert answer is not None
    cosine, wanted = _cosine(hit), wanted_bigrams(searcher, query)
    ways = (hit.document.title, *answer.asked)
    short = "".join(item.text for item in read_statements(hit.document) if item.depth == SHORT)
    own = {passage.id for passage in sources(searcher, hit.document, depths=(SHORT,))}
    places = (place for place, found in enumerate(articles[:ARTICLES], start=1) if found.passage.id in own)
    return {
        "cosine": cosine,
        "next": max((_cosine(other) for other in near if other is not hit), default=APART),
        "worded": share_in(normalize(" ".join((*ways, short))).lower(), wanted),
        "alike": max(_overlap(searcher, wanted, way) for way in ways),
        "dense": hit.scores.get("dense", 0.0),
        "article": 1 / next(places, np.inf),
    }


@cache
def coefficients() -> Coefficients:
    """The reviewed file, read once."""
    return msgspec.json.decode(FILE.read_bytes(), type=Coefficients)


def _probability(
    searcher: Searcher, query: Query, hit: Hit, near: Sequence[Hit], articles: Sequence[Hit], fitted: Coefficients
) -> float:
    found = signals(searcher, query, hit, near, articles)
    total = sum(fitted.weights[name] * value for name, value in found.items())
    return float(1 / (1 + np.exp(-total - fitted.intercept)))


def _is_its_own(query: Query, document: Document) -> bool:
    """Whether the question is, but for blanks and marks, one of the answer's own ways of asking."""
    assert document.answer is not None
    return any(bigrams(query.text) == bigrams(way) for way in (document.title, *document.answer.asked))


def _cosine(hit: Hit) -> float:
    return hit.scores.get("asked", 0.0) - 1.0


def _overlap(searcher: Searcher, wanted: Mapping[str, float], way: str) -> float:
    """What question and way share of all they say, by rarity (a weighted Jaccard index)."""
    said = set(bigrams(way))
    shared = sum(value for token, value in wanted.items() if token in said)
    only_said = sum(searcher.index.bigram.weight(token) for token in said - wanted.keys())
    whole = sum(wanted.values()) + only_said
    return shared / whole if whole else 0.0

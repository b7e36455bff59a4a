"""One question, one list a kind: rules, curated answers, procedures, cases, forms, practices.

Each kind is ranked among its own, so that none drowns another. Rules are always shown; of the other kinds only what is
near the question, and of one case or procedure only the best place.
"""

from dataclasses import replace

from indexer.documents import Kind
from service.search.filters import Filters
from service.search.query import Query
from service.search.ranking import Hit, Searcher
from service.search.relevance import is_borne_out

#: Kind → how many are shown, in the order they are shown.
SHOWN = {Kind.ANSWER: 3, Kind.REGULATION: 10, Kind.PROCEDURE: 4, Kind.CASE: 4, Kind.FORM: 3, Kind.PRACTICE: 2}
#: How many hits are looked at for one that is shown.
LOOKED_AT = 4


def search_by_kind(searcher: Searcher, query: Query, filters: Filters = Filters()) -> dict[Kind, tuple[Hit, ...]]:
    """The hits of every kind that has any, best first."""
    found = {kind: _of_kind(searcher, query, filters, kind, count) for kind, count in SHOWN.items()}
    return {kind: hits for kind, hits in found.items() if hits}


def _of_kind(searcher: Searcher, query: Query, filters: Filters, kind: Kind, count: int) -> tuple[Hit, ...]:
    wanted = replace(filters, kinds=frozenset({kind}))
    if kind is Kind.REGULATION:
        return searcher.search(query, k=count, filters=wanted)
    hits = searcher.search(query, k=count * LOOKED_AT, filters=wanted)
    best: dict[str, Hit] = {}
    for hit in hits:
        if is_borne_out(searcher, query, hit):
            best.setdefault(hit.passage.slug, hit)
    return tuple(best.values())[:count]

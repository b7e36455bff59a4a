"""Is a passage really near what was asked? A rank is no evidence: something always comes first.

Two signals, either of which is enough: somebody would ask for this passage with nearly these words, or it repeats most
of what is asked.
"""

from collections.abc import Mapping

from service.search.query import Query
from service.search.ranking import Hit, Searcher

#: Share (0 to 1) of the question's bigrams that a passage repeats, weighted by rarity.
REPEATED = 0.45
#: Cosine (adapted, −1 to 1) to the nearest asked question that is near enough: less is asked where the gate is as sure
#: as `SURELY_OURS` (a probability) that the question is of our field, for then something of ours answers it.
NEAR_ENOUGH, NEAR_WHERE_SURE, SURELY_OURS = 0.55, 0.4, 0.75


def near_enough(searcher: Searcher, query: Query) -> float:
    """The cosine to the nearest asked question from which a passage is near to this question."""
    sure = searcher.judge(query).probability >= SURELY_OURS
    return NEAR_WHERE_SURE if sure else NEAR_ENOUGH


def is_borne_out(searcher: Searcher, query: Query, hit: Hit, near: float = NEAR_ENOUGH) -> bool:
    """Whether a hit is near by either signal; `near` as `near_enough` says."""
    return hit.scores.get("asked", 0.0) - 1.0 >= near or repeated_share(searcher, query, hit) >= REPEATED


def repeated_share(searcher: Searcher, query: Query, hit: Hit) -> float:
    """Rarity-weighted share of the question's bigrams in title, headings and text of a passage, 0 to 1."""
    passage = hit.passage
    text = f"{passage.preface}{''.join(passage.heading_path)}{passage.heading}{passage.text}"
    return share_in(text, wanted_bigrams(searcher, query))


def wanted_bigrams(searcher: Searcher, query: Query) -> dict[str, float]:
    """The question's own bigrams, each with its rarity times its weight in the question."""
    return {token: searcher.index.bigram.weight(token) * factor for token, factor in query.own_bigrams.items()}


def share_in(text: str, wanted: Mapping[str, float]) -> float:
    """Share of `wanted` bigrams, by weight, that stand in a text, 0 to 1."""
    total = sum(wanted.values())
    return sum(value for token, value in wanted.items() if token in text) / total if total else 0.0

"""Is a passage really near what was asked? A rank is no evidence: something always comes first.

Two signals, either of which is enough: somebody would ask for this passage with nearly these words, or it repeats most
of what is asked.
"""

from service.search.query import Query
from service.search.ranking import Hit, Searcher

#: Cosine (adapted, −1 to 1) of the nearest asked question; share (0 to 1) of the question's bigrams that the passage
#: repeats, weighted by rarity.
NEAR_ENOUGH, REPEATED = 0.55, 0.45


def is_borne_out(searcher: Searcher, query: Query, hit: Hit) -> bool:
    """Whether a hit is near by either signal."""
    return hit.scores.get("asked", 0.0) - 1.0 >= NEAR_ENOUGH or repeated_share(searcher, query, hit) >= REPEATED


def repeated_share(searcher: Searcher, query: Query, hit: Hit) -> float:
    """Rarity-weighted share of the question's bigrams in title, headings and text of a passage, 0 to 1."""
    passage = hit.passage
    text = f"{passage.preface}{''.join(passage.heading_path)}{passage.heading}{passage.text}"
    wanted = {token: searcher.index.bigram.weight(token) * factor for token, factor in query.own_bigrams.items()}
    total = sum(wanted.values())
    return sum(value for token, value in wanted.items() if token in text) / total if total else 0.0

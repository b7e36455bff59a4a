"""A long story → the questions inside it.

    find_issues(searcher, "我在门窗厂干了三年……六月起工资就不按时发了……社保压根没上过……")
        == ("可是从今年六月份开始工资就不按时发了，……", "一查社保压根就没给我们上过")

The story is cut into clauses. A clause counts as far as it is near to an asked question and far from other fields and
chatter, and holds words of ours. The best one is an issue; the next best one that shares no article with it is another,
up to `MOST`; clauses that share articles with an issue are added to it. Short questions are one issue.

Measured on our own stories: 97 % of the issues have an article among the first ten on the dev half (88 % when the story
is searched as one question), 88 % against 81 % on the test half.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.encoding import Role
from service.search.filters import RULES
from service.search.gate import FIELD_WORDS
from service.search.ranking import Searcher
from service.search.retrieval import adapted

#: A question of at most so many characters is one issue.
SHORT = 60
#: Characters of a clause: longer sentences are cut at commas; shorter pieces say nothing.
LONG_CLAUSE, SHORT_CLAUSE = 28, 5
MOST = 3
#: The least relevance of a further issue, and of a clause added to one (cosines with bonuses, see `_relevance`).
RELEVANT, ADDED = 0.35, 0.25
FOREIGN_WEIGHT, WORD_BONUS = 0.5, 0.05
#: How many asked questions are looked at, and how many of the articles they ask for.
NEAREST, ARTICLES = 12, 6
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_COMMA = re.compile("[，,]")


@dataclass(frozen=True)
class _Clause:
    text: str
    relevance: float
    rows: frozenset[int]


def find_issues(searcher: Searcher, text: str) -> tuple[str, ...]:
    """The issues in the order of the story; the text itself when it holds one only."""
    if len(text) <= SHORT:
        return (text,)
    pieces = clauses(text)
    if len(pieces) < 2:
        return (text,)
    found = _weighed(searcher, pieces)
    chosen = _choose(found)
    if len(chosen) < 2:
        return (text,)
    groups = _gather(found, chosen)
    return tuple("，".join(found[place].text for place in sorted(groups[first])) for first in sorted(groups))


def clauses(text: str) -> tuple[str, ...]:
    """Sentences, long ones cut at commas into runs of at most `LONG_CLAUSE` characters where they can be."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(text):
        run = ""
        for piece in _COMMA.split(sentence):
            joined = f"{run}，{piece}" if run else piece
            if run and len(joined) > LONG_CLAUSE:
                found.append(run)
                run = piece
            else:
                run = joined
        found.append(run)
    return tuple(piece.strip() for piece in found if len(piece.strip()) >= SHORT_CLAUSE)


def _weighed(searcher: Searcher, pieces: Sequence[str]) -> list[_Clause]:
    index, allowed = searcher.index, searcher.allowed(RULES)
    vectors = searcher.encoder.encode(pieces, Role.QUERY)
    weighed = []
    for text, vector in zip(pieces, vectors, strict=True):
        moved = adapted(index, vector)
        near = index.asked_dense.scores(moved)
        order = np.argsort(-near, kind="stable")[:NEAREST]
        rows = dict.fromkeys(row for place in order for row in index.asked[place].rows if allowed[row])
        foreign = float(index.foreign_questions.scores(moved).max(initial=0.0))
        best = float(near[order[0]]) if len(order) else 0.0
        weighed.append(_Clause(text, _relevance(searcher, text, best, foreign), frozenset(list(rows)[:ARTICLES])))
    return weighed


def _relevance(searcher: Searcher, text: str, ours: float, foreign: float) -> float:
    """Cosine to the nearest asked question, less half that to the nearest foreign one, more for words of our field."""
    words = min(2, sum(word in text for word in FIELD_WORDS)) + min(2, len(searcher.index.lexicon.fired(text)))
    return ours - FOREIGN_WEIGHT * max(foreign, 0.0) + WORD_BONUS * words


def _choose(found: Sequence[_Clause]) -> list[int]:
    """Places of the clauses that open an issue, most relevant first; no two share an article."""
    chosen: list[int] = []
    for place in sorted(range(len(found)), key=lambda place: -found[place].relevance):
        if len(chosen) == MOST or (chosen and found[place].relevance < RELEVANT):
            break
        if all(not found[place].rows & found[other].rows for other in chosen):
            chosen.append(place)
    return chosen


def _gather(found: Sequence[_Clause], chosen: Sequence[int]) -> dict[int, list[int]]:
    """Opening clause → its clauses: each other relevant one joins the issue it shares most articles with."""
    groups = {place: [place] for place in chosen}
    for place, clause in enumerate(found):
        if place in groups or clause.relevance < ADDED:
            continue
        shared = {first: len(clause.rows & found[first].rows) for first in chosen}
        best = max(chosen, key=lambda first: (shared[first], -abs(place - first)))
        if shared[best]:
            groups[best].append(place)
    return groups

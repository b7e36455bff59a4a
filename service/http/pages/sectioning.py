"""The flat sentences of an answer as a page shows them: issue by issue, depth by depth, item by item.

sections_of(answer)[0].depths[0].items[0] == Item(None, (Sentence("试用期最长六个月。", (1,)), …))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from service.answering.answer import EXTRACTS, Answer, Issue, Sentence
from service.calculators.calculator import Calculator
from service.calculators.registry import CALCULATORS


@dataclass(frozen=True)
class Item:
    """A paragraph, or with a number an item of a numbered list."""

    number: int | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Depth:
    """All that is said at one depth."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Section:
    """One issue with what is said about it, `number` from 1; `issue` is None where an answer was kept without."""

    number: int
    issue: Issue | None
    depths: tuple[Depth, ...]
    calculators: tuple[Calculator, ...]


def sections_of(answer: Answer) -> tuple[Section, ...]:
    """One section per issue, in order."""
    by_issue = groupby(answer.sentences, key=lambda sentence: sentence.issue)
    return tuple(_section(answer, place, tuple(sentences)) for place, sentences in by_issue)


def depths_of(sentences: Sequence[Sentence]) -> tuple[Depth, ...]:
    """Neighbours of the same depth together."""
    return tuple(
        Depth(name, _items(name, tuple(said))) for name, said in groupby(sentences, key=lambda sentence: sentence.depth)
    )


def calculators_named(names: Sequence[str]) -> tuple[Calculator, ...]:
    """The calculators of these names; one that is no longer there is left out."""
    return tuple(CALCULATORS[name] for name in names if name in CALCULATORS)


def _section(answer: Answer, place: int, sentences: tuple[Sentence, ...]) -> Section:
    issue = answer.issues[place] if place < len(answer.issues) else None
    return Section(place + 1, issue, depths_of(sentences), calculators_named(issue.calculators if issue else ()))


def _items(depth: str, sentences: tuple[Sentence, ...]) -> tuple[Item, ...]:
    """Sentences of one list item together; extracts come from different articles and stand apart."""
    if depth == EXTRACTS:
        return tuple(Item(None, (sentence,)) for sentence in sentences)
    return tuple(Item(number, tuple(said)) for number, said in groupby(sentences, key=lambda sentence: sentence.item))

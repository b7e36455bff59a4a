"""Cases found: filters that a person chooses, counts of what each would leave, and words to search for.

    found = find_cases(searcher, Choice(industry="餐饮", text="底薪怎么谈"))
    found.cases[0].document.slug, found.total, found.facets[0].values

Words are one more condition beside the filters: a case is found when a passage of it is among the best of the
hybrid search and shares something with the question, or is near it by meaning. An empty result stays empty; `lifts`
says how many cases each single filter is holding back.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from indexer.case_facts import CaseFacts
from indexer.documents import Document, Kind
from indexer.passages import Passage
from service.search.filters import Filters, province
from service.search.gate import Field
from service.search.query import naming_words
from service.search.ranking import MAX_HITS, Hit, Searcher

#: The facets in the order of the page: name in the address → words.
FACETS = {
    "level": "层级",
    "industry": "行业",
    "region": "地区",
    "topic": "议题",
    "year": "年份",
    "outcome": "结果",
    "reliability": "可信度",
}
CASE_LEVELS = ("企业", "行业", "区域", "平台", "裁判")
OUTCOMES = ("已知", "未核实", "未载")
RELIABILITIES = ("高", "中", "低")
_FIXED = {"level": CASE_LEVELS, "outcome": OUTCOMES, "reliability": RELIABILITIES}
CASES = frozenset({Kind.CASE})
#: Passages so near the top count as found by meaning alone, if the question is of our field.
NEAR_BY_MEANING = 10
LEXICAL = ("bigram", "word")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:[—–~至-]((?:19|20)\d\d))?")
SNIPPET = 110


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person asked for; an empty string is no condition. Names are those of the address."""

    text: str = ""
    level: str = ""
    industry: str = ""
    region: str = ""
    topic: str = ""
    year: str = ""
    outcome: str = ""
    reliability: str = ""

    def value(self, name: str) -> str:
        """The chosen value of a facet."""
        return str(getattr(self, name))

    @property
    def active(self) -> dict[str, str]:
        """The conditions that are set, words first."""
        return {name: value for name in ("text", *FACETS) if (value := self.value(name))}

    def without(self, name: str) -> "Choice":
        return replace(self, **{name: ""})

    def having(self, name: str, value: str) -> "Choice":
        return replace(self, **{name: value})


@dataclass(frozen=True)
class FoundCase:
    """A case with its best passage for the words; without words the passage is its first."""

    document: Document
    case: CaseFacts
    passage: Passage
    snippet: str


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter; `values` count the cases left if the value is chosen, the other filters as they are."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Lift:
    """Taking this one condition away would find `count` cases."""

    name: str
    value: str
    count: int


@dataclass(frozen=True)
class Found:
    """`cases` in order, `facets` with counts, `lifts` only when nothing was found (most promising first)."""

    choice: Choice
    cases: tuple[FoundCase, ...]
    facets: tuple[Facet, ...]
    lifts: tuple[Lift, ...]
    total: int


def find_cases(searcher: Searcher, choice: Choice) -> Found:
    """The cases that meet every condition: best first when there are words, latest first when there are none."""
    every = all_cases(searcher)
    hits = hits_by_case(searcher, choice.text) if choice.text else None
    passing = [document for document in every if _meets(document, choice, hits)]
    if hits is None:
        passing.sort(key=lambda document: (-last_year(document), document.slug))
    else:
        passing.sort(key=lambda document: hits[document.slug].rank)
    return Found(
        choice=choice,
        cases=tuple(_found(searcher, document, hits) for document in passing),
        facets=tuple(_facet(name, every, choice, hits) for name in FACETS),
        lifts=() if passing else _lifts(every, choice, hits),
        total=len(every),
    )


def all_cases(searcher: Searcher) -> list[Document]:
    """Every case of the index, in its order."""
    return [document for document in searcher.index.documents if document.case]


def facts_of(document: Document) -> CaseFacts:
    """The structured part of a document that is a case."""
    assert document.case is not None
    return document.case


def hits_by_case(searcher: Searcher, text: str) -> dict[str, Hit]:
    """The best passage of each case for these words; empty when nothing fits. Order: best first."""
    query = searcher.query(text)
    if query is None:
        return {}
    ours = searcher.judge(query).field is Field.OURS
    words = {word for word in searcher.segmenter.words(naming_words(query.text)) if len(word) > 1}
    best: dict[str, Hit] = {}
    for hit in searcher.search(query, k=MAX_HITS, filters=Filters(kinds=CASES)):
        lexical = any(hit.ranks.get(name, 0) for name in LEXICAL)
        if hit.rank <= NEAR_BY_MEANING or lexical if ours else _shares(hit, words):
            best.setdefault(hit.passage.slug, hit)
    return best


def _shares(hit: Hit, words: set[str]) -> bool:
    """Whether half of the naming words stand in the passage: all that is asked of what is not of our field (叉车)."""
    text = hit.document.title + hit.passage.text
    return bool(words) and 2 * sum(word in text for word in words) >= len(words)


def values_of(document: Document, name: str) -> tuple[str, ...]:
    """What a case counts as in a facet; a case may have several topics and years."""
    case = facts_of(document)
    values: dict[str, Callable[[], tuple[str, ...]]] = {
        "level": lambda: (document.level,),
        "industry": lambda: (case.industry,),
        "region": lambda: (province(document.region),),
        "topic": lambda: case.topics,
        "year": lambda: years_of(case.years),
        "outcome": lambda: (case.outcome,),
        "reliability": lambda: (case.reliability,),
    }
    return values[name]()


def years_of(text: str) -> tuple[str, ...]:
    """Every year a case touches: `2020—2022、2025` → 2020, 2021, 2022, 2025; none where the source gives none."""
    found: dict[str, None] = {}
    for first, last in _YEARS.findall(text):
        found.update((str(year), None) for year in range(int(first), int(last or first) + 1))
    return tuple(found)


def last_year(document: Document) -> int:
    """The last year a case touches, 0 where unknown."""
    return max((int(year) for year in _YEAR.findall(document.years)), default=0)


def snippet_of(passage: Passage) -> str:
    """The beginning of a passage in one line, without list marks and tables' rules."""
    words = re.sub(r"^[-*|\s:]+|[|]", " ", passage.text, flags=re.MULTILINE)
    line = " ".join(words.split())
    return line if len(line) <= SNIPPET else f"{line[:SNIPPET]}…"


def _meets(document: Document, choice: Choice, hits: dict[str, Hit] | None, skip: str = "") -> bool:
    """Whether a case meets every condition but `skip`."""
    if hits is not None and skip != "text" and document.slug not in hits:
        return False
    return all(
        name == skip or not choice.value(name) or choice.value(name) in _matches(document, name) for name in FACETS
    )


def _matches(document: Document, name: str) -> tuple[str, ...]:
    """Values a filter may name; a region also by its full name (河北·秦皇岛)."""
    values = values_of(document, name)
    return (*values, document.region) if name == "region" else values


def _found(searcher: Searcher, document: Document, hits: dict[str, Hit] | None) -> FoundCase:
    passage = hits[document.slug].passage if hits is not None else searcher.passages_of[document.slug][0]
    return FoundCase(document, facts_of(document), passage, snippet_of(passage))


def _facet(name: str, every: Iterable[Document], choice: Choice, hits: dict[str, Hit] | None) -> Facet:
    counts = Counter(
        value for document in every if _meets(document, choice, hits, skip=name) for value in values_of(document, name)
    )
    chosen = choice.value(name)
    if chosen:
        counts.setdefault(chosen, 0)
    values = [FacetValue(value, counts[value], value == chosen) for value in _ordered(name, counts)]
    return Facet(name, FACETS[name], tuple(values))


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    """Fixed order where there is one, years from the latest, everything else from the most frequent."""
    if name in _FIXED:
        fixed = _FIXED[name]
        return sorted(counts, key=lambda value: fixed.index(value) if value in fixed else len(fixed))
    if name == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _lifts(every: list[Document], choice: Choice, hits: dict[str, Hit] | None) -> tuple[Lift, ...]:
    lifts = [
        Lift(name, value, sum(_meets(document, choice, hits, skip=name) for document in every))
        for name, value in choice.active.items()
    ]
    return tuple(sorted((lift for lift in lifts if lift.count), key=lambda lift: -lift.count))

"""What was agreed elsewhere, as ranges: per topic and unit, with the number of cases and each of them by name.

    spans(documents, ("底线工资",))[0]      # Span(topic="底线工资", unit="元/月", members=…, low=1170, high=2300)

Never an average: a few cases of different years and places have none. Below `FEW` cases there is no range either,
only the single figures, and the reader is told so. Amounts are those of their year.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.case_facts import Figure
from indexer.documents import Document
from service.library.cases import facts_of, years_of

#: From so many cases on, a lowest and a highest figure are called a range.
FEW = 3


@dataclass(frozen=True)
class Member:
    """One figure with the case it belongs to."""

    document: Document
    figure: Figure

    @property
    def low(self) -> float:
        value = self.figure.low if self.figure.value is None else self.figure.value
        assert value is not None
        return value

    @property
    def high(self) -> float:
        value = self.figure.high if self.figure.value is None else self.figure.value
        assert value is not None
        return value


@dataclass(frozen=True)
class Span:
    """All figures of one topic in one unit, lowest first; `cases` counts cases, not figures."""

    topic: str
    unit: str
    members: tuple[Member, ...]
    cases: int

    @property
    def few(self) -> bool:
        """Too few cases to speak of a range."""
        return self.cases < FEW

    @property
    def years(self) -> str:
        """The years its cases touch, as `2009—2014`; empty where none is known."""
        years = sorted({year for member in self.members for year in years_of(member.document.years)})
        return "—".join(dict.fromkeys((years[0], years[-1]))) if years else ""

    @property
    def low(self) -> float:
        return min(member.low for member in self.members)

    @property
    def high(self) -> float:
        return max(member.high for member in self.members)


def spans(documents: Iterable[Document], topics: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """The spans of these cases, in the order of `topics` (all topics if empty), the best supported unit first."""
    groups: dict[tuple[str, str], list[Member]] = {}
    for document in documents:
        for figure in facts_of(document).figures:
            if not topics or figure.topic in topics:
                groups.setdefault((figure.topic, figure.unit), []).append(Member(document, figure))
    found = [
        Span(
            topic,
            unit,
            tuple(sorted(members, key=lambda member: (member.low, member.document.slug))),
            len({member.document.slug for member in members}),
        )
        for (topic, unit), members in groups.items()
    ]
    order = {topic: place for place, topic in enumerate(topics)}
    return tuple(sorted(found, key=lambda span: (order.get(span.topic, 0), -span.cases, span.topic, span.unit)))

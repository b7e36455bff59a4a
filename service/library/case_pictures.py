"""Pictures of cases as places and words, for templates to draw: ranges by trade, time line, concessions.

    steps(document)           # StepChart | None: None unless both sides' numbers are known
    time_line(case)           # the rounds whose time has a year
    ranges_by_industry(documents, "元/月", "底线工资")

Units are SVG user units, origin top left. Each picture has `words`: the same in sentences, for who cannot see it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.case_facts import CaseFacts, Round
from indexer.documents import Document
from service.library.case_words import number
from service.library.cases import facts_of
from service.library.ranges import Member, spans

WIDTH = 640
LABEL, RIGHT, TOP, BAR_GAP = 150, 90, 14, 34
STEP_HEIGHT, STEP_LEFT, STEP_RIGHT, STEP_TOP, STEP_BOTTOM = 230, 60, 60, 16, 50
#: Units that positions are drawn in, and how far apart amounts of money may lie on one scale (largest ÷ smallest).
UNITS, MOST_APART, SIDES = ("元", "%"), 3, ("workers", "employers")
_AMOUNT = re.compile(r"([到至为])?(\d+(?:\.\d+)?)(元|%)")
_DATED = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Bar:
    """The figures of one trade: from `x` over `width`, a dot where there is a single one; `dots` are the figures."""

    label: str
    words: str
    x: float
    width: float
    y: float
    dots: tuple[float, ...]


@dataclass(frozen=True)
class RangeChart:
    """Bars of one topic and unit on one scale from zero; `ticks` are (x, words)."""

    topic: str
    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(bar.words for bar in self.bars)


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class StepChart:
    """How both sides' numbers moved: `workers` and `employers` are corners of two staircases in `unit`."""

    unit: str
    workers: tuple[Point, ...]
    employers: tuple[Point, ...]
    whens: tuple[tuple[float, str], ...]
    width: float
    height: float

    @property
    def words(self) -> tuple[str, ...]:
        return (
            f"职工方：{' → '.join(point.words for point in self.workers)}",
            f"企业方：{' → '.join(point.words for point in self.employers)}",
        )

    def path(self, points: tuple[Point, ...]) -> str:
        """SVG path data of a staircase: level until the next time, then up or down."""
        first, *others = points
        return f"M{first.x:.0f} {first.y:.0f}" + "".join(f"H{point.x:.0f}V{point.y:.0f}" for point in others)


def ranges_by_industry(documents: Iterable[Document], topic: str, unit: str) -> RangeChart | None:
    """One bar a trade; None where no case has a figure."""
    found = [span for span in spans(documents, (topic,)) if span.unit == unit]
    groups: dict[str, list[Member]] = {}
    for span in found:
        for member in span.members:
            groups.setdefault(facts_of(member.document).industry, []).append(member)
    top = max((member.high for members in groups.values() for member in members), default=0)
    if top <= 0:
        return None
    scale = (WIDTH - LABEL - RIGHT) / top
    bars = tuple(
        _bar(industry, members, TOP + place * BAR_GAP, scale, unit)
        for place, (industry, members) in enumerate(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))
    )
    ticks = tuple((LABEL + share * top * scale, number(round(share * top, 1))) for share in (0.0, 0.5, 1.0))
    return RangeChart(topic, unit, bars, ticks, WIDTH, TOP + len(bars) * BAR_GAP + 26)


def _bar(industry: str, members: list[Member], y: float, scale: float, unit: str) -> Bar:
    low, high = min(member.low for member in members), max(member.high for member in members)
    cases = len({member.document.slug for member in members})
    size = number(low) if low == high else f"{number(low)}—{number(high)}"
    dots = tuple(LABEL + value * scale for member in members for value in {member.low, member.high})
    words = f"{industry}：{size}{unit}（{cases}个案例）"
    return Bar(industry, words, LABEL + low * scale, (high - low) * scale, y, dots)


def time_line(case: CaseFacts) -> tuple[Round, ...]:
    """The rounds that have a year, if there are enough for a line."""
    dated = tuple(item for item in case.rounds if _DATED.match(item.when))
    return dated if len(dated) > 1 else ()


def steps(case: CaseFacts) -> StepChart | None:
    """Both sides' numbers, opening first, what was agreed last; None where they are not comparable numbers.

    Both sides need a number in the same unit, one side must have moved, and amounts of money must be of like size:
    “100元 more” and “2300元” do not stand on one scale.
    """
    for unit in UNITS:
        found = _positions(case, unit)
        values = [position.value for position in found]
        sides = [{item.value for item in found if item.side == side} for side in SIDES]
        if all(sides) and any(len(side) > 1 for side in sides):
            if unit == "元" and max(values) > MOST_APART * min(values):
                continue
            return _step_chart(case, found, unit)
    return None


@dataclass(frozen=True)
class _Position:
    """A side's number after a round; `place` 0 is the opening."""

    place: int
    side: str
    value: float


def _positions(case: CaseFacts, unit: str) -> list[_Position]:
    texts = [(0, "workers", text) for text in case.opening.workers]
    texts += [(0, "employers", text) for text in case.opening.employers]
    for place, item in enumerate(case.rounds, start=1):
        texts += [(place, "workers", item.workers), (place, "employers", item.employers)]
    found: dict[tuple[int, str], _Position] = {}
    for place, side, text in texts:
        value = amount_in(text, unit)
        if value is not None:
            found.setdefault((place, side), _Position(place, side, value))
    agreed = _agreed(case, unit)
    if agreed is not None and {side for _, side in found} == set(SIDES):
        place = len(case.rounds) + 1
        found.update({(place, side): _Position(place, side, agreed) for side in SIDES})
    return list(found.values())


def _agreed(case: CaseFacts, unit: str) -> float | None:
    """The one number of the outcome in this unit (元/月 counts as 元); None where there are several or none."""
    values = [figure.value for figure in case.figures if figure.unit.partition("/")[0] == unit]
    return values[0] if len(values) == 1 else None


def amount_in(text: str, unit: str) -> float | None:
    """The one amount of a sentence, or the one it moves to: `由2000元提到2300元` → 2300; None where it is not clear."""
    every = [match for match in _AMOUNT.finditer(text) if match[3] == unit]
    moved_to = [match for match in every if match[1]]
    for found in (every, moved_to):
        if len(found) == 1:
            return float(found[0][2])
    return None


def _step_chart(case: CaseFacts, found: list[_Position], unit: str) -> StepChart:
    low, high = min(item.value for item in found), max(item.value for item in found)
    names = ["开价", *(item.when for item in case.rounds), "谈成"]
    places = sorted({item.place for item in found})
    gap = (WIDTH - STEP_LEFT - STEP_RIGHT) / max(len(places) - 1, 1)
    across = {place: STEP_LEFT + order * gap for order, place in enumerate(places)}

    def points(side: str) -> tuple[Point, ...]:
        return tuple(
            Point(
                across[item.place],
                TOP + STEP_TOP + (high - item.value) / (high - low) * (STEP_HEIGHT - STEP_BOTTOM - TOP - STEP_TOP),
                f"{number(item.value)}{unit}",
            )
            for item in sorted(found, key=lambda item: item.place)
            if item.side == side
        )

    marks = tuple((x, names[place]) for place, x in across.items())
    return StepChart(unit, points("workers"), points("employers"), marks, WIDTH, STEP_HEIGHT)

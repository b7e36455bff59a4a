"""A procedure's steps → the places of boxes and lines, for drawing. Never drawn by hand.

Layered drawing (Sugiyama, Tagawa & Toda 1981, IEEE SMC-11): every step stands one layer below the last step that
leads to it; a line over several layers passes through waypoints, so that it does not cross boxes; each layer is
ordered by the mean place of what leads into it. A way back to an earlier step runs up the right-hand side.

    chart = lay_out(read_steps(document))
    chart.boxes[0].step == "yaoyue"

Units are SVG user units; the origin is top left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.procedures import Step

BOX_WIDTH, BOX_HEIGHT = 176, 58
GAP_X, GAP_Y, MARGIN, WAYPOINT_WIDTH = 26, 62, 18, 26
BACK_LANE = 16
LINE_CHARACTERS, LABEL_CHARACTERS = 10, 11
SWEEPS = 6


@dataclass(frozen=True)
class Box:
    """A step in its place; `lines` is its title, wrapped. `x` and `y` are the upper left corner."""

    step: str
    number: int
    title: str
    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A way from `source` to `target` through `points`; `back` runs to an earlier step."""

    source: str
    target: str
    label: str
    points: tuple[tuple[float, float], ...]
    back: bool

    @property
    def path(self) -> str:
        """SVG path data: straight down the lanes, rounded by cubic curves between layers."""
        (x, y), *others = self.points
        data = f"M{x:.0f} {y:.0f}"
        for to_x, to_y in others:
            middle = (y + to_y) / 2
            data += (
                f"L{to_x:.0f} {to_y:.0f}"
                if self.back
                else f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}"
            )
            x, y = to_x, to_y
        return data

    @property
    def short_label(self) -> str:
        """The condition as far as it fits between two boxes; the whole stands in the line's title."""
        cut = len(self.label) > LABEL_CHARACTERS
        return self.label[: LABEL_CHARACTERS - 1] + "…" if cut else self.label

    @property
    def label_place(self) -> tuple[float, float]:
        """Where the condition is written: by the arrow's head, so that labels of one source do not collide."""
        x, y = self.points[-1]
        return (x, y - 12) if not self.back else (self.points[1][0], (self.points[1][1] + self.points[2][1]) / 2)


@dataclass(frozen=True)
class Chart:
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


#: A place in a layer: a step, or a waypoint of a longer line (source, target, layer).
Place = str | tuple[str, str, int]


def lay_out(steps: Sequence[Step]) -> Chart:
    """Place every step and every way. Steps are taken in the order of the text; ways to unknown steps are left out."""
    order = {step.anchor: number for number, step in enumerate(steps)}
    ways = [(step.anchor, way.target, way.condition) for step in steps for way in step.next if way.target in order]
    forward = [(source, target) for source, target, _ in ways if target and order[target] > order[source]]
    layers = _layers(steps, forward)
    rows = _order_rows(_rows(steps, forward, layers), forward, layers)
    centres, width = _centres(rows)
    boxes = tuple(_box(step, order[step.anchor], centres, layers) for step in steps)
    lanes = 0
    lines = []
    for source, target, condition in ways:
        if target is None:
            continue
        back = order[target] <= order[source]
        lanes += back
        points = (
            _back_points(source, target, centres, layers, width + lanes * BACK_LANE)
            if back
            else _forward_points(source, target, centres, layers)
        )
        lines.append(Line(source, target, condition, points, back))
    height = 2 * MARGIN + (max(layers.values()) + 1) * (BOX_HEIGHT + GAP_Y) - GAP_Y if layers else 0
    return Chart(boxes, tuple(lines), width + (lanes + 1) * BACK_LANE, height)


def wrap(title: str) -> tuple[str, ...]:
    """A title in at most two lines; what does not fit ends in …"""
    if len(title) <= LINE_CHARACTERS:
        return (title,)
    first, rest = title[:LINE_CHARACTERS], title[LINE_CHARACTERS:]
    return first, rest if len(rest) <= LINE_CHARACTERS else rest[: LINE_CHARACTERS - 1] + "…"


def _layers(steps: Sequence[Step], forward: list[tuple[str, str]]) -> dict[str, int]:
    """Longest path from the start; the text's order is a topological order of the forward ways."""
    layers = {step.anchor: 0 for step in steps}
    reached = {step.anchor: number == 0 for number, step in enumerate(steps)}
    last = 0
    for step in steps:
        if not reached[step.anchor]:
            layers[step.anchor] = last + 1
        last = layers[step.anchor]
        for source, target in forward:
            if source == step.anchor:
                layers[target] = max(layers[target], layers[source] + 1)
                reached[target] = True
    return layers


def _rows(steps: Sequence[Step], forward: list[tuple[str, str]], layers: dict[str, int]) -> list[list[Place]]:
    rows: list[list[Place]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for step in steps:
        rows[layers[step.anchor]].append(step.anchor)
    for source, target in dict.fromkeys(forward):
        for layer in range(layers[source] + 1, layers[target]):
            rows[layer].append((source, target, layer))
    return rows


def _chain(source: str, target: str, layers: dict[str, int]) -> list[Place]:
    """The places a forward way passes, both ends included."""
    middle: list[Place] = [(source, target, layer) for layer in range(layers[source] + 1, layers[target])]
    return [source, *middle, target]


def _order_rows(rows: list[list[Place]], forward: list[tuple[str, str]], layers: dict[str, int]) -> list[list[Place]]:
    """Sweep down and up, sorting each row by the mean place of its neighbours (the barycentre heuristic)."""
    above: dict[Place, list[Place]] = {}
    below: dict[Place, list[Place]] = {}
    for source, target in dict.fromkeys(forward):
        chain = _chain(source, target, layers)
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    for sweep in range(SWEEPS):
        neighbours = above if sweep % 2 == 0 else below
        sequence = rows[1:] if sweep % 2 == 0 else rows[-2::-1]
        places = {place: (number + 0.5) / len(row) for row in rows for number, place in enumerate(row)}
        for row in sequence:
            row.sort(key=lambda place: _mean([places[other] for other in neighbours.get(place, [])], places[place]))
            places.update({place: (number + 0.5) / len(row) for number, place in enumerate(row)})
    return rows


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _centres(rows: list[list[Place]]) -> tuple[dict[Place, float], float]:
    """The x of every place, each row centred, and the width of the drawing without the lanes for ways back."""
    widths = [sum(_width(place) for place in row) + GAP_X * max(len(row) - 1, 0) for row in rows]
    width = max(widths, default=0) + 2 * MARGIN
    centres: dict[Place, float] = {}
    for row, row_width in zip(rows, widths, strict=True):
        x = (width - row_width) / 2
        for place in row:
            centres[place] = x + _width(place) / 2
            x += _width(place) + GAP_X
    return centres, width


def _width(place: Place) -> float:
    return BOX_WIDTH if isinstance(place, str) else WAYPOINT_WIDTH


def _top(layer: int) -> float:
    return MARGIN + layer * (BOX_HEIGHT + GAP_Y)


def _box(step: Step, number: int, centres: dict[Place, float], layers: dict[str, int]) -> Box:
    x = centres[step.anchor] - BOX_WIDTH / 2
    return Box(step.anchor, number + 1, step.title, wrap(step.title), x, _top(layers[step.anchor]))


def _forward_points(
    source: str, target: str, centres: dict[Place, float], layers: dict[str, int]
) -> tuple[tuple[float, float], ...]:
    """From the lower edge of one box, through the waypoints, to the upper edge of the other."""
    points = [(centres[source], _top(layers[source]) + BOX_HEIGHT)]
    for layer in range(layers[source] + 1, layers[target]):
        x = centres[(source, target, layer)]
        points += [(x, _top(layer)), (x, _top(layer) + BOX_HEIGHT)]
    return (*points, (centres[target], _top(layers[target])))


def _back_points(
    source: str, target: str, centres: dict[Place, float], layers: dict[str, int], lane: float
) -> tuple[tuple[float, float], ...]:
    """From the right edge of one box, up a lane of its own, into the right edge of the earlier one."""
    start = (centres[source] + BOX_WIDTH / 2, _top(layers[source]) + BOX_HEIGHT * 0.7)
    end = (centres[target] + BOX_WIDTH / 2, _top(layers[target]) + BOX_HEIGHT * 0.3)
    return start, (lane, start[1]), (lane, end[1]), end

"""Flowcharts: boxes that do not overlap, one layer per step of the way, lines from box to box."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.procedures import Next, Step
from service.library.flowchart import BOX_HEIGHT, BOX_WIDTH, GAP_Y, MARGIN, Box, Chart, lay_out, wrap


def step(anchor: str, *targets: str | None) -> Step:
    return Step(anchor, f"步骤{anchor}", 1, (), (), tuple(Next("", target) for target in targets))


def box_of(chart: Chart, anchor: str) -> Box:
    return next(box for box in chart.boxes if box.step == anchor)


def layer_of(box: Box) -> float:
    return (box.y - MARGIN) / (BOX_HEIGHT + GAP_Y)


def test_steps_in_a_row_stand_one_below_the_other() -> None:
    chart = lay_out([step("a", "b"), step("b", "c"), step("c", None)])
    assert [layer_of(box) for box in chart.boxes] == [0, 1, 2]
    assert {box.x for box in chart.boxes} == {MARGIN}


def test_step_stands_below_the_last_of_those_that_lead_to_it() -> None:
    chart = lay_out([step("a", "b", "c"), step("b", "c"), step("c", None)])
    assert layer_of(box_of(chart, "c")) == 2


def test_branches_stand_side_by_side() -> None:
    chart = lay_out([step("a", "b", "c"), step("b", None), step("c", None)])
    left, right = sorted((box_of(chart, "b").x, box_of(chart, "c").x))
    assert box_of(chart, "b").y == box_of(chart, "c").y
    assert right - left >= BOX_WIDTH


def test_way_back_is_marked_and_runs_outside_the_boxes() -> None:
    chart = lay_out([step("a", "b"), step("b", "a")])
    back = next(line for line in chart.lines if line.back)
    assert (back.source, back.target) == ("b", "a")
    assert max(x for x, _ in back.points) > max(box.x + BOX_WIDTH for box in chart.boxes)


def test_line_runs_from_the_lower_edge_to_the_upper_edge() -> None:
    chart = lay_out([step("a", "b"), step("b", None)])
    above, below, line = box_of(chart, "a"), box_of(chart, "b"), chart.lines[0]
    assert line.points[0] == (above.x + BOX_WIDTH / 2, above.y + BOX_HEIGHT)
    assert line.points[-1] == (below.x + BOX_WIDTH / 2, below.y)


def test_unknown_targets_are_left_out() -> None:
    assert lay_out([step("a", "nowhere")]).lines == ()


def test_no_steps_give_an_empty_chart() -> None:
    assert lay_out([]).boxes == ()


def test_long_title_is_wrapped_and_cut() -> None:
    assert wrap("提出要约") == ("提出要约",)
    assert wrap("一二三四五六七八九十甲乙") == ("一二三四五六七八九十", "甲乙")
    assert wrap("一二三四五六七八九十" * 3)[1] == "一二三四五六七八九…"


@st.composite
def procedures(draw: st.DrawFn) -> Sequence[Step]:
    names = [f"s{number}" for number in range(draw(st.integers(1, 12)))]
    return [step(name, *draw(st.lists(st.sampled_from([*names, None]), max_size=3))) for name in names]


@given(procedures())
def test_boxes_never_overlap_and_lie_inside_the_drawing(steps: Sequence[Step]) -> None:
    chart = lay_out(steps)
    places = [(box.x, box.y) for box in chart.boxes]
    for number, (x, y) in enumerate(places):
        assert x >= 0
        assert x + BOX_WIDTH <= chart.width
        assert y + BOX_HEIGHT <= chart.height
        for other_x, other_y in places[:number]:
            assert abs(x - other_x) >= BOX_WIDTH or abs(y - other_y) >= BOX_HEIGHT


@given(procedures())
def test_every_way_to_a_step_is_drawn(steps: Sequence[Step]) -> None:
    wanted = [(item.anchor, way.target) for item in steps for way in item.next if way.target]
    assert [(line.source, line.target) for line in lay_out(steps).lines] == wanted


def test_long_condition_is_cut_to_fit_between_boxes() -> None:
    long = Step("a", "甲", 1, (), (), (Next("一二三四五六七八九十甲乙", "b"),))
    (line,) = lay_out([long, step("b", None)]).lines
    assert (line.label, line.short_label) == ("一二三四五六七八九十甲乙", "一二三四五六七八九十…")

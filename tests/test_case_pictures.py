"""Pictures of cases: only of numbers that may stand on one scale, and always with their words."""

from dataclasses import replace

import pytest
from corpus_files import make_document

from indexer.case_facts import CaseFacts, Figure, Opening, Round
from indexer.documents import Document, Kind
from service.library.case_pictures import LABEL, RIGHT, WIDTH, amount_in, ranges_by_industry, steps, time_line

CASE = CaseFacts(
    industry="餐饮",
    years="2011",
    parties=("甲", "乙"),
    topics=("底线工资",),
    outcome="已知",
    reliability="高",
    opening=Opening(("由1000元提到1300元",), ("只肯给1000元",)),
    rounds=(Round("2011-03", "要约"), Round("第二轮", "", "降到1200元", "提到1100元")),
)


def with_wage(slug: str, industry: str, value: float) -> Document:
    figure = Figure("最低工资", "底线工资", "元/月", "来源报道", value)
    case = replace(CASE, industry=industry, figures=(figure,))
    return replace(make_document("甲", Kind.CASE, slug, slug), case=case)


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("要求底薪由2000元提到2300元", "元", 2300),
        ("只同意提100元", "元", 100),
        ("首提最低工资1800元、工价涨35%", "元", 1800),
        ("首提最低工资1800元、工价涨35%", "%", 35),
        ("2000元或者2300元", "元", None),
        ("不同意", "元", None),
    ],
)
def test_amount_of_a_position(text: str, unit: str, amount: float | None) -> None:
    assert amount_in(text, unit) == amount


def test_steps_show_both_sides_coming_closer() -> None:
    chart = steps(CASE)
    assert chart is not None
    assert chart.words == ("职工方：1300元 → 1200元", "企业方：1000元 → 1100元")
    assert [when for _, when in chart.whens] == ["开价", "第二轮"]
    workers, employers = chart.workers, chart.employers
    assert workers[0].y < workers[1].y < employers[1].y < employers[0].y, "more money stands higher"
    assert chart.path(workers) == f"M{workers[0].x:.0f} {workers[0].y:.0f}H{workers[1].x:.0f}V{workers[1].y:.0f}"


def test_steps_end_where_both_sides_agreed_on_one_number() -> None:
    agreed = Figure("最低工资", "底线工资", "元/月", "来源报道", 1150)
    chart = steps(replace(CASE, rounds=(Round("2011-03", "要约"),), figures=(agreed,)))
    assert chart is not None
    assert chart.words == ("职工方：1300元 → 1150元", "企业方：1000元 → 1150元")
    assert [when for _, when in chart.whens] == ["开价", "谈成"]


def test_number_agreed_is_no_position_of_a_side_that_never_named_one() -> None:
    agreed = Figure("最低工资", "底线工资", "元/月", "来源报道", 1150)
    assert steps(replace(CASE, opening=Opening(("要1300元",)), rounds=(), figures=(agreed,))) is None


def test_two_numbers_of_the_outcome_end_no_steps() -> None:
    two = tuple(Figure("最低工资", "底线工资", "元/月", "来源报道", value) for value in (1150, 1250))
    assert steps(replace(CASE, rounds=(), figures=two)) is None


@pytest.mark.parametrize(
    "case",
    [
        replace(CASE, rounds=()),
        replace(CASE, rounds=(Round("第二轮", "", "仍要1300元", "仍给1000元"),)),
        replace(CASE, opening=Opening(("要2300元",), ("只加100元",))),
        replace(CASE, opening=Opening(("要2300元",)), rounds=(Round("2011", "", "降到2200元"),)),
    ],
    ids=["nobody moved", "nobody moved after all", "amounts not of like size", "one side only"],
)
def test_no_steps_where_they_would_mislead(case: CaseFacts) -> None:
    assert steps(case) is None


def test_time_line_needs_two_dated_events() -> None:
    assert time_line(CASE) == ()
    dated = (Round("2011-03", "要约"), Round("第二轮", "再谈"), Round("2011-04-23", "签字"))
    assert time_line(replace(CASE, rounds=dated)) == (dated[0], dated[2])


def test_ranges_have_one_bar_a_trade_on_one_scale() -> None:
    documents = [with_wage("a", "餐饮", 1000), with_wage("b", "餐饮", 2000), with_wage("c", "快递", 4000)]
    chart = ranges_by_industry(documents, "底线工资", "元/月")
    assert chart is not None
    assert chart.words == ("餐饮：1000—2000元/月（2个案例）", "快递：4000元/月（1个案例）")
    scale = (WIDTH - LABEL - RIGHT) / 4000
    assert [(bar.x, bar.width) for bar in chart.bars] == [
        (LABEL + 1000 * scale, 1000 * scale),
        (LABEL + 4000 * scale, 0),
    ]
    assert [words for _, words in chart.ticks] == ["0", "2000", "4000"]


def test_no_chart_without_figures() -> None:
    assert ranges_by_industry([with_wage("a", "餐饮", 1000)], "涨幅", "%") is None

"""工伤: 30 days for the unit, a year for the worker's side, 12 and 12 months of 停工留薪期."""

import datetime as dt

from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.injury import INJURY


def test_accident_with_extended_treatment() -> None:
    # 2026-03-01 + 30 days = 31 March; + 1 year = 2027-03-01; + 12 and + 24 months
    assert values(
        reckon(INJURY, happened="2026-03-01", stopped="2026-03-01", extended="yes", applied="2026-11-22")
    ) == {
        "单位最晚申请": "2026年3月31日",
        "职工、近亲属、工会最晚申请": "2027年3月1日",
        "单位超过30日才申请": "此间发生的工伤待遇等有关费用由单位负担",
        "职工方申请的日子": "在1年期限内，还剩99天",  # 8 + 31 + 31 + 28 + 1
        "停工留薪期一般最晚到": "2027年3月1日",
        "确认延长后最晚到": "2028年3月1日",
        "停工留薪期的工资": "原工资福利待遇不变，单位按月付",
    }


def test_extension_must_be_confirmed_to_be_shown() -> None:
    assert "确认延长后最晚到" not in values(reckon(INJURY, happened="2026-03-01", stopped="2026-03-02"))


def test_disease_counts_from_the_diagnosis_and_may_have_stopped_work_before() -> None:
    outcome = reckon(INJURY, kind="disease", happened="2026-03-01", stopped="2026-02-01")
    assert "被诊断、鉴定为职业病的2026年3月1日＋30日" in outcome.lines[0].formula


def test_late_application_is_told_by_days() -> None:
    shown = values(reckon(INJURY, happened="2026-03-01", applied="2027-03-03"))
    assert shown["职工方申请的日子"] == "超过1年期限2天"


def test_treatment_before_the_accident_is_refused() -> None:
    assert mistaken_fields(INJURY, happened="2026-03-01", stopped="2026-02-28") == ["stopped"]


def test_accident_on_leap_day_ends_on_the_last_of_february() -> None:
    assert values(reckon(INJURY, happened="2024-02-29"))["职工、近亲属、工会最晚申请"] == "2025年2月28日"


@given(st.dates(dt.date(2011, 1, 1), dt.date(2190, 12, 31)))
def test_unit_must_always_apply_before_the_workers_year_ends(happened: dt.date) -> None:
    summary = reckon(INJURY, happened=happened.isoformat()).summary
    assert summary.count("最晚") == 2

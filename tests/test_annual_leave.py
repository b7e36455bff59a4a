"""年休假: 5, 10, 15 days; who has none; joining and leaving; 300 % for days not taken."""

import datetime as dt
from decimal import Decimal

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.annual_leave import ANNUAL_LEAVE
from service.calculators.calculator import Outcome


def leave(**raw: str) -> Outcome:
    return reckon(ANNUAL_LEAVE, **({"year": "2026", "continuous": "yes", "years": "8"} | raw))


@pytest.mark.parametrize(
    ("years", "days"), [("1", "5天"), ("9.9", "5天"), ("10", "10天"), ("19.9", "10天"), ("20", "15天"), ("40", "15天")]
)
def test_days_by_accumulated_working_life(years: str, days: str) -> None:
    assert values(leave(years=years)) == {"全年天数": days, "还没休的": days}


def test_without_twelve_continuous_months_there_is_none() -> None:
    assert leave(continuous="no", years="0").summary == "当年没有年休假：还没有连续工作满12个月。"


def test_twelve_continuous_months_and_less_than_a_year_contradict() -> None:
    with pytest.raises(ValueError, match="累计工作年限"):
        leave(years="0.5")


def test_joining_on_the_first_of_july() -> None:
    # 1 July to 31 December: 31 + 31 + 30 + 31 + 30 + 31 = 184; 5 × 184 ÷ 365 = 2.52 → 2
    outcome = leave(joined="2026-07-01")
    assert values(outcome) == {"全年天数": "5天", "入职当年折算": "2天", "还没休的": "2天"}
    assert "5×184÷365＝2.52" in outcome.lines[1].formula


def test_joining_in_an_earlier_year_or_on_new_year_changes_nothing() -> None:
    assert values(leave(joined="2019-07-01")) == values(leave(joined="2026-01-01")) == values(leave())


def test_leaving_on_the_last_of_september_with_two_days_taken() -> None:
    # 1 January to 30 September: 273 days; 10 × 273 ÷ 365 − 2 = 7.479 − 2 = 5.479 → 5
    # 6525 ÷ 21.75 = 300 a day; 300 % = 4500, of which 1500 were paid as wages
    assert values(leave(years="12", left="2026-09-30", taken="2", wage="6525")) == {
        "全年天数": "10天",
        "离职时应休未休": "5天",
        "日工资": "300.00元",
        "未休年休假报酬（300%，含正常工资）": "4500.00元",
        "还应另付（200%）": "3000.00元",
    }


def test_days_taken_beyond_the_share_are_not_taken_back() -> None:
    # 5 × 90 ÷ 365 = 1.23; 1.23 − 5 < 0
    assert values(leave(left="2026-03-31", taken="5", wage="4350"))["离职时应休未休"] == "0天"


def test_joining_and_leaving_in_one_year_counts_the_days_between() -> None:
    # 1 April to 30 September: 183 days; 15 × 183 ÷ 365 = 7.52 → 7
    assert values(leave(years="25", joined="2026-04-01", left="2026-09-30"))["离职时应休未休"] == "7天"


def test_leap_year_never_gives_more_than_the_whole() -> None:
    # 15 × 366 ÷ 365 = 15.04
    assert values(leave(year="2028", years="25", left="2028-12-31"))["离职时应休未休"] == "15天"


def test_half_days_taken_are_cut_after_the_subtraction() -> None:
    # 5 × 304 ÷ 365 = 4.16; 4.16 − 0.5 = 3.66 → 3 (1 January to 31 October: 304 days)
    assert values(leave(left="2026-10-31", taken="0.5"))["离职时应休未休"] == "3天"


@pytest.mark.parametrize(
    ("years", "months", "barred"),
    [
        ("8", "1.9", False),
        ("8", "2", True),
        ("15", "2.9", False),
        ("15", "3", True),
        ("25", "3.9", False),
        ("25", "4", True),
    ],
)
def test_sick_leave_bars_by_grade_of_working_life(years: str, months: str, barred: bool) -> None:
    assert ("当年年休假" in values(leave(years=years, sick_months=months))) is barred


def test_twenty_days_of_paid_personal_leave_bar_it() -> None:
    assert "当年年休假" in values(leave(personal_days="20"))
    assert "当年年休假" not in values(leave(personal_days="19.5"))


def test_leave_already_taken_costs_the_next_year() -> None:
    assert values(leave(sick_months="2", taken="5")) == {"下一年度的年休假": "不享受"}


def test_longer_school_break_replaces_the_leave_and_a_shorter_one_is_filled_up() -> None:
    assert leave(school_break="6").summary == "当年没有年休假：寒暑假6天，多于年休假5天。"
    assert values(leave(school_break="3")) == {"全年天数": "5天", "寒暑假少于年休假，应补足": "2天", "还没休的": "2天"}


def test_written_wish_not_to_take_it_leaves_the_normal_wage() -> None:
    outcome = leave(wage="4350", declined="yes")
    assert values(outcome)["还应另付"] == "0.00元"
    assert outcome.lines[-1].basis == ("企业职工带薪年休假实施办法#10",)


def test_dates_outside_the_year_are_refused_together() -> None:
    fields = mistaken_fields(
        ANNUAL_LEAVE, year="2026", continuous="yes", years="8", joined="2027-01-01", left="2025-12-31"
    )
    assert fields == ["joined", "left", "left"]


@given(st.integers(1, 60), st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 12, 31)))
def test_share_of_a_leaver_never_exceeds_the_whole_year(years: int, left: dt.date) -> None:
    days = values(leave(years=str(years), left=str(left)))
    assert Decimal(0) <= Decimal(days["离职时应休未休"].rstrip("天")) <= Decimal(days["全年天数"].rstrip("天"))

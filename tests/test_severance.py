"""经济补偿与赔偿金: years of 劳动合同法 47, its caps, notice pay only for 第四十条, 2N counted from the first day."""

import datetime as dt
from decimal import Decimal

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.calculator import Outcome
from service.calculators.severance import BEFORE_2008, REASONS, SEVERANCE, service_years


def leave(reason: str, **raw: str) -> Outcome:
    return reckon(SEVERANCE, **({"reason": reason, "start": "2020-03-01", "end": "2026-11-22", "wage": "5000"} | raw))


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2020-03-01", "2026-11-22", "7"),  # 6 years to 2026-02-28, then more than six months
        ("2020-03-01", "2026-08-31", "7"),  # exactly six months more: 六个月以上 includes six
        ("2020-03-01", "2026-08-30", "6.5"),  # a day less
        ("2020-03-01", "2026-02-28", "6"),  # exactly six years
        ("2020-03-01", "2026-03-01", "6.5"),  # a day more
        ("2026-11-22", "2026-11-22", "0.5"),  # one day
        ("2024-02-29", "2025-02-28", "1"),
        ("2025-08-31", "2026-02-28", "1"),  # no 31 February: its last day completes six months
    ],
)
def test_years_of_service(start: str, end: str, years: str) -> None:
    assert service_years(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == Decimal(years)


def test_n_is_a_month_for_every_year() -> None:
    # 5000 × 7
    assert values(leave("employer_fault")) == {
        "月工资": "5000.00元",
        "计算年限": "7年",
        "经济补偿（N）": "35000.00元",
    }


def test_unlawful_dismissal_is_twice_n_and_nothing_on_top() -> None:
    # 5000 × 7 × 2
    assert leave("unlawful").summary == "赔偿金（2N）70000.00元。"


def test_notice_pay_is_the_wage_of_the_last_month() -> None:
    # 5000 × 7 + 5600
    assert values(leave("article_40", notified="no", last_wage="5600")) == {
        "月工资": "5000.00元",
        "计算年限": "7年",
        "经济补偿（N）": "35000.00元",
        "代通知金": "5600.00元",
        "合计（N＋1）": "40600.00元",
    }


def test_notice_given_in_time_leaves_n() -> None:
    assert leave("article_40", notified="yes").summary == "经济补偿（N）35000.00元。"


@pytest.mark.parametrize("reason", sorted(set(REASONS) - {"article_40"}))
def test_notice_pay_exists_for_article_40_only(reason: str) -> None:
    assert "代通知金" not in values(leave(reason, notified="no", last_wage="5600"))


def test_article_40_asks_for_what_notice_pay_needs() -> None:
    raw = {"reason": "article_40", "start": "2020-03-01", "end": "2026-11-22", "wage": "5000"}
    assert mistaken_fields(SEVERANCE, **raw) == ["notified", "last_wage"]


def test_wage_above_three_averages_is_capped_in_wage_and_years() -> None:
    # 2008-01-01 to 2026-11-22: 18 years and 10 months → 19, capped at 12; 3 × 7000 = 21000; 21000 × 12 = 252000
    assert values(leave("article_41", start="2008-01-01", wage="30000", average="7000")) == {
        "月工资（封顶）": "21000.00元",
        "计算年限": "12年",
        "经济补偿（N）": "252000.00元",
    }


def test_wage_of_exactly_three_averages_is_not_capped() -> None:
    # 21000 is not 高于 21000: all 19 years, 21000 × 19 = 399000
    shown = values(leave("article_41", start="2008-01-01", wage="21000", average="7000"))
    assert shown == {"月工资": "21000.00元", "计算年限": "19年", "经济补偿（N）": "399000.00元"}


def test_wage_below_the_minimum_is_lifted_to_it() -> None:
    # 实施条例 27: 2200 × 7
    assert values(leave("expired", wage="1500", minimum="2200"))["经济补偿（N）"] == "15400.00元"


def test_n_begins_in_2008_and_says_so() -> None:
    # from 2008-01-01: 19 years × 5000
    outcome = leave("employer_asked", start="2000-01-01")
    assert values(outcome)["经济补偿（N）"] == "95000.00元"
    assert outcome.limits[0] == BEFORE_2008


def test_compensation_for_unlawful_dismissal_counts_from_the_first_day() -> None:
    # 实施条例 25: 2000-01-01 to 2026-11-22 is 26 years and 10 months → 27; 5000 × 27 × 2 = 270000
    outcome = leave("unlawful", start="2000-01-01")
    assert values(outcome)["赔偿金（2N）"] == "270000.00元"
    assert BEFORE_2008 not in outcome.limits


@pytest.mark.parametrize("reason", ["resigned", "worker_asked", "declined", "article_39", "part_time"])
def test_cases_outside_article_46_cost_nothing(reason: str) -> None:
    assert leave(reason).summary == "这种情形单位不付经济补偿。"


@pytest.mark.parametrize(("start", "end"), [("2026-11-23", "2026-11-22"), ("2000-01-01", "2007-12-31")])
def test_impossible_end_is_refused(start: str, end: str) -> None:
    assert mistaken_fields(SEVERANCE, reason="unlawful", start=start, end=end, wage="5000") == ["end"]


DAYS = st.dates(dt.date(2008, 1, 1), dt.date(2100, 12, 31))


@given(DAYS, st.integers(0, 15_000), st.integers(0, 400))
def test_longer_service_never_counts_less_and_half_years_never_pass_the_calendar_by_a_year(
    start: dt.date, days: int, more: int
) -> None:
    end = start + dt.timedelta(days=days)
    years = service_years(start, end)
    assert years <= service_years(start, end + dt.timedelta(days=more))
    assert 0 <= years - Decimal(days) / 366 <= Decimal("1.1")

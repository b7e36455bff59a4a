"""加班工资: 150 %, 200 %, 300 % of 月工资 ÷ (21.75 × 8 = 174)."""

from decimal import Decimal

from calculating import formula, mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.overtime import OVERTIME, PAID_HOURS


def test_paid_hours_of_a_month_are_174() -> None:
    assert Decimal("21.75") * 8 == PAID_HOURS == 174


def test_three_rates_on_a_wage_of_4350() -> None:
    # 4350 ÷ 174 = 25 an hour
    assert values(
        reckon(OVERTIME, wage="4350", weekday_hours="10", restday_hours="8", holiday_hours="8", paid="500")
    ) == {
        "小时工资": "25.00元",
        "平时加班": "375.00元",  # 25 × 1.5 × 10
        "休息日加班（没有补休的）": "400.00元",  # 25 × 2 × 8
        "法定休假日加班": "600.00元",  # 25 × 3 × 8
        "加班工资合计": "1375.00元",
        "还差": "875.00元",  # 1375 − 500
    }


def test_rounding_comes_last() -> None:
    # 3000 × 150 % × 10 ÷ 174 = 45000 ÷ 174 = 258.6206…; a rounded hour of 17.24 would give 258.60
    outcome = reckon(OVERTIME, wage="3000", weekday_hours="10")
    assert values(outcome) == {"小时工资": "17.24元", "平时加班": "258.62元", "加班工资合计": "258.62元"}
    assert formula(outcome, "平时加班") == "3000÷（21.75×8）×150%×10小时"


def test_rest_day_that_was_substituted_is_not_paid_twice() -> None:
    # (16 − 8) × 25 × 2 = 400
    outcome = reckon(OVERTIME, wage="4350", restday_hours="16", substituted_hours="8")
    assert values(outcome)["加班工资合计"] == "400.00元"


def test_statutory_holiday_cannot_be_substituted() -> None:
    fields = mistaken_fields(OVERTIME, wage="4350", holiday_hours="8", substituted_hours="8")
    assert fields == ["substituted_hours"]


def test_comprehensive_hours_pay_the_excess_at_150_and_holidays_at_300_percent() -> None:
    # 25 × 1.5 × 20 = 750; 25 × 3 × 8 = 600
    outcome = reckon(OVERTIME, wage="4350", system="comprehensive", weekday_hours="20", holiday_hours="8")
    assert values(outcome) == {
        "小时工资": "25.00元",
        "超过周期法定工时的部分": "750.00元",
        "法定休假日加班": "600.00元",
        "加班工资合计": "1350.00元",
    }


def test_comprehensive_hours_have_no_rest_day_hours_of_their_own() -> None:
    assert mistaken_fields(OVERTIME, wage="4350", system="comprehensive", restday_hours="8") == ["restday_hours"]


def test_irregular_hours_get_no_amount() -> None:
    outcome = reckon(OVERTIME, wage="4350", system="irregular", weekday_hours="10")
    assert [line.basis for line in outcome.lines] == [("工资支付暂行规定#13",)]
    assert "元" not in outcome.summary


def test_more_than_36_hours_are_named() -> None:
    assert values(reckon(OVERTIME, wage="4350", weekday_hours="40"))["超过每月上限"] == "4小时"
    assert "超过每月上限" not in values(reckon(OVERTIME, wage="4350", weekday_hours="36"))


def test_too_much_paid_leaves_no_negative_gap() -> None:
    assert values(reckon(OVERTIME, wage="4350", weekday_hours="1", paid="100"))["还差"] == "0.00元"


def test_no_hours_at_all_are_asked_for() -> None:
    assert mistaken_fields(OVERTIME, wage="4350") == ["weekday_hours"]


@given(st.integers(1, 100_000), st.integers(1, 100), st.integers(1, 100))
def test_holiday_hours_are_never_paid_less_than_rest_days_nor_those_less_than_weekdays(
    wage: int, hours: int, more: int
) -> None:
    def total(**raw: str) -> Decimal:
        return Decimal(values(reckon(OVERTIME, wage=str(wage), **raw))["加班工资合计"].removesuffix("元"))

    weekday, rest, holiday = (total(**{f"{name}_hours": str(hours)}) for name in ("weekday", "restday", "holiday"))
    assert weekday <= rest <= holiday
    assert weekday <= total(weekday_hours=str(hours + more))

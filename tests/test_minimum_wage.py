"""最低工资核对: verified standards by date and place only; everything else is entered by the user."""

import datetime as dt
from decimal import Decimal

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.minimum_wage import GRADES_OF_2019, MINIMUM_WAGE, UNVERIFIED, known_standard


def test_overtime_and_allowance_do_not_count() -> None:
    # 2600 − 300 − 200 = 2100; 2200 − 2100 = 100
    outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="city", paid="2600", overtime="300", allowance="200")
    assert values(outcome) == {"能和最低工资比的数": "2100.00元", "最低工资标准": "2200.00元", "差额": "100.00元"}
    assert outcome.summary == (
        "当月低于最低工资标准，差100.00元（标准：秦皇岛市区（含抚宁）2024年5月1日执行的标准2200元）。"
    )


def test_enough_is_enough() -> None:
    outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="lulong", paid="2000")
    assert outcome.summary.startswith("当月没有低于最低工资标准")


@pytest.mark.parametrize(
    ("on", "place", "hourly", "standard"),
    [
        ("2016-07-01", "city", False, 1650),
        ("2016-07-01", "changli", False, 1590),
        ("2019-10-31", "qinglong", False, 1480),
        ("2019-10-31", "qinglong", True, 15),
        ("2023-01-01", "city", False, 2200),
        ("2023-01-01", "qinglong", False, 2000),
        ("2024-12-31", "lulong", True, 20),
        ("2016-06-30", "city", False, None),
        ("2019-11-01", "city", False, None),  # the grade of the city is not verified
        ("2022-12-31", "city", False, None),
        ("2025-01-01", "city", False, None),  # a later standard may be in force
    ],
)
def test_only_verified_standards_are_known(on: str, place: str, hourly: bool, standard: int | None) -> None:
    found = known_standard(dt.date.fromisoformat(on), place, hourly)
    assert found == (None if standard is None else Decimal(standard))


@pytest.mark.parametrize("on", ["2015-01-01", "2020-01-01", "2025-01-01", "2026-11-22"])
def test_unverified_date_asks_for_the_standard(on: str) -> None:
    assert mistaken_fields(MINIMUM_WAGE, on=on, place="city", paid="2300") == ["standard"]


def test_entered_standard_is_used_and_the_unverified_figure_is_not() -> None:
    # 2300 − 2250 = 50; 2380 is only named
    outcome = reckon(MINIMUM_WAGE, on="2026-11-22", place="city", paid="2250", standard="2300")
    assert values(outcome)["差额"] == "50.00元"
    assert outcome.limits[0] == UNVERIFIED
    assert "2380" not in outcome.summary


def test_grades_of_2019_are_told_without_choosing_one() -> None:
    outcome = reckon(MINIMUM_WAGE, on="2021-06-01", place="city", paid="1800", standard="1900")
    assert (values(outcome)["差额"], outcome.limits[0]) == ("100.00元", GRADES_OF_2019)


def test_entered_standard_that_differs_from_ours_is_pointed_out() -> None:
    outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="city", paid="2250", standard="2300")
    assert values(outcome)["差额"] == "50.00元"
    assert outcome.limits[0].startswith("您填的标准2300元与本库记的2200元不同")


def test_hourly_work_is_compared_with_the_hourly_standard() -> None:
    # 22 − 18.5 = 3.5
    outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="city", kind="hourly", paid="18.5")
    assert values(outcome)["差额"] == "3.50元"
    assert outcome.lines[-1].basis == ("劳动合同法#72", "劳动合同法#85")


def test_absence_of_ones_own_making_is_outside_the_rule() -> None:
    outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="city", paid="1000", worked="no")
    assert values(outcome) == {"最低工资核对": "不适用"}


def test_parts_beyond_the_whole_are_refused() -> None:
    assert mistaken_fields(MINIMUM_WAGE, on="2024-05-01", place="city", paid="300", overtime="301") == ["paid"]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_that_does_not_count_never_shrinks_the_gap(paid: int, overtime: int) -> None:
    def gap(**raw: str) -> Decimal:
        outcome = reckon(MINIMUM_WAGE, on="2024-05-01", place="city", paid=str(paid), **raw)
        return Decimal(values(outcome)["差额"].removesuffix("元"))

    assert Decimal(0) <= gap() <= gap(overtime=str(min(overtime, paid))) <= Decimal(2200)

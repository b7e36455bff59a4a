"""Days off of the years that are held; outside of them nothing is guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.holidays import FIRST_YEAR, LAST_YEAR, HolidaysUnknown, is_day_off


@pytest.mark.parametrize(
    ("date", "off"),
    [
        ("2026-10-01", True),  # 国庆节, a Thursday
        ("2026-10-07", True),  # in lieu, a Wednesday
        ("2026-10-08", False),
        ("2026-10-10", False),  # a Saturday worked instead
        ("2026-10-11", True),  # an ordinary Sunday
        ("2026-01-04", False),  # a Sunday worked instead
        ("2026-02-28", False),  # a Saturday worked instead
        ("2026-06-19", True),  # 端午节, a Friday
        ("2025-10-08", True),  # 国庆节 and 中秋节 together, a Wednesday
        ("2026-03-09", False),
    ],
)
def test_day_is_off_or_worked_as_arranged(date: str, off: bool) -> None:
    assert is_day_off(dt.date.fromisoformat(date)) is off


def test_years_from_2004_to_2026_at_least_are_held() -> None:
    assert FIRST_YEAR <= 2004
    assert LAST_YEAR >= 2026


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 1, 9999])
def test_other_year_is_refused_with_the_years_that_are_held(year: int) -> None:
    with pytest.raises(HolidaysUnknown) as caught:
        is_day_off(dt.date(year, 1, 1))
    assert caught.value.year == year
    assert str(caught.value) == (
        f"只有{FIRST_YEAR}年至{LAST_YEAR}年的放假安排，没有{year}年的；日期没有按法定休假日顺延"
    )


@given(st.dates(dt.date(FIRST_YEAR, 1, 15), dt.date(LAST_YEAR, 12, 31)))
def test_no_stretch_of_days_off_lasts_a_fortnight(date: dt.date) -> None:
    assert not all(is_day_off(date - dt.timedelta(days=back)) for back in range(14))

"""Work counts its first day; months without the day end early; numbers and days are written without padding."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.counting import ONE_DAY, add_months
from service.calculators.periods import days_between, is_whole_month, plain, rounded, served_until, written

DAYS = st.dates(dt.date(1949, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-03-01", 1, "2026-03-31"),
        ("2026-03-01", 12, "2027-02-28"),
        ("2026-03-15", 1, "2026-04-14"),
        ("2026-01-31", 1, "2026-02-28"),  # no 31 February: the month's last day
        ("2025-08-31", 6, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
    ],
)
def test_months_of_work_count_the_first_day(start: str, months: int, end: str) -> None:
    assert served_until(dt.date.fromisoformat(start), months) == dt.date.fromisoformat(end)


@given(DAYS, st.integers(1, 600))
def test_work_is_full_at_most_one_day_before_the_corresponding_day(start: dt.date, months: int) -> None:
    assert served_until(start, months) in (add_months(start, months), add_months(start, months) - ONE_DAY)


@given(DAYS, st.integers(1, 600))
def test_more_months_end_later(start: dt.date, months: int) -> None:
    assert served_until(start, months) < served_until(start, months + 1)


def test_both_ends_are_counted() -> None:
    assert days_between(dt.date(2026, 7, 1), dt.date(2026, 12, 31)) == 31 + 31 + 30 + 31 + 30 + 31


def test_only_first_to_last_day_is_a_whole_month() -> None:
    assert is_whole_month(dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    assert not is_whole_month(dt.date(2028, 2, 1), dt.date(2028, 2, 28))
    assert not is_whole_month(dt.date(2026, 2, 2), dt.date(2026, 2, 28))


def test_numbers_and_days_are_written_without_padding() -> None:
    assert [plain(Decimal(text)) for text in ("3500.00", "21.750", "100", "0", "1E+3", "1E-999")] == [
        "3500",
        "21.75",
        "100",
        "0",
        "1000",
        "0",
    ]
    assert rounded(Decimal("2.5205")) == "2.52"
    assert written(dt.date(2026, 3, 1)) == "2026年3月1日"

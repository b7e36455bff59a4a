"""How a period of days, months or years is counted on the calendar (民法典#200 to #203).

    add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)                    # no 31st: the month's last day
    count(dt.date(2026, 9, 11), 20, Unit.NATURAL_DAY, Direction.AFTER, is_day_off)  # → 2026-10-01, a holiday
    roll(dt.date(2026, 10, 1), is_day_off) == dt.date(2026, 10, 8)

The first day is never counted. Rolling is a step of its own: whether a rule may be rolled is for `deadlines` to say.
"""

import calendar
import datetime as dt
from collections.abc import Callable
from enum import StrEnum

#: Whether people rest on a day; raises HolidaysUnknown for a year it does not know.
Holidays = Callable[[dt.date], bool]

ONE_DAY = dt.timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


class Unit(StrEnum):
    """What is counted."""

    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Which way it is counted from the event."""

    AFTER = "after"
    BEFORE = "before"


UNIT_WORDS = {
    Unit.NATURAL_DAY: "个自然日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}


def count(start: dt.date, amount: int, unit: Unit, direction: Direction, holidays: Holidays) -> dt.date:
    """The last day of the period, not rolled. Only working days ask `holidays`, and may raise HolidaysUnknown."""
    sign = 1 if direction is Direction.AFTER else -1
    match unit:
        case Unit.NATURAL_DAY:
            return start + dt.timedelta(days=sign * amount)
        case Unit.MONTH:
            return add_months(start, sign * amount)
        case Unit.YEAR:
            return add_months(start, sign * 12 * amount)
        case Unit.WORKING_DAY:
            return _add_working_days(start, sign, amount, holidays)


def add_months(start: dt.date, months: int) -> dt.date:
    """The corresponding day that many months away, or that month's last day if there is none (民法典#202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def roll(date: dt.date, holidays: Holidays) -> dt.date:
    """The first day from `date` on that is no day off (民法典#203)."""
    while holidays(date):
        date += ONE_DAY
    return date


def words(date: dt.date) -> str:
    """`words(dt.date(2026, 10, 1)) == "2026年10月1日（星期四）"`."""
    return f"{date.year}年{date.month}月{date.day}日（星期{_WEEKDAYS[date.weekday()]}）"


def _add_working_days(start: dt.date, sign: int, amount: int, holidays: Holidays) -> dt.date:
    date, left = start, amount
    while left:
        date += sign * ONE_DAY
        left -= not holidays(date)
    return date

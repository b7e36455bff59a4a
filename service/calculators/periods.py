"""Months and years counted by the calendar, and how days and numbers are written in a formula.

    add_months(date(2026, 3, 1), 12)     == date(2027, 3, 1)    # 一年时效: the first day is not counted (`counting`)
    served_until(date(2026, 3, 1), 12)   == date(2027, 2, 28)   # 一年工龄: the first day is worked and counts
    plain(Decimal("21.750"))             == "21.75"

Two countings, because the law has two: a time limit begins the day after its event and ends on the corresponding
day, or on the last day of a month without one (民法典 201, 202); a working life begins on the first day worked.
It knows no holidays: a last day is never moved on (民法典 203), which is the safe way for whoever must act.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from service.calculators.counting import ONE_DAY, add_months

#: Said by every calculator of a time limit.
REST_DAY_LIMIT = (
    "最后一天是法定休假日的，期限到休假结束的次日（民法典第二百零三条）；这里没有顺延，按没有顺延的日子办最稳。"
)


def served_until(start: dt.date, months: int) -> dt.date:
    """The day on which `months` of work are full, `start` being the first day of work."""
    end = add_months(start, months)
    return end - ONE_DAY if end.day == start.day else end


def days_between(first: dt.date, last: dt.date) -> int:
    """Calendar days from `first` to `last`, both counted."""
    return (last - first).days + 1


def is_whole_month(first: dt.date, last: dt.date) -> bool:
    """Whether the days from `first` to `last` are one calendar month."""
    return first.day == 1 and last == served_until(first, 1)


def plain(number: Decimal | int) -> str:
    """A number without padding zeros: `plain(Decimal("2.50")) == "2.5"`.

    Four decimals at most: 1e-999999 is a number too, and must not fill a page.
    """
    return f"{Decimal(number).quantize(Decimal('0.0001'), rounding=ROUND_HALF_UP):f}".rstrip("0").rstrip(".")


def rounded(number: Decimal) -> str:
    """Two decimals at most, for an intermediate result that is shown but not reckoned with."""
    return plain(number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def written(day: dt.date) -> str:
    """`written(date(2026, 3, 1)) == "2026年3月1日"`."""
    return f"{day.year}年{day.month}月{day.day}日"

"""Which days are days off: weekends and the State Council's yearly holiday arrangements, days worked instead included.

    is_day_off(dt.date(2026, 10, 1)) is True     # 国庆节
    is_day_off(dt.date(2026, 10, 10)) is False   # a Saturday worked instead

The arrangements come from the maintained library chinesecalendar. A year it does not know raises HolidaysUnknown:
nothing is guessed. New Year's arrangement of the first unknown year may still move the last days of the last known one.
"""

import datetime as dt

import chinese_calendar

#: The first and the last year whose arrangement the installed library holds.
FIRST_YEAR: int = min(chinese_calendar.constants.holidays).year
LAST_YEAR: int = max(chinese_calendar.constants.holidays).year


class HolidaysUnknown(LookupError):
    """The holiday arrangement of this year is not held; the date was left as it was reckoned."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"只有{FIRST_YEAR}年至{LAST_YEAR}年的放假安排，没有{year}年的；日期没有按法定休假日顺延")


def is_day_off(date: dt.date) -> bool:
    """Whether people rest on this day. Raises HolidaysUnknown outside the years that are held."""
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise HolidaysUnknown(date.year)
    return bool(chinese_calendar.is_holiday(date))

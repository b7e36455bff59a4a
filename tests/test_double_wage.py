"""二倍工资: from the second month to the eve of the year or of signing, month by month."""

import datetime as dt

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.double_wage import DOUBLE_WAGE, months, spell


def test_a_year_without_contract_is_eleven_months() -> None:
    shown = values(reckon(DOUBLE_WAGE, start="2026-03-01", wage="4000"))
    assert shown["二倍工资期间"] == "2026年4月1日到2027年2月28日"
    assert [label for label in shown if label.endswith("月")] == [
        *(f"2026年{month}月" for month in range(4, 13)),
        "2027年1月",
        "2027年2月",
    ]
    assert shown["合计"] == "44000.00元"  # 11 × 4000
    assert shown["2027年3月1日起"].startswith("视为已订立无固定期限劳动合同")


def test_parts_of_months_are_paid_by_days_really_worked() -> None:
    # 2026-04-15 to 2027-03-14: 12 and 10 working days told; 10 whole months
    # 4350 ÷ 21.75 = 200; 200 × 12 = 2400; 200 × 10 = 2000; 10 × 4350 = 43500
    shown = values(reckon(DOUBLE_WAGE, start="2026-03-15", wage="4350", first_days="12", last_days="10"))
    assert (shown["2026年4月"], shown["2026年5月"], shown["2027年3月"]) == ("2400.00元", "4350.00元", "2000.00元")
    assert shown["合计"] == "47900.00元"


def test_unknown_working_days_are_left_open_not_guessed() -> None:
    outcome = reckon(DOUBLE_WAGE, start="2026-03-15", signed="2026-06-01", wage="4350")
    assert values(outcome) == {
        "二倍工资期间": "2026年4月15日到2026年5月31日",
        "2026年4月": "按实际工作日另算",
        "2026年5月": "4350.00元",
        "合计（不含要另算的月份）": "4350.00元",
    }
    assert outcome.summary.endswith("另加不足一个月的部分。")


def test_signing_ends_it_on_the_eve() -> None:
    # 实施条例 6: the day before signing
    shown = values(reckon(DOUBLE_WAGE, start="2026-03-01", signed="2026-06-01", wage="4000"))
    assert (shown["二倍工资期间"], shown["合计"]) == ("2026年4月1日到2026年5月31日", "8000.00元")


def test_leaving_ends_it_on_the_day_itself_and_supposes_no_contract() -> None:
    shown = values(reckon(DOUBLE_WAGE, start="2026-03-01", ended="2026-05-31", wage="4000"))
    assert (shown["合计"], list(shown)[-1]) == ("8000.00元", "合计")


@pytest.mark.parametrize("last", [{"signed": "2026-04-01"}, {"ended": "2026-03-31"}, {"signed": "2026-02-20"}])
def test_within_the_first_month_nothing_is_due(last: dict[str, str]) -> None:
    outcome = reckon(DOUBLE_WAGE, start="2026-03-01", wage="4000", **last)
    assert outcome.summary == "不用付二倍工资：应付的期间从2026年4月1日才开始。"


def test_month_without_the_day_is_full_on_its_last_day() -> None:
    assert spell(dt.date(2026, 1, 31), None, None) == (dt.date(2026, 3, 1), dt.date(2027, 1, 30))


@pytest.mark.parametrize(
    ("exception", "number"), [("force_majeure", 7), ("worker", 7), ("statute", 7), ("extended", 8)]
)
def test_exceptions_name_their_article(exception: str, number: int) -> None:
    (line,) = reckon(DOUBLE_WAGE, start="2026-03-01", exception=exception).lines
    assert line.basis == (f"最高人民法院关于审理劳动争议案件适用法律问题的解释（二）#{number}",)


def test_part_of_a_month_never_pays_more_than_the_month() -> None:
    # 2026-07-02 to 2026-07-31 has 22 working days: 22 ÷ 21.75 > 1
    shown = values(reckon(DOUBLE_WAGE, start="2026-06-02", ended="2026-07-31", wage="4350", first_days="22"))
    assert shown["2026年7月"] == "4350.00元"


def test_more_working_days_than_days_are_refused() -> None:
    fields = mistaken_fields(DOUBLE_WAGE, start="2026-03-15", wage="4350", first_days="17", last_days="1")
    assert fields == ["first_days"]  # 15 to 30 April are 16 days


def test_leaving_before_beginning_is_refused() -> None:
    assert mistaken_fields(DOUBLE_WAGE, start="2026-03-15", ended="2026-03-14") == ["ended"]


def test_work_before_the_law_is_counted_from_its_first_day() -> None:
    assert "从2008年2月1日算到2008年12月31日" in reckon(DOUBLE_WAGE, start="2005-05-05").summary


DAYS = st.dates(dt.date(2008, 1, 1), dt.date(2100, 12, 31))


@given(DAYS)
def test_spell_is_about_eleven_months(start: dt.date) -> None:
    first, last = spell(start, None, None)
    assert 331 <= (last - first).days + 1 <= 337


@given(DAYS, st.integers(0, 400))
def test_months_cover_every_day_once(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    parts = list(months(first, last))
    assert sum((end - begin).days + 1 for begin, end in parts) == days + 1
    assert all((begin.year, begin.month) == (end.year, end.month) for begin, end in parts)

"""仲裁时效: one year, the exception for wages, interruption, and the safe day where the text is silent."""

import datetime as dt

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.limitation import LIMITATION


@pytest.mark.parametrize(
    ("known", "last"),
    [
        ("2026-03-01", "2027年3月1日"),  # 民法典 201: the day itself is not counted; 202: the corresponding day
        ("2025-12-31", "2026年12月31日"),
        ("2024-02-29", "2025年2月28日"),  # no corresponding day
    ],
)
def test_one_year_from_knowing(known: str, last: str) -> None:
    assert values(reckon(LIMITATION, kind="other", known=known)) == {"最后一天": last}


def test_interruption_starts_a_new_year() -> None:
    outcome = reckon(LIMITATION, kind="other", known="2026-03-01", interrupted="2027-03-01")
    assert values(outcome) == {"最后一天": "2028年3月1日"}


def test_interruption_after_the_end_comes_too_late() -> None:
    fields = mistaken_fields(LIMITATION, kind="other", known="2026-03-01", interrupted="2027-03-02")
    assert fields == ["interrupted"]


def test_interruption_before_knowing_is_refused() -> None:
    fields = mistaken_fields(LIMITATION, kind="other", known="2026-03-01", interrupted="2026-02-28")
    assert fields == ["interrupted"]


def test_unpaid_wages_are_not_limited_during_employment() -> None:
    outcome = reckon(LIMITATION, kind="wages", known="2020-01-01", filed="2026-11-22")
    assert outcome.summary == "劳动关系还在，追讨拖欠的劳动报酬不受一年时效限制。"


def test_unpaid_wages_have_one_year_from_the_end() -> None:
    outcome = reckon(LIMITATION, kind="wages", known="2020-01-01", ended="2026-05-31", filed="2027-06-02")
    assert values(outcome) == {"最后一天": "2027年5月31日", "申请的日子": "超过2天"}


def test_interruption_does_not_move_the_year_after_the_end() -> None:
    outcome = reckon(LIMITATION, kind="wages", ended="2026-05-31", interrupted="2026-12-01")
    assert values(outcome) == {"最后一天": "2027年5月31日"}
    assert any("第四款没有写明" in limit for limit in outcome.limits)


def test_last_day_itself_is_in_time() -> None:
    outcome = reckon(LIMITATION, kind="other", known="2026-03-01", filed="2027-03-01")
    assert values(outcome)["申请的日子"] == "没有超过，还剩0天"


def test_other_disputes_need_the_day_of_knowing() -> None:
    assert mistaken_fields(LIMITATION, kind="other", ended="2026-05-31") == ["known"]


def test_filing_before_knowing_is_refused() -> None:
    assert mistaken_fields(LIMITATION, kind="other", known="2026-03-01", filed="2026-02-01") == ["filed"]


@given(st.dates(dt.date(2008, 5, 1), dt.date(2190, 1, 1)), st.integers(0, 365))
def test_interruption_never_shortens_the_time(known: dt.date, later: int) -> None:
    def last(**raw: str) -> tuple[int, ...]:
        text = values(reckon(LIMITATION, kind="other", known=known.isoformat(), **raw))["最后一天"]
        return tuple(int(part) for part in text.rstrip("日").replace("年", " ").replace("月", " ").split())

    assert last() <= last(interrupted=(known + dt.timedelta(days=later)).isoformat())

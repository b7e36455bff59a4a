"""产假与哺乳: 98 + 15 + 15, 15 or 42 after a loss, one hour a child."""

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.maternity import MATERNITY


def test_single_birth() -> None:
    assert values(reckon(MATERNITY, kind="birth")) == {
        "产假": "98天",
        "其中产前可以休": "15天",
        "每天的哺乳时间": "1小时",
    }


def test_difficult_birth_of_twins() -> None:
    # 98 + 15 + 15 = 128; 2026-03-01 + 127 days: 31 + 30 + 31 + 30 = 122 to 30 June, six more: 6 July
    assert values(
        reckon(MATERNITY, kind="birth", babies="2", difficult="yes", start="2026-03-01", born="2026-03-10")
    ) == {
        "产假": "128天",
        "其中产前可以休": "15天",
        "最后一天": "2026年7月6日",
        "每天的哺乳时间": "2小时",
        "哺乳时间到": "2027年3月10日满1周岁",
    }


@pytest.mark.parametrize(("months", "days"), [("1", "15天"), ("3.9", "15天"), ("4", "42天"), ("6", "42天")])
def test_loss_by_months_of_pregnancy(months: str, days: str) -> None:
    assert values(reckon(MATERNITY, kind="loss", months=months)) == {"流产假": days}


def test_loss_needs_its_months() -> None:
    assert mistaken_fields(MATERNITY, kind="loss") == ["months"]


def test_days_of_the_province_come_from_the_user_only() -> None:
    # 98 + 60, entered by the user
    outcome = reckon(MATERNITY, kind="birth", local_days="60")
    assert outcome.summary == "产假98天（国家标准），加上地方延长共158天。"
    assert "没有核实" in outcome.limits[0]
    assert reckon(MATERNITY, kind="birth").summary == "产假98天（国家标准）。"


def test_nursing_counts_the_children_that_are_nursed() -> None:
    assert values(reckon(MATERNITY, kind="birth", babies="2", nursed="1"))["每天的哺乳时间"] == "1小时"


@given(st.integers(1, 10), st.booleans())
def test_every_further_child_adds_fifteen_days(babies: int, difficult: bool) -> None:
    outcome = reckon(MATERNITY, kind="birth", babies=str(babies), difficult="yes" if difficult else "no")
    assert values(outcome)["产假"] == f"{98 + 15 * difficult + 15 * (babies - 1)}天"

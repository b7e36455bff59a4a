"""Numbers with a unit, whatever their spelling."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checking.amounts import amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十日", (30, "日")),
        ("30天", (30, "日")),
        ("六个月", (6, "个月")),
        ("1年", (12, "个月")),
        ("一年半", (18, "个月")),
        ("百分之五十", (Fraction(1, 2), "倍")),
        ("50%", (Fraction(1, 2), "倍")),
        ("二分之一", (Fraction(1, 2), "倍")),
        ("2/3", (Fraction(2, 3), "倍")),
        ("二倍", (2, "倍")),
        ("1.5倍", (Fraction(3, 2), "倍")),
        ("5个工作日", (5, "工作日")),
        ("三人", (3, "人")),
        ("2万元", (20000, "元")),
        ("十六周岁", (16, "岁")),
    ],
)
def test_amount_is_read_in_every_spelling(text: str, value: tuple[Fraction, str]) -> None:
    (amount,) = amounts(f"应当{text}内")
    assert amount.value == value
    assert f"应当{text}内"[amount.start : amount.end].startswith(text.removesuffix("半"))


@pytest.mark.parametrize(
    "text", ["2024年3月1日", "第三条", "第二款第(一)项", "12351", "一次性", "1/0", "零分之一", "第一次"]
)
def test_dates_places_and_bare_numbers_are_no_amounts(text: str) -> None:
    assert amounts(text) == ()


@given(st.text(alphabet="零一二十百千万年月日天%第条款/分之0123456789.半个倍", max_size=40))
def test_any_run_of_numerals_is_read_without_an_error(text: str) -> None:
    position = 0
    for amount in amounts(text):
        assert position <= amount.start < amount.end <= len(text)
        position = amount.end

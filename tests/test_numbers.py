"""Amounts in one spelling (`indexer.amounts`): what a digest or an answer may not get wrong."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.amounts import numbers


def test_amounts_are_one_spelling() -> None:
    assert numbers("十五日内，处二万元以上五万元以下罚款") == Counter({"15": 1, "20000": 1, "50000": 1})
    assert numbers("15日内，处20000元以上50000元以下罚款") == Counter({"15": 1, "20000": 1, "50000": 1})
    assert numbers("百分之二十") == numbers("20%") == Counter({"20%": 1})
    assert numbers("三分之二") == Counter({"2": 1, "3": 1})


def test_article_numbers_are_no_amounts() -> None:
    assert numbers("依照第三十八条第二款第（三）项") == Counter()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("两年", ["2"]),
        ("1,000元", ["1000"]),
        ("1.5倍", ["1.5"]),
        ("十万元", ["100000"]),
        ("万元", ["10000"]),
        ("三万五千元", ["35000"]),
        ("二十四小时", ["24"]),
        ("３０日", ["30"]),
        ("第276条之一", []),
        ("一个单位，0元", []),
        ("三方机制", []),
        ("3日和三日", ["3", "3"]),
        ("", []),
    ],
)
def test_amount_is_read_in_every_spelling(text: str, found: list[str]) -> None:
    assert numbers(text) == Counter(found)


@given(st.integers(2, 99), st.sampled_from("日天月年元人倍"))
def test_numeral_and_digits_are_the_same_amount(value: int, unit: str) -> None:
    tens, ones = divmod(value, 10)
    digits = " 一二三四五六七八九"
    numeral = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert numbers(f"满{numeral}{unit}的") == numbers(f"满{value}{unit}的") == Counter({str(value): 1})


@given(st.text("零一二三十百千万两年月日元倍%第条款项（）()之分百0123456789.,，", max_size=30))
def test_any_run_of_numerals_is_read_without_an_error(text: str) -> None:
    assert all(amount.rstrip("%").replace(".", "").isdigit() for amount in numbers(text))

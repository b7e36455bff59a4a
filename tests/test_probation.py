"""试用期上限与工资: 劳动合同法 19, 20, 83 and 实施条例 15."""

import pytest
from calculating import mistaken_fields, reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.probation import PROBATION


@pytest.mark.parametrize(
    ("months", "longest"),
    [
        ("2.9", "不得约定"),
        ("3", "1个月"),  # 三个月以上 includes three (民法典 1259)
        ("11.9", "1个月"),  # 不满一年
        ("12", "2个月"),
        ("24", "2个月"),
        ("35", "2个月"),  # 不满三年
        ("36", "6个月"),
    ],
)
def test_longest_probation_of_a_fixed_term(months: str, longest: str) -> None:
    assert values(reckon(PROBATION, months=months)) == {"试用期最长": longest}


@pytest.mark.parametrize(
    ("contract", "longest", "basis"),
    [
        ("open", "6个月", "劳动合同法#19"),
        ("task", "不得约定", "劳动合同法#19"),
        ("part_time", "不得约定", "劳动合同法#70"),
    ],
)
def test_other_contracts_have_a_fixed_answer(contract: str, longest: str, basis: str) -> None:
    (line,) = reckon(PROBATION, contract=contract).lines
    assert (line.value, line.basis) == (longest, (basis,))


def test_second_probation_with_the_same_employer_is_not_allowed() -> None:
    assert values(reckon(PROBATION, months="36", again="yes")) == {"试用期最长": "不得约定"}


def test_fixed_term_needs_its_months() -> None:
    assert mistaken_fields(PROBATION) == ["months"]


def test_excess_that_was_served_is_paid_at_the_full_wage() -> None:
    # cap 2; agreed 6: 4 too many; served 5: (5 − 2) × 4000 = 12000; wage at least 4000 × 80 % = 3200
    outcome = reckon(PROBATION, months="24", agreed="6", served="5", wage="4000")
    assert values(outcome) == {
        "试用期最长": "2个月",
        "约定的试用期": "超过4个月",
        "超过部分的赔偿金": "12000.00元",
        "劳动合同约定工资的80%": "3200.00元",
        "试用期工资至少": "3200.00元",
    }


def test_unlawful_probation_of_a_short_contract_is_paid_in_whole() -> None:
    # no probation allowed: (1 − 0) × 4000; and no lower wage either
    outcome = reckon(PROBATION, months="2", served="1", wage="4000")
    assert values(outcome) == {"试用期最长": "不得约定", "超过部分的赔偿金": "4000.00元"}


def test_excess_without_wage_names_the_rule_but_no_amount() -> None:
    assert values(reckon(PROBATION, months="24", served="3"))["超过部分的赔偿金"] == "按超过的1个月付"


def test_minimum_wage_lifts_the_floor() -> None:
    # 2500 × 80 % = 2000 < 2200
    outcome = reckon(PROBATION, months="12", wage="2500", minimum="2200")
    assert values(outcome)["试用期工资至少"] == "2200.00元"


def test_lower_of_two_shares_is_the_certain_floor() -> None:
    # 5000 × 80 % = 4000; 4500 × 80 % = 3600
    shown = values(reckon(PROBATION, months="36", wage="5000", lowest="4500", minimum="2200"))
    assert shown["劳动合同约定工资的80%"] == "4000.00元"
    assert shown["本单位相同岗位最低档工资的80%"] == "3600.00元"
    assert shown["试用期工资至少"] == "3600.00元"


@given(st.integers(0, 600), st.integers(0, 600))
def test_longer_contract_never_allows_a_shorter_probation(one: int, other: int) -> None:
    def longest(months: int) -> int:
        return int(values(reckon(PROBATION, months=str(months)))["试用期最长"].replace("不得约定", "0").rstrip("个月"))

    short, long = sorted((one, other))
    assert 0 <= longest(short) <= longest(long) <= 6

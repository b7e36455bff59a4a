"""扣款上限: 20 % of the month's wage, and never below the minimum wage."""

from decimal import Decimal

import pytest
from calculating import reckon, values
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.deduction import DEDUCTION


def test_twenty_percent_binds_a_good_wage() -> None:
    # 5000 × 20 % = 1000 < 5000 − 2200 = 2800; 3500 ÷ 1000 = 3.5 → 4 months
    assert values(reckon(DEDUCTION, wage="5000", minimum="2200", agreed="yes", loss="3500")) == {
        "当月工资的20%": "1000.00元",
        "高出最低工资的部分": "2800.00元",
        "本月最多可以扣": "1000.00元",
        "扣后至少发": "4000.00元",
        "至少分几个月扣": "4个月",
    }


def test_minimum_wage_binds_a_low_wage() -> None:
    # min(2600 × 20 % = 520, 2600 − 2200 = 400)
    outcome = reckon(DEDUCTION, wage="2600", minimum="2200", agreed="yes")
    assert outcome.summary == "本月最多可以扣400.00元，扣后至少发2200.00元。"


@pytest.mark.parametrize("wage", ["2200", "2100"])
def test_nothing_is_left_to_deduct_from_the_minimum_wage(wage: str) -> None:
    outcome = reckon(DEDUCTION, wage=wage, minimum="2200", agreed="yes", loss="100")
    assert values(outcome)["本月最多可以扣"] == "0.00元"
    assert ("请另用“最低工资核对”" in outcome.limits[0]) is (wage == "2100")


def test_without_agreement_nothing_may_be_deducted() -> None:
    outcome = reckon(DEDUCTION, wage="5000", minimum="2200", agreed="no")
    assert values(outcome) == {"本月最多可以扣": "0.00元"}


@given(st.integers(1, 50_000), st.integers(1, 5_000))
def test_cap_keeps_to_both_bounds(wage: int, minimum: int) -> None:
    outcome = reckon(DEDUCTION, wage=str(wage), minimum=str(minimum), agreed="yes")
    cap = Decimal(values(outcome)["本月最多可以扣"].removesuffix("元"))
    assert 0 <= cap <= Decimal(wage) / 5
    assert cap == 0 or wage - cap >= minimum

"""The usual fields and typed access: absent, present, of the wrong type, of an impossible year."""

import datetime as dt
from decimal import Decimal

import pytest

from service.calculators.calculator import InputError, Inputs
from service.calculators.inputs import (
    amount,
    chosen,
    count,
    day,
    money_field,
    optional_amount,
    optional_count,
    optional_day,
    said_yes,
)

INPUTS: Inputs = {"wage": Decimal(3500), "babies": 2, "start": dt.date(2026, 3, 1), "kind": "birth", "agreed": True}


def test_present_values_keep_their_type() -> None:
    assert (amount(INPUTS, "wage"), count(INPUTS, "babies"), day(INPUTS, "start")) == (
        Decimal(3500),
        2,
        dt.date(2026, 3, 1),
    )
    assert (chosen(INPUTS, "kind"), said_yes(INPUTS, "agreed")) == ("birth", True)


def test_absent_values_are_none_or_the_default() -> None:
    assert (optional_amount({}, "a"), optional_count({}, "a"), optional_day({}, "a")) == (None, None, None)
    assert (amount({}, "a"), count({}, "a", 1), chosen({}, "a", "x"), said_yes({}, "a", True)) == (
        Decimal(0),
        1,
        "x",
        True,
    )


def test_value_of_another_kind_is_a_programming_error() -> None:
    for read, name in ((optional_amount, "start"), (optional_count, "wage"), (optional_day, "kind"), (chosen, "wage")):
        with pytest.raises(TypeError, match=f"{name} holds"):
            read(INPUTS, name)


def test_required_day_that_is_absent_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        day({}, "start")


@pytest.mark.parametrize("year", [1, 1948, 2200, 9999])
def test_year_that_must_be_a_typing_error_is_refused(year: int) -> None:
    with pytest.raises(InputError, match=f"年份{year}看起来不对"):
        optional_day({"start": dt.date(year, 1, 1)}, "start")


def test_wage_begins_at_one_yuan() -> None:
    assert (money_field("wage", "月工资").minimum, money_field("wage", "月工资").maximum) == (
        Decimal(1),
        Decimal(100_000_000),
    )

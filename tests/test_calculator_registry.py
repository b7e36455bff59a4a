"""What holds for every calculator: names, bounds, words, and article keys of the right shape."""

import re
from decimal import Decimal

import pytest
from calculating import reckon

from indexer.article_keys import split_key
from service.calculators.calculator import Calculator, FieldKind, Outcome
from service.calculators.registry import CALCULATORS
from service.calculators.severance import REASONS

#: name → a spread of what users type, so that every kind of line appears.
SPREAD: dict[str, list[dict[str, str]]] = {
    "xuqian-hedui": [
        {"kind": "gongzi", "last_signed": "2025-03-01", "last_expiry": "2026-02-28", "proposed": "2026-01-15"}
        | {"deliberated": "2026-02-20", "signed": "2026-02-25", "reported": "2026-03-04", "has_union": "yes"}
        | {"worker_reps": "3", "employer_reps": "3", "worker_external": "1", "employer_external": "0"}
        | {"body": "daibiao", "total": "60", "attending": "40", "in_favour": "31"},
        {"kind": "gongzi", "total": "60", "attending": "40", "in_favour": "25"},
    ],
    "jiabanfei": [
        {"wage": "4350", "weekday_hours": "40", "restday_hours": "8", "holiday_hours": "8", "paid": "1"},
        {"wage": "4350", "system": "irregular"},
    ],
    "zuidi-gongzi": [
        {"on": "2024-05-01", "place": "city", "paid": "2000"},
        {"on": "2026-11-22", "place": "city", "paid": "20", "kind": "hourly", "standard": "23"},
        {"on": "2024-05-01", "place": "city", "paid": "2000", "worked": "no"},
    ],
    "koukuan": [
        {"wage": "5000", "minimum": "2200", "agreed": "yes", "loss": "3500"},
        {"wage": "5000", "minimum": "2200", "agreed": "no"},
        {"wage": "2000", "minimum": "2200", "agreed": "yes"},
    ],
    "nianxiujia": [
        {"year": "2026", "continuous": "yes", "years": "8", "joined": "2026-07-01", "wage": "4350"},
        {"year": "2026", "continuous": "yes", "years": "8", "left": "2026-09-30", "wage": "4350", "declined": "yes"},
        {"year": "2026", "continuous": "yes", "years": "8", "school_break": "3"},
        {"year": "2026", "continuous": "yes", "years": "8", "school_break": "6"},
        {"year": "2026", "continuous": "yes", "years": "8", "sick_months": "2"},
        {"year": "2026", "continuous": "yes", "years": "8", "sick_months": "2", "taken": "5"},
        {"year": "2026", "continuous": "no", "years": "0"},
    ],
    "shiyongqi": [
        {"months": "24", "agreed": "6", "served": "5", "wage": "4000", "lowest": "4500", "minimum": "2200"},
        {"contract": "part_time"},
        {"contract": "task", "served": "1"},
    ],
    "erbeigongzi": [
        {"start": "2026-03-15", "wage": "4350", "first_days": "12"},
        {"start": "2026-03-01", "signed": "2026-03-20"},
        {"start": "2026-03-01", "exception": "extended"},
        {"start": "2026-03-01", "exception": "worker"},
    ],
    "buchangjin": [
        {"reason": reason, "start": "2005-03-01", "end": "2026-11-22", "wage": "30000", "average": "7000"}
        | {"notified": "no", "last_wage": "5600", "minimum": "2200"}
        for reason in REASONS
    ],
    "zhongcai-shixiao": [
        {"kind": "other", "known": "2026-03-01", "interrupted": "2026-09-01", "filed": "2026-11-22"},
        {"kind": "wages"},
        {"kind": "wages", "ended": "2026-05-31"},
    ],
    "gongshang-qixian": [
        {"happened": "2026-03-01", "stopped": "2026-03-01", "extended": "yes", "applied": "2026-11-22"},
        {"kind": "disease", "happened": "2026-03-01"},
    ],
    "chanjia": [
        {"kind": "birth", "babies": "2", "difficult": "yes", "start": "2026-03-01", "born": "2026-03-10"}
        | {"local_days": "60"},
        {"kind": "loss", "months": "4", "start": "2026-03-01"},
    ],
}
EACH = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=CALCULATORS)


def outcomes(calculator: Calculator) -> list[Outcome]:
    return [reckon(calculator, **raw) for raw in SPREAD[calculator.name]]


def test_calculators_stand_in_the_order_of_the_spread() -> None:
    assert list(CALCULATORS) == list(SPREAD)
    assert all(name == calculator.name for name, calculator in CALCULATORS.items())


@EACH
def test_name_is_an_address_and_field_names_are_unique(calculator: Calculator) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", calculator.name)
    names = [field.name for field in calculator.fields]
    assert len(names) == len(set(names))


@EACH
def test_every_number_is_bounded_so_that_money_can_be_rounded(calculator: Calculator) -> None:
    for field in calculator.fields:
        if field.kind in (FieldKind.MONEY, FieldKind.NUMBER, FieldKind.COUNT):
            assert field.minimum is not None
            assert field.maximum is not None
            assert Decimal(0) <= field.minimum < field.maximum <= Decimal(100_000_000)


@EACH
def test_largest_numbers_are_still_reckoned(calculator: Calculator) -> None:
    for raw in SPREAD[calculator.name]:
        for field in calculator.fields:
            if field.kind is FieldKind.MONEY and field.name in raw:
                raw = raw | {field.name: "99999999.99"}
        assert reckon(calculator, **raw).lines


@EACH
def test_every_line_rests_on_well_formed_article_keys(calculator: Calculator) -> None:
    for outcome in outcomes(calculator):
        for line in outcome.lines:
            assert line.basis
            for key in line.basis:
                split_key(key)


@EACH
def test_every_outcome_says_its_sentence_its_formula_and_its_limits(calculator: Calculator) -> None:
    for outcome in outcomes(calculator):
        assert outcome.summary.endswith("。")
        assert outcome.lines
        assert outcome.limits
        assert all(line.label and line.value and line.formula for line in outcome.lines)
        assert all(limit.endswith("。") for limit in outcome.limits)


@EACH
def test_same_inputs_give_the_same_outcome(calculator: Calculator) -> None:
    assert outcomes(calculator) == outcomes(calculator)

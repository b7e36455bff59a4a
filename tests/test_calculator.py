"""Reading what was typed: every wrong field is named, with the reason and the remedy, all at once."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.calculator import (
    Calculator,
    Field,
    FieldKind,
    InputError,
    Inputs,
    Mistake,
    Outcome,
    Value,
    money,
    read_inputs,
)


def run(_inputs: Inputs) -> Outcome:
    return Outcome("", (), ())


CALCULATOR = Calculator(
    name="shili",
    title="示例",
    purpose="",
    fields=(
        Field("day", "入职日", FieldKind.DATE),
        Field("wage", "月工资", FieldKind.MONEY, unit="元", minimum=Decimal(1), maximum=Decimal(1000)),
        Field("hours", "小时", FieldKind.NUMBER, unit="小时", required=False, minimum=Decimal(0)),
        Field("babies", "几个", FieldKind.COUNT, unit="个", required=False, maximum=Decimal(9)),
        Field("kind", "种类", FieldKind.CHOICE, required=False, choices=(("a", "甲"), ("b", "乙"))),
        Field("agreed", "约定了吗", FieldKind.YES_NO, required=False),
    ),
    run=run,
)
GOOD = {"day": "2026-11-22", "wage": "350"}


def read(**raw: str) -> dict[str, Value]:
    return read_inputs(CALCULATOR, GOOD | raw)


def mistakes(**raw: str) -> tuple[Mistake, ...]:
    with pytest.raises(InputError) as raised:
        read(**raw)
    return raised.value.mistakes


def test_every_kind_is_read_to_its_type() -> None:
    assert read(hours="2.5", babies="2", kind="b", agreed="yes") == {
        "day": dt.date(2026, 11, 22),
        "wage": Decimal(350),
        "hours": Decimal("2.5"),
        "babies": 2,
        "kind": "b",
        "agreed": True,
    }


def test_optional_field_left_open_is_absent() -> None:
    assert read(hours="", kind="  ") == {"day": dt.date(2026, 11, 22), "wage": Decimal(350)}


@pytest.mark.parametrize("text", ["2026-2-3", "2026/02/03", "2026年2月3日", "２０２６－２－３", "2026.2.3"])
def test_date_may_be_written_in_many_ways(text: str) -> None:
    assert read(day=text)["day"] == dt.date(2026, 2, 3)


def test_day_that_does_not_exist_is_said_to_not_exist() -> None:
    assert mistakes(day="2026-02-31") == (Mistake("day", "“入职日”没有2026年2月31日这一天，请检查月和日"),)


@pytest.mark.parametrize("text", ["2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01"])
def test_impossible_date_is_refused(text: str) -> None:
    assert [mistake.field for mistake in mistakes(day=text)] == ["day"]


@pytest.mark.parametrize("text", ["昨天", "22-11-2026", "2026-11", "2026-11-22 08:00"])
def test_text_that_is_no_date_shows_how_to_write_one(text: str) -> None:
    assert mistakes(day=text) == (Mistake("day", "“入职日”要写成 2026-11-22 这样的日期"),)


@pytest.mark.parametrize(("text", "number"), [("1,000", "1000"), ("35.50元", "35.5"), ("３５０", "350")])
def test_number_may_carry_commas_and_its_unit(text: str, number: str) -> None:
    assert read(wage=text)["wage"] == Decimal(number)


@pytest.mark.parametrize("text", ["-350", "0", "1000.01", "100000000000"])
def test_wage_out_of_bounds_is_refused_with_the_bounds(text: str) -> None:
    assert mistakes(wage=text) == (Mistake("wage", "“月工资”必须不少于1、不超过1000元"),)


@pytest.mark.parametrize("text", ["三千", "NaN", "Infinity", "3 500", "3500元整"])
def test_text_that_is_no_number_is_refused(text: str) -> None:
    assert mistakes(wage=text) == (Mistake("wage", "“月工资”必须是数字，例如 3500 或 3500.50"),)


def test_half_a_child_is_refused() -> None:
    assert mistakes(babies="1.5") == (Mistake("babies", "“几个”必须是整数"),)


def test_unknown_choice_names_the_choices() -> None:
    assert mistakes(kind="c") == (Mistake("kind", "“种类”只能选：甲、乙"),)


def test_yes_no_takes_nothing_else() -> None:
    assert mistakes(agreed="maybe") == (Mistake("agreed", "“约定了吗”只能选“是”或者“否”（yes 或 no）"),)


def test_missing_fields_are_asked_for() -> None:
    with pytest.raises(InputError) as raised:
        read_inputs(CALCULATOR, {})
    assert raised.value.mistakes == (Mistake("day", "请填写“入职日”"), Mistake("wage", "请填写“月工资”"))


def test_unknown_field_is_refused_with_at_most_20_characters_of_its_name() -> None:
    assert mistakes(**{"x" * 30: "1"}) == (Mistake("x" * 30, f"没有“{'x' * 20}”这一项"),)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_fields() -> None:
    found = mistakes(day="2026-02-31", wage="-1", babies="1.5", kind="c", other="1")
    assert [mistake.field for mistake in found] == ["day", "wage", "babies", "kind", "other"]


def test_error_reads_as_its_messages() -> None:
    assert str(InputError(Mistake("a", "甲"), Mistake("b", "乙"))) == "甲；乙"


@pytest.mark.parametrize(
    ("amount", "text"), [("3500", "3500.00元"), ("0.005", "0.01元"), ("0.0049", "0.00元"), ("2.675", "2.68元")]
)
def test_money_rounds_half_a_fen_up(amount: str, text: str) -> None:
    assert money(Decimal(amount)) == text


NAMES = st.sampled_from(["day", "wage", "hours", "babies", "kind", "agreed", "z"])


@given(st.dictionaries(NAMES, st.text(max_size=12)))
def test_any_text_is_either_read_or_refused_as_input_error(raw: dict[str, str]) -> None:
    refused: set[str] = set()
    try:
        values = read_inputs(CALCULATOR, raw)
    except InputError as error:
        refused = {mistake.field for mistake in error.mistakes}
    else:
        assert Decimal(1) <= Decimal(str(values["wage"])) <= Decimal(1000)
    assert refused <= raw.keys() | {"day", "wage"}

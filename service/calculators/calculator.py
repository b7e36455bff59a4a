"""What every calculator is made of: fields in, an outcome with formula and articles out.

    outcome = CALCULATORS["shiyongqi"].run(read_inputs(CALCULATORS["shiyongqi"], {"months": "24"}))

A calculator is a pure function of its inputs. Money is `Decimal` in 元, rounded to 分 at the end only; a date is a
calendar day. Wrong input is an `InputError` that names the field, the reason and the remedy, all wrong fields at once.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from indexer.cleaning import normalize

Value = dt.date | Decimal | int | str | bool


class FieldKind(StrEnum):
    """How a field is typed and shown."""

    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Field:
    """One input. `minimum` and `maximum` are inclusive; `choices` are (value, words); `unit` is shown behind it."""

    name: str
    label: str
    kind: FieldKind
    explain: str = ""
    unit: str = ""
    required: bool = True
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One result: what it is, its value with unit, how it was reckoned, and the article keys it rests on."""

    label: str
    value: str
    formula: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """`summary` is the answer in one sentence; `limits` say what was not considered."""

    summary: str
    lines: tuple[Line, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one field, in a sentence that says how to mend it."""

    field: str
    message: str


class InputError(ValueError):
    """One or more fields cannot be used; nothing was reckoned."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        super().__init__("；".join(mistake.message for mistake in mistakes))


Inputs = Mapping[str, Value]


@dataclass(frozen=True)
class Calculator:
    """`name` is its address (pinyin), `run` the pure function over checked inputs; optional ones may be absent."""

    name: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    run: Callable[[Inputs], Outcome]


def read_inputs(calculator: Calculator, raw: Mapping[str, str]) -> dict[str, Value]:
    """Typed values of what was typed. Raises InputError with every field that is missing or wrong."""
    values: dict[str, Value] = {}
    mistakes: list[Mistake] = []
    for field in calculator.fields:
        text = normalize(raw.get(field.name, ""))
        if not text:
            if field.required:
                mistakes.append(Mistake(field.name, f"请填写“{field.label}”"))
            continue
        try:
            values[field.name] = _read(field, text)
        except ValueError as error:
            mistakes.append(Mistake(field.name, f"“{field.label}”{error}"))
    unknown = raw.keys() - {field.name for field in calculator.fields}
    mistakes += [Mistake(name, f"没有“{name[:20]}”这一项") for name in sorted(unknown)]
    if mistakes:
        raise InputError(*mistakes)
    return values


def read_date(name: str, label: str, text: str) -> dt.date:
    """One date outside a calculator. Raises InputError naming the field."""
    try:
        return _read_date(normalize(text))
    except ValueError as error:
        raise InputError(Mistake(name, f"“{label}”{error}")) from error


def _read(field: Field, text: str) -> Value:
    """One value. Raises ValueError whose message follows the label of the field."""
    match field.kind:
        case FieldKind.DATE:
            return _read_date(text)
        case FieldKind.CHOICE:
            if text not in dict(field.choices):
                raise ValueError(f"只能选：{'、'.join(words for _, words in field.choices)}")
            return text
        case FieldKind.YES_NO:
            if text not in ("yes", "no"):
                raise ValueError("只能选“是”或者“否”（yes 或 no）")
            return text == "yes"
    number = _read_number(text)
    if field.kind is FieldKind.COUNT and number != number.to_integral_value():
        raise ValueError("必须是整数")
    low, high = field.minimum, field.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = [f"不少于{low}" if low is not None else "", f"不超过{high}" if high is not None else ""]
        raise ValueError(f"必须{'、'.join(bound for bound in bounds if bound)}{field.unit}")
    return int(number) if field.kind is FieldKind.COUNT else number


def _read_date(text: str) -> dt.date:
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    if match is None:
        raise ValueError("要写成 2026-11-22 这样的日期")
    if not 1949 <= int(match[1]) <= 2199:
        raise ValueError("的年份要在1949年到2199年之间")
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise ValueError(f"没有{match[1]}年{int(match[2])}月{int(match[3])}日这一天，请检查月和日") from None


def _read_number(text: str) -> Decimal:
    plain = text.replace(",", "").removesuffix("元")
    # No exponents and no endless digits: 1e999 is a number to Decimal and none to a person.
    if not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", plain):
        raise ValueError("必须是数字，例如 3500 或 3500.50")
    return Decimal(plain)


def money(amount: Decimal) -> str:
    """`money(Decimal("3500")) == "3500.00元"`; half a 分 rounds away from zero."""
    return f"{amount.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}元"

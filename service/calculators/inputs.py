"""The usual fields, and typed values of what was entered.

    wage = money_field("wage", "月工资")            # 1 to 100 000 000 元
    amount({"wage": Decimal("3500")}, "wage")      # Decimal("3500"), typed
    optional_day({}, "end")                        # None: an optional field may be absent

It leaves out reading text (that is `read_inputs`). Every number has an upper bound, so that money can always be
rounded to 分; a date lies between 1949 and 2199, so that a year can always be added.
"""

import datetime as dt
from decimal import Decimal

from service.calculators.calculator import Field, FieldKind, InputError, Inputs, Mistake

#: 元. A monthly wage above it is a typing error.
LARGEST_AMOUNT = Decimal(100_000_000)
FIRST_YEAR, LAST_YEAR = 1949, 2199


def money_field(
    name: str, label: str, explain: str = "", *, required: bool = True, minimum: Decimal = Decimal(1)
) -> Field:
    """An amount in 元. Wages begin at 1 元: a zero would make caps and floors vanish silently."""
    return Field(name, label, FieldKind.MONEY, explain, "元", required, minimum, LARGEST_AMOUNT)


def number_field(name: str, label: str, unit: str, maximum: int, explain: str = "", *, required: bool = True) -> Field:
    """A number from 0 to `maximum`; halves and tenths are allowed."""
    return Field(name, label, FieldKind.NUMBER, explain, unit, required, Decimal(0), Decimal(maximum))


def count_field(
    name: str, label: str, unit: str, maximum: int, explain: str = "", *, required: bool = True, minimum: int = 0
) -> Field:
    """A whole number."""
    return Field(name, label, FieldKind.COUNT, explain, unit, required, Decimal(minimum), Decimal(maximum))


def date_field(name: str, label: str, explain: str = "", *, required: bool = True) -> Field:
    """A calendar day."""
    return Field(name, label, FieldKind.DATE, explain, required=required)


def choice_field(
    name: str, label: str, choices: tuple[tuple[str, str], ...], explain: str = "", *, required: bool = True
) -> Field:
    """One of (value, words)."""
    return Field(name, label, FieldKind.CHOICE, explain, required=required, choices=choices)


def yes_no_field(name: str, label: str, explain: str = "", *, required: bool = False) -> Field:
    """Yes or no; left open it means no, unless the calculator says otherwise."""
    return Field(name, label, FieldKind.YES_NO, explain, required=required)


def optional_amount(inputs: Inputs, name: str) -> Decimal | None:
    """The money or number of a field that may have been left open."""
    value = inputs.get(name)
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise TypeError(f"{name} holds {value!r}, not a Decimal; is its field of kind money or number?")
    return value


def amount(inputs: Inputs, name: str, default: Decimal = Decimal(0)) -> Decimal:
    """The money or number of a field; `default` if it was left open."""
    value = optional_amount(inputs, name)
    return default if value is None else value


def optional_count(inputs: Inputs, name: str) -> int | None:
    """The whole number of a field that may have been left open."""
    value = inputs.get(name)
    if value is None:
        return None
    if not isinstance(value, int):
        raise TypeError(f"{name} holds {value!r}, not an int; is its field of kind count?")
    return value


def count(inputs: Inputs, name: str, default: int = 0) -> int:
    """The whole number of a field; `default` if it was left open."""
    value = optional_count(inputs, name)
    return default if value is None else value


def optional_day(inputs: Inputs, name: str) -> dt.date | None:
    """The day of a field that may have been left open. Raises InputError for a year that must be a typing error."""
    value = inputs.get(name)
    if value is None:
        return None
    if not isinstance(value, dt.date):
        raise TypeError(f"{name} holds {value!r}, not a date; is its field of kind date?")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise InputError(Mistake(name, f"年份{value.year}看起来不对，请填{FIRST_YEAR}年到{LAST_YEAR}年之间的日子"))
    return value


def day(inputs: Inputs, name: str) -> dt.date:
    """The day of a required field."""
    value = optional_day(inputs, name)
    if value is None:
        raise KeyError(name)
    return value


def chosen(inputs: Inputs, name: str, default: str = "") -> str:
    """The value picked in a choice; `default` if it was left open."""
    value = inputs.get(name, default)
    if not isinstance(value, str):
        raise TypeError(f"{name} holds {value!r}, not a str; is its field of kind choice?")
    return value


def said_yes(inputs: Inputs, name: str, default: bool = False) -> bool:
    """The answer to a yes-no question; `default` if it was left open."""
    return inputs.get(name, default) is True

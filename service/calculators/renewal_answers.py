"""What was filled in for a renewal, typed, and the verdict that each check comes to.

    read_answers({"kind": "gongzi", "total": 60}).total == 60

What was left out is None; that is not an error but 无法判断.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from service.calculators.calculator import Inputs
from service.calculators.inputs import chosen, optional_count, optional_day, said_yes


class Verdict(StrEnum):
    """What a check comes to."""

    GOOD = "合格"
    BAD = "不合格"
    OPEN = "无法判断"


@dataclass(frozen=True)
class Check:
    """One check: `reason` shows the arithmetic, `remedy` says what to do and is empty where nothing is."""

    label: str
    verdict: Verdict
    reason: str
    basis: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True)
class Answers:
    """The fields of `renewal.FIELDS` under the same names. `wages`: about wages only; `body`: empty if left open."""

    wages: bool
    last_signed: dt.date | None
    last_effective: dt.date | None
    last_expiry: dt.date | None
    proposed: dt.date | None
    deliberated: dt.date | None
    signed: dt.date | None
    reported: dt.date | None
    worker_reps: int | None
    worker_external: int | None
    worker_chief_external: bool | None
    employer_reps: int | None
    employer_external: int | None
    employer_chief_external: bool | None
    has_union: bool | None
    body: str
    total: int | None
    attending: int | None
    in_favour: int | None


def read_answers(inputs: Inputs) -> Answers:
    """The answers among checked inputs. Raises InputError for a date whose year must be a typing error."""
    return Answers(
        wages=chosen(inputs, "kind") == "gongzi",
        last_signed=optional_day(inputs, "last_signed"),
        last_effective=optional_day(inputs, "last_effective"),
        last_expiry=optional_day(inputs, "last_expiry"),
        proposed=optional_day(inputs, "proposed"),
        deliberated=optional_day(inputs, "deliberated"),
        signed=optional_day(inputs, "signed"),
        reported=optional_day(inputs, "reported"),
        worker_reps=optional_count(inputs, "worker_reps"),
        worker_external=optional_count(inputs, "worker_external"),
        worker_chief_external=_yes_no(inputs, "worker_chief_external"),
        employer_reps=optional_count(inputs, "employer_reps"),
        employer_external=optional_count(inputs, "employer_external"),
        employer_chief_external=_yes_no(inputs, "employer_chief_external"),
        has_union=_yes_no(inputs, "has_union"),
        body=chosen(inputs, "body"),
        total=optional_count(inputs, "total"),
        attending=optional_count(inputs, "attending"),
        in_favour=optional_count(inputs, "in_favour"),
    )


def _yes_no(inputs: Inputs, name: str) -> bool | None:
    """Left open is not no: nobody has looked yet."""
    return said_yes(inputs, name) if name in inputs else None

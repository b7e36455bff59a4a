"""How tests use a calculator: typed texts in, the lines by their label out.

values(reckon(OVERTIME, wage="4350", weekday_hours="10"))["平时加班"] == "375.00元"
"""

import pytest

from service.calculators.calculator import Calculator, InputError, Outcome, read_inputs


def reckon(calculator: Calculator, **raw: str) -> Outcome:
    """What a user gets who typed these texts."""
    return calculator.run(read_inputs(calculator, raw))


def values(outcome: Outcome) -> dict[str, str]:
    """Label → value, in order."""
    return {line.label: line.value for line in outcome.lines}


def formula(outcome: Outcome, label: str) -> str:
    """How the value of one line was reckoned."""
    (found,) = (line.formula for line in outcome.lines if line.label == label)
    return found


def mistaken_fields(calculator: Calculator, **raw: str) -> list[str]:
    """The fields that are refused."""
    with pytest.raises(InputError) as raised:
        reckon(calculator, **raw)
    return [mistake.field for mistake in raised.value.mistakes]

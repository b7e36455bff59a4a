"""Every calculator by name, in the order in which pages list them."""

from service.calculators.calculator import Calculator

CALCULATORS: dict[str, Calculator] = {}

"""What an address names, or a clear word that it does not exist; the same for pages and interface."""

from collections.abc import Iterable

from service.calculators.calculator import Calculator
from service.calculators.deadlines import Chain
from service.calculators.registry import CALCULATORS
from service.http.errors import NotHere


def find_chain(chains: Iterable[Chain], procedure: str) -> Chain:
    """The deadline chain of a procedure. Raises NotHere."""
    found = next((chain for chain in chains if chain.procedure == procedure), None)
    if found is None:
        raise NotHere("这个流程没有时限可以算。可以算的见 /dates。")
    return found


def find_calculator(name: str) -> Calculator:
    """A calculator by name. Raises NotHere."""
    found = CALCULATORS.get(name)
    if found is None:
        raise NotHere("没有这个计算器。有哪些见 /calculators。")
    return found

"""No text makes the checker slow: its work, counted in lines of Python run, grows with the length and not its square.

Counted, not timed, so that a busy machine changes nothing. What a single pattern does is bounded by the second test.
"""

import re
import sys
from collections.abc import Callable
from types import FrameType, ModuleType

import pytest

from indexer import references
from service.checking import amounts, claims, mentions, naming, pasted, quoting
from service.checking.claims import find_claims
from service.checking.mentions import find_mentions
from service.checking.naming import names_of
from service.checking.pasted import squeeze

HOSTILE = [
    "1条",
    "劳动法第1条",
    "《",
    "《》",
    "“",
    "“甲",
    "”",
    " ",
    "\n",
    "第",
    "第(",
    "十",
    "条之",
    "、第1条",
    "该法第1条",
    "规定:",
    "(",
    "百分之",
    "1/",
]
NAMES = names_of((), ("劳动法", "工会法", "食品安全法"))


def read(text: str) -> None:
    squeezed = squeeze(text).text
    find_claims(squeezed, find_mentions(squeezed, NAMES)[:200])
    quoting.tokens(text)
    amounts.amounts(text)


def lines_run(action: Callable[[str], None], text: str) -> int:
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        action(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_at_most_about_twice_the_work(piece: str) -> None:
    read(piece)
    single, double = (lines_run(read, piece * size) for size in (600, 1200))
    assert double <= 2.2 * single + 2000


@pytest.mark.parametrize("module", [pasted, naming, mentions, claims, amounts, quoting, references])
def test_no_pattern_has_a_repeat_without_end_inside_another(module: ModuleType) -> None:
    """(a+)+ is what makes a pattern exponential; a separator list repeats single, exclusive alternatives only."""
    for name, pattern in vars(module).items():
        if isinstance(pattern, re.Pattern):
            assert not re.search(r"[+*]\)[+*]", pattern.pattern), name

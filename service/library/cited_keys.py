"""Every article key that deadlines, calculators and briefs stand on, with the place where it is written.

`xieshang check` proves that each of them resolves. Code is read as source text, so that the keys of every
branch are found, not only of those that some input happens to take.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from service.calculators.deadlines import read_chains

CALCULATORS = Path(__file__).resolve().parents[1] / "calculators"
TOPICS = Path(__file__).resolve().parent / "topic_basis.py"
_KEY = re.compile(r"[\u4e00-\u9fff《》（）〔〕]+#\d+(?:-\d+)?")

#: (file, line from 1, article key)
CitedKey = tuple[Path, int, str]


def deadline_keys(path: Path) -> Iterator[CitedKey]:
    """The keys in deadlines.toml. Raises ChainsError when the file breaks its form."""
    wanted = dict.fromkeys(key for chain in read_chains(path) for rule in chain.rule for key in rule.basis)
    lines = path.read_text(encoding="utf-8").splitlines()
    for key in wanted:
        line = next((number for number, text in enumerate(lines, start=1) if f'"{key}"' in text), 1)
        yield path, line, key


def calculator_keys() -> Iterator[CitedKey]:
    """The keys written in the calculators: as literals, or with a constant for the title (f"{REGULATION}#5")."""
    for path in sorted(CALCULATORS.glob("*.py")):
        yield from _written(path)


def topic_keys() -> Iterator[CitedKey]:
    """The keys that a brief lists for its topics."""
    yield from _written(TOPICS)


def _written(path: Path) -> Iterator[CitedKey]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = _constants(tree)
    for node in ast.walk(tree):
        text = _text(node, constants)
        if text is not None and _KEY.fullmatch(text):
            yield path, getattr(node, "lineno", 1), text


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's own names for strings."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _text(node: ast.AST, constants: dict[str, str]) -> str | None:
    """The string a literal or a formatted literal stands for, None when it depends on more than constants."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.FormattedValue):
        return constants.get(node.value.id) if isinstance(node.value, ast.Name) else None
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part, constants) for part in node.values]
        return None if None in parts else "".join(part or "" for part in parts)
    return None

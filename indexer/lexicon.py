"""The lexicon (corpus/lexicon/): lay words → legal terms, abbreviations of bodies, common typing errors.

    lexicon.correct("公司解徐合同")         == "公司解除合同"
    lexicon.legal_terms("老板把我炒鱿鱼了")  == {"解除劳动合同": 0.9, …}

Terms are added to a question with their weight, never put in place of its words. At most `MAX_RULES` rules fire:
without weights and a cap, broad rules were measured to lower retrieval on strange questions (retrieval.md, C).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError, Problem

FOLDER = "lexicon"
TERMS, ABBREVIATIONS, TYPOS = "terms.tsv", "abbreviations.tsv", "typos.tsv"
#: The most rules that fire for one question: the longest expressions, which say most.
MAX_RULES = 4


@dataclass(frozen=True)
class LexiconRule:
    """`lay` occurs in the question → `terms` are meant, `weight` (0 to 1) as surely as that."""

    lay: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Lexicon:
    """`abbreviations` and `typos` are pairs (as typed, as meant), the longest first."""

    rules: tuple[LexiconRule, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    typos: tuple[tuple[str, str], ...] = ()

    def correct(self, text: str) -> str:
        """The text with the typing errors that are known mended."""
        for wrong, right in self.typos:
            text = text.replace(wrong, right)
        return text

    def fired(self, text: str) -> tuple[LexiconRule, ...]:
        """The rules whose expression occurs, none inside the expression of another, at most `MAX_RULES`."""
        found: list[LexiconRule] = []
        for rule in self.rules:  # longest expression first
            if rule.lay in text and not any(rule.lay in other.lay for other in found):
                found.append(rule)
        return tuple(found[:MAX_RULES])

    def legal_terms(self, text: str) -> dict[str, float]:
        """Terms to add to a question, each with its highest weight; full forms of abbreviations weigh 1."""
        terms: dict[str, float] = {}
        for short, full in self.abbreviations:
            if short in text and full not in text:
                terms[full] = 1.0
        for rule in self.fired(text):
            for term in rule.terms:
                if term not in text:
                    terms[term] = max(terms.get(term, 0.0), rule.weight)
        return terms


def lexicon_files(root: Path) -> tuple[Path, ...]:
    """The files of the lexicon, whether they exist or not."""
    return tuple(root / FOLDER / name for name in (TERMS, ABBREVIATIONS, TYPOS))


def read_lexicon(root: Path) -> Lexicon:
    """Read the three files; a missing one is empty. Raises CorpusError with every broken line."""
    problems: list[Problem] = []
    rules: list[LexiconRule] = []
    for place, cells in _lines(root, TERMS, 3, problems):
        try:
            rules.append(LexiconRule(cells[0].lower(), tuple(cells[1].split()), _weight(cells[2])))
        except ValueError as error:
            problems.append(Problem(*place, str(error)))
    abbreviations = [(cells[0], cells[1]) for _, cells in _lines(root, ABBREVIATIONS, 2, problems)]
    typos = [(cells[0], cells[1]) for _, cells in _lines(root, TYPOS, 2, problems)]
    if problems:
        raise CorpusError(problems)
    return Lexicon(
        rules=tuple(sorted(rules, key=lambda rule: (-len(rule.lay), rule.lay))),
        abbreviations=tuple(sorted(abbreviations, key=lambda pair: (-len(pair[0]), pair))),
        typos=tuple(sorted(typos, key=lambda pair: (-len(pair[0]), pair))),
    )


def _weight(cell: str) -> float:
    weight = float(cell)
    if not 0 < weight <= 1:
        raise ValueError(f"weight {cell} is not above 0 and at most 1")
    return weight


def _lines(
    root: Path, name: str, columns: int, problems: list[Problem]
) -> Iterator[tuple[tuple[Path, int], list[str]]]:
    """((file, line), cells) of every line with the right number of columns; the others become problems."""
    path = root / FOLDER / name
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place = (path.relative_to(root.parent), number)
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == columns and all(cells):
            yield place, cells
        else:
            problems.append(Problem(*place, f"expected {columns} columns, none empty, not {len(cells)}"))

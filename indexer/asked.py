"""Asked questions (问法): how people ask for a passage, one a line in corpus/asked/*.tsv.

    劳动合同法#19<TAB>试用期最长能签几个月
    企业破产法#24-30<TAB>不问<TAB>管理人的资格与报酬          # left out on purpose, with the reason

The first column is an article key, a passage id (`gongshang-rending/shenqing`) or the slug of a document, which
means its first passage. Questions are matched with what users type (doc2query, Nogueira et al. 2019); whether
they cover the corpus evenly is the business of `indexer.coverage`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError, Problem
from indexer.passages import Passage

FOLDER = "asked"
LEFT_OUT = "不问"
_RANGE = re.compile(r"(.+)#(\d+)-(\d+)")


@dataclass(frozen=True)
class Asked:
    """One question. `target` is as written in the file; `line` counts from 1."""

    target: str
    text: str
    path: Path
    line: int


@dataclass(frozen=True)
class LeftOut:
    """Articles nobody is expected to ask for: `targets` has every key of the range."""

    targets: tuple[str, ...]
    reason: str
    path: Path
    line: int


def asked_files(root: Path) -> tuple[Path, ...]:
    """Every file of asked questions, in a stable order."""
    return tuple(sorted((root / FOLDER).glob("*.tsv")))


def read_asked(root: Path) -> tuple[tuple[Asked, ...], tuple[LeftOut, ...]]:
    """All questions and all omissions. Raises CorpusError with every line that is neither."""
    questions: list[Asked] = []
    omissions: list[LeftOut] = []
    problems: list[Problem] = []
    for path in asked_files(root):
        shown = path.relative_to(root.parent)
        for number, cells in _lines(path):
            match cells:
                case [target, mark, reason] if mark == LEFT_OUT and target and reason:
                    omissions.append(LeftOut(_targets(target), reason, shown, number))
                case [target, text] if target and text and text != LEFT_OUT:
                    questions.append(Asked(target, text, shown, number))
                case _:
                    message = f"expected key<TAB>question or key<TAB>{LEFT_OUT}<TAB>reason, not {len(cells)} columns"
                    problems.append(Problem(shown, number, message))
    if problems:
        raise CorpusError(problems)
    return tuple(questions), tuple(omissions)


def asked_rows(questions: Iterable[Asked], passages: tuple[Passage, ...]) -> tuple[int, ...]:
    """The row of the passage that each question asks for. Raises CorpusError naming targets that do not exist."""
    places = target_rows(passages)
    questions = tuple(questions)
    unknown = [
        Problem(asked.path, asked.line, f"{asked.target} is no article, passage or document of the corpus")
        for asked in questions
        if asked.target not in places
    ]
    if unknown:
        raise CorpusError(unknown)
    return tuple(places[asked.target] for asked in questions)


def target_rows(passages: tuple[Passage, ...]) -> Mapping[str, int]:
    """Everything a question may point at → row: article keys, passage ids, slugs (their first passage)."""
    places: dict[str, int] = {}
    for row, passage in enumerate(passages):
        places.setdefault(passage.slug, row)
        places[passage.id] = row
        if passage.article_key:
            places[passage.article_key] = row
    return places


def _targets(target: str) -> tuple[str, ...]:
    """`企业破产法#24-26` → its three keys. A number like `276-1` (之一) ends below its start: it is one key."""
    match = _RANGE.fullmatch(target)
    if match and int(match.group(2)) < int(match.group(3)):
        title, first, last = match.group(1), int(match.group(2)), int(match.group(3))
        return tuple(f"{title}#{number}" for number in range(first, last + 1))
    return (target,)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number from 1, columns); blank lines and comments are left out."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]

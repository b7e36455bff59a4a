"""Sets of questions with judgements, on disk: `<prefix>_queries.jsonl` and `<prefix>_qrels.tsv`.

    {"qid": "B01", "text": "职工想跟公司谈涨工资，第一步怎么提？"}
    B01<TAB>集体合同规定#32<TAB>3                a fourth column names the issue of a story it belongs to

Half of our own questions are for developing (`dev`), half for testing (`test`), told apart by a hash of their id.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from service.failures import OperatorError

DEV, TEST = "dev", "test"


class EvaluationError(OperatorError):
    """A queries or qrels file cannot be read; the message names file and line."""


@dataclass(frozen=True)
class Judgement:
    """One line of a qrels file: `grade` > 0 means relevant. `issue` is empty where a question has only one."""

    qid: str
    key: str
    grade: int
    issue: str = ""


@dataclass(frozen=True)
class QuestionSet:
    """`queries`: text by qid."""

    name: str
    queries: dict[str, str]
    judgements: tuple[Judgement, ...]

    def half(self, split: str) -> "QuestionSet":
        """Only the questions of `dev` or `test`."""
        kept = {qid: text for qid, text in self.queries.items() if split_of(qid) == split}
        return QuestionSet(f"{self.name}/{split}", kept, tuple(item for item in self.judgements if item.qid in kept))


def read_set(prefix: Path) -> QuestionSet:
    """Read both files of a set, the folder and beginning of whose names is `prefix`. Raises EvaluationError."""
    queries = read_queries(prefix.with_name(f"{prefix.name}_queries.jsonl"))
    return QuestionSet(prefix.name, queries, read_judgements(prefix.with_name(f"{prefix.name}_qrels.tsv")))


def split_of(qid: str) -> str:
    """`dev` or `test`, by the first bit of the sha256 of the id."""
    return DEV if hashlib.sha256(qid.encode()).digest()[0] < 128 else TEST


def read_queries(path: Path) -> dict[str, str]:
    """`{"qid": …, "text": …}` a line → text by qid; other keys are left alone. Raises EvaluationError."""
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        try:
            item = json.loads(line)
            queries[item["qid"]] = item["text"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise EvaluationError(f'{path}:{number}: expected {{"qid": …, "text": …}}: {error}') from error
    return queries


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """`qid<TAB>article key<TAB>grade` a line, perhaps with an issue behind. Raises EvaluationError."""
    judgements = []
    for number, line in _lines(path):
        try:
            qid, key, grade, *issue = line.split("\t")
            judgements.append(Judgement(qid, key, int(grade), *issue[:1]))
        except ValueError as error:
            raise EvaluationError(f"{path}:{number}: expected qid<TAB>article key<TAB>grade: {error}") from error
    return tuple(judgements)


def _lines(path: Path) -> list[tuple[int, str]]:
    """Lines with their numbers from 1, blank ones left out."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error

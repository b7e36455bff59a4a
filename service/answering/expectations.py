"""What is expected of answers, on disk: one question a line, with what must and must not be in its answer.

    {"qid": "A004", "text": "试用期想走，要提前几天说", "keys": ["劳动合同法#37"], "any_keys": [],
     "facts": ["三日|3日"], "forbidden": ["试用期也要提前三十日"], "status": "answered"}

All of `keys` must be cited, and one of each group of `any_keys`; `|` parts the wordings of one statement. Where rules
contradict each other, a set of `service.search.question_sets` says which prevails (its highest grade) and which loses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from service.answering.refusal import AnswerStatus
from service.search.question_sets import EvaluationError, Judgement, QuestionSet


@dataclass(frozen=True)
class Expectation:
    """`facts` and `forbidden` are statements, each a tuple of its wordings."""

    qid: str
    text: str
    status: AnswerStatus
    keys: tuple[str, ...] = ()
    any_keys: tuple[tuple[str, ...], ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[tuple[str, ...], ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The required keys, each a group of those that will do."""
        return (*((key,) for key in self.keys), *self.any_keys)


@dataclass(frozen=True)
class Contest:
    """A question where rules contradict each other: one of `prevailing` must be cited, none of `losing`."""

    qid: str
    text: str
    prevailing: frozenset[str]
    losing: frozenset[str]


class _Line(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    qid: str
    text: str
    status: AnswerStatus
    keys: tuple[str, ...] = ()
    any_keys: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


def read_expectations(path: Path) -> tuple[Expectation, ...]:
    """Every line in order. Raises EvaluationError naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    found: dict[str, Expectation] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = _expectation(msgspec.json.decode(line, type=_Line))
        except msgspec.DecodeError as error:
            raise EvaluationError(f"{path}:{number}: expected qid, text, status and lists: {error}") from error
        if item.qid in found:
            raise EvaluationError(f"{path}:{number}: qid {item.qid!r} stands twice; give every question its own")
        found[item.qid] = item
    return tuple(found.values())


def contests(questions: QuestionSet) -> tuple[Contest, ...]:
    """The judged questions of a set; those of grade 0 lose, those of the highest grade prevail."""
    judged: dict[str, list[Judgement]] = {}
    for judgement in questions.judgements:
        judged.setdefault(judgement.qid, []).append(judgement)
    return tuple(
        Contest(qid, text, _of_grade(judged[qid], max(item.grade for item in judged[qid])), _of_grade(judged[qid], 0))
        for qid, text in questions.queries.items()
        if any(item.grade > 0 for item in judged.get(qid, ()))
    )


def _of_grade(judgements: Iterable[Judgement], grade: int) -> frozenset[str]:
    return frozenset(item.key for item in judgements if item.grade == grade)


def _expectation(line: _Line) -> Expectation:
    return Expectation(
        qid=line.qid,
        text=line.text,
        status=line.status,
        keys=line.keys,
        any_keys=line.any_keys,
        facts=tuple(tuple(fact.split("|")) for fact in line.facts),
        forbidden=tuple(tuple(statement.split("|")) for statement in line.forbidden),
    )

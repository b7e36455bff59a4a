"""What is right and wrong about one answer: status, citations, required articles and facts, forbidden statements.

    measured(Expectation("A", "试用期", AnswerStatus.ANSWERED, keys=("劳动合同法#19",)), answer, ground).counts

Judgements are sparse: an article nobody judged may be right. So precision is counted twice, strictly (the article is
judged) and as borne out: it is judged, or has the numbers and words of a sentence that cites it, or is among the first
passages when that very sentence is searched by the texts of the law alone (no asked question, no curated answer). Both
are of the sentences that tell what to do, not of the reasons behind them. An extract bears itself out by construction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indexer.answer_checks import unsupported
from indexer.answers import SHORT, STEPS, Statement
from indexer.passages import Passage
from service.answering.answer import EXTRACTS, Answer, Sentence
from service.answering.expectations import Contest, Expectation
from service.answering.refusal import AnswerStatus
from service.answering.support import says, supports

ANSWERED, NEED_FACT = AnswerStatus.ANSWERED, AnswerStatus.NEED_FACT
#: The depths that tell what to do; the reasons may name more than the answer stands on.
TELLING = frozenset({SHORT, STEPS, EXTRACTS})
#: The group of contests; other questions are grouped by the status expected.
CONFLICTS = "conflicts"


class Measure(StrEnum):
    """What is counted. Higher is better but for those in `LOWER_IS_BETTER`."""

    STATUS = "status accuracy"
    OVER_REFUSAL = "over-refusal"
    ASKED_BACK = "asked back instead"
    UNDER_REFUSAL = "under-refusal"
    STRICT_PRECISION = "citation precision, strict"
    PRECISION = "citation precision"
    RECALL = "citation recall"
    KEYS = "key recall"
    FACTS = "fact recall"
    FORBIDDEN = "forbidden statements"
    PREVAILING = "prevailing rule cited"
    LOSING = "losing rule cited"


LOWER_IS_BETTER = frozenset(
    {Measure.OVER_REFUSAL, Measure.ASKED_BACK, Measure.UNDER_REFUSAL, Measure.FORBIDDEN, Measure.LOSING}
)


@dataclass(frozen=True)
class Count:
    """One measure of one question: `counted` of `total` things. `faults` says which of them are wrong."""

    measure: Measure
    counted: int
    total: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """All counts of one question; `group` is its expected status or `CONFLICTS`."""

    qid: str
    group: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Ground:
    """What answers are held against.

    `found_by` gives the ids of the passages nearest to a sentence, `statements` are the curated sentences by their
    text, `tells` what the conflicts tell people, `weight` the rarity of a bigram.
    """

    passages: Mapping[str, Passage]
    weight: Callable[[str], float]
    statements: Mapping[str, Statement]
    found_by: Callable[[str], frozenset[str]]
    tells: tuple[str, ...] = ()


def measured(expected: Expectation, answer: Answer, ground: Ground) -> Outcome:
    """All counts of one question that apply to it."""
    counts = [*_statuses(expected, answer), *_forbidden(expected, answer, ground)]
    if answer.status is ANSWERED:
        counts += [*_precision(expected, answer, ground), _citation_recall(answer, ground)]
    if _content_is_wanted(expected, answer):
        counts += [_keys(expected, answer), _facts(expected, answer)]
    return Outcome(expected.qid, expected.status, tuple(counts))


def measured_contest(contest: Contest, answer: Answer, ground: Ground) -> Outcome:
    """Whether the rule that prevails is cited and none that loses, in the sentences that tell what to do."""
    cited = cited_keys(answer, TELLING)
    prevails = bool(contest.prevailing & cited.keys())
    lost = tuple(key for key in cited if key in contest.losing)
    missed = () if prevails else (f"none of {_either(sorted(contest.prevailing))} is cited",)
    counts = [Count(Measure.PREVAILING, int(prevails), 1, missed)]
    if contest.losing:
        counts.append(Count(Measure.LOSING, int(bool(lost)), 1, tuple(f"{key} is cited" for key in lost)))
    if answer.status is ANSWERED:
        counts.append(_citation_recall(answer, ground))
    return Outcome(contest.qid, CONFLICTS, tuple(counts))


def cited_keys(answer: Answer, depths: frozenset[str] | None = None) -> dict[str, list[Sentence]]:
    """Article key (passage id where there is none) → the sentences that cite it; of all depths if None."""
    names = {item.number: item.article_key or item.passage_id for item in answer.citations}
    found: dict[str, list[Sentence]] = {}
    for sentence in answer.sentences:
        if depths is None or sentence.depth in depths:
            for number in dict.fromkeys(sentence.citations):
                found.setdefault(names[number], []).append(sentence)
    return found


def _statuses(expected: Expectation, answer: Answer) -> Iterator[Count]:
    found = answer.status
    asked = answer.clarify is not None and found in (ANSWERED, NEED_FACT)
    right = found is expected.status or (expected.status is NEED_FACT and asked)
    fault = (f"{found}, expected {expected.status}",)
    yield Count(Measure.STATUS, int(right), 1, () if right else fault)
    if expected.status is ANSWERED:
        refused, asked_back = found not in (ANSWERED, NEED_FACT), found is NEED_FACT
        yield Count(Measure.OVER_REFUSAL, int(refused), 1, fault if refused else ())
        yield Count(Measure.ASKED_BACK, int(asked_back), 1, fault if asked_back else ())
    elif expected.status is not NEED_FACT:
        answered = found is ANSWERED
        yield Count(Measure.UNDER_REFUSAL, int(answered), 1, fault if answered else ())


def _precision(expected: Expectation, answer: Answer, ground: Ground) -> Iterator[Count]:
    """Nothing where no article is judged: an answer that should be a refusal is counted as one, not twice."""
    judged = {key for group in expected.groups for key in group}
    if not judged:
        return
    cited = cited_keys(answer, TELLING)
    ids = {item.article_key or item.passage_id: item.passage_id for item in answer.citations}
    strange = [key for key in cited if key not in judged]
    wrong = [key for key in strange if not any(_borne_out(item, ids[key], answer, ground) for item in cited[key])]
    unjudged, idle = (
        tuple(f"{key} is not judged" for key in strange),
        tuple(f"{key} bears nothing out" for key in wrong),
    )
    yield Count(Measure.STRICT_PRECISION, len(cited) - len(strange), len(cited), unjudged)
    yield Count(Measure.PRECISION, len(cited) - len(wrong), len(cited), idle)


def _borne_out(sentence: Sentence, passage_id: str, answer: Answer, ground: Ground) -> bool:
    """By words and numbers; else by searching the sentence, with the title of its answer because many lean on it."""
    if supports(_statement(sentence, ground), ground.passages[passage_id], ground.weight):
        return True
    issue = answer.issues[sentence.issue] if answer.issues else None
    title = issue.title if issue and issue.title else answer.question
    return passage_id in ground.found_by(f"{title}，{sentence.text}")


def _citation_recall(answer: Answer, ground: Ground) -> Count:
    """Sentences with a citation (or a calculator) whose every number stands in a passage they cite."""
    ids = {item.number: item.passage_id for item in answer.citations}
    faults = []
    for sentence in answer.sentences:
        statement = _statement(sentence, ground)
        missing = unsupported(statement, [ground.passages[ids[number]] for number in sentence.citations])
        if not sentence.citations and not statement.calculators:
            faults.append(f"no citation: {sentence.text[:40]}")
        elif missing:
            faults.append(f"{'、'.join(missing)} stands in no passage cited: {sentence.text[:40]}")
    total = len(answer.sentences)
    return Count(Measure.RECALL, total - len(faults), total, tuple(faults))


def _keys(expected: Expectation, answer: Answer) -> Count:
    cited = cited_keys(answer)
    missed = [group for group in expected.groups if not cited.keys() & set(group)]
    total = len(expected.groups)
    return Count(Measure.KEYS, total - len(missed), total, tuple(f"not cited: {_either(group)}" for group in missed))


def _facts(expected: Expectation, answer: Answer) -> Count:
    told = "\n".join(sentence.text for sentence in answer.sentences)
    missed = [fact for fact in expected.facts if not says(told, fact)]
    total = len(expected.facts)
    return Count(Measure.FACTS, total - len(missed), total, tuple(f"not said: {_either(fact)}" for fact in missed))


def _forbidden(expected: Expectation, answer: Answer, ground: Ground) -> Iterator[Count]:
    """A note that tells a conflict names what is overtaken in order to warn of it."""
    notes = [note for note in answer.notes if not any(tell in note for tell in ground.tells)]
    told = "\n".join((*(sentence.text for sentence in answer.sentences), *notes))
    found = [statement for statement in expected.forbidden if says(told, statement)]
    faults = tuple(f"said: {_either(statement)}" for statement in found)
    yield Count(Measure.FORBIDDEN, len(found), len(expected.forbidden), faults)


def _content_is_wanted(expected: Expectation, answer: Answer) -> bool:
    """A refusal misses what should have been answered; asking back, where that is right, misses nothing."""
    return expected.status is ANSWERED or (expected.status is NEED_FACT and answer.status is ANSWERED)


def _statement(sentence: Sentence, ground: Ground) -> Statement:
    """The curated sentence it is, with its calculators; else a statement that refers to none."""
    plain = Statement(sentence.depth, sentence.text, (), sentence.item, paragraph=1, line=1)
    return ground.statements.get(sentence.text, plain)


def _either(names: Iterable[str]) -> str:
    return "|".join(names)

"""Fitting `match.json`: when does a curated answer answer a question, as pairs of them were judged?

Judgements are pairs of question and curated answer: 2 to the point, 1 in part, 0 beside it. An answer was judged only
where it was among the nearest of its question; what nobody judged is left out. What is reported is cross-validated as
in `service.search.fitting`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.answering.matching import SIGNALS, TAKE, nearest_answers, rules_found, signals
from service.search.filters import Filters
from service.search.fitting import Matrix, Model, coefficients_of, fit_logistic, held_out
from service.search.learned import Coefficients
from service.search.question_sets import QuestionSet
from service.search.ranking import Searcher

#: Inverse strength of the penalty, as scikit-learn writes it.
MATCH_C = 0.3
TO_THE_POINT = 2


@dataclass(frozen=True)
class Judged:
    """One question of `set_name` with the judged answers near to it: signals (answers, signals) and grades."""

    set_name: str
    text: str
    slugs: tuple[str, ...]
    signals: Matrix
    grades: NDArray[np.int64]


@dataclass(frozen=True)
class Taken:
    """Of `questions`, how many an answer was taken for, and how many of these to the point or at least in part."""

    questions: int
    taken: int
    to_the_point: int
    in_part: int


def judged_questions(searcher: Searcher, sets: Iterable[QuestionSet]) -> list[Judged]:
    """Questions that name no article and have a judged answer near."""
    found = []
    for questions in sets:
        grades = {(item.qid, item.key): item.grade for item in questions.judgements}
        for qid, text in questions.queries.items():
            query = searcher.query(text)
            if query is None or searcher.named_rows(query):
                continue
            near = tuple(hit for hit in nearest_answers(searcher, query, Filters()) if hit.document.answer)
            articles = rules_found(searcher, query, Filters())
            kept = [hit for hit in near if (qid, hit.document.slug) in grades]
            if kept:
                lines = [list(signals(searcher, query, hit, near, articles).values()) for hit in kept]
                slugs = tuple(hit.document.slug for hit in kept)
                own = np.array([grades[qid, slug] for slug in slugs], dtype=np.int64)
                found.append(Judged(questions.name, text, slugs, np.array(lines), own))
    return found


def fit_match(judged: Sequence[Judged]) -> Model:
    """Every pair weighs the same: the shares of the two classes are those that users meet."""
    lines = np.vstack([item.signals for item in judged])
    answers = np.concatenate([item.grades >= TO_THE_POINT for item in judged])
    return fit_logistic(lines, answers, np.ones(len(lines)), MATCH_C)


def cross_validate(judged: Sequence[Judged]) -> dict[str, Taken]:
    """By set name: what is taken at `TAKE` by coefficients that have not seen the question."""
    found: dict[str, Taken] = {}
    for item, model in held_out(judged, fit_match):
        before = found.get(item.set_name, Taken(0, 0, 0, 0))
        found[item.set_name] = _counted(before, item, model)
    return found


def match_file(model: Model, note: str) -> Coefficients:
    """The file for `service.answering.matching`."""
    return coefficients_of(model, SIGNALS, note)


def _counted(before: Taken, item: Judged, model: Model) -> Taken:
    probabilities = 1 / (1 + np.exp(-model.totals(item.signals)))
    best = int(np.argmax(probabilities))
    taken = bool(probabilities[best] >= TAKE)
    grade = int(item.grades[best]) if taken else 0
    return Taken(
        before.questions + 1,
        before.taken + taken,
        before.to_the_point + (grade >= TO_THE_POINT),
        before.in_part + (grade > 0),
    )

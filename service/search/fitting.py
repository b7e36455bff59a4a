"""Fitting the two small coefficient files from judged questions: the learned fusion, and the gate.

Both are logistic regressions (scikit-learn, L2). What is reported is cross-validated: five folds, questions that are
near-copies of each other kept in one fold, the coefficients of a fold fitted on the other four. What is written is
fitted on everything. Only development halves of our own sets should be given; see `service.search.question_sets`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from indexer.coverage import alike
from indexer.segmentation import bigrams
from service.search.evaluation import MEASURES, grades_by_question, unseen_query
from service.search.filters import RULES
from service.search.gate import SIGNALS as GATE_SIGNALS
from service.search.gate import GateCoefficients
from service.search.learned import Coefficients, candidates, signal_names, signals
from service.search.question_sets import QuestionSet
from service.search.ranking import Searcher
from service.search.systems import DEFAULT

FOLDS = 5
#: Inverse strength of the penalty, as scikit-learn writes it; signals are standardised first.
FUSION_C, GATE_C = 0.1, 0.3
#: Shares of our questions that the gate must not refuse, and that it takes without asking back.
KEEP, SURE = 0.98, 0.89
#: Every so manieth asked question is an example of our field.
OWN_STEP = 8

Matrix = NDArray[np.float64]


class HasText(Protocol):
    """Anything about one question."""

    @property
    def text(self) -> str:
        """The question."""


Asked = TypeVar("Asked", bound=HasText)


@dataclass(frozen=True)
class Example:
    """One judged question of `set_name`: candidate rows with their signals, keys and grades."""

    set_name: str
    text: str
    keys: tuple[str, ...]
    signals: Matrix
    grades: NDArray[np.int64]
    wanted: dict[str, int]


@dataclass(frozen=True)
class Model:
    """Coefficients for raw signals: the standardisation is folded in."""

    weights: Matrix
    intercept: float

    def totals(self, signals: Matrix) -> Matrix:
        """Log-odds, one per line of `signals`."""
        return np.asarray(signals @ self.weights + self.intercept, dtype=np.float64)


def fusion_examples(searcher: Searcher, sets: Iterable[QuestionSet]) -> list[Example]:
    """The signals of every judged question, near-copies among the asked questions hidden."""
    allowed = searcher.allowed(RULES)
    found = []
    for questions in sets:
        wanted, _ = grades_by_question(searcher, questions.judgements)
        for qid, text in questions.queries.items():
            query = unseen_query(searcher, text)
            if query is None or not wanted.get(qid):
                continue
            retrieval = searcher.retrieve(query, allowed)
            rows = candidates(retrieval)
            passages = [searcher.index.passages[row] for row in rows]
            keys = tuple(passage.article_key or passage.id for passage in passages)
            grades = np.array([wanted[qid].get(key, 0) for key in keys], dtype=np.int64)
            matrix = signals(retrieval, rows, allowed, searcher.prior_signals)
            found.append(Example(questions.name, text, keys, matrix, grades, wanted[qid]))
    return found


def fit_fusion(examples: Sequence[Example]) -> Model:
    """Each question's answers weigh as much as its other candidates, and each question as much as any other."""
    lines = np.vstack([example.signals for example in examples])
    answers = np.concatenate([example.grades > 0 for example in examples])
    weights = np.concatenate([_balanced(example.grades > 0) for example in examples])
    return fit_logistic(lines, answers, weights, FUSION_C)


def cross_validate(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Mean of every measure by set name, each question ranked by coefficients that have not seen it."""
    values: dict[str, list[list[float]]] = {}
    for example, model in held_out(examples, fit_fusion):
        order = np.argsort(-model.totals(example.signals), kind="stable")
        ranking = list(dict.fromkeys(example.keys[place] for place in order))
        scores = [measure(ranking, example.wanted) for measure in MEASURES.values()]
        values.setdefault(example.set_name, []).append(scores)
    return {name: dict(zip(MEASURES, np.mean(scores, axis=0).tolist(), strict=True)) for name, scores in values.items()}


def held_out(items: Sequence[Asked], fit: Callable[[Sequence[Asked]], Model]) -> Iterator[tuple[Asked, Model]]:
    """Every item with a model fitted without it and its near-copies, fold by fold."""
    folds = _folds([item.text for item in items])
    for fold in range(FOLDS):
        model = fit([item for item, at in zip(items, folds, strict=True) if at != fold])
        yield from ((item, model) for item, at in zip(items, folds, strict=True) if at == fold)


def fusion_file(model: Model, note: str) -> Coefficients:
    """The file for `service.search.learned`."""
    return coefficients_of(model, signal_names(DEFAULT.lists), note)


def coefficients_of(model: Model, names: Sequence[str], note: str) -> Coefficients:
    """A model as the small file that is reviewed: weights by name, four decimals."""
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.weights, strict=True)}
    return Coefficients(note=note, intercept=round(model.intercept, 4), weights=weights)


def write_coefficients(path: Path, fitted: Coefficients | GateCoefficients) -> None:
    """Write a coefficient file as it is reviewed: indented JSON, one line at the end."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=2) + b"\n")


def gate_lines(searcher: Searcher, texts: Iterable[str]) -> Matrix:
    """The gate's signals of every question, near-copies hidden; questions without content are left out."""
    queries = (unseen_query(searcher, text) for text in texts)
    found = [list(searcher.gate_signals(query).values()) for query in queries if query]
    return np.asarray(found, dtype=np.float64).reshape(-1, len(GATE_SIGNALS))


def fit_gate(ours: Matrix, foreign: Matrix, note: str) -> tuple[GateCoefficients, float]:
    """(coefficients, cross-validated AUC).

    `refuse` is set so that `KEEP` of our questions stay above it, `accept` so that `SURE` of them do, both read off
    probabilities of models that had not seen the question.
    """
    lines = np.vstack([ours, foreign])
    answers = np.concatenate([np.ones(len(ours), dtype=np.bool_), np.zeros(len(foreign), dtype=np.bool_)])
    unseen = np.empty(len(lines))
    folds = np.random.default_rng(0).permutation(len(lines)) % FOLDS
    for fold in range(FOLDS):
        model = fit_logistic(lines[folds != fold], answers[folds != fold], _balanced(answers[folds != fold]), GATE_C)
        unseen[folds == fold] = 1 / (1 + np.exp(-model.totals(lines[folds == fold])))
    model = fit_logistic(lines, answers, _balanced(answers), GATE_C)
    refuse, accept = np.quantile(unseen[answers], [1 - KEEP, 1 - SURE])
    weights = {name: round(float(weight), 4) for name, weight in zip(GATE_SIGNALS, model.weights, strict=True)}
    fitted = GateCoefficients(
        note=note, intercept=round(model.intercept, 4), weights=weights, refuse=float(refuse), accept=float(accept)
    )
    return fitted, float(roc_auc_score(answers, unseen))


def own_questions(searcher: Searcher) -> list[str]:
    """Every `OWN_STEP`-th asked question: our field as we know it, each judged while it is hidden itself."""
    return [asked.text for asked in searcher.index.asked[::OWN_STEP]]


def _balanced(answers: NDArray[np.bool_]) -> Matrix:
    """Weights with which both classes weigh 10 together; a class without a member weighs nothing."""
    positive, negative = max(int(answers.sum()), 1), max(int((~answers).sum()), 1)
    return np.where(answers, 10.0 / positive, 10.0 / negative)


def fit_logistic(lines: Matrix, answers: NDArray[np.bool_], weights: Matrix, c: float) -> Model:
    """Logistic regression (L2, inverse strength `c`) of `answers` over standardised `lines`, one weight a line."""
    scaler = StandardScaler().fit(lines)
    fitted = LogisticRegression(C=c, max_iter=3000).fit(scaler.transform(lines), answers, sample_weight=weights)
    raw = fitted.coef_[0] / scaler.scale_
    return Model(raw, float(fitted.intercept_[0] - raw @ scaler.mean_))


def _folds(texts: Sequence[str]) -> list[int]:
    """A fold for every text; texts that are near-copies of each other, directly or by others, share one."""
    tokens = [frozenset(bigrams(text)) for text in texts]
    group = list(range(len(texts)))
    for place, own in enumerate(tokens):
        for before in range(place):
            if alike(own, tokens[before]):
                group = [group[before] if item == group[place] else item for item in group]
    order = {name: at for at, name in enumerate(np.random.default_rng(0).permutation(sorted(set(group))).tolist())}
    return [order[name] % FOLDS for name in group]

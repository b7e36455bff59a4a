"""Fitting on a handful of examples whose answer can be seen: signs, folds, limits."""

from pathlib import Path

import numpy as np
import pytest
from corpus_files import write_companion
from tiny_library import make_searcher, write_library

from indexer.segmentation import Segmenter
from service.search.evaluation import MEASURES
from service.search.fitting import (
    FOLDS,
    OWN_STEP,
    Example,
    Model,
    cross_validate,
    fit_fusion,
    fit_gate,
    fusion_examples,
    fusion_file,
    gate_lines,
    own_questions,
)
from service.search.gate import SIGNALS as GATE_SIGNALS
from service.search.learned import signal_names
from service.search.question_sets import Judgement, QuestionSet
from service.search.ranking import Searcher
from service.search.systems import DEFAULT

NAMES = signal_names(DEFAULT.lists)
TEXTS = ("试用期", "年休假", "加班费", "工伤", "产假", "仲裁", "辞退", "社保", "派遣", "竞业")


def example(text: str, telling: int = 0) -> Example:
    """Three candidates of which the second answers; only signal `telling` says so, the next one says the contrary."""
    signals = np.zeros((3, len(NAMES)))
    signals[1, telling] = 1.0
    signals[[0, 2], telling + 1] = 1.0
    return Example("甲集", text, ("甲#1", "甲#2", "甲#3"), signals, np.array([0, 3, 0]), {"甲#2": 3})


EXAMPLES = [example(text) for text in TEXTS]


def test_log_odds_are_weights_times_signals_and_the_intercept() -> None:
    model = Model(np.array([2.0, -1.0]), 0.5)
    assert model.totals(np.array([[1.0, 0.0], [0.0, 3.0]])).tolist() == [2.5, -2.5]


def test_signal_of_answers_weighs_for_and_signal_of_others_against() -> None:
    model = fit_fusion(EXAMPLES)
    assert model.weights[0] > 0 > model.weights[1]
    assert model.weights[2:].tolist() == [0.0] * (len(NAMES) - 2)
    totals = model.totals(EXAMPLES[0].signals)
    assert totals.argmax() == 1


def test_answers_of_a_question_weigh_as_much_as_its_other_candidates() -> None:
    # With both classes weighing the same and one signal at its mean, the log-odds are 0 in between.
    model = fit_fusion(EXAMPLES)
    yes, no, _ = model.totals(EXAMPLES[0].signals)[[1, 0, 2]]
    assert yes == pytest.approx(-no, abs=0.2 * yes)


def test_question_is_ranked_by_coefficients_of_the_others() -> None:
    # All questions agree: what the other folds teach ranks the answer first.
    (measures,) = cross_validate(EXAMPLES).values()
    assert measures == dict.fromkeys(MEASURES, 1.0)


def test_near_copies_do_not_teach_each_other() -> None:
    # The copies agree with each other and contradict all other questions: whoever is judged by the others fails.
    copies = [example(f"公司拖欠工资半年怎么办{mark}", telling=1) for mark in "甲乙丙"]
    contrary = [Example("抄", *_rest(item)) for item in copies]
    found = cross_validate([*EXAMPLES, *contrary])
    assert found["抄"]["Hit@1"] == 0.0
    assert found["甲集"]["Hit@1"] == 1.0


def _rest(item: Example) -> tuple[str, tuple[str, ...], np.ndarray, np.ndarray, dict[str, int]]:
    signals = np.zeros_like(item.signals)
    signals[1, 1] = 1.0  # speaks against an answer in all other questions
    signals[[0, 2], 0] = 1.0
    return item.text, item.keys, signals, item.grades, item.wanted


def test_file_names_every_signal_in_its_place() -> None:
    fitted = fusion_file(Model(np.arange(len(NAMES)) / 3, -1 / 3), "gefittet")
    assert fitted.note == "gefittet"
    assert fitted.intercept == -0.3333
    assert list(fitted.weights) == list(NAMES)
    assert fitted.weights[NAMES[1]] == 0.3333


# The gate


def gate_examples(seed: int, centre: float, count: int = 60) -> np.ndarray:
    """Lines whose first signal lies around `centre`; the others are noise alike in both classes."""
    lines = np.random.default_rng(seed).normal(size=(count, len(GATE_SIGNALS)))
    lines[:, 0] += centre
    return lines


def test_gate_weighs_what_tells_and_sets_its_limits_by_our_questions() -> None:
    fitted, auc = fit_gate(gate_examples(1, 4.0), gate_examples(2, -4.0), "probe")
    assert fitted.note == "probe"
    assert tuple(fitted.weights) == GATE_SIGNALS
    assert max(fitted.weights, key=lambda name: fitted.weights[name]) == GATE_SIGNALS[0]
    assert 0 < fitted.refuse < fitted.accept < 1
    assert auc > 0.99


def test_gate_on_noise_separates_nothing() -> None:
    _, auc = fit_gate(gate_examples(1, 0.0, 200), gate_examples(2, 0.0, 200), "probe")
    assert auc == pytest.approx(0.5, abs=0.12)


# From a searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    def write(root: Path) -> None:
        write_library(root)
        lines = "".join(f"工会法#2\t{text}怎么说\n" for text in TEXTS)
        write_companion(root, "asked/gonghuifa.tsv", lines)

    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write)


def test_example_has_a_line_of_signals_for_every_candidate_with_its_grade(searcher: Searcher) -> None:
    judgements = (Judgement("A", "合同法#19", 2), Judgement("A", "劳动合同法#1", 0))
    questions = QuestionSet("甲", {"A": "试用期最长多久", "B": "无人评过", "C": "？"}, judgements)
    (found,) = fusion_examples(searcher, [questions])
    assert (found.set_name, found.text, found.wanted) == ("甲", "试用期最长多久", {"劳动合同法#19": 2})
    assert found.signals.shape == (len(found.keys), len(NAMES))
    grades = dict(zip(found.keys, found.grades.tolist(), strict=True))
    assert grades == {key: 2 if key == "劳动合同法#19" else 0 for key in found.keys}


def test_own_questions_are_every_so_manieth_asked_one(searcher: Searcher) -> None:
    assert OWN_STEP == 8
    assert own_questions(searcher) == [f"{TEXTS[0]}怎么说", f"{TEXTS[8]}怎么说"]


def test_question_of_ours_is_judged_while_it_is_hidden(searcher: Searcher) -> None:
    lines = gate_lines(searcher, [f"{TEXTS[0]}怎么说", "？"])
    query = searcher.query(f"{TEXTS[0]}怎么说")
    assert query is not None
    assert lines.shape == (1, len(GATE_SIGNALS))
    assert lines[0, 0] == pytest.approx(searcher.gate_signals(query)["cosine"])


def test_there_are_enough_examples_for_every_fold() -> None:
    assert len(EXAMPLES) >= FOLDS

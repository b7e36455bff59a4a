"""The adapter on made-up vectors: nothing below the least number, the same each time, nearer to the answers."""

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.adapter import LEAST_QUESTIONS, train_adapter
from indexer.dense import unit
from indexer.encoding import Vectors

DIMENSION, PASSAGES = 8, 8
Rows = NDArray[np.int64]


def turned_questions(count: int) -> tuple[Vectors, Rows, Vectors]:
    """Passages along the axes; a question for passage i points along axis i + 1, with a little noise."""
    passages = np.eye(PASSAGES, DIMENSION, dtype=np.float32)
    rows = np.arange(count, dtype=np.int64) % PASSAGES
    noise = np.random.default_rng(0).normal(scale=0.1, size=(count, DIMENSION))
    return unit(np.asarray(passages[(rows + 1) % PASSAGES] + noise, dtype=np.float32)), rows, passages


def cosine_with_own(questions: Vectors, rows: Rows, passages: Vectors, adapter: Vectors) -> float:
    """Mean cosine of adapted questions with the passages they ask for."""
    return float((unit(questions @ adapter) * passages[rows]).sum(axis=1).mean())


@pytest.fixture(scope="module")
def trained() -> Vectors:
    return train_adapter(*turned_questions(400))


@pytest.mark.parametrize("count", [0, 1, LEAST_QUESTIONS - 1])
def test_too_few_questions_give_the_identity(count: int) -> None:
    assert train_adapter(*turned_questions(count)).tolist() == np.eye(DIMENSION).tolist()


def test_enough_questions_give_another_matrix() -> None:
    adapter = train_adapter(*turned_questions(LEAST_QUESTIONS))
    assert adapter.shape == (DIMENSION, DIMENSION)
    assert adapter.dtype == np.float32
    assert not np.array_equal(adapter, np.eye(DIMENSION))


def test_same_questions_give_the_same_matrix(trained: Vectors) -> None:
    assert train_adapter(*turned_questions(400)).tolist() == trained.tolist()


def test_question_it_has_not_seen_is_moved_nearer_to_its_passage(trained: Vectors) -> None:
    questions, rows, passages = turned_questions(800)
    unseen = slice(400, 800)
    before = cosine_with_own(questions[unseen], rows[unseen], passages, np.eye(DIMENSION, dtype=np.float32))
    after = cosine_with_own(questions[unseen], rows[unseen], passages, trained)
    assert after > before


def test_questions_that_lie_with_their_passages_stay_there() -> None:
    passages = np.eye(PASSAGES, DIMENSION, dtype=np.float32)
    rows = np.arange(400, dtype=np.int64) % PASSAGES
    adapter = train_adapter(passages[rows], rows, passages)
    assert (unit(passages @ adapter) @ passages.T).argmax(axis=1).tolist() == list(range(PASSAGES))

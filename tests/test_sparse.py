"""BM25 by hand, and a folder that refuses damage."""

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexCorrupt
from indexer.sparse import SparseIndex

#: Three rows of lengths 1, 2 and 3, so the mean length is 2.
ROWS = (("工资",), ("工资", "协商"), ("合同", "合同", "休假"))
K1, B = 1.2, 0.75


@pytest.fixture(scope="module")
def index() -> SparseIndex:
    return SparseIndex.build(ROWS)


def test_rare_token_weighs_more_and_unseen_token_most(index: SparseIndex) -> None:
    assert index.weight("工资") == pytest.approx(log(1 + (3 - 2 + 0.5) / (2 + 0.5)))
    assert index.weight("协商") == pytest.approx(log(1 + (3 - 1 + 0.5) / (1 + 0.5)))
    assert index.weight("罚款") == pytest.approx(log(1 + (3 - 0 + 0.5) / (0 + 0.5)))


def once(*tokens: str) -> dict[str, float]:
    """Every token with weight 1."""
    return dict.fromkeys(tokens, 1.0)


def test_score_is_weight_times_saturated_count(index: SparseIndex) -> None:
    weight = log(1 + 2.5 / 1.5)
    # Row 1 has mean length, so its length does not count: once out of (1 + k1).
    assert index.scores(once("协商")) == pytest.approx([0, weight * 1 / (1 + K1), 0])
    # Row 2 is 3/2 of the mean length and holds the token twice.
    assert index.scores(once("合同")) == pytest.approx([0, 0, weight * 2 / (2 + K1 * (1 - B + B * 3 / 2))])


def test_scores_of_several_tokens_add_up(index: SparseIndex) -> None:
    expected = index.scores(once("工资")) + index.scores(once("合同"))
    assert index.scores(once("工资", "合同")) == pytest.approx(expected)


def test_weight_multiplies_what_a_token_adds(index: SparseIndex) -> None:
    expected = 0.5 * index.scores(once("工资")) + 3 * index.scores(once("合同"))
    assert index.scores({"工资": 0.5, "合同": 3.0, "罚款": 9.0}) == pytest.approx(expected)


def test_shorter_row_scores_higher(index: SparseIndex) -> None:
    scores = index.scores(once("工资"))
    assert scores[0] > scores[1] > scores[2] == 0


@pytest.mark.parametrize("tokens", [[], ["罚款"], ["罚款", "开除"]])
def test_query_without_a_known_token_scores_zero_everywhere(index: SparseIndex, tokens: list[str]) -> None:
    assert index.scores(once(*tokens)).tolist() == [0, 0, 0]


def test_unknown_token_beside_a_known_one_changes_nothing(index: SparseIndex) -> None:
    assert index.scores(once("罚款", "协商")).tolist() == index.scores(once("协商")).tolist()


def test_single_character_tokens_are_indexed() -> None:
    assert SparseIndex.build([("人",), ("应",)]).scores(once("人"))[0] > 0


def test_row_without_tokens_is_refused_by_its_number() -> None:
    with pytest.raises(ValueError, match=r"rows without a token: \[1\]"):
        SparseIndex.build([("工资",), ()])


def test_saved_index_answers_the_same(index: SparseIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "sparse")
    loaded = SparseIndex.load(tmp_path / "sparse")
    assert len(loaded) == len(index) == len(ROWS)
    for tokens in (["工资"], ["合同", "协商"], ["罚款"]):
        assert loaded.scores(once(*tokens)).tolist() == index.scores(once(*tokens)).tolist()
    assert loaded.weight("工资") == index.weight("工资")


def test_folder_that_does_not_exist_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        SparseIndex.load(tmp_path / "nothing")


@pytest.mark.parametrize("keep", [0, 10])
def test_truncation_of_any_file_is_corrupt(index: SparseIndex, tmp_path: Path, keep: int) -> None:
    index.save(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[:keep])
        with pytest.raises(IndexCorrupt, match="run: xieshang build"):
            SparseIndex.load(tmp_path)
        path.write_bytes(whole)


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=6), min_size=1, max_size=8))
def test_row_scores_above_zero_exactly_if_it_holds_the_token(rows: list[list[str]]) -> None:
    index = SparseIndex.build(rows)
    assert len(index) == len(rows)
    for token in "甲乙丙丁戊":
        assert ((index.scores(once(token)) > 0) == np.array([token in row for row in rows])).all()

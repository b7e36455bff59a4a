"""Inner products of unit vectors, row by row, and a file that refuses damage."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from indexer.dense import DenseIndex, centre
from indexer.encoding import Vectors
from indexer.errors import IndexCorrupt, IndexMismatch

AXES = np.asarray([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0]], dtype=np.float32)


def vector(*components: float) -> Vectors:
    return np.asarray(components, dtype=np.float32)


@pytest.fixture
def index() -> DenseIndex:
    return DenseIndex.build(AXES)


def test_score_of_each_row_stands_in_its_own_place(index: DenseIndex) -> None:
    # The nearest row is the second; the order of the scores is that of the rows all the same.
    assert index.scores(vector(0, 1, 0)) == pytest.approx([0, 1, 0.8])


def test_score_is_negative_for_a_row_on_the_other_side(index: DenseIndex) -> None:
    assert index.scores(vector(-1, 0, 0)) == pytest.approx([-1, 0, -0.6])


def test_size_is_rows_and_dimension(index: DenseIndex) -> None:
    assert (len(index), index.dimension) == (3, 3)


@pytest.mark.parametrize("query", [vector(1, 0), vector(1, 0, 0, 0), AXES[:1]])
def test_query_of_another_dimension_is_refused(index: DenseIndex, query: Vectors) -> None:
    with pytest.raises(IndexMismatch, match="the index holds 3; run: xieshang build"):
        index.scores(query)


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_query_that_is_not_finite_is_refused(index: DenseIndex, broken: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        index.scores(vector(1, broken, 0))


def test_index_without_rows_scores_nothing() -> None:
    empty = DenseIndex.build(np.empty((0, 3), dtype=np.float32))
    assert len(empty) == 0
    assert empty.scores(vector(1, 0, 0)).shape == (0,)


def test_vectors_may_be_a_view_in_any_order() -> None:
    assert DenseIndex.build(np.asfortranarray(AXES)[::-1]).scores(vector(1, 0, 0)) == pytest.approx([0.6, 0, 1])


def test_saved_index_answers_the_same(index: DenseIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "dense.faiss")
    loaded = DenseIndex.load(tmp_path / "dense.faiss")
    assert (len(loaded), loaded.dimension) == (3, 3)
    assert loaded.scores(vector(0.6, 0.8, 0)).tolist() == index.scores(vector(0.6, 0.8, 0)).tolist()


def test_file_cut_at_any_byte_is_corrupt(index: DenseIndex, tmp_path: Path) -> None:
    path = tmp_path / "dense.faiss"
    index.save(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(IndexCorrupt, match=r"dense\.faiss.*run: xieshang build"):
            DenseIndex.load(path)


def test_missing_file_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        DenseIndex.load(tmp_path / "nothing.faiss")


def test_file_of_another_sort_of_index_is_corrupt(tmp_path: Path) -> None:
    # A flat index of Euclidean distances reads without an error, and its scores point the other way.
    other = faiss.IndexFlatL2(3)
    other.add(AXES)
    faiss.write_index(other, str(tmp_path / "dense.faiss"))
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        DenseIndex.load(tmp_path / "dense.faiss")


def test_centred_vectors_have_the_mean_removed_and_unit_length() -> None:
    # (1, 0) − (½, ½) = (½, −½), whose length is √½.
    centred = centre(np.asarray([[1, 0], [0, 1]], dtype=np.float32), vector(0.5, 0.5))
    assert centred == pytest.approx(np.asarray([[1, -1], [-1, 1]]) / np.sqrt(2))
    assert centred.dtype == np.float32


def test_vector_equal_to_the_mean_becomes_zero_and_not_nan() -> None:
    assert centre(vector(0.6, 0.8), vector(0.6, 0.8)).tolist() == [0, 0]


def test_single_vector_is_centred_like_a_row() -> None:
    rows = centre(AXES, vector(0.1, 0.2, 0.3))
    assert centre(AXES[1], vector(0.1, 0.2, 0.3)).tolist() == rows[1].tolist()


def test_rows_beyond_any_heap_keep_their_order_and_their_numbers() -> None:
    rows = np.random.default_rng(0).standard_normal((3000, 5)).astype(np.float32)
    assert DenseIndex.build(rows).scores(rows[7]) == pytest.approx(rows @ rows[7], abs=1e-5)


def test_row_that_is_not_a_number_is_corrupt() -> None:
    with pytest.raises(IndexCorrupt, match="1 of 2 vectors are not finite; run: xieshang build"):
        DenseIndex.build(vector(np.nan, 1, 1, 0).reshape(2, 2)).scores(vector(1, 0))

"""Vectors are kept by content, batch by batch."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import LetterEncoder

from indexer.encoding import Role, Vectors
from indexer.vectors import BATCH, VectorCache, encode_cached


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[VectorCache]:
    opened = VectorCache(tmp_path / "new" / "vectors.sqlite")
    yield opened
    opened.close()


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


def encode(
    texts: Sequence[str], encoder: LetterEncoder, cache: VectorCache, role: Role = Role.PASSAGE, threads: int = 1
) -> Vectors:
    return encode_cached(texts, encoder, cache, role=role, threads=threads, progress=silent)


def numbered(count: int) -> list[str]:
    """Distinct texts, longest first: 工×count … 工."""
    return ["工" * length for length in range(count, 0, -1)]


def test_row_of_each_vector_is_the_row_of_its_text(encoder: LetterEncoder, cache: VectorCache) -> None:
    texts = ["工资工资", "协商协商协商", "无", "工资工资"]
    # (1, 2, 2, 0, 0) has length 3; (1, 0, 0, 3, 3) has length √19.
    expected = [
        np.asarray([1, 2, 2, 0, 0]) / 3,
        np.asarray([1, 0, 0, 3, 3]) / np.sqrt(19),
        np.asarray([1, 0, 0, 0, 0]),
        np.asarray([1, 2, 2, 0, 0]) / 3,
    ]
    assert encode(texts, encoder, cache) == pytest.approx(np.asarray(expected))


@pytest.mark.parametrize("threads", [1, 4])
def test_rows_hold_over_many_batches_and_threads(encoder: LetterEncoder, cache: VectorCache, threads: int) -> None:
    texts = numbered(3 * BATCH + 1)
    vectors = encode(texts, encoder, cache, threads=threads)
    assert vectors.tolist() == LetterEncoder().encode(texts, Role.PASSAGE).tolist()


def test_repeated_text_is_encoded_once(encoder: LetterEncoder, cache: VectorCache) -> None:
    encode(["工资", "协商", "工资"], encoder, cache)
    assert sorted(encoder.asked) == ["协商", "工资"]


def test_second_run_encodes_only_what_is_new(encoder: LetterEncoder, cache: VectorCache) -> None:
    first = encode(["工资", "协商"], encoder, cache)
    encoder.asked.clear()
    second = encode(["协商", "休假", "工资"], encoder, cache)
    assert encoder.asked == ["休假"]
    assert second[[2, 0]].tolist() == first.tolist()


def test_kept_vectors_outlive_the_connection(encoder: LetterEncoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    before = VectorCache(path)
    encode(["工资"], encoder, before)
    before.close()
    encoder.asked.clear()
    after = VectorCache(path)
    encode(["工资"], encoder, after)
    after.close()
    assert encoder.asked == []


def test_vector_of_another_encoder_is_not_used(cache: VectorCache) -> None:
    one, other = LetterEncoder("one"), LetterEncoder("other")
    encode(["工资"], one, cache)
    encode(["工资"], other, cache)
    assert other.asked == ["工资"]


def test_vector_of_the_other_role_is_not_used(encoder: LetterEncoder, cache: VectorCache) -> None:
    encode(["工资"], encoder, cache, Role.PASSAGE)
    encode(["工资"], encoder, cache, Role.QUERY)
    assert encoder.asked == ["工资", "工资"]


def test_no_text_gives_no_rows_of_the_right_dimension(encoder: LetterEncoder, cache: VectorCache) -> None:
    assert encode([], encoder, cache).shape == (0, encoder.dimension)


def test_progress_starts_at_what_is_kept_and_ends_at_all(encoder: LetterEncoder, cache: VectorCache) -> None:
    encode(numbered(3), encoder, cache)
    seen: list[tuple[int, int]] = []
    texts = [*numbered(BATCH + 5), "工"]
    encode_cached(
        texts, encoder, cache, role=Role.PASSAGE, threads=1, progress=lambda done, total: seen.append((done, total))
    )
    # BATCH + 5 texts and one repeated; three and the repeated one are known before.
    total = BATCH + 6
    assert seen == [(4, total), (4 + BATCH, total), (total, total)]


class Tiring(LetterEncoder):
    """Gives up at the batch number `last`, counting from 0."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self._left = last

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        if self._left == 0:
            raise RuntimeError("tired")
        self._left -= 1
        return super().encode(texts, role)


def test_interruption_keeps_every_batch_that_was_done(cache: VectorCache, encoder: LetterEncoder) -> None:
    texts = numbered(3 * BATCH)
    tiring = Tiring(2)
    with pytest.raises(RuntimeError, match="tired"):
        encode(texts, tiring, cache)
    encode(texts, encoder, cache)
    assert len(tiring.asked) == 2 * BATCH
    assert sorted(tiring.asked + encoder.asked) == sorted(texts)


def test_unknown_key_has_no_vector(cache: VectorCache) -> None:
    assert cache.get(b"never put") is None


def test_vector_comes_back_bit_for_bit(cache: VectorCache) -> None:
    vector = np.asarray([1 / 3, -0.0, 1e-30], dtype=np.float32)
    cache.put([(b"key", vector)])
    found = cache.get(b"key")
    assert found is not None
    assert found.tobytes() == vector.tobytes()


def test_longest_texts_are_encoded_first(encoder: LetterEncoder, cache: VectorCache) -> None:
    texts = numbered(2 * BATCH)
    encode(texts[::-1], encoder, cache)
    assert encoder.asked == texts

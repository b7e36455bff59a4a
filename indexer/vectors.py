"""Vectors kept by content, so that an interrupted or repeated build never encodes a text twice.

The key is the sha256 of encoder id, role and text. Batches are written as they come: after an interruption the
next build goes on where the last one stopped.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from indexer.encoding import Encoder, Role, Vectors

BATCH = 16
Progress = Callable[[int, int], None]


class VectorCache:
    """A SQLite file of vectors. Use it from one thread."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path)
        self._connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")

    def close(self) -> None:
        self._connection.close()

    def get(self, key: bytes) -> Vectors | None:
        row = self._connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def put(self, items: Sequence[tuple[bytes, Vectors]]) -> None:
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(key, vector.tobytes()) for key, vector in items]
            )


def encode_cached(
    texts: Sequence[str], encoder: Encoder, cache: VectorCache, *, role: Role, threads: int, progress: Progress
) -> Vectors:
    """Vectors of `texts`, shape (len(texts), dimension), from the cache where possible.

    `progress(done, total)` is called after every batch. `threads` batches are encoded at a time.
    """
    keys = [_key(encoder.id, role, text) for text in texts]
    found = {key: vector for key in dict.fromkeys(keys) if (vector := cache.get(key)) is not None}
    missing = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if key not in found]
    done = len(texts) - len(missing)
    progress(done, len(texts))
    # Longest first: the last batches are short, so that no thread waits for another at the end.
    missing.sort(key=lambda item: len(item[1]), reverse=True)
    batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
    with ThreadPoolExecutor(threads) as pool:
        encoded = pool.map(lambda batch: encoder.encode([text for _, text in batch], role), batches)
        for batch, vectors in zip(batches, encoded, strict=True):
            items = [(key, vector) for (key, _), vector in zip(batch, vectors, strict=True)]
            cache.put(items)
            found.update(items)
            done += len(batch)
            progress(done, len(texts))
    if not keys:
        return np.empty((0, encoder.dimension), dtype=np.float32)
    return np.stack([found[key] for key in keys])


def _key(encoder_id: str, role: Role, text: str) -> bytes:
    return hashlib.sha256(f"{encoder_id}\0{role}\0{text}".encode()).digest()

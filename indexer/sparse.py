"""BM25 over token lists (bm25s, the Lucene variant: Robertson & Zaragoza 2009, k1 = 1.2, b = 0.75).

Parameters were measured not worth tuning (the whole grid lies within 3 points). bm25s is never handed the
corpus itself: on saving it would skip what it cannot serialise, and every later row would shift.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np

from indexer.dense import Scores
from indexer.errors import REBUILD, IndexCorrupt

K1, B = 1.2, 0.75


class SparseIndex:
    """Rows of token lists; row i is passage i."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25
        # bm25s scores each token with each row when it indexes: columns of a sparse matrix, one a token.
        self._values, self._rows, self._ends = (bm25.scores[name] for name in ("data", "indices", "indptr"))

    @classmethod
    def build(cls, rows: Sequence[Sequence[str]]) -> "SparseIndex":
        """Index token lists; a row without tokens is an error, because it could never be found."""
        empty = [row for row, tokens in enumerate(rows) if not tokens]
        if empty:
            raise ValueError(f"rows without a token: {empty[:5]}")
        bm25 = bm25s.BM25(k1=K1, b=B)
        bm25.index([list(tokens) for tokens in rows], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "SparseIndex":
        """Raises IndexCorrupt if a file of the folder is missing or damaged."""
        try:
            return cls(bm25s.BM25.load(str(folder)))
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexCorrupt(f"{folder} cannot be read as a BM25 index ({error}); {REBUILD}") from error

    def save(self, folder: Path) -> None:
        self._bm25.save(str(folder), show_progress=False)

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def weight(self, token: str) -> float:
        """Inverse document frequency log(1 + (N − n + ½)/(n + ½)); a token never seen weighs most."""
        column = self._bm25.vocab_dict.get(token)
        holding = 0 if column is None else int(self._ends[column + 1] - self._ends[column])
        return float(np.log1p((len(self) - holding + 0.5) / (holding + 0.5)))

    def scores(self, tokens: Mapping[str, float]) -> Scores:
        """Weighted BM25 of every row, shape (rows,): each token's score times its weight, summed.

        Higher is better, 0 means no token in common.
        """
        total = np.zeros(len(self), dtype=np.float32)
        for token, weight in tokens.items():
            column = self._bm25.vocab_dict.get(token)
            if column is not None:
                held = slice(self._ends[column], self._ends[column + 1])
                total[self._rows[held]] += weight * self._values[held]
        return total

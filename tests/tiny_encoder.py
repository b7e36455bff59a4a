"""An encoder that a reader can compute in the head: it counts four characters.

    LetterEncoder().encode(["工资工资"], Role.QUERY) == [[1, 2, 2, 0, 0]] / 3      (1 + 4 + 4 = 9 = 3²)

The first component is always 1 before normalising, so that a text with none of the characters has a vector too.
"""

from collections.abc import Sequence

import numpy as np

from indexer.encoding import Role, Vectors

LETTERS = "工资协商"


class LetterEncoder:
    """Implements `indexer.encoding.Encoder`: (1, n(工), n(资), n(协), n(商)), brought to unit length.

    Both roles give the same vector. `asked` keeps every text it was given, in order.
    """

    def __init__(self, identity: str = "letters") -> None:
        self._id = identity
        self.asked: list[str] = []

    @property
    def id(self) -> str:
        return self._id

    @property
    def dimension(self) -> int:
        return 1 + len(LETTERS)

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:  # noqa: ARG002 (both roles are alike)
        self.asked += texts
        counts = [[1, *(text.count(letter) for letter in LETTERS)] for text in texts]
        vectors = np.asarray(counts, dtype=np.float32).reshape(len(texts), self.dimension)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

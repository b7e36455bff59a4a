"""Everything that can go wrong between corpus/ and a loaded index.

    IndexerError
    ├── CorpusError            a corpus file breaks the contract of corpus/README.md
    ├── StatuteDataError       the statute data package is missing, or not the one that is locked
    ├── EncoderError           the encoder cannot be loaded or was given what it cannot encode
    └── IndexUnusable          the index cannot be used as it is
        ├── IndexMissing       no index has been built yet
        ├── IndexCorrupt       a file of the index is damaged
        └── IndexMismatch      the index was built with other parameters than those asked for

Each message names the place, the value seen, the value expected and the command or edit that mends it.
"""

from dataclasses import dataclass
from pathlib import Path

REBUILD = "run: xieshang build"


class IndexerError(Exception):
    """Base of all errors raised by `indexer`."""


@dataclass(frozen=True)
class Problem:
    """One breach of the corpus contract: where it is and how to mend it. `line` counts from 1."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class CorpusError(IndexerError):
    """One or more corpus files break the contract; `problems` lists every breach found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class StatuteDataError(IndexerError):
    """The statute data package is missing, unreadable, or differs from corpus/statutes.lock."""


class EncoderError(IndexerError):
    """The encoder cannot be loaded, or its vectors do not have the expected shape."""


class IndexUnusable(IndexerError):
    """The index cannot be used as it is; rebuilding it mends that."""


class IndexMissing(IndexUnusable):
    """No index has been built in this data directory."""


class IndexCorrupt(IndexUnusable):
    """A file of the index is missing, truncated or altered."""


class IndexMismatch(IndexUnusable):
    """The index was built with another encoder, corpus or format than the one asked for."""

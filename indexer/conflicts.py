"""Rules that contradict each other: which one to follow, why, and what to tell the person who asks.

`corpus/conflicts.toml` is written by people (corpus/README.md, section 九); the index carries it along, and every
article it names links to it. `overtaken` are articles that must never be the answer by themselves.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from indexer.errors import CorpusError, Problem

FILE = "conflicts.toml"


class Conflict(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One conflict. `rules` are the article keys that contradict each other, `prevails` those to follow."""

    id: str
    topic: str
    rules: tuple[str, ...]
    adopt: str
    why: str
    tell: str
    prevails: tuple[str, ...] = ()
    overtaken: tuple[str, ...] = ()
    unverified: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    conflict: list[Conflict] = []


def read_conflicts(corpus: Path) -> tuple[Conflict, ...]:
    """All conflicts in order; none when there is no file. Raises CorpusError naming the file and the key."""
    path = corpus / FILE
    if not path.exists():
        return ()
    try:
        return tuple(msgspec.toml.decode(path.read_bytes(), type=_File).conflict)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorpusError([Problem(path.relative_to(corpus.parent), 1, str(error))]) from error


def touching(conflicts: Iterable[Conflict], key: str) -> tuple[Conflict, ...]:
    """The conflicts an article takes part in."""
    return tuple(item for item in conflicts if key in item.rules or key in item.prevails or key in item.overtaken)

"""Other fields of law and chatter (corpus/lexicon/fields.toml): what the gate tells our questions from.

[[field]] name = "婚姻家庭", turn_to = "可以拨打12348……", words = ["离婚"], questions = ["离婚要多少钱", …]
[chatter] questions = ["今天天气怎么样", …]
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from indexer.errors import CorpusError, Problem

FILE = "lexicon/fields.toml"


@dataclass(frozen=True)
class OtherField:
    """`words` occur only in questions of this field; `turn_to` says where to ask instead."""

    name: str
    turn_to: str
    words: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Chatter:
    """What people type that is no question for any lawyer."""

    questions: tuple[str, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    field: tuple[OtherField, ...] = ()
    chatter: Chatter = Chatter()


@dataclass(frozen=True)
class Fields:
    """All that is not ours. In `questions` order: those of each field, then the chatter."""

    others: tuple[OtherField, ...] = ()
    chatter: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        return (*(text for field in self.others for text in field.questions), *self.chatter)

    @property
    def owners(self) -> tuple[int, ...]:
        """For each question the place of its field in `others`, −1 for chatter."""
        fields = (number for number, field in enumerate(self.others) for _ in field.questions)
        return (*fields, *(-1 for _ in self.chatter))


def read_fields(root: Path) -> Fields:
    """Read the file; no file, no other fields. Raises CorpusError naming the key that is wrong."""
    path = root / FILE
    if not path.exists():
        return Fields()
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CorpusError([Problem(path.relative_to(root.parent), 1, str(error))]) from error
    return Fields(found.field, found.chatter.questions)

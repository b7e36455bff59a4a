"""The front matter of a curated answer: its keys, and the facts they become (corpus/README.md, section 十二)."""

from typing import Literal

import msgspec

from indexer.common_keys import CommonKeys, SourceKeys
from indexer.documents import AnswerFacts, Choice, Clarify


class ChoiceKeys(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    ask: str


class ClarifyKeys(msgspec.Struct, forbid_unknown_fields=True):
    question: str
    choices: tuple[ChoiceKeys, ...]


class AnswerKeys(CommonKeys, kw_only=True):
    """The sources of an answer are its references, sentence by sentence."""

    topic: str
    audience: tuple[Literal["职工", "社工", "协商代表", "企业"], ...]
    asked: tuple[str, ...]
    not_covered: str
    sources: list[SourceKeys] = msgspec.field(default_factory=list)
    related: tuple[str, ...] = ()
    clarify: ClarifyKeys | None = None


def answer_facts(keys: AnswerKeys) -> AnswerFacts:
    """What the document keeps of them."""
    return AnswerFacts(
        topic=keys.topic,
        audience=keys.audience,
        asked=keys.asked,
        not_covered=keys.not_covered,
        related=keys.related,
        clarify=_clarify(keys.clarify) if keys.clarify else None,
    )


def _clarify(keys: ClarifyKeys) -> Clarify:
    return Clarify(keys.question, tuple(Choice(choice.label, choice.ask) for choice in keys.choices))

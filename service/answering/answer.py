"""What an answer is: sentences with the numbers of their citations, or a refusal with a name.

The sentences stand flat, in order; `issue` and `depth` say where each belongs. Making answers is
`service.answering.answerer`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from indexer.documents import Clarify, Kind
from service.answering.citation import Citation
from service.answering.refusal import AnswerStatus, Handoff


class Origin(StrEnum):
    """Who wrote the sentences; always shown."""

    CURATED = "编写的答案"
    EXTRACT = "条文摘录"
    GENERATED = "模型生成"


#: The depth of sentences that are not from a curated answer (whose depths are `indexer.answers.DEPTHS`).
EXTRACTS = "摘录"


@dataclass(frozen=True)
class Sentence:
    """One sentence and the numbers of the citations it stands on.

    `issue` counts from 0 in `Answer.issues`; `item` is its number in a numbered list, None outside one.
    """

    text: str
    citations: tuple[int, ...]
    issue: int = 0
    depth: str = EXTRACTS
    item: int | None = None


@dataclass(frozen=True)
class Issue:
    """One of the questions inside a question, and where its answer comes from.

    `question` are the words of the asker it was found in; `title` and `url` name the curated answer, if it is one.
    `calculators` are names of calculators that reckon it.
    """

    question: str
    origin: Origin
    title: str | None = None
    url: str | None = None
    topic: str | None = None
    not_covered: str = ""
    reviewed: dt.date | None = None
    calculators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unused:
    """A passage that was found but carries nothing of the answer."""

    passage_id: str
    article_key: str | None
    kind: Kind
    title: str
    heading: str
    url: str


@dataclass(frozen=True)
class Answer:
    """`id` is derived from question, region, day, index and the answer before: the same question has the same address.

    `understood` is the whole question that a follow-up was understood as, `previous` the id of the answer it follows.
    `clarify` asks one fact back, with choices: with an answer to make it fit better, without one to get there.
    `confidence` says in words how well it is borne out. A refusal has one sentence, its message, and no citation.
    """

    id: str
    status: AnswerStatus
    question: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    unused: tuple[Unused, ...] = ()
    notes: tuple[str, ...] = ()
    handoff: Handoff | None = None
    region: str | None = None
    as_of: dt.date | None = None
    asked: dt.date | None = None
    issues: tuple[Issue, ...] = ()
    clarify: Clarify | None = None
    understood: str | None = None
    previous: str | None = None
    confidence: str = ""

    @property
    def url(self) -> str:
        """The permanent address."""
        return f"/answer/{self.id}"


@dataclass(frozen=True)
class Request:
    """What is asked: `region` is where the person works, `as_of` the day whose law is wanted (today if None).

    `previous` is the answer a follow-up follows.
    """

    question: str
    region: str | None = None
    as_of: dt.date | None = None
    previous: Answer | None = None

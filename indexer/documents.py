"""Documents: what the corpus holds, one value per file or statute.

A `Document` is plain data; `indexer.frontmatter` makes it from a Markdown file, `indexer.statutes` from the
statute data package. Its `text` is what passages are slices of, and is never altered afterwards.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from indexer.case_facts import CaseFacts


class Kind(StrEnum):
    """What a document is. The value is what the API and the addresses say."""

    REGULATION = "regulation"
    PROCEDURE = "procedure"
    CASE = "case"
    ANSWER = "answer"
    FORM = "form"
    LESSON = "lesson"
    PRACTICE = "practice"


class Trust(StrEnum):
    """可信级别: whose words these are (corpus/README.md, section 一)."""

    VERBATIM = "原文"
    DIGEST = "要点"
    COMPOSED = "编写"
    CASE = "案例"
    PRACTICE = "工作做法"


class Status(StrEnum):
    """效力: stated by the corpus, never guessed."""

    IN_FORCE = "现行有效"
    NOT_YET = "尚未施行"
    REPEALED = "已废止"
    UNVERIFIED = "效力未核实"


@dataclass(frozen=True)
class Source:
    """Where the content comes from. `reliability` (高, 中, 低) is the fact sheet's mark for case reports."""

    name: str
    url: str | None = None
    reliability: str | None = None


@dataclass(frozen=True)
class ProcedureFacts:
    """The introduction card of a procedure; its steps are parsed from the text by `indexer.procedures`."""

    purpose: str
    audience: str
    papers: tuple[str, ...] = ()
    duration: str | None = None


@dataclass(frozen=True)
class FormField:
    """One blank of a form. `kind` is text, long, date or number; `basis` are article keys."""

    name: str
    label: str
    kind: str
    explain: str = ""
    basis: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class FormFacts:
    """What a form is for, the steps it is used in (`procedure#step`), and its blanks; the text is the paper."""

    purpose: str
    steps: tuple[str, ...]
    fields: tuple[FormField, ...]


@dataclass(frozen=True)
class Choice:
    """One way a fact may be, and the full question to ask then."""

    label: str
    ask: str


@dataclass(frozen=True)
class Clarify:
    """The one fact an answer depends on: what to ask back, and the choices."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class AnswerFacts:
    """How people ask for a curated answer, whom it is for, and where it ends; its sentences are the text."""

    topic: str
    audience: tuple[str, ...]
    asked: tuple[str, ...]
    not_covered: str
    related: tuple[str, ...] = ()
    clarify: Clarify | None = None


@dataclass(frozen=True)
class Document:
    """One document.

    `title` is official and without 中华人民共和国; `level` is the rank of a rule (法律, 部门规章, …) or the
    level of a case (企业, 行业, …), empty for other kinds. `version` is the date of the text held when it
    differs from the first entry into force (`effective`). `core` marks the rules that ranking prefers a little.
    """

    slug: str
    kind: Kind
    title: str
    short_title: str
    text: str
    region: str
    trust: Trust
    sources: tuple[Source, ...]
    path: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    issuer: str = ""
    number: str = ""
    status: Status = Status.IN_FORCE
    status_note: str = ""
    published: dt.date | None = None
    effective: dt.date | None = None
    version: dt.date | None = None
    repealed: dt.date | None = None
    reviewed: dt.date | None = None
    not_held: str = ""
    years: str = ""
    core: bool = False
    case: CaseFacts | None = None
    procedure: ProcedureFacts | None = None
    form: FormFacts | None = None
    answer: AnswerFacts | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that search and citations resolve to this document, the official title first."""
        return tuple(dict.fromkeys((self.title, self.short_title, *self.aliases)))

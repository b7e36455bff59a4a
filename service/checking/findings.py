"""What is found about a citation, as values.

    Report ── findings ── one Finding a citation ── remarks ── Remark, with differences when a quotation is not literal

The level of a finding is that of its worst remark.
"""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from indexer.documents import Trust
from indexer.passages import Span


class Level(IntEnum):
    """How bad it is; higher is worse."""

    RIGHT = 0
    NOTE = 1
    UNJUDGED = 2
    DOUBT = 3
    WRONG = 4

    @property
    def words(self) -> str:
        """As people read it."""
        return _WORDS[self]


_WORDS = {
    Level.WRONG: "有错",
    Level.DOUBT: "请核对",
    Level.UNJUDGED: "未收录，不作判断",
    Level.NOTE: "没有发现问题，有提示",
    Level.RIGHT: "没有发现问题",
}


class Issue(StrEnum):
    """What is said about a citation; the value is what the interface says."""

    IN_FORCE = "in_force"
    QUOTE_FOUND = "quote_found"
    QUOTE_UNCHECKED = "quote_unchecked"
    UNVERIFIED = "validity_unverified"
    OLD_NUMBER = "old_number"
    LAW_NOT_HELD = "law_not_held"
    ARTICLE_NOT_HELD = "article_not_held"
    NUMBER_UNSUPPORTED = "number_unsupported"
    CONTENT_ELSEWHERE = "content_elsewhere"
    RENAMED = "renamed"
    NOT_YET = "not_yet_in_force"
    REPEALED = "repealed"
    OVERTAKEN = "overtaken"
    NO_SUCH_ARTICLE = "no_such_article"
    NO_SUCH_PART = "no_such_part"
    QUOTE_DIFFERS = "quote_differs"
    QUOTE_ELSEWHERE = "quote_elsewhere"


@dataclass(frozen=True)
class Difference:
    """One place where a quotation departs from the article; either side may be empty."""

    written: str
    article: str


@dataclass(frozen=True)
class Link:
    """Where to read on."""

    words: str
    url: str


@dataclass(frozen=True)
class Remark:
    """One thing to say. `span` is the quotation or number it is about, in the pasted text."""

    issue: Issue
    level: Level
    message: str
    span: Span | None = None
    differences: tuple[Difference, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What is found about one citation. `cited` are the pasted characters `span.start` to `span.end`."""

    span: Span
    cited: str
    title: str
    number: str
    article_key: str | None
    url: str | None
    trust: Trust | None
    remarks: tuple[Remark, ...]

    @property
    def level(self) -> Level:
        """That of the worst remark."""
        return max((remark.level for remark in self.remarks), default=Level.RIGHT)

    @property
    def issue(self) -> Issue:
        """The worst remark's, the first of them."""
        return next((remark.issue for remark in self.remarks if remark.level is self.level), Issue.IN_FORCE)


@dataclass(frozen=True)
class Report:
    """All findings in the order of the text. `left_over` counts citations beyond the limit, not looked at."""

    text: str
    day: dt.date
    findings: tuple[Finding, ...]
    left_over: int = 0

    def count(self, level: Level) -> int:
        """How many findings are of this level."""
        return sum(finding.level is level for finding in self.findings)

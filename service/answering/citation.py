"""Citations: the words an answer stands on, and the address where they can be read.

A citation is made from a passage and a span inside it, so its quote occurs there literally by construction;
`verify` checks it once more before an answer leaves, because stored passages may change under an answer.
"""

import datetime as dt
from dataclasses import dataclass

from indexer.documents import Document, Kind, Trust
from indexer.passages import Passage, Span
from service.answering.validity import validity_on

#: Kind → the first part of its address.
ADDRESSES = {
    Kind.REGULATION: "law",
    Kind.PROCEDURE: "procedure",
    Kind.CASE: "case",
    Kind.PRACTICE: "practice",
    Kind.FORM: "form",
    Kind.ANSWER: "answers",
}
#: Kinds whose documents are read as one page, without places inside.
WHOLE = frozenset({Kind.FORM, Kind.ANSWER})


class CitationError(Exception):
    """A quote does not occur in its passage: the answer must not leave."""


@dataclass(frozen=True)
class Citation:
    """`number` counts from 1 in the order of the answer; `start` and `end` are characters of the passage text."""

    number: int
    passage_id: str
    article_key: str | None
    kind: Kind
    title: str
    heading: str
    quote: str
    start: int
    end: int
    validity: str
    trust: Trust
    effective: dt.date | None
    region: str
    url: str


def cite(number: int, passage: Passage, document: Document, span: Span, day: dt.date) -> Citation:
    """Cite `span` of `passage`. Raises CitationError if the span lies outside it or is empty."""
    quote = passage.text[span.start : span.end]
    citation = Citation(
        number=number,
        passage_id=passage.id,
        article_key=passage.article_key,
        kind=passage.kind,
        title=document.title,
        heading=passage.heading,
        quote=quote,
        start=span.start,
        end=span.end,
        validity=validity_on(document, day).value,
        trust=document.trust,
        effective=document.effective,
        region=document.region,
        url=passage_url(passage, span),
    )
    verify(citation, passage)
    return citation


def verify(citation: Citation, passage: Passage) -> None:
    """Raise CitationError unless the quote stands in the passage exactly where the citation says."""
    if not citation.quote.strip() or passage.text[citation.start : citation.end] != citation.quote:
        raise CitationError(f"{citation.passage_id}: quote {citation.quote[:30]!r} is not at {citation.start}")


def passage_url(passage: Passage, span: Span | None = None) -> str:
    """The page and place of a passage; with a span, the place of the highlighted words.

    An article has a page of its own (`/law/laodong-hetongfa/19`), a form or a curated answer is one page; other
    passages are places on the page of their document.
    """
    base = document_url(passage.kind, passage.slug)
    if passage.kind in WHOLE:
        return base
    if passage.article_key:
        return f"{base}/{passage.anchor}" + (f"?mark={span.start}-{span.end}#quote" if span else "")
    if span:
        return f"{base}?mark={passage.anchor}:{span.start}-{span.end}#quote"
    return f"{base}#{passage.anchor}"


def document_url(kind: Kind, slug: str) -> str:
    """The page of a document."""
    return f"/{ADDRESSES[kind]}/{slug}"

"""Passages: the units that are found, cited and shown.

`passage.text == document.text[passage.start:passage.end]`, always. What the index should also know (title,
chapter, lead-in) stands in `preface` and is never shown as quotation. `parts` are the 款 or paragraphs inside
a passage, as spans relative to the passage: they are encoded on their own and answer as the whole passage.
"""

from dataclasses import dataclass

from indexer.documents import Document, Kind


@dataclass(frozen=True)
class Span:
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One 款 or paragraph. `lead_in` is the sentence an item （一） hangs on; for the index only."""

    span: Span
    lead_in: Span | None = None


@dataclass(frozen=True)
class Passage:
    """One article, step or section.

    `id` is `slug/anchor`, stable and public. `anchor` is the place on the page of the document.
    `article_key` is set for articles of rules only. `heading` is shown, `heading_path` are the headings above.
    `general` marks 总则, 附则 and the like. `cites` are the article keys the text refers to.
    """

    id: str
    slug: str
    kind: Kind
    anchor: str
    heading: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    text: str
    preface: str
    article_key: str | None = None
    general: bool = False
    parts: tuple[Part, ...] = ()
    cites: tuple[str, ...] = ()


def slice_passage(
    document: Document,
    *,
    span: Span,
    anchor: str,
    heading: str,
    heading_path: tuple[str, ...],
    preface: str,
    article_key: str | None = None,
    general: bool = False,
) -> Passage:
    """Cut one passage out of a document, blanks at both ends left outside, with its parts found."""
    raw = document.text[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Passage(
        id=f"{document.slug}/{anchor}",
        slug=document.slug,
        kind=document.kind,
        anchor=anchor,
        heading=heading,
        heading_path=heading_path,
        start=start,
        end=start + len(text),
        text=text,
        preface=preface,
        article_key=article_key,
        general=general,
        parts=find_parts(text),
    )


def find_parts(text: str) -> tuple[Part, ...]:
    """One part per non-blank line; an item （一） remembers the lead-in line it belongs to.

    `find_parts("可以：\\n（一）甲\\n（二）乙")` has three parts; the second and third lead in with the first.
    """
    parts: list[Part] = []
    lead_in: Span | None = None
    position = 0
    for line in text.split("\n"):
        content = line.strip()
        if content:
            start = position + line.index(content[0])
            span = Span(start, start + len(content))
            is_item = content.startswith(("（", "("))
            if not is_item:
                lead_in = span if content.endswith(("：", ":")) else None
            parts.append(Part(span, lead_in if is_item else None))
        position += len(line) + 1
    return tuple(parts)

"""Markdown headings → sections; the ground that every splitter stands on.

A section is a heading with the lines directly below it, up to the next heading of any level. Its address is
written at the end of the heading as `{#anchor}`; without one it is `s1`, `s2`, … in order.
"""

import re
from dataclasses import dataclass

from indexer.documents import Document
from indexer.passages import Passage, Span, slice_passage

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*(?:\{#([a-z0-9-]+)\})?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """`heading` without marks and anchor; `body` is the span below it; `line` counts from 1 in the text."""

    heading: str
    heading_path: tuple[str, ...]
    anchor: str | None
    body: Span
    line: int


def sections(text: str) -> tuple[Section, ...]:
    """All sections of a Markdown text in order. Text before the first heading belongs to none."""
    found: list[Section] = []
    above: list[tuple[int, str]] = []
    matches = list(_HEADING.finditer(text))
    for index, match in enumerate(matches):
        depth, heading = len(match.group(1)), match.group(2)
        while above and above[-1][0] >= depth:
            above.pop()
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        path = tuple(title for _, title in above)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Section(heading, path, match.group(3), Span(match.end(), end), line))
        above.append((depth, heading))
    return tuple(found)


def split_sections(document: Document) -> tuple[Passage, ...]:
    """One passage per section that has a body (case, practice, rules without articles)."""
    passages = []
    for position, section in enumerate(sections(document.text), start=1):
        if not document.text[section.body.start : section.body.end].strip():
            continue
        passages.append(
            slice_passage(
                document,
                span=section.body,
                anchor=section.anchor or f"s{position}",
                heading=section.heading,
                heading_path=section.heading_path,
                preface=f"{document.title} {section.heading}",
            )
        )
    return tuple(passages)

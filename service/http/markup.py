"""Passage text → safe HTML, with the cited words marked and article keys turned into links.

Rules keep their lines as paragraphs; everything else is Markdown. Raw HTML is escaped, images are dropped, and
no link leaves the site. Marking works on the source text: two private characters around the words travel
through the renderer and become `<mark>` afterwards (input can hold neither; see `indexer.cleaning`).
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_cjk_friendly import cjk_friendly

from indexer.passages import Passage, Span

_OPEN, _CLOSE = "\ue000", "\ue001"
_LINE_MARK = re.compile(r"\s*(?:[-*+]\s+|\d+\.\s+|>\s*|#{1,6}\s+)?")
_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
_TABLE_RULE = re.compile(r"\|[\s|:-]+")
_KEY = re.compile(r"[^\s；;，,。：:、<>（）()#]*(?:（[一二]）)?#\d+(?:-\d+)?")

#: Article key → (address, words to show), None when the key is not held.
KeyLink = Callable[[str], tuple[str, str] | None]

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])
_markdown.use(cjk_friendly)


def passage_html(passage: Passage, mark: Span | None, link: KeyLink) -> Markup:
    """The passage as HTML; `mark` is the span to highlight, its first piece carries the id `quote`."""
    text = _with_marks(passage.text, mark) if mark else passage.text
    if passage.article_key:
        rendered = "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    else:
        rendered = _markdown.render(text)
    return Markup(_marked(_linked(rendered, link)))


def document_html(text: str) -> Markup:
    """A piece of Markdown of our own, headings and all."""
    return Markup(_markdown.render(text))


def inline_html(text: str, link: KeyLink) -> Markup:
    """One line of plain text with its article keys linked."""
    return Markup(_linked(str(escape(text)), link))


def _with_marks(text: str, mark: Span) -> str:
    """Private characters around the marked part of every line, list marks left outside."""
    lines, position = [], 0
    for line in text.split("\n"):
        lines.append(_mark_line(line, mark.start - position, mark.end - position))
        position += len(line) + 1
    return "\n".join(lines)


def _mark_line(line: str, start: int, end: int) -> str:
    """Marks around what of the line lies between `start` and `end`; in a table around each cell by itself."""
    if _TABLE_RULE.fullmatch(line):
        return line
    skip = _LINE_MARK.match(line)
    pieces = [match.span() for match in _CELL.finditer(line)] if line.startswith("|") else [(0, len(line))]
    for first, last in reversed(pieces):
        opens, closes = max(start, first, skip.end() if skip else 0), min(end, last)
        if line[opens:closes].strip() and opens < closes:
            line = line[:opens] + _OPEN + line[opens:closes] + _CLOSE + line[closes:]
    return line


def _marked(rendered: str) -> str:
    first = rendered.replace(_OPEN, '<mark id="quote">', 1)
    return first.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")


def _linked(rendered: str, link: KeyLink) -> str:
    """Article keys in text become links; a key that is not held stays as it is written."""

    def replace(match: re.Match[str]) -> str:
        bare = match.group().replace(_OPEN, "").replace(_CLOSE, "")
        found = link(bare)
        if found is None:
            return match.group()
        address, words = found
        opened = _OPEN if _OPEN in match.group() else ""
        closed = _CLOSE if _CLOSE in match.group() else ""
        return f'{opened}<a href="{escape(address)}">{escape(words)}</a>{closed}'

    return _KEY.sub(replace, rendered)

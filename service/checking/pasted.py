"""Pasted text without what stands in the way of reading it, every character still knowing where it stood.

    pasted = squeeze("依据《劳动 合同法》\n第 38 条")
    pasted.text                 == "依据《劳动合同法》第38条"
    pasted.original(2, 14)      → the span of 《劳动 合同法》\n第 38 条 in what was pasted

Blanks and Markdown's emphasis go, full-width letters and brackets are folded, and a line that was only broken
(by a PDF, by e-mail) is joined to the one before. A line that begins something new keeps its border, a "\n".
"""

import re
import unicodedata
from dataclasses import dataclass

from indexer.article_keys import NUMBER
from indexer.passages import Span
from indexer.references import fold

_DROPPED = frozenset("*`_~")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
#: Marks of lists, headings and quotations at the beginning of a line.
_LINE_MARK = re.compile(r"[>#\-+•·●○■◆→|]+")
_BEGINS = re.compile(rf"第{NUMBER}(?:条|章|节|编)|[(]{NUMBER}[)]|\d{{1,3}}[.、)]|[一二三四五六七八九十]+、")
_ENDS = '。！？；：!?;:”」』"'


@dataclass(frozen=True)
class Pasted:
    """`text` is what is read; `offsets[i]` is the place of its character i in the text that was pasted."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """The span in the pasted text of the characters `start` to `end`; `start < end`."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def squeeze(text: str) -> Pasted:
    """Read a pasted text line by line. Time is linear in its length."""
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for line in text.split("\n"):
        places = [(char, position + i) for i, char in enumerate(fold(line)) if not _is_dropped(char)]
        content = "".join(char for char, _ in places)
        mark = _LINE_MARK.match(content)
        places = places[mark.end() :] if mark else places
        content = content[mark.end() :] if mark else content
        quoted = mark is not None and mark.group().startswith(">") and kept[-1:] == [":"]
        if kept and kept[-1] != "\n" and not quoted and (mark or not content or _is_border(kept[-1], content)):
            kept.append("\n")
            offsets.append(max(0, position - 1))
        kept += [char for char, _ in places]
        offsets += [place for _, place in places]
        position += len(line) + 1
    return Pasted("".join(kept), tuple(offsets))


def _is_dropped(char: str) -> bool:
    return char in _DROPPED or unicodedata.category(char) in _DROPPED_CATEGORIES


def _is_border(last: str, following: str) -> bool:
    """Whether a new line begins something new; 《劳动合同法》 ⏎ 第三十八条 and 规定： ⏎ “…” belong together."""
    if (last == "》" and following.startswith("第")) or (last == ":" and following.startswith(("“", "「", "『"))):
        return False
    return last in _ENDS or bool(_BEGINS.match(following))

"""A stream of characters → sentences with the markers that stand in or right behind them.

    cutter = SentenceCutter()
    cutter.add("最长六个月。[S1] 另")  == ["最长六个月。[S1]"]
    cutter.finish()                    == ["另"]

A 。 inside “…” ends no sentence. A sentence is given out only when the next one begins, because its marker may follow.
"""

import re

_END = frozenset("。！？!?\n")
_MARKERS = re.compile(r"(?:[”』」）)\s]|[\[【［]\s*[SＳ][0-9]{1,3}\s*[\]】］])*")
_OPENS = frozenset("[【［")


class SentenceCutter:
    """Holds what has come in and was not given out yet."""

    def __init__(self) -> None:
        self._text = ""

    def add(self, piece: str) -> list[str]:
        """The sentences that are complete now."""
        self._text += piece
        return self._take(final=False)

    def finish(self) -> list[str]:
        """What is left, when nothing more will come."""
        return self._take(final=True)

    @property
    def waiting(self) -> int:
        """Characters not given out yet."""
        return len(self._text)

    def _take(self, *, final: bool) -> list[str]:
        found: list[str] = []
        start = position = 0
        quoted = False
        while position < len(self._text):
            char = self._text[position]
            quoted = char == "“" or (quoted and char not in "”\n")
            position += 1
            if quoted or char not in _END:
                continue
            behind = _MARKERS.match(self._text, position)
            end = behind.end() if behind else position
            if not final and (end == len(self._text) or self._text[end] in _OPENS):
                break
            found.append(self._text[start:end])
            start = position = end
        self._text = self._text[start:]
        if final and self._text:
            found.append(self._text)
            self._text = ""
        return [sentence.strip() for sentence in found if sentence.strip()]

"""The names of laws as a citation means them: stricter than the search, which takes 合同法 for 劳动合同法.

names.title_of("合同法")          == "合同法"             (repealed, see `replaced`)
names.title_of("劳合法")          == "劳动合同法"
names.ending("违反食品安全法")    == "食品安全法"         (and not our short name 安全法)
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.documents import Document, Kind
from indexer.references import ReferenceReader, fold
from service.checking.replaced import MISNAMED, REPLACED

#: No name of a law is longer, in characters.
LONGEST = 60
#: What may stand before a short name; anything else makes it the end of a longer, other title (建设工程司法解释).
_BEFORE_SHORT = frozenset("据照按依用反见和与及或在由以到对从了的是合即如查看为若凭引读因违又且而并于止")

#: 河北省最低工资规定 is not 最低工资规定.
_PLACES = frozenset("省市区州县")


@dataclass(frozen=True)
class LawNames:
    """`titles`: every name, folded, → title. `shorts` are the names that are no whole title."""

    reader: ReferenceReader
    titles: dict[str, str]
    shorts: frozenset[str]

    def title_of(self, name: str) -> str | None:
        """The title of a name as it stands in 《》; None when nobody knows it."""
        return self.reader.title_of(name)

    def at(self, line: str, start: int) -> str | None:
        """The title when a known name begins at `start`."""
        for length in range(min(LONGEST, len(line) - start), 1, -1):
            title = self.titles.get(line[start : start + length])
            if title is not None:
                return title
        return None

    def first(self, text: str) -> int:
        """Where the first name of a law begins, the length of the text if there is none."""
        return next((start for start in range(len(text)) if self.at(text, start) is not None), len(text))

    def ending(self, before: str) -> str | None:
        """The longest known name `before` ends with; None if there is none or it only ends a longer title."""
        for length in range(min(LONGEST, len(before)), 1, -1):
            name = before[-length:]
            if name in self.titles:
                previous = before[-length - 1 : -length]
                is_word = "\u4e00" <= previous <= "\u9fff" and previous not in _BEFORE_SHORT
                longer = is_word and (name in self.shorts or previous in _PLACES) and previous != "国"
                return None if longer else name
        return None


def names_of(documents: Iterable[Document], others: Iterable[str]) -> LawNames:
    """All names: of repealed laws first, then of the rules held, then of `others` (titles of laws not held)."""
    rules = [document for document in documents if document.kind is Kind.REGULATION]
    taken = {*REPLACED, *MISNAMED, *others} - {document.title for document in rules}
    names: dict[str, tuple[str, ...]] = {title: (title,) for title in (*REPLACED, *MISNAMED)}
    for document in rules:
        names[document.title] = tuple(name for name in document.names if fold(name) not in taken)
    for title in others:
        names.setdefault(title, (title,))
    titles: dict[str, str] = {}
    for title, all_names in names.items():
        for name in all_names:
            titles.setdefault(fold(name), title)
    whole = {fold(document.title) for document in rules} | {fold(title) for title in others}
    return LawNames(ReferenceReader(names), titles, frozenset(titles) - whole)

"""References to articles, as people and laws write them, resolved to article keys.

    reader = ReferenceReader({"劳动合同法": ("劳动合同法", "劳动合同法", "合同法")})
    reader.read("合同法38条、第46条")       → 劳动合同法#38, 劳动合同法#46
    reader.read("《某某条例》第三条")        → a reference whose title is not held
    reader.resolve("合同法#38")            == "劳动合同法#38"

It does not know whether the article exists; whoever holds the passages checks that.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.article_keys import NUMBER, STATE_PREFIX, article_key, number_of, split_key
from indexer.documents import Document, Kind

_ARTICLE = re.compile(rf"第?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?")
#: 劳动合同法#38, 刑法§276-1, and a number that simply follows the name: 劳动合同法38
_SHORT = re.compile(
    r"\s*(?:[#§]|[Nn][Oo]\.?|[Aa][Rr][Tt]\.?)?\s*(\d{1,4})(?:-(\d{1,2}))?(?![\d年版修月日天个元人次级份小时周%])"
)
#: Between two articles of one law: 第三十六条、第四十条第一款第（三）项和第四十一条
_LIST = re.compile(rf"(?:第\s*[(]?{NUMBER}[)]?\s*[款项目]|[、,，和及与或至到\s]|以及|或者)*")
_SELF = re.compile(r"本(?:法|条例|规定|办法|解释)$")
_UNKNOWN_TITLE = re.compile(
    r"《([^《》]{2,40})》$|([\u4e00-\u9fff()]{2,30}(?:法|条例|规定|办法|解释(?:\([一二三四]\))?))$"
)
#: A whole title in 《》: it is held as it stands or not at all (《经济合同法》 is not 合同法).
_QUOTED_TITLE = re.compile(r"《([^《》]{2,60})》\s*的?\s*$")
_BETWEEN = re.compile(r"[》\s]*的?\s*$")
#: How far before a number its law is looked for; no title is longer, and time stays linear in the text.
_REACH = 120
#: ART. 82 before the name of its law.
_BEFORE_NAME = re.compile(r"(?:art|no)\.?\s*(\d{1,4})\s*$", re.IGNORECASE)
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED = str.maketrans({**_FULL_WIDTH, "〈": "《", "〉": "》", "〔": "[", "〕": "]"})
#: A nickname that ends many titles (实施条例) means its law only where it stands by itself, not behind another word.
_ENDING = re.compile(r"(?:实施)?(?:条例|规定|办法)")
_STANDS_ALONE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[和与及按照据依看用是])$")


@dataclass(frozen=True)
class Reference:
    """One mention of an article.

    `title` is the official title when the law is held, the words of the text when it is not, and None for a
    bare number (“第三十八条”). `start` and `end` are offsets in the text that was read.
    """

    title: str | None
    number: str
    held: bool
    start: int
    end: int

    @property
    def key(self) -> str | None:
        """The article key, or None when the law is not named or not held."""
        return article_key(self.title, self.number) if self.title and self.held else None


def fold(text: str) -> str:
    """Full-width letters, digits and brackets to ASCII, 〈〉 to 《》; one character for one, so offsets hold."""
    return text.translate(_FOLDED)


def rule_reader(documents: Iterable[Document]) -> "ReferenceReader":
    """A reader that knows the rules among `documents` by all their names; cases and procedures are no law."""
    return ReferenceReader(
        {
            document.title: (*document.names, *((document.number,) if document.number else ()))
            for document in documents
            if document.kind is Kind.REGULATION
        }
    )


class ReferenceReader:
    """Reads references with the names of the documents that are held."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """`names`: official title → every name it goes by."""
        self._titles: dict[str, str] = {}
        for title, others in names.items():
            for name in others:
                self._titles.setdefault(fold(name), title)
        self._longest_first = sorted(self._titles, key=len, reverse=True)
        self._name = re.compile("|".join(re.escape(name) for name in self._longest_first) or r"(?!)")

    def title_of(self, name: str) -> str | None:
        """The official title for a name, with or without 《》 and 中华人民共和国; None if it is not held."""
        folded = fold(name).strip()
        bare = folded.removeprefix("《").removesuffix("》")
        if not bare.startswith(STATE_PREFIX):
            return self._titles.get(bare)
        # With the state's name in front it is a whole title: 中华人民共和国合同法 is not our alias 合同法.
        official = bare.removeprefix(STATE_PREFIX)
        return official if self._titles.get(official) == official else None

    def resolve(self, key: str) -> str | None:
        """The canonical form of an article key written with any name; None if the law is not held.

        Raises ValueError if `key` does not have the shape of a key.
        """
        name, number = split_key(fold(key))
        title = self.title_of(name)
        return article_key(title, number) if title else None

    def read(self, text: str, own_title: str | None = None) -> tuple[Reference, ...]:
        """Every reference in `text`, in order. 本法第X条 means `own_title` when that is given."""
        folded = fold(text)
        found: list[Reference] = []
        for match in _ARTICLE.finditer(folded):
            before = folded[max(0, match.start() - _REACH) : match.start()]
            if found and _LIST.fullmatch(folded, found[-1].end, match.start()):
                title, held = found[-1].title, found[-1].held
            else:
                title, held = self._title_before(before, own_title)
            if title is None:
                title = self._title_behind(folded, match.end())
                held = title is not None
            number = number_of(match.group(1), match.group(2))
            found.append(Reference(title, number, held, match.start(), match.end()))
        taken = {position for reference in found for position in range(reference.start, reference.end)}
        found += [short for short in self._short(folded) if short.end - 1 not in taken]
        return tuple(sorted(found, key=lambda reference: reference.start))

    def _title_before(self, before: str, own_title: str | None) -> tuple[str | None, bool]:
        """(title, whether it is held) of the law named right before an article number."""
        quoted = _QUOTED_TITLE.search(before)
        if quoted:
            held = self.title_of(quoted.group(1))
            return held or quoted.group(1), held is not None
        before = _BETWEEN.sub("", before)
        for name in self._longest_first:
            if before.endswith(name) and _means_it(before, name):
                whole = STATE_PREFIX + name if before.endswith(STATE_PREFIX + name) else name
                return self.title_of(whole) or whole, self.title_of(whole) is not None
        if _SELF.search(before):
            return own_title, own_title is not None
        opened = before.rfind("《") > before.rfind("》")
        unknown = _UNKNOWN_TITLE.search(before + "》" if opened else before)
        return (unknown.group(1) or unknown.group(2), False) if unknown else (None, False)

    def _title_behind(self, folded: str, end: int) -> str | None:
        """The law named right behind an article number, with nothing but a blank between: 第五十三条 工会法."""
        match = self._name.match(folded, end + 1) if folded[end : end + 1].isspace() else None
        named = match and not _ARTICLE.match(folded, match.end())
        return self._titles[match.group()] if match and named else None

    def _short(self, folded: str) -> tuple[Reference, ...]:
        """Names followed by a bare number or a key: 劳动合同法38, 刑法#276-1."""
        found = []
        for match in self._name.finditer(folded):
            short = _SHORT.match(folded, match.end())
            before = _BEFORE_NAME.search(folded, 0, match.start())
            if short:
                number = number_of(short.group(1), short.group(2))
                found.append(Reference(self._titles[match.group()], number, True, match.start(), short.end()))
            elif before:
                title = self._titles[match.group()]
                found.append(Reference(title, number_of(before.group(1), None), True, before.start(), match.end()))
        return tuple(found)


def _means_it(before: str, name: str) -> bool:
    """Whether a name at the end of `before` is a title of its own and not the end of another."""
    return not _ENDING.fullmatch(name) or bool(_STANDS_ALONE.search(before.removesuffix(name)))

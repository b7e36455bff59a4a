"""Is a sentence that a language model wrote borne out by the passages it cites?

    texts = {"S1": source}
    verify_sentence("试用期最长六个月[S1]。", texts)   → Verified("试用期最长六个月。", ("S1",))
    verify_sentence("试用期最长九个月[S1]。", texts)   → Rejection.NUMBER

Nothing here trusts the model: whatever a question or a passage made it write, a sentence without a marker that was
given, with a number, date, law or quotation the cited passages do not have, with an address or with HTML is dropped.
What is not checked is the sense: the words must be those of the passages, but who owes whom can still be turned round.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indexer.article_keys import NUMBER, number_of, parse_number, split_key
from indexer.cleaning import clean
from indexer.documents import Document, Trust
from indexer.passages import Passage
from indexer.references import fold
from indexer.segmentation import bigrams
from service.checking.amounts import amounts

#: The longest sentence that is shown, in characters.
LONGEST = 300
#: Share of a sentence's bigrams that its passages (with title and heading) must have, 0 to 1.
SHARED = 0.4
MARKER = re.compile(r"[\[【]\s*(S\d{1,3})\s*[\]】]")
_OTHER_MARKER = re.compile(r"\[[^\]]{0,20}\]|【[^】]{0,20}】")
_HTML = re.compile(r"[<>]|&(?:#|[A-Za-z])")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?=\S)|//|[A-Za-z0-9-]+\.[A-Za-z]{2,}|\]\(|@")
_QUOTE = re.compile(r"[“「『\"]([^“”「」『』\"]*)[”」』\"]")
_DATE = re.compile(r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月[0-9]{1,2}日")
_ARTICLE = re.compile(rf"第({NUMBER})条(?:之({NUMBER}))?")
_TITLE = re.compile(r"《([^《》]+)》")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千]{1,9}")
_BEGINNING = re.compile(r"^(?:[-*•·]|[0-9]{1,2}[.、)])\s*")
_EMPHASIS = str.maketrans("", "", "*`#")


class Rejection(StrEnum):
    """Why a sentence is dropped."""

    NO_MARKER = "no_marker"
    UNKNOWN_MARKER = "unknown_marker"
    HTML = "html"
    ADDRESS = "address"
    NUMBER = "number"
    LAW = "law"
    QUOTE = "quote"
    UNRELATED = "unrelated"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Source:
    """A passage that the model may cite, with its document."""

    passage: Passage
    document: Document


@dataclass(frozen=True)
class Verified:
    """A sentence without its markers, and the markers it stands on, each once."""

    text: str
    markers: tuple[str, ...]


def verify_sentence(raw: str, sources: Mapping[str, Source]) -> Verified | Rejection:
    """One sentence of the model's output, its markers in or right behind it. `sources`: marker → passage."""
    if len(raw) > 2 * LONGEST:
        return Rejection.TOO_LONG
    folded = fold(clean(raw))
    markers = tuple(dict.fromkeys(match.group(1) for match in MARKER.finditer(folded)))
    text = _without_marks(clean(raw))
    if not markers:
        return Rejection.NO_MARKER
    if any(marker not in sources for marker in markers) or _OTHER_MARKER.search(fold(text)):
        return Rejection.UNKNOWN_MARKER
    rejection = _rejection(text, tuple(sources[marker] for marker in markers))
    return rejection or Verified(text, markers)


def _without_marks(text: str) -> str:
    """The sentence as it is shown: without markers, list marks and Markdown's emphasis."""
    bare = MARKER.sub("", text.replace("［", "[").replace("］", "]"))
    return _BEGINNING.sub("", bare.translate(_EMPHASIS).strip()).strip()


def _rejection(text: str, cited: tuple[Source, ...]) -> Rejection | None:
    folded = fold(text)
    if len(text) > LONGEST:
        return Rejection.TOO_LONG
    if _HTML.search(folded):
        return Rejection.HTML
    if _ADDRESS.search(folded):
        return Rejection.ADDRESS
    if not all(_is_quoted(match.group(1), cited) for match in _QUOTE.finditer(text)) or _has_open_quote(text):
        return Rejection.QUOTE
    if not _laws_are_cited(folded, cited):
        return Rejection.LAW
    if not _numbers_are_cited(folded, cited):
        return Rejection.NUMBER
    return None if _share(text, cited) >= SHARED else Rejection.UNRELATED


def _is_quoted(quote: str, cited: tuple[Source, ...]) -> bool:
    """Whether the words stand in a cited passage as they are; a digest is not the law's text and cannot be quoted."""
    words = _bare(quote)
    return any(
        bool(words) and words in _bare(source.passage.text)
        for source in cited
        if source.document.trust is not Trust.DIGEST
    )


def _has_open_quote(text: str) -> bool:
    """A quotation mark without its partner could hide an unchecked quotation."""
    rest = _QUOTE.sub("", text)
    return any(mark in rest for mark in '“”「」『』"')


def _laws_are_cited(text: str, cited: tuple[Source, ...]) -> bool:
    """Whether every 《title》 and every 第N条 belongs to a cited passage or stands in its text."""
    held = " ".join(fold(source.passage.text) for source in cited)
    names = {fold(name) for source in cited for name in source.document.names}
    if any(title not in names and title not in held for title in _TITLE.findall(text)):
        return False
    numbers = {split_key(source.passage.article_key)[1] for source in cited if source.passage.article_key}
    numbers |= {number_of(*match.groups()) for match in _ARTICLE.finditer(held)}
    return all(number_of(*match.groups()) in numbers for match in _ARTICLE.finditer(text))


def _numbers_are_cited(text: str, cited: tuple[Source, ...]) -> bool:
    """Whether every date, every amount and every other number in digits stands in a cited passage."""
    held = " ".join(fold(source.passage.text) for source in cited)
    if any(date not in held for date in _DATE.findall(text)):
        return False
    values = {amount.value for amount in amounts(held)}
    if any(amount.value not in values for amount in amounts(text)):
        return False
    read = list(amounts(text))
    rest = "".join(" " if any(item.start <= i < item.end for item in read) else char for i, char in enumerate(text))
    rest = _DATE.sub(" ", _ARTICLE.sub(" ", rest))
    known = {*_DIGITS.findall(held), *(str(parse_number(word)) for word in _NUMERAL.findall(held))}
    return all(number in known for number in _DIGITS.findall(rest))


def _share(text: str, cited: tuple[Source, ...]) -> float:
    """Share of the sentence's bigrams that the cited passages have."""
    wanted = set(bigrams(text))
    own = {
        token
        for source in cited
        for token in bigrams(f"{source.document.title}。{source.passage.heading}。{source.passage.text}")
    }
    return len(wanted & own) / len(wanted) if wanted else 0.0


def _bare(text: str) -> str:
    return "".join(fold(text).split())

"""Is a quotation literal? If not, what was written and what does the article say?

    compare("试用期不得超过三十日。", article)  → (Difference("三十日", "六个月"),)
    compare("试用期不得超过6个月", article)     → ()        the numeral's spelling and punctuation do not count

Compared are letters, ideographs and numbers: blanks, punctuation and its width do not count, 六 and 6 are one. A
quotation with …… in it is compared piece by piece.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from indexer.article_keys import NUMBER, parse_number
from indexer.references import fold
from service.checking.findings import Difference

_CHINESE = "[零〇一二两三四五六七八九十百千]{1,9}"
_TOKEN = re.compile(
    rf"百分之(?P<share>{_CHINESE})|(?P<percent>[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)%"
    rf"|(?P<digits>[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)|(?P<numeral>{_CHINESE})|.",
    re.DOTALL,
)
_GAP = re.compile(r"…+|\.{3,}|·{3,}|[(]略[)]")
_HEADING = re.compile(rf"^第{NUMBER}条(?:之{NUMBER})?[:,、]?")
#: The longest quotation that is compared word by word, in characters; a longer one must be literal to pass.
LONGEST = 400
#: Stands around every key; no text can hold it, because it is no letter and no digit.
BORDER = "\x00"


@dataclass(frozen=True)
class Tokens:
    """`keys` are compared, `words[i]` is how token i is written; `joined` are the keys with a border around each."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    joined: str

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring keys."""
        return frozenset(pairwise(self.keys))


def tokens(text: str) -> Tokens:
    """Numbers as one token each, every other letter or ideograph by itself; the rest is left out."""
    keys, words = [], []
    for match in _TOKEN.finditer(fold(text)):
        key = _key(match)
        if key:
            keys.append(key)
            words.append(match.group())
    return Tokens(tuple(keys), tuple(words), BORDER + BORDER.join(keys) + BORDER)


def _key(match: re.Match[str]) -> str:
    """What a token is compared by; empty for what does not count."""
    if match["share"]:
        return f"{parse_number(match['share'])}%"
    if match["percent"]:
        return f"{match['percent']}%"
    if match["numeral"]:
        return str(parse_number(match["numeral"]))
    word = match.group()
    return word.lower() if match["digits"] or unicodedata.category(word)[0] in "LN" else ""


def pieces(quote: str) -> tuple[Tokens, ...]:
    """The quotation without the heading it may begin with, cut at ……; empty pieces left out."""
    parts = (tokens(part) for part in _GAP.split(_HEADING.sub("", fold(quote))))
    return tuple(part for part in parts if part.keys)


def is_literal(quote: str, article: Tokens) -> bool:
    """Whether every piece stands in the article, in this order."""
    position = 0
    text = article.joined
    for piece in pieces(quote):
        place = text.find(piece.joined, position)
        if place < 0:
            return False
        position = place + len(piece.joined) - 1
    return True


def likeness(quote: str, article: Tokens) -> float:
    """Share of the quotation's neighbouring tokens that are neighbours in the article too, 0 to 1."""
    wanted = [pair for piece in pieces(quote) for pair in pairwise(piece.keys)]
    held = article.pairs
    return sum(pair in held for pair in wanted) / len(wanted) if wanted else 0.0


def compare(quote: str, article: Tokens) -> tuple[Difference, ...]:
    """The places where the quotation departs from the article; empty when it is literal."""
    if is_literal(quote, article):
        return ()
    return tuple(found for piece in pieces(quote[:LONGEST]) for found in _differences(piece, article))


def _matcher(piece: Tokens, article: Tokens) -> SequenceMatcher[str]:
    return SequenceMatcher(None, piece.keys, article.keys, autojunk=False)


def _differences(piece: Tokens, article: Tokens) -> list[Difference]:
    """Differences inside the stretch of the article that the piece covers; neighbours one token apart are joined."""
    changes = [code for code in _matcher(piece, article).get_opcodes() if code[0] != "equal"]
    merged: list[list[int]] = []
    for tag, i1, i2, j1, j2 in changes:
        outside = tag == "insert" and (i1 == 0 or i1 == len(piece.keys))
        if outside:
            continue
        if i1 == 0 and tag == "replace":
            j1 = max(j1, j2 - (i2 - i1))
        if i2 == len(piece.keys) and tag == "replace":
            j2 = min(j2, j1 + (i2 - i1))
        if merged and i1 - merged[-1][1] <= 1 and j1 - merged[-1][3] <= 1:
            merged[-1][1], merged[-1][3] = i2, j2
        else:
            merged.append([i1, i2, j1, j2])
    return [_difference(piece, article, *places) for places in merged]


def _difference(piece: Tokens, article: Tokens, i1: int, i2: int, j1: int, j2: int) -> Difference:
    """A changed number is shown with its unit: 三倍 and 二倍, not 三 and 二."""
    numbers = i2 > i1 and j2 > j1 and piece.keys[i2 - 1].isdigit() and article.keys[j2 - 1].isdigit()
    unit = numbers and piece.keys[i2 : i2 + 1] == article.keys[j2 : j2 + 1] != ()
    return Difference("".join(piece.words[i1 : i2 + unit]), "".join(article.words[j1 : j2 + unit]))

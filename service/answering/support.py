"""Does a text say a thing, and does a passage bear a sentence out? By words and numbers, not by sense.

    says("要提前三十日通知", ("30日", "一个月"))    → True
    says("每月不得超过36小时", ("6小时",))         → False: 36 is another number

Who owes whom can be turned round without either noticing.
"""

import re
from collections.abc import Callable, Iterable

from indexer.answer_checks import unsupported
from indexer.answers import Statement
from indexer.article_keys import parse_number
from indexer.cleaning import normalize
from indexer.passages import Passage
from indexer.segmentation import bigrams

#: Share of a sentence's bigrams, weighted by rarity, that a passage must have to bear it out, 0 to 1. Of 3,586 pairs of
#: curated sentence and cited passage 30 % have as much (those in own words or with several sources have less), of pairs
#: with another passage of the same answer 2 %, with a random article 0.1 %: to pass means much, to fail little.
SHARED = 0.4
_NUMERAL = r"[零〇○一二两三四五六七八九十百千]+"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_FRACTION = re.compile(rf"({_NUMERAL}|\d+)分之({_NUMERAL}|\d+(?:\.\d+)?)")
_TEN_THOUSANDS = re.compile(rf"({_NUMERAL}|\d+(?:\.\d+)?)万({_NUMERAL})?")
_CHINESE = re.compile(_NUMERAL)


def in_digits(text: str) -> str:
    """A text without blanks, every number in arabic digits: 百分之二十 → 20%, 三分之二 → 2/3, 两万元 → 20000元."""
    text = _THOUSANDS.sub("", "".join(normalize(text).split()))
    text = _FRACTION.sub(_fraction, text)
    text = _TEN_THOUSANDS.sub(lambda match: f"{_value(match[1]) * 10000 + _value(match[2] or '0'):.0f}", text)
    return _CHINESE.sub(lambda match: f"{_value(match[0]):.0f}", text)


def says(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of the wordings stands in a text, in whichever numerals, and not as the end of another number."""
    held = in_digits(text)
    return any(re.search(_whole(in_digits(wording)), held) for wording in wordings)


def supports(statement: Statement, passage: Passage, weight: Callable[[str], float]) -> bool:
    """Whether a passage has every number of a sentence and at least `SHARED` of its words.

    `weight` is the rarity of a bigram, higher is rarer.
    """
    if unsupported(statement, (passage,)):
        return False
    said = set(bigrams(statement.text))
    held = said.intersection(bigrams(f"{passage.preface}。{passage.heading}。{passage.text}"))
    total = sum(map(weight, said))
    return total > 0 and sum(map(weight, held)) >= SHARED * total


def _whole(wording: str) -> str:
    """The pattern of a wording whose first and last numbers are not part of longer ones."""
    before = r"(?<![\d.])" if wording[:1].isdecimal() else ""
    after = r"(?!\.?\d)" if wording[-1:].isdecimal() else ""
    return before + re.escape(wording) + after


def _fraction(match: re.Match[str]) -> str:
    whole, part = _value(match[1]), _value(match[2])
    return f"{part:g}%" if whole == 100 else f"{part:g}/{whole:g}"


def _value(text: str) -> float:
    return float(text) if text[0].isdecimal() else parse_number(text)

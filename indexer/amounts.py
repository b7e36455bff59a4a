"""Amounts in a text, in one spelling: what a digest, an answer or a generated sentence may not get wrong.

numbers("十五日内，百分之二十") == Counter({"15": 1, "20%": 1})
"""

import re
from collections import Counter
from collections.abc import Iterator

from indexer.article_keys import NUMBER, parse_number
from indexer.cleaning import normalize

_REFERENCE = re.compile(rf"第{NUMBER}[条款项章节](?:之{NUMBER})?|\({NUMBER}\)")
_PERCENT = re.compile(rf"百分之({NUMBER})")
_FRACTION = re.compile(rf"({NUMBER})分之({NUMBER})")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)万")
_COUNTED = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)(%?)|([一二三四五六七八九十百千万两]+)(?=[年个日月周天倍元人份次名岁级]|小时)"
)
#: “one” counts nothing by itself (一个单位), and digests may say it otherwise.
_IGNORED = frozenset({"0", "1"})


def numbers(text: str) -> Counter[str]:
    """The amounts in a text in one spelling: 十五日 and 15日 are both "15", 百分之二十 and 20% both "20%"."""
    text = _REFERENCE.sub("", normalize(text).replace(",", ""))
    text = _TEN_THOUSANDS.sub(lambda match: f"{float(match[1]) * 10000:.0f}", text)
    text = _PERCENT.sub(lambda match: f" {parse_number(match[1])}% ", text)
    text = _FRACTION.sub(lambda match: f" {parse_number(match[2])} {parse_number(match[1])} ", text)
    return Counter(amount for amount in _amounts(text) if amount not in _IGNORED)


def _amounts(text: str) -> Iterator[str]:
    for match in _COUNTED.finditer(text):
        yield match[1] + match[2] if match[1] else str(_with_ten_thousand(match[3]))


def _with_ten_thousand(text: str) -> int:
    """`五万` = 50000; `article_keys.parse_number` stops at 千."""
    high, _, low = text.rpartition("万")
    if not high:
        return parse_number(low) if low else 10000
    return parse_number(high) * 10000 + (parse_number(low) if low else 0)

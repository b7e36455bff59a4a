"""Numbers with a unit in a sentence, so that 三十日, 30日 and 30天 are one, and 50%, 百分之五十 and 二分之一 another.

    [amount.value for amount in amounts("逾期不支付的，加付50%以上")] == [(Fraction(1, 2), "倍")]

Dates (2024年3月1日), article, paragraph and item numbers are no amounts. Money is read in 元, with 万.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from indexer.article_keys import parse_number

_N = r"(?:[0-9]{1,9}(?:\.[0-9]{1,4})?|[零〇一二两三四五六七八九十百千]{1,9})"
_AMOUNT = re.compile(
    rf"(?P<date>(?:19|20)[0-9]{{2}}年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?|[0-9]{{1,2}}月[0-9]{{1,2}}日)"
    rf"|第[(]?{_N}[)]?(?:条|款|项|章|节|次|目|号)"
    rf"|百分之(?P<percent>{_N})"
    rf"|(?P<low>{_N})分之(?P<high>{_N})"
    r"|(?P<top>[0-9]{1,3})/(?P<bottom>[0-9]{1,3})"
    rf"|(?P<number>{_N})(?P<wan>万)?(?P<unit>个?工作日|个月|周岁|小时|个?人|(?:次(?!性)|[日天年倍%名元周岁]))(?P<half>半)?"
)
_UNITS = {
    "日": "日",
    "天": "日",
    "工作日": "工作日",
    "个工作日": "工作日",
    "个月": "个月",
    "周岁": "岁",
    "岁": "岁",
    "小时": "小时",
    "人": "人",
    "个人": "人",
    "名": "人",
    "次": "次",
    "元": "元",
    "周": "周",
    "倍": "倍",
}


@dataclass(frozen=True)
class Amount:
    """`value` is what is compared: years are months, percentages and fractions are multiples."""

    start: int
    end: int
    value: tuple[Fraction, str]


def amounts(text: str) -> tuple[Amount, ...]:
    """All amounts of a folded text, in order."""
    found = []
    for match in _AMOUNT.finditer(text):
        value = _value(match)
        if value is not None:
            found.append(Amount(match.start(), match.end(), value))
    return tuple(found)


def _value(match: re.Match[str]) -> tuple[Fraction, str] | None:
    if match["percent"]:
        return _number(match["percent"]) / 100, "倍"
    if match["low"]:
        low = _number(match["low"])
        return (_number(match["high"]) / low, "倍") if low else None
    if match["top"]:
        bottom = int(match["bottom"])
        return (Fraction(int(match["top"]), bottom), "倍") if bottom else None
    if not match["unit"]:
        return None
    number = _number(match["number"]) * (10_000 if match["wan"] else 1)
    number += Fraction(1, 2) if match["half"] else 0
    match match["unit"]:
        case "%":
            return number / 100, "倍"
        case "年":
            return number * 12, "个月"
        case unit:
            return number, _UNITS[unit]


def _number(text: str) -> Fraction:
    return Fraction(text) if text[0] in "0123456789" else Fraction(parse_number(text))

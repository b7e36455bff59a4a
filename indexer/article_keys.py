"""Article keys (条文号键): the public, stable names of single articles.

A key is the official title without 中华人民共和国, `#`, and the article number in arabic digits;
第二百七十六条之一 is written `276-1`.

    article_number("第五十一条")            == "51"
    article_number("第二百七十六条之一")    == "276-1"
    article_heading("276-1")               == "第二百七十六条之一"
    article_key("中华人民共和国刑法", "276-1") == "刑法#276-1"

It knows no list of laws: resolving aliases is `indexer.references`.
"""

import re

STATE_PREFIX = "中华人民共和国"
DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

#: A number as lawyers and laypeople write it: 38, ３８, 三十八, 一百〇七.
NUMBER = r"(?:[0-9０-９]{1,4}|[零〇○一二两三四五六七八九十百千]{1,9})"
_ARTICLE = re.compile(rf"第?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?")


def parse_number(text: str) -> int:
    """The value of an arabic or Chinese number: `parse_number("一百零七") == 107`.

    Raises ValueError on anything else, naming the text.
    """
    if not text:
        raise ValueError("an empty text is not a number")
    if text.isdecimal():
        return int(text)
    if all(char in _VALUES for char in text):  # 二七六: digits read one by one
        return int("".join(str(_VALUES[char]) for char in text))
    total, pending = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if pending is None else pending) * _UNITS[char]
            pending = None
        elif char in _VALUES:
            pending = _VALUES[char]
        else:
            raise ValueError(f"{text!r} is not a number: {char!r} is neither digit nor unit")
    return total + (pending or 0)


def chinese_number(value: int) -> str:
    """The Chinese numeral used in article headings: `chinese_number(107) == "一百零七"`. 1 ≤ value ≤ 9999."""
    if not 1 <= value <= 9999:
        raise ValueError(f"article numbers run from 1 to 9999, not {value}")
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text[1:] if text.startswith("一十") else text


def article_number(heading: str) -> str:
    """The number part of a key: `第三十八条之二` → `38-2`. Raises ValueError if it is no article heading."""
    match = _ARTICLE.match(heading)
    if match is None:
        raise ValueError(f"{heading!r} does not begin with an article number such as 第三十八条")
    return number_of(match.group(1), match.group(2))


def number_of(main: str, sub: str | None) -> str:
    """Join the two numerals of an article: `number_of("二百七十六", "一") == "276-1"`."""
    number = str(parse_number(main))
    return f"{number}-{parse_number(sub)}" if sub else number


def article_heading(number: str) -> str:
    """The heading for a number part: `276-1` → `第二百七十六条之一`."""
    main, _, sub = number.partition("-")
    suffix = f"之{chinese_number(int(sub))}" if sub else ""
    return f"第{chinese_number(int(main))}条{suffix}"


def bare_title(title: str) -> str:
    """A title as keys write it: without 《》 and without 中华人民共和国 in front."""
    return title.strip().removeprefix("《").removesuffix("》").removeprefix(STATE_PREFIX)


def article_key(title: str, number: str) -> str:
    """`article_key("中华人民共和国劳动合同法", "51") == "劳动合同法#51"`."""
    return f"{bare_title(title)}#{number}"


def split_key(key: str) -> tuple[str, str]:
    """`劳动合同法#51` → ("劳动合同法", "51"). Raises ValueError on any other shape."""
    title, mark, number = key.partition("#")
    if not (mark and title and re.fullmatch(r"\d+(-\d+)?", number)):
        raise ValueError(f"{key!r} is not an article key such as 劳动合同法#51")
    return title, number


def sort_number(number: str) -> tuple[int, int]:
    """Order of articles inside one document: 276 < 276-1 < 277."""
    main, _, sub = number.partition("-")
    return int(main), int(sub or 0)

"""Every mention of an article of a law in a squeezed text, with its law, its 款 and 项, and where it stands.

    find_mentions("依据《劳动合同法》第三十八条第一款第(二)项", names)[0]
        → title 劳动合同法, number 38, paragraph 1, item 2

Articles of the contract at hand (本合同第三条) and of no named law at all are no citations. Which laws exist and
which are held is not known here: `LawNames` brings the names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.article_keys import NUMBER, STATE_PREFIX, bare_title, number_of, parse_number
from indexer.passages import Span
from service.checking.naming import LawNames

_PART = re.compile(rf"(?:第?({NUMBER})款)?(?:第?[(]?({NUMBER})[)]?项)?")
_SEPARATORS = re.compile(rf"(?:第[(]?{NUMBER}[)]?[款项目]|[、,和及与或至到~—-]|以及|或者)*")
#: 该法第四十六条: the law named last.
_AFORESAID = re.compile(r"(?:该|(?<![合共])同|同一|前述|上述|这部|此)部?(?:法律|法|条例|规定|办法|解释)$")
_OWN = re.compile(r"本(?:法|条例|规定|办法|解释)$")
_LEAD = re.compile(
    r".*(?:根据|依据|依照|按照|遵照|参照|适用|违反|符合|触犯|按|据|和|与|及|或者|或|、|[,。:;「“\"]|[(](?![一二三四五][)]))",
    re.DOTALL,
)
#: A title in 《》 that can be a rule; 《劳动合同》第三条 and 《员工手册》第八条 are no law.
_RULE_TITLE = re.compile(
    r"(?:法|法典|条例|规定|办法|解释|细则|决定|规则|规程|通则|总则|意见|通知|批复|公约)(?:[(][^()]{1,8}[)])?$"
)
#: Without 《》 only a whole title is taken: 公司规定第三条 and 依法第三条 are no law.
_PLAIN_TITLE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:(?<![违合执方做用看说无司依非办])法|条例|解释(?:[(][一二三四五][)])?)$"
    r"|[\u4e00-\u9fff]{2,}(?:省|市|自治区)[\u4e00-\u9fff]{2,20}(?:规定|办法)$"
)
#: Between a title and a number: 《劳动合同法》(2012年修正)第四十条, 《劳动合同法》(以下简称《合同法》)第三条.
_EDITION = re.compile(r"[(](?:[^()]{0,12}(?:修正|修订|版|公布|施行|年)[^()]{0,6}|以下简称[^()]{1,20})[)]\Z")
_ENUMERATION = re.compile(rf"第{NUMBER}(?:[、,和及与至到~—-]{{1,2}}第?{NUMBER})*[、,和及与至到~—-]{{1,2}}\Z")
_ONE = re.compile(NUMBER)
_REACH = 90


@dataclass(frozen=True)
class Mention:
    """`start` is where the law's name begins (the number, when the name stands before another number in a list),
    `end` behind the last 款 or 项."""

    title: str
    known: bool
    number: str
    start: int
    end: int
    paragraph: int | None = None
    item: int | None = None


def find_mentions(text: str, names: LawNames) -> tuple[Mention, ...]:
    """All mentions in order. `text` is squeezed; a "\\n" in it ends every list."""
    found: list[Mention] = []
    position = 0
    for line in text.split("\n"):
        last = found[-1].title if found else None
        for mention in _mentions_of(line, names, last):
            found.append(replace(mention, start=position + mention.start, end=position + mention.end))
        position += len(line) + 1
    return tuple(found)


def _mentions_of(line: str, names: LawNames, last: str | None) -> Iterator[Mention]:
    """Mentions in one line; `last` is the law named last before it."""
    references = names.reader.read(line)
    before: Mention | None = None
    for i, reference in enumerate(references):
        numbers = _enumerated(line, reference.start)
        begin = numbers[0][1].start if numbers else reference.start
        following = references[i + 1].start if i + 1 < len(references) else len(line)
        if i > 0 and _SEPARATORS.fullmatch(line, references[i - 1].end, begin) and names.at(line, begin) is None:
            named = (before.title, before.known, begin) if before else None
        else:
            named = _law_of(line, begin, names, last)
        if named is None:
            before = None
            continue
        title, known, start = named
        for number, span in numbers:
            yield Mention(title, known, number, start if span.start == begin else span.start, span.end)
        start = reference.start if numbers else start
        paragraph, item, end = _part(line, reference.end, following)
        before = Mention(title, known, reference.number, start, end, paragraph, item)
        last = title
        yield before


def _enumerated(line: str, start: int) -> list[tuple[str, Span]]:
    """The numbers before the last one of 第10、14、82条, whose 条 stands only behind the last."""
    first = max(0, start - _REACH)
    match = _ENUMERATION.search(line, first, start)
    if match is None:
        return []
    found = [
        (number_of(one.group(), None), Span(one.start(), one.end()))
        for one in _ONE.finditer(line, match.start(), match.end())
    ]
    head = found[0][1]
    return [(found[0][0], Span(match.start(), head.end)), *found[1:]]


def _part(line: str, start: int, end: int) -> tuple[int | None, int | None, int]:
    """款 and 项 behind a number, and where they end."""
    match = _PART.match(line, start, end)
    if match is None or match.end() == start:
        return None, None, start
    paragraph, item = (parse_number(text) if text else None for text in match.groups())
    return paragraph, item, match.end()


def _law_of(line: str, begin: int, names: LawNames, last: str | None) -> tuple[str, bool, int] | None:
    """(title, whether its name is known, where the citation begins) for numbers that begin at `begin`; None when no
    law is named."""
    short = names.at(line, begin)
    if short is not None:  # 劳动合同法38: the reference begins with the name
        return short, True, begin
    edition = _EDITION.search(line, max(0, begin - _REACH), begin)
    end = edition.start() if edition else begin
    while end and line[end - 1] == "的":
        end -= 1
    quoted = _quoted(line, end)
    if quoted is not None:
        title = line[quoted.start + 1 : quoted.end - 1]
        known = names.title_of(title) or names.title_of(f"最高人民法院{title}")
        if known is None and not _RULE_TITLE.search(title):
            return None
        return known or bare_title(title), known is not None, quoted.start
    return _plain(line, end, names, last)


def _quoted(line: str, end: int) -> Span | None:
    """The 《…》 that ends at `end`, with 《》 inside it if there are any."""
    if not end or line[end - 1] != "》":
        return None
    depth = 0
    for start in range(end - 1, max(-1, end - 1 - _REACH), -1):
        depth += {"》": 1, "《": -1}.get(line[start], 0)
        if depth == 0:
            return Span(start, end)
    return None


def _plain(line: str, end: int, names: LawNames, last: str | None) -> tuple[str, bool, int] | None:
    """A law named without 《》 right before `end`."""
    before = line[max(0, end - _REACH) : end]
    name = names.ending(before)
    if name is not None:
        whole = STATE_PREFIX + name if before.endswith(STATE_PREFIX + name) else name
        title = names.title_of(name)
        return (title, True, end - len(whole)) if title else None
    aforesaid = _AFORESAID.search(before)
    if aforesaid and last:
        return last, names.title_of(last) is not None, end - (len(before) - aforesaid.start())
    rest = _LEAD.sub("", before)
    if (
        not _PLAIN_TITLE.search(rest)
        or _OWN.search(rest)
        or rest.startswith(("本", "该", "我", "这", "其他", "有关", "相关"))
    ):
        return None
    return bare_title(rest), False, end - len(rest)

"""What a text says about the articles it cites: quotations, statements after 规定：, and the words around.

    劳动合同法第十九条规定：“……”。     the quotation belongs to the article before it
    “……”（劳动合同法第十九条）          … or to the one in brackets behind it
    劳动合同法第十九条第一款，试用期最长六个月    the claim is what follows in the sentence

Offsets are of the squeezed text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.article_keys import NUMBER
from indexer.passages import Span
from service.checking.mentions import Mention

#: Each kind of quotation marks; no pattern can run past the next opening mark, so time stays linear.
_QUOTE = re.compile(r"“[^“”]{1,3000}”|「[^「」]{1,3000}」|『[^『』]{1,3000}』|\"[^\"\n]{1,3000}\"")
_SENTENCE = re.compile(r"[^。!?\n]+")
_INTRODUCED = re.compile(r"(?:规定|明确|要求|指出|写明|写着|写的是|载明|原文|原话|如下|内容|称|:)的?(?:是|为)?[:,]?$")
_STATED = re.compile(r"的?(?:明确|原文|明文)?(?:规定|明确|要求|指出|写明|原文|内容)?(?:是|为|如下)?:")
#: What may stand between a quotation and the article behind it that it belongs to.
_BEHIND = re.compile(r"[。,;]?(?:[(\[]|[—-]{1,2})(?:见|依据|根据|出自|摘自|参见|引自|来源:)?")
_SEPARATORS = re.compile(rf"(?:第[(]?{NUMBER}[)]?[款项目]|[、,和及与或至到~—-]|以及|或者)*")
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]")
_HIDDEN = "\u25a1"
#: How near in front of an article a quotation must stand to belong to it when nothing else claims it.
_NEAR = 12


@dataclass(frozen=True)
class Quotation:
    """`span` is inside the marks. `introduced`: the text says that these are the words of the article."""

    span: Span
    introduced: bool
    marked: bool = True


@dataclass(frozen=True)
class Claim:
    """One list of articles and what is said about it. `text` has the quotations left out."""

    mentions: tuple[Mention, ...]
    span: Span
    text: str
    quotations: tuple[Quotation, ...]


def find_claims(text: str, mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """A claim for every list of mentions, in order; mentions inside a quotation claim nothing."""
    quotes = [Span(match.start(), match.end()) for match in _QUOTE.finditer(text)]
    shown = _hide(text, quotes)
    groups = _lists(text, mentions)
    open_groups = [group for group in groups if shown[group[-1].end - 1] != _HIDDEN]
    borders = _borders(shown, open_groups)
    claims = {}
    for group, (begin, end, following, first) in zip(open_groups, borders, strict=True):
        claims[group] = _claim(shown, quotes, group, (begin, end, following, first))
    return tuple(claims.get(group) or Claim(group, Span(group[0].start, group[-1].end), "", ()) for group in groups)


def _lists(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Mentions with only separators between them, of one law or several, are told one thing together."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _SEPARATORS.fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups]


def _hide(text: str, quotes: Sequence[Span]) -> str:
    """The text with everything inside quotation marks covered, so that a 。 there ends no sentence."""
    parts, position = [], 0
    for quote in quotes:
        parts += [text[position : quote.start], _HIDDEN * (quote.end - quote.start)]
        position = quote.end
    return "".join((*parts, text[position:]))


def _borders(shown: str, groups: Sequence[tuple[Mention, ...]]) -> list[tuple[int, int, int, bool]]:
    """For each group: where what stands before it begins, where its sentence ends, where the next group begins,
    and whether it is the first of its sentence."""
    found: list[tuple[int, int, int, bool]] = []
    sentences = iter(_SENTENCE.finditer(shown))
    sentence = next(sentences, None)
    for i, group in enumerate(groups):
        while sentence is not None and sentence.end() <= group[0].start:
            sentence = next(sentences, None)
        begin, end = (sentence.start(), sentence.end()) if sentence else (0, len(shown))
        previous = groups[i - 1][-1].end if i else 0
        following = min(end, groups[i + 1][0].start) if i + 1 < len(groups) else end
        found.append((max(begin, previous), end, max(following, group[-1].end), previous <= begin))
    return found


def _claim(shown: str, quotes: Sequence[Span], group: tuple[Mention, ...], border: tuple[int, int, int, bool]) -> Claim:
    begin, end, following, first = border
    start, stop = group[0].start, group[-1].end
    quotations = []
    for quote in quotes:
        if stop <= quote.start < following and not (following < end and _is_behind(shown, quote.end, following)):
            lead = shown[stop : quote.start]
            quotations.append(Quotation(Span(quote.start + 1, quote.end - 1), bool(_INTRODUCED.search(lead))))
        elif begin <= quote.start and quote.end <= start:
            behind = _is_behind(shown, quote.end, start)
            if behind or (first and start - quote.end <= _NEAR):
                quotations.append(Quotation(Span(quote.start + 1, quote.end - 1), behind))
    stated = _STATED.match(shown, stop, following)
    if stated and not quotations and following > stated.end():
        quotations.append(Quotation(Span(stated.end(), following), introduced=False, marked=False))
    after, before = shown[stop:following], shown[begin:start]
    said_after = len(_IDEOGRAPHS.findall(after)) >= 4 or _HIDDEN in after
    words = after if said_after else before
    span = Span(start, following) if said_after else Span(begin, stop)
    return Claim(group, span, words.replace(_HIDDEN, ""), tuple(quotations))


def _is_behind(shown: str, end: int, start: int) -> bool:
    """Whether only a bracket or a dash stands between a quotation and the article behind it."""
    return end <= start <= end + _NEAR and bool(_BEHIND.fullmatch(shown, end, start))

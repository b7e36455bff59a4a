"""The words of a passage that carry the answer.

A passage is cut into clauses: sentences, items with the sentence they hang on, and at 分号 when a sentence is
long. The clause nearest to the question is chosen by signals of equal weight: the cosine of the 款 it stands
in, the share of the question's characters (weighted by rarity) that it repeats, and, when the question asks
for an amount (多久, 几天, 最少), whether the clause states one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.passages import Part, Passage, Span
from indexer.segmentation import bigrams
from service.answering.support import in_digits

#: A sentence longer than this is also cut at 分号.
LONG = 170
#: The most characters quoted at once when a sentence introduces a list.
MAX_QUOTE = 360
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’」）)]*")
_HALF = re.compile(r"[^；;]+[；;]?")
_ASKS_AMOUNT = re.compile(
    r"多久|多长|多少|几[个天日年月人份次小周级岁]|最[长短多少高低晚迟]|期限|时效|什么时候|上限|下限|何时"
)
_AMOUNT = re.compile(
    r"(?:[0-9０-９]+|[零一二两三四五六七八九十百千半]+)\s*(?:个)?(?:年|月|日|天|周|小时|倍|人|名|元|份|次|工作日|周岁)"
    r"|百分之|[0-9]%|[二三四]分之|[0-9]/[0-9]|半数"
)
#: Lines of a procedure that are for the machine: keys and step names are no answer.
_MACHINE_LINE = re.compile(r"- (?:依据|表单|下一步)[：:]|\|[\s|:-]+$", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:[-*+]|\d+\.)\s+")


@dataclass(frozen=True)
class Clause:
    """A span of the passage text; `lead_in` is the sentence an item hangs on; `part` counts from 0."""

    span: Span
    lead_in: Span | None
    part: int


@dataclass(frozen=True)
class Extract:
    """What is quoted, and the lead-in to show before it (an item alone is no sentence)."""

    span: Span
    lead_in: Span | None


def best_extract(passage: Passage, question: str, part_scores: list[float], weight: Callable[[str], float]) -> Extract:
    """The best clause; a lead-in brings its whole list along.

    `part_scores` are one cosine per part, `weight` is the rarity of a bigram.
    """
    found = tuple(clauses(passage))
    if not found:
        return Extract(Span(0, len(passage.text)), None)
    tokens = bigrams(question)
    amount_wanted = asks_amount(question)
    signals = (
        _scaled([overlap(passage.text, clause, tokens, weight) for clause in found]),
        _scaled([part_scores[clause.part] for clause in found]),
        [float(amount_wanted and states_amount(passage.text[clause.span.start : clause.span.end])) for clause in found],
    )
    totals = [sum(values) for values in zip(*signals, strict=True)]
    best = found[max(range(len(found)), key=lambda i: (totals[i], -i))]
    if passage.text[best.span.start : best.span.end].endswith(("：", ":")):
        return Extract(_with_items(passage, best), None)
    whole = _list_of(passage, best)
    if whole and not _is_singled_out(passage.text, best, tokens) and best.span.end <= whole.end:
        return Extract(whole, None)
    return Extract(best.span, best.lead_in)


def _list_of(passage: Passage, item: Clause) -> Span | None:
    """The list an item belongs to, from its lead-in on; None for what is no item."""
    if item.lead_in is None:
        return None
    lead = next(place for place, part in enumerate(passage.parts) if part.span == item.lead_in)
    return _with_items(passage, Clause(item.lead_in, None, lead))


def _is_singled_out(text: str, item: Clause, question: tuple[str, ...]) -> bool:
    """Whether the question has words of an item that its lead-in has not; else it asks for the list."""
    assert item.lead_in is not None
    led_in = bigrams(text[item.lead_in.start : item.lead_in.end])
    return bool(set(question).intersection(bigrams(text[item.span.start : item.span.end])).difference(led_in))


def clauses(passage: Passage) -> Iterator[Clause]:
    """Every clause that can be quoted, in order."""
    for number, part in enumerate(passage.parts):
        if _MACHINE_LINE.match(passage.text, part.span.start):
            continue
        for span in _sentences(passage.text, part):
            yield Clause(span, part.lead_in, number)


def _sentences(text: str, part: Part) -> Iterator[Span]:
    start = part.span.start
    if text.startswith("|", start):  # a row of a table says nothing in pieces
        yield part.span
        return
    mark = _LIST_MARK.match(text, start, part.span.end)
    for match in _SENTENCE.finditer(text, mark.end() if mark else start, part.span.end):
        if match.end() - match.start() > LONG:
            yield from (Span(half.start(), half.end()) for half in _HALF.finditer(text, match.start(), match.end()))
        else:
            yield Span(match.start(), match.end())


def _with_items(passage: Passage, lead: Clause) -> Span:
    """From the lead-in over as many of its items as fit into `MAX_QUOTE`."""
    end = lead.span.end
    for part in passage.parts[lead.part + 1 :]:
        if part.lead_in is None or part.span.end - lead.span.start > MAX_QUOTE:
            break
        end = part.span.end
    return Span(lead.span.start, end)


def overlap(text: str, clause: Clause, question: tuple[str, ...], weight: Callable[[str], float]) -> float:
    """Rarity-weighted share of the question's bigrams that the clause (with its lead-in) repeats, 0 to 1."""
    spans = (clause.lead_in, clause.span) if clause.lead_in else (clause.span,)
    own = {token for span in spans for token in bigrams(text[span.start : span.end])}
    wanted = dict.fromkeys(question)
    total = sum(weight(token) for token in wanted)
    return sum(weight(token) for token in wanted if token in own) / total if total else 0.0


def asks_amount(question: str) -> bool:
    """Whether a question asks how much, how long, how many."""
    return bool(_ASKS_AMOUNT.search(question))


def amounts_in(text: str) -> frozenset[str]:
    """Every number of something a text states, in arabic digits: 一年 and 1年 are one."""
    return frozenset(match.group() for match in _AMOUNT.finditer(in_digits(text)))


def states_amount(text: str) -> bool:
    """Whether a text states a number of something."""
    return bool(_AMOUNT.search(text))


def _scaled(values: list[float]) -> list[float]:
    """To [0, 1] by the smallest and largest; all 0 when they are equal."""
    low, high = min(values), max(values)
    return [(value - low) / (high - low) if high > low else 0.0 for value in values]

"""What of a passage is encoded: few and short texts, because the cost is linear in their tokens (about 1 ms each).

Neighbouring 款 are packed together up to `PACKED` characters, and so are the items （一） of one sentence, which they
then carry once. Packing ranks as well as a vector for each (款 list alone, nDCG@10: STARD 42 → 44, bargaining 78 → 79,
negotiation 61 → 60) and saves a sixth of the rules' tokens. Other kinds than rules answer as a whole, by their
beginning.
"""

from collections.abc import Iterator

from indexer.answers import without_references
from indexer.documents import Document, Kind
from indexer.passages import Passage, Span
from indexer.procedures import without_machine_lines

#: Characters up to which neighbouring parts of a rule are packed into one piece.
PACKED = 110
#: Characters of a piece that are encoded, by kind; what follows is found by BM25 all the same.
LONGEST = {
    Kind.REGULATION: 150,
    Kind.PROCEDURE: 140,
    Kind.PRACTICE: 140,
    Kind.CASE: 90,
    Kind.FORM: 100,
    Kind.ANSWER: 50,
}
#: Of rules outside the core of labour law, and of an article that nobody is expected to ask for.
LONGEST_OUTSIDE, LONGEST_LEFT_OUT = 90, 45


def pieces(passage: Passage, document: Document, *, left_out: bool) -> tuple[str, ...]:
    """The texts whose vectors stand for a passage, at least one.

    Each begins with the title (of a rule: the short one) and the heading. `left_out` marks an article of which
    corpus/asked says that nobody asks for it: it has its first piece only.
    """
    outside = passage.kind is Kind.REGULATION and not document.core
    longest = LONGEST_LEFT_OUT if left_out else LONGEST_OUTSIDE if outside else LONGEST[passage.kind]
    found = tuple(_texts(passage))
    return tuple(f"{_name(passage, document)}\n{text}"[:longest] for text in (found[:1] if left_out else found))


def part_texts(passage: Passage, document: Document) -> tuple[str, ...]:
    """The same for every single part of a rule, whole, for choosing the one to quote; an item with its sentence."""
    name = _name(passage, document)
    return tuple(
        f"{name}\n{_cut(passage, part.lead_in) if part.lead_in else ''}{_cut(passage, part.span)}"
        for part in passage.parts
    )


def _name(passage: Passage, document: Document) -> str:
    if passage.kind is Kind.REGULATION:
        return f"{document.short_title}{passage.preface.removeprefix(document.title)}"
    return passage.preface


def _packs(passage: Passage) -> tuple[tuple[int, ...], ...]:
    """Which parts of a rule share a piece, by their place in `passage.parts`; one tuple for each piece.

    A sentence that only leads in to items is in the piece of its first items.
    """
    leads_in = {part.lead_in for part in passage.parts}
    found: list[list[int]] = []
    length = 0
    waiting: list[int] = []
    for place, part in enumerate(passage.parts):
        if part.span in leads_in:
            waiting.append(place)
            continue
        own = part.span.end - part.span.start
        fits = found and not waiting and part.lead_in == passage.parts[found[-1][-1]].lead_in
        if fits and length + own <= PACKED:
            found[-1].append(place)
            length += own
        else:
            found.append([*waiting, place])
            waiting, length = [], own
    return tuple(map(tuple, found))


def _texts(passage: Passage) -> Iterator[str]:
    match passage.kind:
        case Kind.REGULATION:
            yield from _packed(passage)
        case Kind.ANSWER:
            yield without_references(_cut(passage, passage.parts[1].span))  # below the heading 一句话
        case Kind.PROCEDURE:
            yield without_machine_lines(passage.text)
        case _:
            yield passage.text


def _packed(passage: Passage) -> Iterator[str]:
    for places in _packs(passage):
        lead_in = passage.parts[places[-1]].lead_in
        own = (passage.parts[place].span for place in places if passage.parts[place].span != lead_in)
        yield (_cut(passage, lead_in) if lead_in else "") + "".join(_cut(passage, span) for span in own)


def _cut(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]

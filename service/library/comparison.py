"""Two to four cases side by side, field by field; what differs is marked, and every cell knows its place.

    table = compare(searcher, ("wuhan-catering-2011", "beijing-catering-2014"))
    table.rows[0].label == "层级"; table.rows[0].cells[1].differs

A row differs when not all its cells say the same; then the cells outside the most common wording are marked,
all of them where each says something else. An empty cell means that the source does not say it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.documents import Document
from service.answering.citation import document_url, passage_url
from service.library.articles import article_of, article_words
from service.library.case_places import record_url, section_of
from service.library.case_words import (
    coverage_words,
    evidence_words,
    figure_words,
    opening_words,
    procedure_words,
    round_words,
)
from service.library.cases import facts_of
from service.search.ranking import Searcher

FEWEST, MOST = 2, 4
NOT_SAID = "来源没有写"


class WrongNumber(ValueError):
    """Too few or too many cases, or a case that does not exist; the message is for the person who chose."""


@dataclass(frozen=True)
class Line:
    """One sentence of a cell; `url` where it has a place of its own (an article)."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """What a case says in one row; `url` is the place on its page. `differs`: not what the others say."""

    lines: tuple[Line, ...]
    url: str
    differs: bool = False

    @property
    def text(self) -> str:
        """The lines below each other, as files have them."""
        return "\n".join(line.text for line in self.lines) or NOT_SAID


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    documents: tuple[Document, ...]
    rows: tuple[Row, ...]


#: A row: its words, the place on the page of a case, and the sentences a case has for it.
_Field = tuple[str, str, Callable[[Searcher, Document], Sequence[Line]]]


def compare(searcher: Searcher, slugs: Sequence[str]) -> Comparison:
    """The table of these cases, in this order, each once. Raises WrongNumber."""
    chosen = tuple(dict.fromkeys(slug for slug in slugs if slug))
    if not FEWEST <= len(chosen) <= MOST:
        raise WrongNumber(f"请选{FEWEST}到{MOST}个案例来对比，现在选了{len(chosen)}个。在案例列表里勾选，再点“对比”。")
    documents = tuple(_find(searcher, slug) for slug in chosen)
    rows = tuple(_row(searcher, documents, *field) for field in _FIELDS)
    return Comparison(documents, rows)


def _find(searcher: Searcher, slug: str) -> Document:
    document = searcher.documents.get(slug)
    if document is None or document.case is None:
        raise WrongNumber("选中的案例里有一个不存在，地址可能抄漏了字。请从案例列表里重新选。")
    return document


def _row(
    searcher: Searcher,
    documents: tuple[Document, ...],
    label: str,
    part: str,
    lines_of: Callable[[Searcher, Document], Sequence[Line]],
) -> Row:
    cells = [
        Cell(tuple(lines_of(searcher, document)), _place(searcher, document, part, label)) for document in documents
    ]
    counts = Counter(cell.text for cell in cells)
    most = max(counts.values())
    usual = {text for text, count in counts.items() if count == most} if most > 1 else set()
    differs = len(counts) > 1
    marked = tuple(Cell(cell.lines, cell.url, differs and cell.text not in usual) for cell in cells)
    return Row(label, marked, differs)


def _place(searcher: Searcher, document: Document, part: str, label: str) -> str:
    section = section_of(searcher, document, label)
    if section is not None:
        return passage_url(section)
    return record_url(document, part) if part else document_url(document.kind, document.slug)


def _lines(*texts: str | None) -> list[Line]:
    return [Line(text) for text in texts if text]


def _basis(searcher: Searcher, keys: tuple[str, ...]) -> list[Line]:
    """Articles with their addresses; a key that is not held stays as it is written."""
    found = [(key, article_of(searcher, key)) for key in keys]
    return [
        Line(article_words(searcher, passage), passage_url(passage)) if passage else Line(key) for key, passage in found
    ]


def _lessons(searcher: Searcher, document: Document) -> list[Line]:
    section = section_of(searcher, document, "启示")
    return _lines(*(line.lstrip("- ").strip() for line in section.text.split("\n"))) if section else []


_FIELDS: tuple[_Field, ...] = (
    ("层级", "level", lambda _, document: _lines(document.level)),
    ("行业", "industry", lambda _, document: _lines(facts_of(document).industry)),
    ("地区", "region", lambda _, document: _lines(document.region)),
    ("年份", "years", lambda _, document: _lines(document.years)),
    ("覆盖", "coverage", lambda _, document: _lines(coverage_words(facts_of(document)))),
    ("议题", "topics", lambda _, document: _lines("、".join(facts_of(document).topics))),
    ("双方开价", "opening", lambda _, document: _lines(*opening_words(facts_of(document)))),
    ("证据", "evidence", lambda _, document: _lines(*evidence_words(facts_of(document)))),
    ("让步经过", "rounds", lambda _, document: _lines(*map(round_words, facts_of(document).rounds))),
    ("结果数字", "figures", lambda _, document: _lines(*map(figure_words, facts_of(document).figures))),
    ("结果", "outcome", lambda _, document: _lines(facts_of(document).outcome)),
    ("程序", "procedure", lambda _, document: _lines(*procedure_words(facts_of(document).procedure))),
    ("依据（来源写明）", "stated", lambda searcher, document: _basis(searcher, facts_of(document).basis_stated)),
    ("依据（本库对应）", "mapped", lambda searcher, document: _basis(searcher, facts_of(document).basis_mapped)),
    ("启示", "", _lessons),
    ("可信度", "reliability", lambda _, document: _lines(facts_of(document).reliability)),
    ("待核", "unverified", lambda _, document: _lines(*facts_of(document).unverified)),
)

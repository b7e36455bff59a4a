"""A form filled in: as paragraphs for a page, or as a real .docx. Nothing typed is kept.

The paper is the form's Markdown with blanks `{{name}}`. It is parsed first and filled in afterwards, so what a
person types is always plain text: it cannot become markup. A blank left open is a line to write on.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import docx
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from indexer.cleaning import clean
from indexer.documents import Document, FormFacts, FormField
from indexer.forms import BLANK
from service.calculators.calculator import InputError, Mistake

#: The media type of what `to_docx` makes.
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_BLANK = "＿＿＿＿＿＿＿＿"
MAX_CHARACTERS = 4000
FONT = "宋体"

_INSTRUCTIONS = re.compile(r"^## 使用说明", re.MULTILINE)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])


@dataclass(frozen=True)
class Paper:
    """One piece of the paper. `kind` is heading, paragraph, item, number or row; `cells` is one text but for rows."""

    kind: str
    level: int
    cells: tuple[str, ...]


def check_values(form: FormFacts, raw: Mapping[str, str]) -> dict[str, str]:
    """The texts to fill in, cleaned; absent fields stay open. Raises InputError with every field that is wrong."""
    values: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for field in form.fields:
        text = clean(raw.get(field.name, ""))
        if not text:
            continue
        try:
            values[field.name] = _shown(field, text)
        except ValueError as error:
            mistakes.append(Mistake(field.name, f"“{field.label}”{error}"))
    if mistakes:
        raise InputError(*mistakes)
    return values


def lay_paper(document: Document, values: Mapping[str, str]) -> tuple[Paper, ...]:
    """The form's text with its blanks filled, piece by piece."""
    return tuple(
        Paper(piece.kind, piece.level, tuple(fill(cell, values) for cell in piece.cells))
        for piece in _pieces(document.text[: _paper_end(document.text)])
    )


def instructions(document: Document) -> str:
    """The part of a form that explains it and does not belong on the paper: its last section, 使用说明."""
    return document.text[_paper_end(document.text) :]


def _paper_end(text: str) -> int:
    found = _INSTRUCTIONS.search(text)
    return found.start() if found else len(text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`fill("甲方：{{party}}", {"party": "某公司"}) == "甲方：某公司"`."""
    return BLANK.sub(lambda match: values.get(match.group(1)) or OPEN_BLANK, text)


def to_docx(document: Document, values: Mapping[str, str]) -> bytes:
    """The paper as a Word file, in the fonts that offices use."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    title = paper.add_heading(document.title, level=0)
    set_font(title)
    rows: list[tuple[str, ...]] = []
    for piece in (*lay_paper(document, values), None):
        if piece is not None and piece.kind == "row":
            rows.append(piece.cells)
            continue
        if rows:
            _add_table(paper, rows)
            rows = []
        if piece is not None:
            _add_piece(paper, piece)
    paper.core_properties.author = ""
    paper.core_properties.title = document.title
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _shown(field: FormField, text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"最多{MAX_CHARACTERS}个字，现在有{len(text)}个字")
    if field.kind == "date":
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError("要写成 2026-11-22 这样存在的日期") from None
        return f"{day.year}年{day.month}月{day.day}日"
    if field.kind == "number" and not re.fullmatch(r"-?\d+(?:[.,]\d+)*%?", text):
        raise ValueError("要写数字，例如 3500 或 8.5")
    return text


def _pieces(text: str) -> list[Paper]:
    """Markdown tokens → pieces; lists are flattened, their numbers kept by Word's own style."""
    pieces: list[Paper] = []
    lists: list[str] = []
    level = 0
    row: list[str] | None = None
    for token in _markdown.parse(text):
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "bullet_list_open" | "ordered_list_open":
                lists.append("item" if token.type.startswith("bullet") else "number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                pieces.append(Paper("row", 0, tuple(row)))
                row = None
            case "inline" if row is not None:
                row.append(token.content)
            case "inline":
                kind = "heading" if level else lists[-1] if lists else "paragraph"
                pieces.extend(Paper(kind, level, (line,)) for line in _lines(kind, token.content))
    return pieces


def _lines(kind: str, content: str) -> list[str]:
    return [content.replace("\n", "")] if kind == "heading" else content.split("\n")


def _add_piece(paper: Docx, piece: Paper) -> None:
    text = piece.cells[0]
    if piece.kind == "heading":
        set_font(paper.add_heading(text, level=min(piece.level, 4)))
    else:
        styles = {"item": "List Bullet", "number": "List Number"}
        paper.add_paragraph(text, style=styles.get(piece.kind))


def _add_table(paper: Docx, rows: list[tuple[str, ...]]) -> None:
    table = paper.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text


def set_font(paragraph: Paragraph) -> None:
    """The fonts of headings in offices: 黑体 for Chinese."""
    for run in paragraph.runs:
        run.font.name = FONT
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")

"""A comparison as a file for a table program: CSV (with the mark that Excel needs to see UTF-8) or .xlsx.

A cell that a table program might take for a formula stays text in both.
"""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from service.library.comparison import Comparison

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DIFFERS = "不同"
LABEL_WIDTH, CASE_WIDTH = 16, 48


def to_csv(comparison: Comparison) -> bytes:
    """The table as CSV: row label, 不同 or nothing, one column a case."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in _table(comparison):
        writer.writerow([harmless(text) for text in row])
    return buffer.getvalue().encode("utf-8-sig")


def to_xlsx(comparison: Comparison) -> bytes:
    """The table as a workbook of one sheet; cells that differ are bold on a tint."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "案例对比"
    for number, row in enumerate(_table(comparison), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1 or column == 1)
    tint = PatternFill("solid", fgColor="FDE9A6")
    for number, found in enumerate(comparison.rows, start=2):
        for column, shown in enumerate(found.cells, start=3):
            if shown.differs:
                sheet.cell(number, column).fill = tint
                sheet.cell(number, column).font = Font(bold=True)
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    for column in range(3, 3 + len(comparison.documents)):
        sheet.column_dimensions[get_column_letter(column)].width = CASE_WIDTH
    sheet.freeze_panes = "C2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(comparison: Comparison) -> list[list[str]]:
    head = ["项目", DIFFERS, *(document.title for document in comparison.documents)]
    sources = [
        "来源",
        "",
        *("\n".join(source.name for source in document.sources) for document in comparison.documents),
    ]
    rows = [[row.label, DIFFERS if row.differs else "", *(cell.text for cell in row.cells)] for row in comparison.rows]
    return [head, *rows, sources]


def harmless(text: str) -> str:
    """The text of a cell, marked as text where a table program would reckon it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text

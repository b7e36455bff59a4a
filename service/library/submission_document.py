"""The form of a submission as a Word table, and a filled one read back. Nothing in the file is trusted.

    read_docx(template()) == {}

A .docx is a zip archive: its size unpacked, its number of parts, macros and document type declarations are looked
at before anything parses it, and only the texts of two-column tables are taken.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt

from indexer.cleaning import clean
from service.library.form_document import FONT, set_font
from service.library.submission_fields import FIELDS, SubmissionField

#: Bytes of the file, bytes unpacked, parts, bytes of the text part, rows: a long case needs a tenth of each.
MAX_FILE, MAX_UNPACKED, MAX_PARTS, MAX_TEXT, MAX_ROWS = 1024 * 1024, 16 * 1024 * 1024, 200, 2 * 1024 * 1024, 200
TEXT_PART = "word/document.xml"
#: How much of each XML part is looked at for a document type declaration: it must stand at the beginning.
HEAD = 4096
REQUIRED_MARK = "（必填）"


class WrongFile(ValueError):
    """The file is refused; the message says why and what to do."""


def template() -> bytes:
    """An empty table to fill in: label and explanation on the left, room on the right."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    set_font(paper.add_heading("集体协商案例报送表", level=0))
    paper.add_paragraph(
        "在右边一栏填写，不要改左边的字，不要写个人姓名、电话、身份证号。填好以后在网页上传，先检查、后报送。"
    )
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for field in FIELDS:
        left, right = table.add_row().cells
        left.text = f"{field.label}{REQUIRED_MARK if field.required else ''}"
        for line in _explained(field):
            left.add_paragraph(line)
        left.width, right.width = Cm(5.5), Cm(11)
    paper.core_properties.author = ""
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def read_docx(content: bytes) -> dict[str, str]:
    """Texts by field from a filled template; unknown rows are left out. Raises WrongFile."""
    _inspect(content)
    try:
        root = docx.Document(io.BytesIO(content)).element
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, OSError) as error:  # lxml's error is a SyntaxError
        raise WrongFile("这个 Word 文件打不开，可能已经损坏。请用报送表重新填写再上传。") from error
    names = {field.label: field.name for field in FIELDS}
    rows = [(label, text) for label, text in _rows(root) if label in names]
    if not rows:
        raise WrongFile("文件里没有报送表的表格。请下载报送表，在右边一栏填写，再上传。")
    return {names[label]: text for label, text in rows if text}


def _inspect(content: bytes) -> None:
    if len(content) > MAX_FILE:
        raise WrongFile(f"文件太大，最多{MAX_FILE // 1024} KiB。请去掉图片再上传。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise WrongFile("这不是 .docx 文件。旧的 .doc 请用 Word 另存为 .docx，加了密码的请先去掉密码。") from error
    with archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if TEXT_PART not in names:
            raise WrongFile("这不是 Word 的 .docx 文件。请下载报送表填写。")
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise WrongFile("文件展开以后太大，不能读。请用报送表重新填写，不要放图片和附件。")
        if archive.getinfo(TEXT_PART).file_size > MAX_TEXT:
            raise WrongFile("文件里的字太多，不能读。请只填报送表。")
        if any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
            raise WrongFile("文件里有宏或者控件，不能收。请另存为不带宏的 .docx 再上传。")
        _refuse_declarations(archive, parts)


def _refuse_declarations(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Word writes no document type declarations; who does wants entities expanded or fetched."""
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(part) as file:
                head = file.read(HEAD)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise WrongFile("这个 Word 文件打不开，可能已经损坏或者加了密码。") from error
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"macroEnabled" in head:
            raise WrongFile("文件里有不该有的内容（宏或者外部实体），不能收。请另存为普通的 .docx 再上传。")


def _rows(root: BaseOxmlElement) -> Iterator[tuple[str, str]]:
    """(label, text) of the first rows of all tables; the label is the first line of the left cell.

    Read from the elements: python-docx's tables suppose a well-made grid.
    """
    for row in islice(root.iter(qn("w:tr")), MAX_ROWS):
        cells = list(row.iterchildren(qn("w:tc")))
        if len(cells) >= 2:
            label = _text(cells[0]).partition("\n")[0].removesuffix(REQUIRED_MARK).strip()
            yield label, _text(cells[-1])


def _text(cell: BaseOxmlElement) -> str:
    """The words of a cell, a line for each paragraph and each break."""
    pieces = {qn("w:p"): "\n", qn("w:br"): "\n", qn("w:tab"): " "}
    return clean(
        "".join(pieces.get(item.tag, "") + (item.text or "" if item.tag == qn("w:t") else "") for item in cell.iter())
    )


def _explained(field: SubmissionField) -> list[str]:
    return [
        *([field.explain] if field.explain else []),
        *([f"可以写：{'、'.join(field.choices)}"] if field.choices else []),
    ]

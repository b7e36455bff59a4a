"""The table to fill in, read back; and files that must not be read at all."""

import io
import zipfile

import docx
import pytest

from service.library.submission_document import (
    MAX_FILE,
    MAX_PARTS,
    MAX_TEXT,
    MAX_UNPACKED,
    TEXT_PART,
    WrongFile,
    read_docx,
    template,
)
from service.library.submission_fields import FIELDS


def filled(values: dict[str, str]) -> bytes:
    """The template with `values` by label written into its right column."""
    paper = docx.Document(io.BytesIO(template()))
    for row in paper.tables[0].rows:
        left, right = row.cells
        label = left.text.partition("\n")[0].removesuffix("（必填）")
        right.text = values.get(label, "")
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The archive with parts added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in parts:
                new.writestr(part, old.read(part))
        for name, text in parts.items():
            new.writestr(name, text)
    return buffer.getvalue()


def test_template_has_a_row_for_every_field_and_reads_as_empty() -> None:
    paper = docx.Document(io.BytesIO(template()))
    assert len(paper.tables[0].rows) == len(FIELDS)
    assert read_docx(template()) == {}


def test_filled_table_is_read_back_line_by_line() -> None:
    assert read_docx(filled({"案例名称": "某区餐饮", "双方": "职工方：甲\n企业方：乙"})) == {
        "title": "某区餐饮",
        "parties": "职工方：甲\n企业方：乙",
    }


def test_table_of_somebody_else_is_refused() -> None:
    paper = docx.Document()
    paper.add_table(rows=1, cols=2).rows[0].cells[0].text = "菜单"
    buffer = io.BytesIO()
    paper.save(buffer)
    with pytest.raises(WrongFile, match="没有报送表的表格"):
        read_docx(buffer.getvalue())


def test_bomb_is_refused_by_its_size_unpacked() -> None:
    bomb = repacked(template(), **{"word/media/zero.bin": bytes(MAX_UNPACKED)})
    assert len(bomb) < MAX_FILE
    with pytest.raises(WrongFile, match="展开以后太大"):
        read_docx(bomb)


def test_many_parts_and_a_huge_text_are_refused() -> None:
    with pytest.raises(WrongFile, match="展开以后太大"):
        read_docx(repacked(template(), **{f"word/x{number}.xml": b"<x/>" for number in range(MAX_PARTS)}))
    with pytest.raises(WrongFile, match="字太多"):
        read_docx(repacked(template(), **{TEXT_PART: b"<x>" + b" " * MAX_TEXT + b"</x>"}))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml"])
def test_macros_and_controls_are_refused(name: str) -> None:
    with pytest.raises(WrongFile, match="宏或者控件"):
        read_docx(repacked(template(), **{name: b"x"}))


def test_macro_type_and_entities_are_refused() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(WrongFile, match="不该有的内容"):
        read_docx(repacked(template(), **{TEXT_PART: entity}))
    types = b'<Types><Default ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    with pytest.raises(WrongFile, match="不该有的内容"):
        read_docx(repacked(template(), **{"[Content_Types].xml": types}))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04" + bytes(40),
        template()[: len(template()) // 2],
    ],
)
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    with pytest.raises(WrongFile, match=r"不是 \.docx 文件"):
        read_docx(content)


def test_archive_that_is_no_word_file_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "甲")
    with pytest.raises(WrongFile, match="不是 Word"):
        read_docx(buffer.getvalue())


def test_broken_parts_are_refused() -> None:
    for text in (b"<w:document", b"", b"<x/>"):
        with pytest.raises(WrongFile):
            read_docx(repacked(template(), **{TEXT_PART: text}))


def test_file_too_large_is_refused_before_it_is_opened() -> None:
    with pytest.raises(WrongFile, match="文件太大"):
        read_docx(bytes(MAX_FILE + 1))

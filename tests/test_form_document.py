"""Forms filled in: blanks become words or lines, hostile words stay words, and the file is a real .docx."""

import io
from dataclasses import replace

import docx
import pytest
from corpus_files import make_document

from indexer.documents import Document, FormFacts, FormField, Kind
from service.calculators.calculator import InputError
from service.library.form_document import MAX_CHARACTERS, OPEN_BLANK, check_values, instructions, lay_paper, to_docx

FIELDS = (
    FormField("party", "收件一方", "text"),
    FormField("day", "日期", "date"),
    FormField("rise", "涨幅", "number"),
    FormField("reason", "理由", "long", required=False),
)
TEXT = """## 协商要约书

致：{{party}}

- 涨幅：{{rise}}
- 理由：{{reason}}

1. 第一项
2. 第二项

| 项目 | 内容 |
|---|---|
| 日期 | {{day}} |
"""


def form() -> Document:
    return replace(make_document(TEXT, kind=Kind.FORM), form=FormFacts("提出协商", ("xieshang#yaoyue",), FIELDS))


def facts() -> FormFacts:
    found = form().form
    assert found is not None
    return found


def test_paper_is_laid_out_piece_by_piece() -> None:
    pieces = lay_paper(form(), {"party": "某公司", "rise": "8%"})
    assert [(piece.kind, piece.cells) for piece in pieces] == [
        ("heading", ("协商要约书",)),
        ("paragraph", ("致：某公司",)),
        ("item", ("涨幅：8%",)),
        ("item", (f"理由：{OPEN_BLANK}",)),
        ("number", ("第一项",)),
        ("number", ("第二项",)),
        ("row", ("项目", "内容")),
        ("row", ("日期", OPEN_BLANK)),
    ]


def test_typed_markup_stays_text() -> None:
    hostile = "<script>x</script> **粗** [链接](http://x) {{day}}\n## 标题"
    pieces = lay_paper(form(), {"party": hostile})
    assert pieces[1].cells == (f"致：{hostile}",)


def test_word_file_holds_what_was_typed() -> None:
    paper = docx.Document(io.BytesIO(to_docx(form(), {"party": "某公司", "day": "2026年3月2日"})))
    assert "致：某公司" in [paragraph.text for paragraph in paper.paragraphs]
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["项目", "内容"],
        ["日期", "2026年3月2日"],
    ]


def test_dates_are_written_out_and_empty_fields_left_open() -> None:
    assert check_values(facts(), {"day": "2026-03-02", "party": "  "}) == {"day": "2026年3月2日"}


@pytest.mark.parametrize(
    ("field", "text"),
    [("day", "2026-02-31"), ("day", "明天"), ("rise", "很多"), ("party", "字" * (MAX_CHARACTERS + 1))],
)
def test_wrong_field_is_named(field: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        check_values(facts(), {field: text})
    assert [mistake.field for mistake in caught.value.mistakes] == [field]


def test_all_wrong_fields_are_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        check_values(facts(), {"day": "昨天", "rise": "多"})
    assert [mistake.field for mistake in caught.value.mistakes] == ["day", "rise"]


def test_control_characters_never_reach_the_file() -> None:
    assert check_values(facts(), {"party": "某\x00公\ud800司"}) == {"party": "某公司"}


def test_instructions_stay_off_the_paper() -> None:
    text = "## 正文\n\n甲。\n\n## 使用说明（用前删去）\n\n一式两份。\n"
    document = replace(form(), text=text)
    assert [piece.cells for piece in lay_paper(document, {})] == [("正文",), ("甲。",)]
    assert "一式两份" in instructions(document)
    assert instructions(form()) == ""

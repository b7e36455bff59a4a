"""Cases side by side: what differs is marked, every cell has a place, files hold the same words."""

import csv
import io

import pytest
from case_library import write_cases
from openpyxl import load_workbook
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.library.comparison import NOT_SAID, Comparison, Row, WrongNumber, compare
from service.library.comparison_file import to_csv, to_xlsx
from service.search.ranking import Searcher

LABELS = (
    *("层级", "行业", "地区", "年份", "覆盖", "议题", "双方开价", "证据", "让步经过", "结果数字", "结果", "程序"),
    *("依据（来源写明）", "依据（本库对应）", "启示", "可信度", "待核"),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("comparison"), segmenter, write_cases)


def row(table: Comparison, label: str) -> Row:
    (found,) = [item for item in table.rows if item.label == label]
    return found


def test_every_field_is_a_row_and_every_case_a_column(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "beijing"))
    assert tuple(item.label for item in table.rows) == LABELS
    assert [document.slug for document in table.documents] == ["wuhan", "beijing"]
    assert {len(item.cells) for item in table.rows} == {2}


def test_cells_say_the_record_in_words(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "beijing"))
    assert row(table, "双方开价").cells[0].text == "职工方：要求1300元\n企业方：只肯给1000元"
    assert row(table, "让步经过").cells[0].text == "2011　再谈；职工方：降到1200元；企业方：提到1100元"
    assert row(table, "结果数字").cells[0].text == "行业最低工资：1170元/月（来源报道）"
    assert row(table, "证据").cells[1].text == NOT_SAID
    assert row(table, "启示").cells[0].text == "先算账，再开口。"


def test_differing_rows_and_cells_are_marked(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "beijing"))
    assert not row(table, "行业").differs
    assert [cell.differs for cell in row(table, "行业").cells] == [False, False]
    assert [cell.differs for cell in row(table, "地区").cells] == [True, True]


def test_of_three_only_the_odd_one_is_marked(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "kuaidi", "beijing"))
    assert [cell.differs for cell in row(table, "行业").cells] == [False, True, False]


def test_places_lead_to_the_record_the_section_or_the_article(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "kuaidi"))
    assert row(table, "双方开价").cells[0].url == "/case/wuhan#record-opening"
    assert row(table, "启示").cells[0].url == "/case/wuhan#s4"
    (basis,) = row(table, "依据（来源写明）").cells[0].lines
    assert (basis.text, basis.url) == ("《集体合同规定》第三十二条", "/law/guiding/32")


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        ((), "现在选了0个"),
        (("wuhan", "wuhan", ""), "现在选了1个"),
        (("wuhan", "beijing", "kuaidi", "tangshan", "panjue"), "现在选了5个"),
        (("wuhan", "nowhere"), "不存在"),
        (("wuhan", "guiding"), "不存在"),
    ],
)
def test_wrong_number_of_cases_is_said(slugs: tuple[str, ...], words: str, searcher: Searcher) -> None:
    with pytest.raises(WrongNumber, match=words):
        compare(searcher, slugs)


def test_csv_opens_in_excel_and_holds_every_cell(searcher: Searcher) -> None:
    table = compare(searcher, ("wuhan", "beijing"))
    content = to_csv(table)
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["项目", "不同", "武汉餐饮", "北京餐饮"]
    assert rows[3] == ["地区", "不同", "湖北·武汉", "北京"]
    assert rows[-1][0] == "来源"
    assert len(rows) == len(LABELS) + 2


def test_workbook_holds_the_same_cells_and_tints_what_differs(searcher: Searcher) -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(compare(searcher, ("wuhan", "beijing"))))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]] == ["地区", "不同", "湖北·武汉", "北京"]
    assert sheet["C4"].fill.fill_type == "solid"
    assert sheet["C3"].fill.fill_type is None


def test_cell_that_looks_like_a_formula_stays_text(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    document = searcher.documents["beijing"]
    hostile = type(document)(**{**document.__dict__, "region": "=HYPERLINK(1)"})
    monkeypatch.setitem(searcher.documents, "beijing", hostile)
    table = compare(searcher, ("wuhan", "beijing"))
    assert "'=HYPERLINK(1)" in to_csv(table).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(to_xlsx(table))).active
    assert sheet is not None
    assert (sheet["D4"].value, sheet["D4"].data_type) == ("=HYPERLINK(1)", "s")

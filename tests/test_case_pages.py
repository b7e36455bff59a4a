"""The case library over HTTP: pages without script, their JSON twins, files, briefs that are not kept, submissions."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from case_library import write_cases
from fastapi.testclient import TestClient
from test_pages import HOSTILE, Page, assert_harmless
from test_submission import FULL
from test_submission_document import filled
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.http.runtime import Runtime
from service.store.submissions import open_submissions

BRIEF = {"side": "职工方", "scope": "行业", "industry": "餐饮", "region": "秦皇岛", "topic": ["底线工资", "涨幅"]}
PAIR = "case=wuhan&case=beijing"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("case-pages")


@pytest.fixture(scope="module")
def runtime(folder: Path, segmenter: Segmenter) -> Runtime:
    return make_runtime(make_searcher(folder, segmenter, write_cases), folder)


@pytest.fixture(scope="module")
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


def get(client: TestClient, path: str, status: int = 200) -> Page:
    response = client.get(path)
    assert response.status_code == status, path
    return Page(response.text)


@pytest.mark.parametrize(
    "path",
    [
        *("/cases", "/cases?industry=餐饮&topic=派费", f"/cases/compare?{PAIR}", "/cases/figures", "/brief"),
        *("/cases/submit", "/case/wuhan", "/case/kuaidi", "/case/panjue"),
    ],
)
def test_page_has_one_heading_unique_ids_and_no_inline_code(path: str, client: TestClient) -> None:
    page = get(client, path)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert len(page.every("id")) == len(set(page.every("id")))
    assert page.every("style") == []
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_list_keeps_all_state_in_its_links(client: TestClient) -> None:
    page = get(client, "/cases?q=餐饮&industry=餐饮&region=河北")
    links = page.every("href")
    assert "/cases?q=%E9%A4%90%E9%A5%AE&region=%E6%B2%B3%E5%8C%97" in links, "chip that lifts the industry"
    hidden = [tag for tag, attributes in page.tags if tag == "input" and attributes.get("type") == "hidden"]
    assert len(hidden) == 2
    assert "唐山餐饮" in page.text


def test_empty_list_names_the_condition_to_lift(client: TestClient) -> None:
    page = get(client, "/cases?industry=餐饮&topic=派费")
    assert "没有同时符合这些条件的案例" in page.text
    assert "去掉“议题：派费”，有4个" in page.text
    assert "对比勾选的案例" not in page.text


def test_interface_is_the_twin_of_the_page(client: TestClient) -> None:
    found = client.get("/api/cases", params={"industry": "餐饮", "region": "河北"}).json()
    assert [case["slug"] for case in found["cases"]] == ["tangshan"]
    assert (found["found"], found["total"], found["lifts"]) == (1, 5, [])
    assert found["cases"][0]["figures"][0]["value"] == 1900
    regions = next(facet for facet in found["facets"] if facet["name"] == "region")
    assert {"value": "河北", "count": 1, "chosen": True} in regions["values"]
    empty = client.get("/api/cases", params={"q": "？", "industry": "餐饮"}).json()
    assert empty["cases"] == []
    assert empty["lifts"] == [{"name": "q", "value": "？", "count": 4}]
    assert client.get("/api/cases", params={"q": "长" * 501}).status_code == 422


def test_cases_ticked_in_the_list_are_compared(client: TestClient) -> None:
    page = get(client, "/cases")
    forms = [
        attributes for tag, attributes in page.tags if tag == "form" and attributes.get("action") == "/cases/compare"
    ]
    assert [form["method"] for form in forms] == ["get"]
    assert {"wuhan", "beijing"} <= set(page.every("value"))
    table = get(client, f"/cases/compare?{PAIR}")
    assert "和其他案例不一样" in table.text
    assert "/case/wuhan#record-opening" in table.every("href")
    assert "record-opening" in get(client, "/case/wuhan").every("id")


@pytest.mark.parametrize(
    "query", ["", "case=wuhan", "case=a&case=b", "case=wuhan&case=beijing&case=kuaidi&case=panjue&case=tangshan"]
)
def test_wrong_number_of_cases_is_a_clear_page(query: str, client: TestClient) -> None:
    page = get(client, f"/cases/compare?{query}", 422)
    assert "/cases" in page.every("href")
    for kind in ("csv", "xlsx"):
        assert client.get(f"/cases/compare.{kind}?{query}").status_code == 422
    error = client.get(f"/api/cases/compare?{query}").json()["error"]
    assert error["code"] == "wrong_number_of_cases"


def test_comparison_as_files_and_json(client: TestClient) -> None:
    table = client.get(f"/cases/compare.csv?{PAIR}")
    assert "武汉餐饮" in table.content.decode("utf-8-sig")
    book = client.get(f"/cases/compare.xlsx?{PAIR}")
    assert book.content.startswith(b"PK")
    assert "attachment" in book.headers["content-disposition"]
    rows = {row["label"]: row for row in client.get(f"/api/cases/compare?{PAIR}").json()["rows"]}
    assert rows["地区"]["cells"][0] == {"lines": ["湖北·武汉"], "url": "/case/wuhan#record-region", "differs": True}


def test_case_page_shows_record_articles_picture_and_neighbours(client: TestClient) -> None:
    page = get(client, "/case/wuhan")
    for words in (
        "要求1300元",
        "行业最低工资：1170元/月（来源报道）",
        "职工方：1300元 → 1200元 → 1170元",
        "要约：3月书面要约",
    ):
        assert words in page.text
    assert "/law/guiding/32" in page.every("href")
    assert "svg" in {tag for tag, _ in page.tags}
    assert "同行业；同议题：底线工资" in page.text
    assert "没有核实，不当作结果" in get(client, "/case/kuaidi").text


def test_article_page_keeps_stated_and_mapped_cases_apart(client: TestClient) -> None:
    text = get(client, "/law/guiding/32").text
    stated, mapped = text.index("来源写明依据本条的案例"), text.index("本库对应到本条的案例")
    assert stated < text.index("武汉餐饮") < mapped < text.index("秦皇岛快递")


def test_figures_are_shown_as_picture_and_table(client: TestClient) -> None:
    page = get(client, "/cases/figures")
    assert "餐饮：1170—2000元/月（3个案例）" in page.text
    assert "没有案例写明" in get(client, "/cases/figures?topic=天气&unit=度").text


def test_brief_is_not_stored_nor_logged(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    response = client.post("/brief", data={**BRIEF, "wage": "98765.43", "minimum": "2200", "offer": "2026-09-01"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    page = Page(response.text)
    for words in (
        "只看一眼",
        "3个案例、3个数，最低1170，最高2000",
        "2026年9月21日",
        "只肯给1000元",
        "利润增长三成",
        "工资表",
    ):
        assert words in page.text
    printed = capsys.readouterr()
    assert "98765" not in caplog.text + printed.out + printed.err
    kept = [path for path in folder.rglob("*.sqlite*") if b"98765" in path.read_bytes()]
    assert kept == []


def test_every_link_of_a_brief_leads_somewhere(client: TestClient) -> None:
    page = Page(client.post("/brief", data=BRIEF).text)
    for link in {link for link in page.every("href") if link.startswith(("/case/", "/law/", "/procedure/", "/cases"))}:
        address, _, place = link.partition("#")
        there = get(client, address)
        assert not place or place in there.every("id"), link


def test_brief_as_a_word_file(client: TestClient) -> None:
    response = client.post("/brief", data={**BRIEF, "action": "docx"})
    assert response.headers["cache-control"] == "no-store"
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs)
    assert "可比的案例" in text
    assert "http://testserver/case/wuhan" in text


def test_wrong_brief_comes_back_with_everything_typed(client: TestClient) -> None:
    response = client.post("/brief", data={**BRIEF, "wage": "很低", "minimum": "2200"})
    assert response.status_code == 422
    page = Page(response.text)
    assert "“现在的工资”要写1到1000000之间的数" in page.text
    assert {"很低", "2200"} <= set(page.every("value"))


def test_address_fills_in_the_form_but_no_numbers(client: TestClient) -> None:
    page = get(client, "/brief?side=职工方&region=唐山&topic=涨幅&wage=2600")
    assert "唐山" in page.every("value")
    assert "2600" not in page.every("value")


SENT = {**FULL, "topics": ["底线工资", "涨幅"]}


def test_checked_case_shows_gaps_and_keeps_nothing(client: TestClient, runtime: Runtime) -> None:
    page = Page(client.post("/cases/submit", data={**SENT, "vote": "", "action": "check"}).text)
    assert "必填的都有了" in page.text
    assert "没有写表决" in page.text
    with open_submissions(runtime.settings.store_url) as store:
        assert store.every() == ()


def test_sent_case_waits_masked_and_stays_out_of_the_library(client: TestClient, runtime: Runtime) -> None:
    sent = {
        **SENT,
        "title": "北戴河鞋厂协商",
        "problem": "找我叫王小明，电话13800138000",
        "action": "send",
        "confirmed": "yes",
    }
    response = client.post("/cases/submit", data=sent)
    assert response.status_code == 200
    assert "待审" in response.text
    with open_submissions(runtime.settings.store_url) as store:
        (kept,) = [item for item in store.every() if item.title == "北戴河鞋厂协商"]
    assert kept.values["problem"] == "找我叫〔姓名〕，电话〔电话〕"
    assert kept.id in response.text
    assert "北戴河鞋厂" not in get(client, "/cases").text


def test_likely_duplicate_must_be_confirmed(client: TestClient, runtime: Runtime) -> None:
    sent = {**SENT, "title": "唐山餐饮", "region": "河北·唐山", "action": "send"}
    page = Page(client.post("/cases/submit", data=sent).text)
    assert "库里可能已经有了" in page.text
    assert "/case/tangshan" in page.every("href")
    with open_submissions(runtime.settings.store_url) as store:
        assert "唐山餐饮" not in [item.title for item in store.every()]


def test_incomplete_case_comes_back(client: TestClient) -> None:
    response = client.post("/cases/submit", data={"title": "甲", "action": "send"})
    assert response.status_code == 422
    assert "请填写“报送单位”" in response.text
    assert "甲" in Page(response.text).every("value")


def test_filled_table_comes_back_as_the_form(client: TestClient) -> None:
    table = client.get("/cases/submit/template.docx")
    assert table.content.startswith(b"PK")
    file = filled({"案例名称": "某区餐饮", "议题": "底线工资、涨幅"})
    response = client.post("/cases/submit/upload", files={"file": ("a.docx", file)})
    page = Page(response.text)
    assert "某区餐饮" in page.every("value")
    assert [attributes["value"] for tag, attributes in page.tags if "checked" in attributes] == ["底线工资", "涨幅"]


@pytest.mark.parametrize(("content", "words"), [(b"hello", "不是 .docx 文件"), (b"", "请先选一个")])
def test_wrong_file_is_refused_with_the_form(content: bytes, words: str, client: TestClient) -> None:
    response = client.post("/cases/submit/upload", files={"file": ("a.docx", content)})
    assert response.status_code == 422
    assert words in response.text


def test_upload_without_a_file_and_a_huge_one_are_refused(client: TestClient) -> None:
    assert client.post("/cases/submit/upload").status_code == 422
    huge = client.post("/cases/submit/upload", files={"file": ("a.docx", bytes(1024 * 1024 + 1))})
    assert huge.status_code == 413
    assert "最多1 MiB" in huge.text


def test_hostile_input_stays_text(client: TestClient) -> None:
    for field in ("title", "problem", "figures"):
        assert_harmless(client.post("/cases/submit", data={**SENT, field: HOSTILE, "action": "check"}).text)
    assert_harmless(client.get("/cases", params={"q": HOSTILE, "industry": HOSTILE[:40]}).text)
    assert_harmless(client.post("/brief", data={**BRIEF, "region": f"河北{HOSTILE}"}).text)
    assert_harmless(client.get("/cases/figures", params={"topic": HOSTILE, "unit": HOSTILE}).text)
    assert_harmless(client.get("/cases/compare", params={"case": HOSTILE}).text)

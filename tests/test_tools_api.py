"""Deadlines, calculators and forms over HTTP: exact names, one error shape, pages that lose nothing."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from corpus_files import write_document
from fastapi.testclient import TestClient
from test_cited_keys import CHAIN
from tiny_library import make_searcher, write_library
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.calculators.registry import CALCULATORS

CONFLICT = """[[conflict]]
id = "dafu"
topic = "答复期限"
rules = ["集体合同规定#32"]
adopt = "二十日"
why = "试验"
tell = "收到以后二十日内答复。"
"""


def write_tools(root: Path) -> None:
    """The small library with a deadline chain for its procedure, a conflict and a form."""
    write_library(root)
    (root / "deadlines.toml").write_text(CHAIN.replace('"xieshang"', '"liucheng"'), encoding="utf-8")
    (root / "conflicts.toml").write_text(CONFLICT, encoding="utf-8")
    keys = {
        "title": "协商要约书",
        "aliases": ["要约书"],
        "region": "全国",
        "trust": "编写",
        "sources": [{"name": "测试来源"}],
        "reviewed": "2026-11-22",
        "purpose": "提出协商",
        "step": ["liucheng#yaoyue"],
        "fields": [
            {"name": "party", "label": "收件一方", "kind": "text", "basis": ["集体合同规定#32"]},
            {"name": "day", "label": "日期", "kind": "date"},
        ],
    }
    write_document(root / "forms", "yaoyueshu", keys, "## 要约书\n\n致：{{party}}\n\n日期：{{day}}\n")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("tools")
    with make_client(make_runtime(make_searcher(folder, segmenter, write_tools), folder)) as client:
        yield client


def test_chains_are_listed_with_their_events(client: TestClient) -> None:
    assert client.get("/api/deadlines").json() == [
        {
            "procedure": "liucheng",
            "title": "协商",
            "events": [{"id": "yaoyue", "label": "要约"}, {"id": "dafu", "label": "答复"}],
        }
    ]


def test_deadline_is_reckoned_with_its_articles(client: TestClient) -> None:
    # 2026-03-02 + 20 days = 2026-03-22, a Sunday; rolled to Monday the 23rd; the safe day stays.
    found = client.get("/api/deadlines/liucheng", params={"event": "yaoyue", "date": "2026-03-02"}).json()
    (date,) = found["dates"]
    assert (date["safe"], date["date"], date["unrolled"]) == ("2026-03-22", "2026-03-23", "2026-03-22")
    assert "集体合同规定#32" in date["basis"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/deadlines/nothing?event=a&date=2026-03-02", 404),
        ("/api/deadlines/liucheng?event=nothing&date=2026-03-02", 422),
        ("/api/deadlines/liucheng?event=yaoyue&date=2026-02-31", 422),
        ("/api/deadlines/liucheng?event=yaoyue", 422),
    ],
)
def test_wrong_requests_have_the_one_error_shape(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert set(response.json()["error"]) == {"code", "message"}


def test_calculators_are_listed_and_reckon(client: TestClient) -> None:
    assert [item["name"] for item in client.get("/api/calculators").json()] == list(CALCULATORS)
    outcome = client.post("/api/calculators/shiyongqi", json={"inputs": {"months": "24"}}).json()
    assert set(outcome) == {"summary", "lines", "limits"}
    assert outcome["lines"][0]["basis"] == ["劳动合同法#19"]


def test_every_wrong_input_is_named_at_once(client: TestClient) -> None:
    response = client.post("/api/calculators/koukuan", json={"inputs": {"wage": "-5", "minimum": "x"}})
    assert response.status_code == 422
    message = response.json()["error"]["message"]
    assert all(field.label in message for field in CALCULATORS["koukuan"].fields if field.required)


def test_unknown_calculator_and_form_are_not_found(client: TestClient) -> None:
    assert client.post("/api/calculators/nothing", json={"inputs": {}}).status_code == 404
    assert client.post("/api/forms/guiding", json={"values": {}}).status_code == 404


def test_form_comes_back_as_word(client: TestClient) -> None:
    response = client.post("/api/forms/yaoyueshu", json={"values": {"party": "某公司", "day": "2026-03-02"}})
    paper = docx.Document(io.BytesIO(response.content))
    assert [paragraph.text for paragraph in paper.paragraphs][-2:] == ["致：某公司", "日期：2026年3月2日"]


def test_wrong_date_in_a_form_keeps_what_was_typed(client: TestClient) -> None:
    response = client.post("/form/yaoyueshu", data={"party": "某公司", "day": "2026-02-31", "action": "docx"})
    assert response.status_code == 422
    assert 'value="某公司"' in response.text
    assert "存在的日期" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/tools",
        "/dates",
        "/dates/liucheng",
        "/dates/liucheng?event=yaoyue&date=2026-03-02",
        "/calculators",
        "/calculator/shiyongqi",
        "/calculator/shiyongqi?months=24",
        "/forms",
        "/form/yaoyueshu",
        "/conflicts",
        "/procedure/liucheng",
        "/procedure/liucheng/yaoyue",
        "/procedure/liucheng/qianding?path=yaoyue",
    ],
)
def test_pages_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dates/liucheng?event=yaoyue&date=2026-02-31", 422),
        ("/dates/liucheng/calendar.ics?event=yaoyue&date=later", 422),
        ("/dates/nothing", 404),
        ("/calculator/koukuan?wage=-5", 422),
        ("/calculator/nothing", 404),
        ("/form/nothing", 404),
        ("/procedure/liucheng/nothing", 404),
    ],
)
def test_wrong_addresses_are_pages_that_say_so(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


def test_way_taken_stands_in_the_links_and_is_marked(client: TestClient) -> None:
    page = client.get("/procedure/liucheng/qianding?path=yaoyue,nonsense").text
    assert 'href="/procedure/liucheng/yaoyue"' in page
    assert "nonsense" not in page
    assert "（走过）" in page


def test_conflict_is_told_beside_its_article(client: TestClient) -> None:
    assert "收到以后二十日内答复。" in client.get("/law/guiding/32").text
    assert "收到以后二十日内答复。" not in client.get("/law/guiding/33").text


def test_form_is_offered_when_it_is_named(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "集体合同规定第32条要约书"}).json()
    assert {"/form/yaoyueshu"} <= {item["url"] for item in answer["unused"]}


def test_calendar_file_is_one(client: TestClient) -> None:
    response = client.get("/dates/liucheng/calendar.ics?event=yaoyue&date=2026-03-02")
    assert response.content.startswith(b"BEGIN:VCALENDAR")
    assert response.headers["content-type"].startswith("text/calendar")

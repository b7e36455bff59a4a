"""The citation checker over HTTP: findings as JSON, a page that works without JavaScript, clear refusals."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.checking.checker import MAX_CHARACTERS

TEXT = "劳动合同法第十九条规定：“试用期不得超过九个月。”<script>alert(1)</script>"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("library")
    with make_client(make_runtime(make_searcher(folder, segmenter), folder)) as client:
        yield client


def test_findings_say_place_issue_and_difference(client: TestClient) -> None:
    found = client.post("/api/citations/check", json={"text": TEXT, "as_of": "2026-11-22"}).json()
    assert found == {
        "as_of": "2026-11-22",
        "findings": [
            {
                "start": 0,
                "end": 9,
                "cited": "劳动合同法第十九条",
                "title": "劳动合同法",
                "article": "19",
                "article_key": "劳动合同法#19",
                "url": "/law/laodong-hetongfa/19",
                "trust": "原文",
                "issue": "quote_differs",
                "level": "wrong",
                "remarks": [
                    {
                        "issue": "quote_differs",
                        "level": "wrong",
                        "message": "引文与条文不一致。",
                        "span": {"start": 13, "end": 24},
                        "differences": [{"written": "九个", "article": "六个"}],
                        "links": [],
                    }
                ],
            }
        ],
        "left_over": 0,
    }


def test_text_of_the_greatest_length_is_taken_however_it_is_written(client: TestClient) -> None:
    text = "条" * MAX_CHARACTERS
    assert client.post("/api/citations/check", json={"text": text}).json()["findings"] == []
    escaped = '{"text": "' + "\\u6761" * MAX_CHARACTERS + '"}'
    sent = client.post("/api/citations/check", content=escaped, headers={"content-type": "application/json"})
    assert sent.status_code == 200
    assert client.post("/check", files={"text": (None, text)}).status_code == 200


def test_longer_text_is_refused_with_the_limit(client: TestClient) -> None:
    refused = client.post("/api/citations/check", json={"text": "条" * (MAX_CHARACTERS + 1)})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "text_too_long"
    page = client.post("/check", data={"text": "条" * (MAX_CHARACTERS + 1)})
    assert page.status_code in (413, 422)
    page = client.post("/check", files={"text": (None, "条" * (MAX_CHARACTERS + 1))})
    assert page.status_code == 422
    assert f"最多核对{MAX_CHARACTERS}个字" in page.text


@pytest.mark.parametrize("body", [{}, {"text": 5}, {"text": "甲", "as_of": "昨天"}])
def test_wrong_body_is_refused_in_the_one_error_shape(client: TestClient, body: dict[str, object]) -> None:
    refused = client.post("/api/citations/check", json=body)
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "invalid_request"


def test_page_marks_the_citation_shows_the_difference_and_escapes_the_rest(client: TestClient) -> None:
    page = client.post("/check", files={"text": (None, TEXT)}).text
    assert 'id="cited-1">劳动合同法第十九条<sup>' in page
    assert "<del>九个</del>" in page
    assert "<ins>六个</ins>" in page
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2  # the marked text, and the form again


@pytest.mark.parametrize("sent", [{}, {"text": ""}, {"text": " \r\n。"}])
def test_empty_text_is_asked_for_again(client: TestClient, sent: dict[str, str]) -> None:
    page = client.post("/check", data=sent)
    assert page.status_code == 422
    assert "还没有看到要核对的文字" in page.text


def test_lines_of_a_browser_count_as_one_character(client: TestClient) -> None:
    page = client.post("/check", files={"text": (None, "甲。\r\n劳动合同法第十九条")}).text
    assert 'id="cited-1">劳动合同法第十九条<sup>' in page


def test_tools_page_leads_to_the_check(client: TestClient) -> None:
    assert 'href="/check"' in client.get("/tools").text
    assert client.get("/check").status_code == 200

"""Every way a request can go wrong ends in one shape, and none repeats what was sent.

    {"error": {"code": "…", "message": "…"}}     under /api, /healthz, /readyz
    a page with the same message                  everywhere else

`check` is the one assertion; each test names one source of errors.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import create_engine
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime, runtime_over

from indexer.errors import IndexCorrupt, IndexerError, IndexMissing
from indexer.segmentation import Segmenter
from service.http.app import MAX_BODY
from service.http.runtime import Runtime
from service.search.live import LiveSearcher
from service.search.ranking import Searcher
from service.store.answers import ANSWERS

JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
#: Stands in every hostile input; no response may hold it.
MARK = "甴曱"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


@pytest.fixture(scope="module")
def runtime(searcher: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    return make_runtime(searcher, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


def check(response: Response, status: int, code: str) -> str:
    """Assert status, shape and code; the message."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["code"] == code
    message = body["error"]["message"]
    assert isinstance(message, str)
    assert message.endswith(("。", "build"))
    assert MARK not in response.text
    return message


def check_page(response: Response, status: int) -> str:
    """Assert status and that a page of ours came back; what it says (the footer repeats the address, for print)."""
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    said = re.search(r'<section[^>]* role="alert">(.*?)</section>', response.text, re.DOTALL)
    assert said is not None
    assert MARK not in said.group(1)
    return said.group(1)


def post(client: TestClient, body: bytes | str) -> Response:
    return client.post("/api/ask", content=body.encode() if isinstance(body, str) else body, headers=JSON)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        f'"{MARK}"',
        "5",
        "{",
        f'{{"question": "{MARK}',
        "{}",
        f'{{"frage": "{MARK}"}}',
        '{"question": null}',
        '{"question": 5}',
        '{"question": true}',
        f'{{"question": ["{MARK}"]}}',
        f'{{"question": {{"a": "{MARK}"}}}}',
        '{"question": NaN}',
        f'{{"question": "甲", "region": ["{MARK}"]}}',
        '{"question": "甲", "region": 5}',
        f'{{"question": "甲", "region": "{MARK * 20}"}}',
        f'{{"question": "甲", "as_of": "{MARK}"}}',
    ],
)
def test_body_of_the_wrong_form_is_invalid(body: str, client: TestClient) -> None:
    check(post(client, body), 422, "invalid_request")


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "10000-01-01", "22.11.2026", "gestern", ""]
)
def test_impossible_day_is_named_with_an_example(day: str, client: TestClient) -> None:
    message = check(post(client, f'{{"question": "试用期", "as_of": "{day}"}}'), 422, "invalid_request")
    assert message == "as_of 必须是存在的日期，写成 2026-11-22。"


def test_every_wrong_field_is_named(client: TestClient) -> None:
    message = check(post(client, '{"question": 5, "region": 5, "as_of": "x"}'), 422, "invalid_request")
    assert [name in message for name in ("question", "region", "as_of")] == [True, True, True]


@pytest.mark.parametrize(
    "body",
    [
        b"\x80",
        b'{"question": "\xc3\x28"}',
        '{"question": "甲"}'.encode("gbk"),
        b"[" * 60_000,
        b'{"question": ' + b"1" * 5000 + b"}",
    ],
)
def test_body_that_cannot_be_read_at_all_is_bad(body: bytes, client: TestClient) -> None:
    check(post(client, body), 400, "bad_request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_body_of_another_type_is_invalid(kind: str, client: TestClient) -> None:
    response = client.post("/api/ask", content=f'{{"question": "{MARK}"}}'.encode(), headers={"content-type": kind})
    check(response, 422, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [
        rb'{"question": "\ud83d"}',
        rb'{"question": "\udc00\ud800"}',
        rb'{"question": "\u0000"}',
        rb'{"question": "\u001b\u0007"}',
        b'{"question": ""}',
        b'{"question": "  \\n\\t "}',
        '{"question": "？！……"}'.encode(),
        '{"question": "😀👍🏽"}'.encode(),
        b'{"question": "\\u202e\\u200b"}',
        b'{"question": "' + "《".encode() * 500 + b'"}',
    ],
)
def test_question_without_a_word_is_told_so_and_is_no_error(body: bytes, client: TestClient) -> None:
    response = post(client, body)
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["citations"]) == ("empty_question", [])


@pytest.mark.parametrize(
    "question",
    [
        "\ufdfa" * 20,
        "试用期\x00多久",
        "试用期\x1b[2J多久",
        "试用期😀多久",
        "<script>alert(1)</script>试用期",
        "'; DROP TABLE answers; --",
        "{{ 7 * 7 }} {% raw %}",
        "%s %n ../../etc/passwd",
        "甲" * 500,
        "第" * 250 + "条" * 250,
        "劳动合同法第" + "九" * 400 + "条",
        "1" * 500,
        "a" * 500,
        "１" * 500,
        "\u0301" * 100 + "甲",
        "\u200f" * 100 + "甲",
    ],
)
def test_hostile_question_is_answered_or_refused(question: str, client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": question})
    assert response.status_code == 200
    assert response.json()["status"] in {"answered", "not_found", "out_of_scope", "not_held"}
    assert client.get(response.json()["url"]).status_code == 200
    assert client.get("/api/search", params={"q": question}).status_code == 200
    assert client.get("/search", params={"q": question}).status_code == 200


def test_surrogate_beside_words_is_dropped(client: TestClient) -> None:
    response = post(client, b'{"question": "\\ud83d\xe8\xaf\x95\xe7\x94\xa8\xe6\x9c\x9f"}')
    assert response.json()["question"] == "试用期"


@pytest.mark.parametrize("length", [501, 10_000])
def test_question_that_is_too_long_is_counted(length: int, client: TestClient) -> None:
    message = check(client.post("/api/ask", json={"question": MARK[0] * length}), 422, "question_too_long")
    assert message.startswith(f"问题有{length}个字，最多500个字。")


def test_form_with_a_question_that_is_too_long_gets_a_page(client: TestClient) -> None:
    assert "最多500个字" in check_page(client.post("/ask", data={"question": MARK * 251}), 422)


def test_length_is_counted_after_cleaning(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": " \x00" + "甲" * 500 + "\x1b\n "}).status_code == 200


def body_of(size: int) -> bytes:
    """A valid question of so many bytes."""
    frame = b'{"question": "%b"}'
    return frame % (b"a" * (size - len(frame) + 2))


def test_body_of_64_kib_is_read(client: TestClient) -> None:
    check(post(client, body_of(MAX_BODY)), 422, "question_too_long")


def test_body_over_64_kib_is_refused_in_the_one_shape(client: TestClient) -> None:
    response = post(client, body_of(MAX_BODY + 1))
    assert "128 KiB" in check(response, 413, "request_entity_too_large")


def test_body_over_64_kib_without_a_length_is_refused(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 1024 + 1):
            yield b"a" * 1024

    check(client.post("/api/ask", content=pieces(), headers=JSON), 413, "request_entity_too_large")
    check_page(client.post("/ask", content=pieces(), headers=FORM), 413)


def test_form_over_64_kib_gets_a_page(client: TestClient) -> None:
    assert "128 KiB" in check_page(client.post("/ask", data={"question": "a" * (MAX_BODY + 1)}), 413)


@pytest.mark.parametrize("region", [MARK, f"<b>{MARK}</b>", "Hebei", "中国"])
def test_unknown_region_is_refused_with_an_example(region: str, client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "试用期", "region": region})
    assert "河北" in check(response, 422, "unknown_region")
    check_page(client.post("/ask", data={"question": "试用期", "region": region}), 422)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": "甲", "k": "0"},
        {"q": "甲", "k": "101"},
        {"q": "甲", "k": "-1"},
        {"q": "甲", "k": "1.5"},
        {"q": "甲", "k": MARK},
        {"q": "甲", "k": ""},
        {"q": "甲", "k": "9" * 5000},
        {"q": "甲", "kind": MARK},
        {"q": "甲", "kind": "Regulation"},
        {"q": "甲", "status": MARK},
    ],
)
def test_parameter_out_of_bounds_is_invalid(params: dict[str, str], client: TestClient) -> None:
    check(client.get("/api/search", params=params), 422, "invalid_request")


@pytest.mark.parametrize("q", ["", " ", "？！", "😀", "\x00", MARK * 251])
def test_search_for_nothing_or_too_much_is_a_bad_query(q: str, client: TestClient) -> None:
    check(client.get("/api/search", params={"q": q}), 422, "bad_query")


def test_percent_code_that_is_no_utf8_is_a_bad_query(client: TestClient) -> None:
    check(client.get("/api/search?q=%ED%A0%BD%FF"), 422, "bad_query")


@pytest.mark.parametrize(
    "path",
    [
        "/api/passages/",
        "/api/passages/laodong-hetongfa",
        "/api/passages/laodong-hetongfa/999",
        f"/api/passages/{MARK}/1",
        "/api/passages/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/passages/%00",
        "/api/passages/" + "a" * 3000,
        f"/api/documents/{MARK}",
        "/api/documents/",
        f"/api/{MARK}",
        "/api/ask/",
    ],
)
def test_what_is_not_there_is_not_found(path: str, client: TestClient) -> None:
    response = client.get(path)
    if response.is_redirect:
        response = client.get(response.headers["location"])
    assert response.status_code in (404, 405)
    check(response, response.status_code, {404: "not_found", 405: "method_not_allowed"}[response.status_code])


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/ask"), ("DELETE", "/api/search"), ("PUT", "/readyz"), ("PATCH", "/api/documents/x")],
)
def test_wrong_method_is_told_so(method: str, path: str, client: TestClient) -> None:
    check(client.request(method, path), 405, "method_not_allowed")


@pytest.mark.parametrize(
    "path",
    [
        f"/{MARK}",
        f"/law/{MARK}",
        f"/law/laodong-hetongfa/{MARK}",
        "/law/laodong-hetongfa/999",
        "/law/tongzhi/s1",
        "/law/canyin",
        "/case/liucheng",
        "/case/pingjia",
        "/procedure/canyin",
        "/practice/canyin",
        f"/answer/{MARK}",
        "/answer/0123456789abcdef",
        "/static/",
        "/static/nothing.css",
        "/static/%2e%2e/templates/base.html",
        "/docs",
        "/redoc",
    ],
)
def test_page_that_is_not_there_is_a_page(path: str, client: TestClient) -> None:
    check_page(client.get(path), 404)


@pytest.mark.parametrize("path", ["/ask", "/static/style.css"])
def test_page_with_the_wrong_method_is_a_page(path: str, client: TestClient) -> None:
    check_page(client.request("PUT", path), 405)


def test_form_that_is_no_text_is_a_page(client: TestClient) -> None:
    check_page(client.post("/ask", files={"question": ("a.txt", MARK.encode())}), 422)
    broken = {"content-type": "multipart/form-data"}
    check_page(client.post("/ask", content=b"x", headers=broken), 400)


API_NEEDS_INDEX = ("/api/search?q=甲", "/api/passages/a/1", "/api/documents/a")
PAGES_NEED_INDEX = (
    "/laws",
    "/law/a",
    "/law/a/1",
    "/procedures",
    "/procedure/a",
    "/cases",
    "/case/a",
    "/practice/a",
    "/about",
    "/search",
)


@pytest.fixture(params=[IndexMissing, IndexCorrupt], ids=["missing", "corrupt"])
def unready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestClient]:
    """A service whose index cannot be loaded."""
    error: type[IndexerError] = request.param

    def load() -> Searcher:
        raise error(f"{tmp_path}/index: no; run: xieshang build")

    with make_client(runtime_over(LiveSearcher(load, lambda: None), tmp_path)) as client:
        yield client


def test_without_an_index_questions_are_not_ready(unready: TestClient) -> None:
    said = "正在准备知识库，请过一会儿再试。一直这样，请告诉管理员查看 /readyz。"
    assert check(unready.post("/api/ask", json={"question": "试用期"}), 503, "not_ready") == said
    for path in API_NEEDS_INDEX:
        assert check(unready.get(path), 503, "not_ready") == said
    for path in PAGES_NEED_INDEX:
        assert said in check_page(unready.get(path), 503)
    assert said in check_page(unready.post("/ask", data={"question": "试用期"}), 503)


def test_without_an_index_readiness_names_the_command(unready: TestClient) -> None:
    assert check(unready.get("/readyz"), 503, "not_ready").endswith("run: xieshang build")
    assert unready.get("/healthz").json() == {"status": "ok"}


def test_only_operators_are_told_where_the_index_lies(unready: TestClient, tmp_path: Path) -> None:
    assert str(tmp_path) not in unready.get(API_NEEDS_INDEX[0]).text
    assert str(tmp_path) not in unready.get("/laws").text


def test_home_page_opens_without_an_index(unready: TestClient) -> None:
    assert unready.get("/").status_code == 200


def test_store_that_fails_is_said_without_its_name(searcher: Searcher, tmp_path: Path) -> None:
    runtime = make_runtime(searcher, tmp_path)
    ANSWERS.drop(create_engine(runtime.settings.store_url))
    with make_client(runtime) as client:
        response = client.post("/api/ask", json={"question": "试用期"})
        assert "sqlite" not in check(response, 503, "store_unavailable")
        check_page(client.post("/ask", data={"question": "试用期"}), 503)
        check_page(client.get("/answer/0123456789abcdef"), 503)


class Broken(LiveSearcher):
    """Fails as nobody foresaw."""

    def current(self) -> Searcher:
        raise RuntimeError(f"unforeseen {MARK}")


@pytest.fixture
def broken(runtime: Runtime) -> TestClient:
    return make_client(replace(runtime, live=Broken(lambda: None, lambda: None)))  # type: ignore[arg-type, return-value]


def test_fault_nobody_foresaw_shows_nothing_of_itself(broken: TestClient) -> None:
    response = broken.post("/api/ask", json={"question": f"试用期{MARK}"})
    assert "Traceback" not in check(response, 500, "broken")
    check_page(broken.get("/laws"), 500)


def test_number_is_no_day(client: TestClient) -> None:
    message = check(post(client, '{"question": "试用期", "as_of": 0}'), 422, "invalid_request")
    assert "as_of" in message

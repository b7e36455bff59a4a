"""Headers on every response, whatever became of the request, and logs that hold nothing people typed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.http.app import MAX_BODY
from service.http.runtime import Runtime
from service.search.live import LiveSearcher
from service.search.ranking import Searcher

#: Stands in everything that is typed; no log may hold it.
MARK = "甴曱"
EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Runtime:
    folder = tmp_path_factory.mktemp("library")
    return make_runtime(make_searcher(folder, segmenter), folder)


@pytest.fixture(scope="module")
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


class Broken(LiveSearcher):
    """Fails as nobody foresaw, with what was typed in its message."""

    def current(self) -> Searcher:
        raise RuntimeError("unforeseen")


@pytest.fixture
def broken(runtime: Runtime) -> TestClient:
    def never() -> Searcher:
        raise AssertionError("nothing is to be loaded")

    return make_client(replace(runtime, live=Broken(never, lambda: None)))


def headers(client: TestClient, method: str, path: str, **more: object) -> dict[str, str | None]:
    response = client.request(method, path, **more)  # type: ignore[arg-type]
    return {name: response.headers.get(name) for name in EXPECTED}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/laws"),
        ("GET", "/search?q=甲"),
        ("POST", "/ask"),
        ("GET", "/api/search?q=甲"),
        ("GET", "/readyz"),
        ("GET", "/healthz"),
        ("GET", "/openapi.json"),
        ("GET", "/static/style.css"),
        ("GET", "/static/app.js"),
        ("GET", "/nothing"),
        ("GET", "/api/nothing"),
        ("DELETE", "/api/ask"),
        ("POST", "/api/ask"),
    ],
)
def test_response_carries_the_headers(method: str, path: str, client: TestClient) -> None:
    assert headers(client, method, path) == EXPECTED


def test_response_to_a_body_that_is_too_large_carries_them(client: TestClient) -> None:
    assert headers(client, "POST", "/api/ask", content=b"a" * (MAX_BODY + 1)) == EXPECTED


def test_response_to_a_fault_nobody_foresaw_carries_them(broken: TestClient) -> None:
    assert headers(broken, "GET", "/laws") == EXPECTED


def test_response_names_neither_server_nor_framework(client: TestClient) -> None:
    assert not {"server", "x-powered-by", "set-cookie"} & set(client.get("/").headers)


def test_log_line_holds_the_path_and_not_what_stands_behind_it(client: TestClient) -> None:
    with capture_logs() as logs:
        client.get("/api/search", params={"q": MARK})
    (line,) = logs
    assert {name: value for name, value in line.items() if name != "ms"} == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/api/search",
        "status": 200,
    }


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", "/search", {"params": {"q": MARK}}),
        ("GET", "/", {"params": {"q": MARK}}),
        ("POST", "/ask", {"data": {"question": f"试用期{MARK}"}}),
        ("POST", "/ask", {"data": {"question": MARK * 300}}),
        ("POST", "/ask", {"data": {"question": "甲", "region": MARK}}),
        ("POST", "/api/ask", {"json": {"question": f"试用期{MARK}"}}),
        ("POST", "/api/ask", {"json": {"question": [MARK]}}),
        ("POST", "/api/ask", {"content": MARK.encode()}),
    ],
)
def test_no_log_line_holds_what_was_typed(
    method: str, path: str, more: dict[str, object], client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.request(method, path, **more)  # type: ignore[arg-type]
    written = "".join(capsys.readouterr())
    assert "request" in written
    assert MARK not in written


def test_log_of_a_fault_holds_no_question(broken: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    # A traceback that shows local variables would show the question.
    broken.post("/api/ask", json={"question": f"试用期{MARK}"})
    written = "".join(capsys.readouterr())
    assert "unforeseen" in written
    assert MARK not in written


def test_answer_is_kept_without_personal_data(client: TestClient, runtime: Runtime) -> None:
    found = client.post("/api/ask", json={"question": "我叫王小明，电话13800138000，试用期多久"}).json()
    kept = runtime.store.get(found["id"])
    assert kept is not None
    assert kept.question == "我叫〔姓名〕，电话〔电话〕，试用期多久"

"""The language model beside an answer: off unless set up, and never without a tick for this very question."""

from pathlib import Path

import pytest
from model_server import Script, model_server
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.search.ranking import Searcher

QUESTION = "劳动合同法第十九条"
HEAD = {"question": QUESTION, "generate": "yes"}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def test_without_a_generator_nothing_is_offered_and_nothing_is_there(searcher: Searcher, tmp_path: Path) -> None:
    with make_client(make_runtime(searcher, tmp_path)) as client:
        assert 'name="generate"' not in client.get("/").text
        address = client.post("/ask", data=HEAD).headers["location"]
        assert "?" not in address
        response = client.get(f"{address}/generated")
        assert (response.status_code, "没有开启语言模型" in response.text) == (404, True)


def test_ticked_question_is_written_about_sentence_by_sentence(searcher: Searcher, tmp_path: Path) -> None:
    with model_server(Script(("试用期不得超过六个月[S1]。", "试用期不得超过九个月[S1]。"))) as server:
        runtime = make_runtime(searcher, tmp_path, generator_url=server.url, generator_model="m")
        with make_client(runtime) as client:
            home = client.get("/").text
            assert "127.0.0.1 的语言模型" in home
            assert "checked" not in home
            address, _, consent = client.post("/ask", data=HEAD).headers["location"].partition("?")
            assert f"{address}/generated?{consent}" in client.get(f"{address}?{consent}").text
            assert server.requests == [], "opening the page sends nothing by itself"
            events = client.get(f"{address}/generated?{consent}")
            assert events.headers["content-type"].startswith("text/event-stream")
            assert [line for line in events.text.splitlines() if line.startswith("event: ")] == [
                "event: sentence",
                "event: finished",
            ]
            assert "九个月" not in events.text
            page = client.get(f"{address}/generated/page?{consent}").text
            assert ("六个月" in page, "九个月" in page, "有1句没有通过核对" in page) == (True, False, True)


@pytest.mark.parametrize("consent", ["", "consent=x", "consent=é"])
def test_no_question_leaves_without_its_own_tick(consent: str, searcher: Searcher, tmp_path: Path) -> None:
    with model_server(Script(("试用期不得超过六个月[S1]。",))) as server:
        runtime = make_runtime(searcher, tmp_path, generator_url=server.url, generator_model="m")
        with make_client(runtime) as client:
            other = client.post("/ask", data={**HEAD, "question": "劳动合同法第三十八条"}).headers["location"]
            address = client.post("/ask", data={"question": QUESTION}).headers["location"]
            assert "?" not in address
            for words in (consent, other.partition("?")[2], f"consent={runtime.conversation.sign(address[8:])}"):
                for path in ("generated", "generated/page"):
                    assert client.get(f"{address}/{path}?{words}").status_code == 404
            assert server.requests == []


def test_failure_is_told(searcher: Searcher, tmp_path: Path) -> None:
    with model_server(Script(status=500)) as server:
        runtime = make_runtime(searcher, tmp_path, generator_url=server.url, generator_model="m")
        with make_client(runtime) as client:
            address, _, consent = client.post("/ask", data=HEAD).headers["location"].partition("?")
            assert "event: failed" in client.get(f"{address}/generated?{consent}").text
            assert "模型出了故障" in client.get(f"{address}/generated/page?{consent}").text

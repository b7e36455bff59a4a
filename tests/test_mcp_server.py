"""The tools as a language model's client sees them: over stdio with the real index, and in process over a tiny one."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from answer_library import write_answer_library
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult
from test_cited_keys import CHAIN
from tiny_library import make_searcher, write_library
from tiny_service import make_settings

from indexer.segmentation import Segmenter
from service.mcp.server import Library, make_server
from service.search.live import LiveSearcher

ROOT = Path(__file__).resolve().parent.parent
TOOLS = {"search", "read_article", "ask", "verify_citations", "deadlines"}
T = TypeVar("T")
Call = Callable[..., CallToolResult]


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, run in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def write(root: Path) -> None:
    write_library(root)
    (root / "deadlines.toml").write_text(CHAIN.replace('"xieshang"', '"liucheng"'), encoding="utf-8")


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Call:
    """Call one tool of a server over the tiny library."""
    folder = tmp_path_factory.mktemp("library")
    searcher = make_searcher(folder, segmenter, write)
    live = LiveSearcher(lambda: searcher, lambda: searcher.index.manifest.digest)
    live.start()
    server = make_server(Library(live, make_settings(folder)))

    async def run(name: str, arguments: dict[str, Any]) -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return lambda name, **arguments: finished(run(name, arguments))


def words(result: CallToolResult) -> str:
    return " ".join(getattr(item, "text", "") for item in result.content)


def content(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, words(result)
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_search_finds_the_article_with_its_key(call: Call) -> None:
    found = content(call("search", query="试用期不得超过", k=2, kind="regulation"))
    assert found["hits"][0]["article_key"] == "劳动合同法#19"
    assert len(found["hits"]) == 2


@pytest.mark.parametrize(
    "article", ["劳动合同法#19", "《劳动合同法》第十九条", "劳动合同法第19条", "laodong-hetongfa/19"]
)
def test_article_is_read_in_every_spelling(call: Call, article: str) -> None:
    found = content(call("read_article", article=article))
    assert found["text"] == "试用期不得超过六个月。\n同一单位只能约定一次试用期。"
    assert found["trust"] == "原文"


def test_question_is_answered_with_citations(call: Call) -> None:
    found = content(call("ask", question="劳动合同法第十九条"))
    assert found["status"] == "answered"
    assert found["citations"][0]["article_key"] == "劳动合同法#19"


def test_curated_answer_says_its_origin_and_offers_its_choices(tmp_path: Path, segmenter: Segmenter) -> None:
    searcher = make_searcher(tmp_path, segmenter, write_answer_library)
    live = LiveSearcher(lambda: searcher, lambda: searcher.index.manifest.digest)
    live.start()
    server = make_server(Library(live, make_settings(tmp_path)))

    async def run() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool("ask", {"question": "三年合同试用期多久"})

    found = content(finished(run()))
    assert [(issue["origin"], issue["url"]) for issue in found["issues"]] == [("编写的答案", "/answers/shiyongqi")]
    assert found["answer"][0] == {
        "text": "试用期不得超过六个月。",
        "citations": [1],
        "issue": 0,
        "depth": "一句话",
        "item": None,
    }
    assert [choice["ask"] for choice in found["clarify"]["choices"]] == ["一年合同试用期多久", "三年合同试用期多久"]


def test_citations_are_verified(call: Call) -> None:
    found = content(call("verify_citations", text="《合同法》第五十二条；新休假办法第二条", as_of="2026-11-22"))
    assert [(item["issue"], item["level"]) for item in found["findings"]] == [
        ("repealed", "wrong"),
        ("not_yet_in_force", "wrong"),
    ]


def test_deadlines_are_reckoned_as_in_the_interface(call: Call) -> None:
    listed = call("deadlines", procedure="list")
    assert listed.is_error
    assert "liucheng" in words(listed)
    event = words(listed).split("：", 2)[2].split("＝")[0]
    found = content(call("deadlines", procedure="liucheng", event=event, date="2026-09-11"))
    assert found["date"] == "2026-09-11"
    assert found["dates"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("search", {"query": "？"}, "query 里没有文字"),
        ("search", {"query": "试用期", "region": "火星"}, "不认识这个地区"),
        ("search", {"query": "字" * 501}, "最多500个字"),
        ("search", {"query": "试用期", "k": 99}, "30"),
        ("read_article", {"article": "劳动合同法#900"}, "本库未收录《劳动合同法》第900条"),
        ("read_article", {"article": "随便"}, "没有看出是哪一条"),
        ("ask", {"question": "工资", "region": "火星"}, "不认识这个地区"),
        ("ask", {"question": "字" * 501}, "最多500个字"),
        ("verify_citations", {"text": "条" * 20_001}, "一次最多核对20000个字"),
        ("deadlines", {"procedure": "没有"}, "可以算的流程和事件"),
        ("deadlines", {"procedure": "liucheng", "event": "没有", "date": "2026-09-11"}, "没有这个事件"),
        ("deadlines", {"procedure": "liucheng", "event": "没有"}, "请给出 date"),
    ],
)
def test_foreseen_failure_is_a_tool_error_that_says_what_to_do(
    call: Call, name: str, arguments: dict[str, Any], said: str
) -> None:
    result = call(name, **arguments)
    assert result.is_error
    assert said in words(result)


def test_missing_index_is_a_tool_error_that_names_the_command(tmp_path: Path) -> None:
    answer = over_stdio(tmp_path, lambda client: client.call_tool("ask", {"question": "试用期最长多久"}))
    assert answer.is_error
    assert "xieshang build" in words(answer)


def test_real_client_over_stdio_meets_described_tools_and_the_real_index() -> None:
    async def use(client: Client) -> tuple[dict[str, Any], CallToolResult, CallToolResult]:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        article = await client.call_tool("read_article", {"article": "劳动合同法第三十七条"})
        verified = await client.call_tool(
            "verify_citations", {"text": "劳动合同法第三十七条规定：“劳动者提前十日以书面形式通知用人单位”"}
        )
        return tools, article, verified

    tools, article, verified = over_stdio(None, use)
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert "。" in tool.description
        assert tool.output_schema
        assert all(item.get("description") for item in tool.input_schema["properties"].values()), tool.name
    assert content(article)["validity"] == "现行有效"
    (finding,) = content(verified)["findings"]
    assert finding["remarks"][0]["differences"] == [{"written": "十日", "article": "三十日"}]


def over_stdio(data: Path | None, use: Callable[[Client], Awaitable[T]]) -> T:
    """Start `xieshang mcp` as a client does, and use it; `data` replaces the data folder."""
    chosen = {"XIESHANG_DATA_DIR": str(data)} if data else {}
    environment = {**os.environ, **chosen, "PYTHONPATH": str(ROOT)}
    code = "from service.cli import main; import sys; sys.argv = ['xieshang', 'mcp']; main()"
    server = StdioServerParameters(command=sys.executable, args=["-c", code], env=environment, cwd=ROOT)

    async def run() -> T:
        async with Client(server, read_timeout_seconds=60) as client:
            return await use(client)

    return finished(run())

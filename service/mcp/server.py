"""Five tools for a language model: search, read an article, ask, verify citations, reckon deadlines.

    make_server(Library(live, read_settings())).run("stdio")

Results are typed as in the JSON interface. What was foreseen arrives as a tool error that says what to do next; any
other fault says only that the tool failed. Nothing that is asked is stored.
"""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from indexer.cleaning import clean
from indexer.documents import Kind
from service.answering.answer import Request
from service.answering.answerer import Answerer
from service.calculators.calculator import InputError
from service.calculators.deadlines import Chain, read_chains
from service.checking.checker import MAX_CHARACTERS, TextTooLong
from service.http.checking_api import CheckOut, checker_of
from service.http.schemas import AnswerOut, HitOut, PassageOut, SearchOut
from service.http.tools_api import DatesOut, dates_of
from service.search.filters import Filters
from service.search.live import LiveSearcher, NotReady
from service.search.ranking import Searcher
from service.search.regions import RegionError, parse_region
from service.settings import Settings
from service.store.masking import mask

INSTRUCTIONS = (
    "协商知库：中国劳动法、工会法和集体协商的知识库。国家法律是原文，部门规章、司法解释和河北规定是要点。"
    "回答劳动权益问题前先用 ask 或者 search，引用条文前用 read_article 读原文，写完以后用 verify_citations 核对。"
    "没有收录的条文不要凭记忆引用。"
)
#: The tools only read, give the same result again, and leave this machine alone.
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
#: The most hits of one search.
MOST_HITS = 30
FORESEEN = (NotReady, RegionError, InputError, TextTooLong)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Library:
    """The searcher in use and the settings."""

    live: LiveSearcher
    settings: Settings

    def searcher(self) -> Searcher:
        """The current searcher; the first call waits until it is loaded. Raises NotReady."""
        self.live.wait()
        return self.live.current()

    def chains(self) -> dict[str, Chain]:
        """The deadline chains by procedure; none when the corpus has none."""
        path = self.searcher().index.deadlines
        return {chain.procedure: chain for chain in read_chains(path)} if path.exists() else {}


def make_server(library: Library) -> MCPServer:
    """A server with all five tools over one library."""
    server = MCPServer("xieshang", title="协商知库", instructions=INSTRUCTIONS, version="0.1.0", log_level="WARNING")
    for tool in (_search, _read_article, _ask, _verify_citations, _deadlines):
        tool(server, library)
    return server


def _telling(function: Callable[P, R]) -> Callable[P, R]:
    """Foreseen failures become tool errors that carry their message."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except FORESEEN as error:
            raise ToolError(str(error)) from error

    return wrapped


def _search(server: MCPServer, library: Library) -> None:
    @server.tool(title="检索", annotations=READS)
    @_telling
    def search(
        query: Annotated[str, Field(description="要查的内容，一句话或者几个词，例如“试用期最长多久”")],
        k: Annotated[int, Field(ge=1, le=MOST_HITS, description="最多几条")] = 10,
        kind: Annotated[
            Kind | None,
            Field(description="只要一种：regulation 法规、procedure 流程、case 案例、form 表单、practice 做法"),
        ] = None,
        region: Annotated[str | None, Field(description="只要在这个省适用的，例如“河北”")] = None,
    ) -> SearchOut:
        """在法规、流程、案例、表单里检索，最相关的在前。每条带条文号键、效力和可信级别（原文、要点、案例等）。"""
        searcher = library.searcher()
        text = _question(query, library.settings.max_question)
        prepared = searcher.query(text)
        if prepared is None:
            raise ToolError("query 里没有文字。请写下要查的内容，例如“试用期最长多久”。")
        place = parse_region(region) if region else None
        filters = Filters(kinds=frozenset({kind}) if kind else None, applicable_in=place)
        today = dt.date.today()
        return SearchOut(
            query=text, hits=[HitOut.of(hit, today) for hit in searcher.search(prepared, k=k, filters=filters)]
        )


def _read_article(server: MCPServer, library: Library) -> None:
    @server.tool(title="读条文", annotations=READS)
    @_telling
    def read_article(
        article: Annotated[
            str,
            Field(
                description="条文号键“劳动合同法#38”，或者“《劳动合同法》第三十八条”，或者段落编号“laodong-hetongfa/38”"
            ),
        ],
    ) -> PassageOut:
        """读一条的全文，带效力、施行日期和可信级别。trust 是“原文”的可以逐字引用；是“要点”的不是原文，不能加引号。"""
        searcher = library.searcher()
        found = searcher.passage(article.strip())
        references = searcher.reader.read(clean(article)[: library.settings.max_question])
        for reference in references if found is None else ():
            row = searcher.row_of_key.get(reference.key or "")
            if row is not None:
                found = searcher.index.passages[row]
                break
        if found is not None:
            return PassageOut.of(found, searcher.documents[found.slug], dt.date.today())
        named = next((reference for reference in references if reference.title), None)
        if named is None:
            raise ToolError("没有看出是哪一条。请写“劳动合同法#38”或者“《劳动合同法》第三十八条”，或者先用 search 查。")
        raise ToolError(
            f"本库未收录《{named.title}》第{named.number}条。请不要凭记忆引用，可以用 search 查本库收录的相近条文。"
        )


def _ask(server: MCPServer, library: Library) -> None:
    @server.tool(title="提问", annotations=READS)
    @_telling
    def ask(
        question: Annotated[str, Field(description="用一句平常话写下问题")],
        region: Annotated[str | None, Field(description="人在哪个省工作，缺省按本库设定的省份")] = None,
        as_of: Annotated[dt.date | None, Field(description="问哪一天的规定，写成 2026-11-22，缺省为今天")] = None,
    ) -> AnswerOut:
        """直接得到有出处的答案：每句话都是从条文摘出来的，带引用编号。

        status 不是 answered 时是拒答，不要自己补答案。
        """
        place = parse_region(region) if region else None
        answerer = Answerer(library.searcher(), home_region=library.settings.home_region)
        text = mask(_question(question, library.settings.max_question))
        return AnswerOut.of(answerer.answer(Request(text, place, as_of), dt.date.today()))


def _verify_citations(server: MCPServer, library: Library) -> None:
    @server.tool(title="核对引用", annotations=READS)
    @_telling
    def verify_citations(
        text: Annotated[str, Field(description=f"要核对的整段文字，最多{MAX_CHARACTERS}字")],
        as_of: Annotated[dt.date | None, Field(description="按哪一天的规定核对，缺省为今天")] = None,
    ) -> CheckOut:
        """核对一段文字里引用的每一个法条：有没有这一条、还有没有效、引文是否逐字一致、数字在不在条文里。
        level：wrong 有错，doubt 请核对，unjudged 未收录不作判断，note 有提示，right 没有发现问题。"""
        return CheckOut.of(checker_of(library.searcher()).check(text, as_of or dt.date.today()))


def _deadlines(server: MCPServer, library: Library) -> None:
    @server.tool(title="算期限", annotations=READS)
    @_telling
    def deadlines(
        procedure: Annotated[str, Field(description="流程编号；不知道的写 list，会列出全部流程和事件")],
        event: Annotated[str, Field(description="已知日期的那件事的编号")] = "",
        date: Annotated[dt.date | None, Field(description="那一天，写成 2026-11-22")] = None,
    ) -> DatesOut:
        """知道流程里一件事的日期，算出前后每一个期限，带条文、算法和节假日顺延。数字由程序算，请不要自己推算日期。"""
        chains = library.chains()
        if procedure not in chains:
            known = "\n".join(
                f"{name} {chain.title}：{'、'.join(f'{item.id}＝{item.label}' for item in chain.event)}"
                for name, chain in chains.items()
            )
            raise ToolError(f"没有这个流程编号。可以算的流程和事件：\n{known}")
        if date is None:
            raise ToolError("请给出 date，写成 2026-11-22。")
        return dates_of(chains[procedure], event, date)


def _question(text: str, most: int) -> str:
    """A question without what cannot be read. Raises ToolError when it is too long."""
    cleaned = clean(text)
    if len(cleaned) > most:
        raise ToolError(f"有{len(cleaned)}个字，最多{most}个字。请只留下要问的事，分几次问也可以。")
    return cleaned

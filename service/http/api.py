"""The JSON interface. Thin: every route hands its values on and shapes what comes back."""

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from indexer.cleaning import clean
from indexer.documents import Kind, Status
from service.calculators.deadlines import Chain, read_chains
from service.http.errors import BadQuery, NotHere
from service.http.runtime import Runtime
from service.http.schemas import (
    AnswerOut,
    AskIn,
    DocumentOut,
    ErrorOut,
    HealthOut,
    HitOut,
    PassageOut,
    ReadyOut,
    SearchOut,
)
from service.search.filters import Filters
from service.search.ranking import MAX_HITS

router = APIRouter()


def runtime(request: Request) -> Runtime:
    """The runtime of the application that serves this request."""
    found: Runtime = request.app.state.runtime
    return found


InRuntime = Annotated[Runtime, Depends(runtime)]


def chains(runtime: InRuntime) -> tuple[Chain, ...]:
    """The deadline chains of the index in use; none when its corpus has none."""
    return _chains_of(runtime.live.current().index.deadlines)


@lru_cache(maxsize=2)
def _chains_of(path: Path) -> tuple[Chain, ...]:
    """Read once an index: its folder never changes, and reading takes 30 ms."""
    return read_chains(path) if path.exists() else ()


InChains = Annotated[tuple[Chain, ...], Depends(chains)]
_ERROR: dict[str, Any] = {"model": ErrorOut}
_NOT_READY: dict[int | str, dict[str, Any]] = {503: {**_ERROR, "description": "知识库还没有准备好"}}
_INVALID: dict[int | str, dict[str, Any]] = {422: {**_ERROR, "description": "请求的内容不对"}}
_MISSING: dict[int | str, dict[str, Any]] = {404: {**_ERROR, "description": "没有这一项"}}
_ASK_ERRORS: dict[int | str, dict[str, Any]] = {
    413: {**_ERROR, "description": "请求太大"},
    **_INVALID,
    **_NOT_READY,
}


@router.post("/api/ask", responses=_ASK_ERRORS, summary="提问，得到有出处的答案")
def ask(body: AskIn, runtime: InRuntime) -> AnswerOut:
    """Every sentence of an answer cites passages; a refusal has a status of its own and no citations."""
    answer = runtime.ask(body.question, body.region, body.as_of, previous=body.previous)
    return AnswerOut.of(answer, runtime.conversation.sign(answer.id))


@router.get("/api/search", responses={**_INVALID, **_NOT_READY}, summary="检索条文、流程、案例")
def search(
    runtime: InRuntime,
    q: Annotated[str, Query(description="要查的内容", examples=["试用期最长多久", "劳动合同法38条"])],
    kind: Annotated[Kind | None, Query(description="种类")] = None,
    level: Annotated[str | None, Query(description="法规的层级，或案例的层级", examples=["部门规章"])] = None,
    region: Annotated[str | None, Query(description="地区，例如 全国、河北、河北·秦皇岛")] = None,
    status: Annotated[Status | None, Query(description="效力")] = None,
    k: Annotated[int, Query(ge=1, le=MAX_HITS, description="最多几条")] = 10,
) -> SearchOut:
    """Filters apply before the best `k` are chosen; a filter that lets nothing through gives an empty list."""
    filters = Filters(
        kinds=frozenset({kind}) if kind else None, level=level or None, region=region or None, status=status
    )
    searcher = runtime.live.current()
    text = clean(q)
    if len(text) > runtime.settings.max_question:
        raise BadQuery(f"要查的内容最多{runtime.settings.max_question}个字。")
    query = searcher.query(text)
    if query is None:
        raise BadQuery("请写下要查的内容，至少一个字。")
    hits = searcher.search(query, k=k, filters=filters)
    return SearchOut(query=text, hits=[HitOut.of(hit, dt.date.today()) for hit in hits])


@router.get("/api/passages/{passage_id:path}", responses={**_MISSING, **_NOT_READY}, summary="读一段原文")
def passage(passage_id: str, runtime: InRuntime) -> PassageOut:
    """A passage by its id, for instance `laodong-hetongfa/19`."""
    searcher = runtime.live.current()
    found = searcher.passage(passage_id)
    if found is None:
        raise NotHere("没有这一段。段落的编号形如 laodong-hetongfa/19。")
    return PassageOut.of(found, searcher.documents[found.slug], dt.date.today())


@router.get("/api/documents/{slug}", responses={**_MISSING, **_NOT_READY}, summary="读一份文件的说明")
def document(slug: str, runtime: InRuntime) -> DocumentOut:
    """A document by its slug, for instance `laodong-hetongfa`."""
    searcher = runtime.live.current()
    found = searcher.documents.get(slug)
    if found is None:
        raise NotHere("没有这份文件。文件的编号形如 laodong-hetongfa。")
    return DocumentOut.of(found, [item.id for item in searcher.passages_of[slug]])


@router.get("/healthz", summary="进程是否活着")
def healthz() -> HealthOut:
    """200 as long as the process answers."""
    return HealthOut(status="ok")


@router.get("/readyz", responses=_NOT_READY, summary="能否回答问题")
def readyz(runtime: InRuntime) -> ReadyOut:
    """200 only when questions can be answered."""
    manifest = runtime.live.current().index.manifest
    return ReadyOut(
        status="ready",
        index=manifest.digest,
        model=manifest.recipe.encoder,
        documents=manifest.documents,
        passages=manifest.passages,
        articles=manifest.articles,
    )

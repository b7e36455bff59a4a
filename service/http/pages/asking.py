"""Home, question, answer, search: where everybody begins."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from indexer.cleaning import clean
from indexer.documents import Kind
from service.answering.answer import Answer
from service.answering.citation import ADDRESSES, Citation, passage_url
from service.http.api import InRuntime
from service.http.errors import BadQuery, NotHere
from service.http.pages.curated import examples
from service.http.pages.rendering import page, validity_today
from service.http.pages.sectioning import sections_of
from service.search.by_kind import search_by_kind
from service.search.filters import Filters
from service.search.live import NotReady
from service.search.ranking import Hit, Searcher
from service.store.feedback import REASONS

router = APIRouter()

PAGE_HITS = 20
#: A case is shown beside an answer only if it is among so many best by words and by meaning.
NEAR_RANK = 8


@router.get("/")
def home(request: Request, runtime: InRuntime, q: str = "", as_of: str = "") -> Response:
    """The question box and the doors, before the index is loaded too; `?q=` and `?as_of=` fill the box in."""
    try:
        shown = examples(runtime.live.current())
    except NotReady:
        shown = ()
    return page(request, "home.html", question=clean(q), as_of=_day(as_of) or "", examples=shown)


@router.post("/ask")
def ask(
    runtime: InRuntime,
    question: Annotated[str, Form()] = "",
    region: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    previous: Annotated[str, Form()] = "",
    generate: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Answer, keep the answer, and go to its permanent address. A question never stands in an address.

    `generate` is the ticked box: this question may go to the language model.
    """
    answer = runtime.ask(question, region or None, _day(as_of), previous=previous or None)
    wanted = bool(generate) and runtime.settings.generator is not None and bool(answer.citations)
    consent = f"?consent={runtime.conversation.agree(answer.id)}" if wanted else ""
    return RedirectResponse(answer.url + consent, status_code=303)


@router.get("/answer/{answer_id}")
def answer(request: Request, runtime: InRuntime, answer_id: str, consent: str = "") -> Response:
    """An answer as it was given, with a word where a cited text has changed since."""
    found = runtime.store.get(answer_id)
    if found is None:
        raise NotHere("没有这个答案。答案的地址可能抄漏了字，请重新提问。")
    searcher = runtime.live.current()
    return page(
        request,
        "answer.html",
        answer=found,
        sections=sections_of(found),
        turns=runtime.turns_before(found),
        reasons=REASONS,
        consent=consent if runtime.settings.generator else "",
        token=runtime.conversation.sign(found.id),
        changed={item.number for item in found.citations if not _still_there(searcher, item)},
        quoted={item.number for item in found.citations if _is_quoted_whole(found, item)},
        near_cases=_near_cases(searcher, found),
    )


@router.get("/search")
def search(request: Request, runtime: InRuntime, q: str = "", kind: str = "") -> Response:
    """Search results; an empty question shows the box only."""
    searcher = runtime.live.current()
    chosen = Kind(kind) if kind in ADDRESSES else None
    query = searcher.query(q[: runtime.settings.max_question])
    if query is None:
        groups = {}
    elif chosen:
        hits = searcher.search(query, k=PAGE_HITS, filters=Filters(kinds=frozenset({chosen})))
        groups = {chosen: hits} if hits else {}
    else:
        groups = search_by_kind(searcher, query)
    shown = {kind: [_shown(hit) for hit in hits] for kind, hits in groups.items()}
    return page(request, "search.html", question=clean(q), chosen=chosen, groups=shown)


def _shown(hit: Hit) -> dict[str, object]:
    return {"hit": hit, "url": passage_url(hit.passage), "validity": validity_today(hit.document)}


@router.get("/about")
def about(request: Request, runtime: InRuntime) -> Response:
    """What this is, what it is not, and how it treats what people type."""
    return page(request, "about.html", manifest=runtime.live.current().index.manifest)


def _day(text: str) -> dt.date | None:
    """The day a form names, None when it is left empty. Raises BadQuery."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadQuery("日期要写成 2020-01-31 这样，而且要有这一天。") from None


def _still_there(searcher: Searcher, citation: Citation) -> bool:
    passage = searcher.passage(citation.passage_id)
    return passage is not None and passage.text[citation.start : citation.end] == citation.quote


def _is_quoted_whole(found: Answer, citation: Citation) -> bool:
    return any(sentence.text.endswith(citation.quote) for sentence in found.sentences)


def _near_cases(searcher: Searcher, found: Answer) -> list[Hit]:
    """At most three cases that are near the question by its words and by its meaning, apart from the answer."""
    query = searcher.query(found.question) if found.citations else None
    if query is None:
        return []
    by_document: dict[str, Hit] = {}
    for hit in searcher.search(query, k=8, filters=Filters(kinds=frozenset({Kind.CASE}))):
        if 0 < hit.ranks["bigram"] <= NEAR_RANK and hit.ranks["parts"] <= NEAR_RANK:
            by_document.setdefault(hit.passage.slug, hit)
    return list(by_document.values())[:3]

"""The evening before a round: a form in, one sheet out, on screen, to print, or as a Word file.

What is typed comes by POST, is answered with `no-store`, and is neither kept nor logged.
"""

import datetime as dt
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, QueryParams

from indexer.case_facts import INDUSTRIES
from service.calculators.calculator import InputError
from service.http.api import InChains, InRuntime
from service.http.pages.rendering import key_links, page
from service.library.brief import write_brief
from service.library.brief_document import to_docx
from service.library.brief_request import DATES, NUMBERS, SCOPES, SIDES, read_request
from service.library.brief_words import gist, span_words, title_of
from service.library.case_words import figure_words, size_words
from service.library.form_document import DOCX
from service.library.topic_basis import TOPIC_BASIS

router = APIRouter()

FIELDS = ("side", "scope", "industry", "region", *NUMBERS, *DATES)
PRIVATE = {"Cache-Control": "no-store"}


@router.get("/brief")
def form(request: Request, runtime: InRuntime) -> Response:
    """The empty form; an address may fill in what is not private: side, scope, industry, region, topics."""
    raw, topics = _typed(request.query_params)
    raw = {name: value for name, value in raw.items() if name not in (*NUMBERS, *DATES)}
    raw.setdefault("region", runtime.settings.home_region)
    return _form_page(request, raw, topics, {})


@router.post("/brief")
async def brief(request: Request, runtime: InRuntime, chains: InChains) -> Response:
    """The sheet as a page or, with `action=docx`, as a Word file; wrong fields come back marked."""
    raw, topics = _typed(await request.form())
    try:
        wanted = read_request(raw, topics)
        sheet = write_brief(runtime.live.current(), chains, wanted, dt.date.today())
    except InputError as error:
        return _form_page(request, raw, topics, {mistake.field: mistake.message for mistake in error.mistakes})
    if raw.get("action") == "docx":
        name = quote(f"协商准备·{wanted.industry}.docx")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", **PRIVATE}
        return Response(to_docx(sheet, str(request.base_url).rstrip("/")), media_type=DOCX, headers=headers)
    searcher = runtime.live.current()
    response = page(
        request,
        "brief.html",
        brief=sheet,
        title=title_of(sheet),
        gist=gist(sheet),
        span_words=span_words,
        size_words=size_words,
        figure_words=figure_words,
        link=lambda keys: key_links(searcher, tuple(keys)),
        form=_form_values(raw, topics, {}),
    )
    response.headers.update(PRIVATE)
    return response


def _typed(sent: FormData | QueryParams) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts by field, and the topics ticked."""
    raw = {name: value for name in (*FIELDS, "action") if isinstance(value := sent.get(name), str)}
    return raw, tuple(value for value in sent.getlist("topic") if isinstance(value, str))


def _form_page(request: Request, raw: dict[str, str], topics: tuple[str, ...], mistakes: dict[str, str]) -> Response:
    response = page(request, "brief_form.html", 422 if mistakes else 200, form=_form_values(raw, topics, mistakes))
    response.headers.update(PRIVATE)
    return response


def _form_values(raw: dict[str, str], topics: tuple[str, ...], mistakes: dict[str, str]) -> dict[str, object]:
    return {
        "sides": SIDES,
        "scopes": tuple(SCOPES),
        "industries": INDUSTRIES,
        "all_topics": tuple(TOPIC_BASIS),
        "numbers": NUMBERS,
        "dates": DATES,
        "typed": raw,
        "topics": topics,
        "mistakes": mistakes,
    }

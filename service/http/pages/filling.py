"""Filling in a form: every field explained, a real .docx or a page to print. Nothing typed is stored."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.documents import Document, Kind
from service.calculators.calculator import InputError
from service.http.api import InRuntime
from service.http.markup import document_html
from service.http.pages.rendering import find_document, key_links, of_kind, page
from service.library.form_document import DOCX, check_values, instructions, lay_paper, to_docx
from service.search.ranking import Searcher

router = APIRouter()


@router.get("/forms")
def forms(request: Request, runtime: InRuntime) -> Response:
    """All forms."""
    return page(request, "forms.html", documents=of_kind(runtime.live.current(), Kind.FORM))


@router.get("/form/{slug}")
def form(request: Request, runtime: InRuntime, slug: str) -> Response:
    """A form to fill in."""
    searcher = runtime.live.current()
    return _form_page(request, searcher, find_document(searcher, Kind.FORM, slug), {}, {})


@router.post("/form/{slug}")
async def fill_in(request: Request, runtime: InRuntime, slug: str) -> Response:
    """The filled form as .docx or as a page to print; wrong fields come back marked, with everything typed."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.FORM, slug)
    assert document.form is not None
    sent = await request.form()
    raw = {name: value for name, value in sent.items() if isinstance(value, str)}
    try:
        values = check_values(document.form, raw)
    except InputError as error:
        mistakes = {mistake.field: mistake.message for mistake in error.mistakes}
        return _form_page(request, searcher, document, raw, mistakes)
    if raw.get("action") == "docx":
        name = quote(f"{document.title}.docx")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
        return Response(to_docx(document, values), media_type=DOCX, headers=headers)
    return page(request, "paper.html", document=document, pieces=lay_paper(document, values), values=raw)


def _form_page(
    request: Request, searcher: Searcher, document: Document, values: dict[str, str], mistakes: dict[str, str]
) -> Response:
    assert document.form is not None
    basis = {field.name: key_links(searcher, field.basis) for field in document.form.fields if field.basis}
    steps: dict[str, str] = {}  # title of the procedure → the first of its steps that uses this form
    for place in document.form.steps:
        slug, _, anchor = place.partition("#")
        steps.setdefault(searcher.documents[slug].short_title, f"/procedure/{slug}/{anchor}")
    status = 422 if mistakes else 200
    return page(
        request,
        "form.html",
        status,
        document=document,
        instructions=document_html(instructions(document)),
        basis=basis,
        steps=[(address, title) for title, address in steps.items()],
        values=values,
        mistakes=mistakes,
    )

"""Walking a procedure: as a whole with its flowchart, or one step a page with the way taken so far.

The way taken stands in the address (`?path=yaoyue,yingyue`), so it needs no script and no memory on the server.
"""

import re
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from indexer.documents import Document, Kind
from indexer.procedures import Next, Step, read_steps
from service.answering.citation import document_url
from service.http.api import InChains, InRuntime
from service.http.errors import NotHere
from service.http.markup import passage_html
from service.http.pages.rendering import MARK, blocks_of, find_document, linker, of_kind, page
from service.library.flowchart import lay_out
from service.search.ranking import Searcher

router = APIRouter()

MAX_PATH = 40
_WAYS = re.compile(r"<li>(?:<mark[^>]*>)?下一步[：:].*?</li>\n?", re.DOTALL)
_LABEL = re.compile(r"<li>((?:<mark[^>]*>)?[^：<]{2,6}[：:])")


@dataclass(frozen=True)
class Way:
    """A way on, as a link: `url` keeps the path taken; None at the end."""

    condition: str
    title: str
    url: str | None


@router.get("/procedures")
def procedures(request: Request, runtime: InRuntime) -> Response:
    """All procedures: bargaining first, then those of single employees."""
    return page(request, "procedures.html", documents=of_kind(runtime.live.current(), Kind.PROCEDURE))


@router.get("/procedure/{slug}")
def procedure(request: Request, runtime: InRuntime, chains: InChains, slug: str, mark: str = "") -> Response:
    """A procedure as flowchart and as list, with everything each step needs."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.PROCEDURE, slug)
    steps = read_steps(document)
    marked = MARK.fullmatch(mark)
    return page(
        request,
        "procedure.html",
        document=document,
        blocks=[replace(block, html=_tidy(block.html)) for block in blocks_of(searcher, document, mark)],
        steps={step.anchor: step for step in steps},
        chart=lay_out(steps),
        here=None,
        taken=(),
        forms=_forms_of(searcher, slug),
        dated=any(chain.procedure == slug for chain in chains),
        marked=marked["anchor"] if marked else None,
    )


@router.get("/procedure/{slug}/{anchor}")
def step(request: Request, runtime: InRuntime, slug: str, anchor: str, path: str = "") -> Response:
    """One step: where we are, what to do, and every way on."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.PROCEDURE, slug)
    steps = {item.anchor: item for item in read_steps(document)}
    if anchor not in steps:
        raise NotHere("这个流程没有这一步。请从流程图里选。")
    taken = tuple(item for item in path.split(",") if item in steps)[-MAX_PATH:]
    passage = searcher.index.passages[searcher.rows[f"{slug}/{anchor}"]]
    return page(
        request,
        "step.html",
        document=document,
        step=steps[anchor],
        number=list(steps).index(anchor) + 1,
        count=len(steps),
        html=_tidy(passage_html(passage, None, linker(searcher))),
        ways=[_way(document, steps, way, (*taken, anchor)) for way in steps[anchor].next],
        back=_url(document, taken[-1], taken[:-1]) if taken else None,
        chart=lay_out(list(steps.values())),
        here=anchor,
        taken=taken,
        forms=_forms_of(searcher, slug).get(anchor, []),
    )


def _way(document: Document, steps: dict[str, Step], way: Next, taken: tuple[str, ...]) -> Way:
    if way.target is None or way.target not in steps:
        return Way(way.condition, "结束", None)
    return Way(way.condition, steps[way.target].title, _url(document, way.target, taken))


def _url(document: Document, anchor: str, taken: tuple[str, ...]) -> str:
    path = f"?path={','.join(taken)}" if taken else ""
    return f"{document_url(document.kind, document.slug)}/{anchor}{path}"


def _tidy(html: Markup) -> Markup:
    """Labels set off, and the line of ways left out: the page draws them as links."""
    return Markup(_LABEL.sub(r"<li><b>\1</b>", _WAYS.sub("", html)))


def _forms_of(searcher: Searcher, slug: str) -> dict[str, list[Document]]:
    """Step → the forms that are used in it."""
    found: dict[str, list[Document]] = {}
    for document in of_kind(searcher, Kind.FORM):
        for place in document.form.steps if document.form else ():
            procedure_slug, _, anchor = place.partition("#")
            if procedure_slug == slug:
                found.setdefault(anchor, []).append(document)
    return found

"""Reading: rules, articles, practices."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.conflicts import touching
from indexer.documents import Kind
from service.http.api import InRuntime
from service.http.errors import NotHere
from service.http.markup import passage_html
from service.http.pages.rendering import (
    blocks_of,
    find_document,
    key_links,
    linker,
    of_kind,
    page,
    span_of,
    validity_today,
)
from service.library.articles import article_of, cases_resting_on

router = APIRouter()

LEVELS = ("法律", "行政法规", "司法解释", "部门规章", "规范性文件", "地方性法规", "地方政府规章")


@router.get("/laws")
def laws(request: Request, runtime: InRuntime) -> Response:
    """All rules by level of authority."""
    searcher = runtime.live.current()
    rules = of_kind(searcher, Kind.REGULATION)
    groups = {level: [document for document in rules if document.level == level] for level in LEVELS}
    counts = {slug: len(passages) for slug, passages in searcher.passages_of.items()}
    return page(request, "laws.html", groups=groups, counts=counts, validity=validity_today)


@router.get("/law/{slug}")
def law(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A rule as a whole with its table of contents."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.REGULATION, slug)
    blocks = blocks_of(searcher, document, mark)
    return page(request, "law.html", document=document, blocks=blocks, validity=validity_today(document))


@router.get("/law/{slug}/{number}")
def article(request: Request, runtime: InRuntime, slug: str, number: str, mark: str = "") -> Response:
    """One article with its neighbours, its conflicts, what it refers to and what refers to it."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.REGULATION, slug)
    passages = searcher.passages_of[slug]
    place = next((i for i, item in enumerate(passages) if item.anchor == number and item.article_key), None)
    if place is None:
        reason = document.not_held or f"《{document.title}》没有这一条"
        raise NotHere(f"本库没有收录这一条。{reason.rstrip('。')}。")
    passage = passages[place]
    key = passage.article_key or ""
    return page(
        request,
        "article.html",
        document=document,
        passage=passage,
        validity=validity_today(document),
        html=passage_html(passage, span_of(mark, passage), linker(searcher)),
        before=passages[place - 1] if place else None,
        after=passages[place + 1] if place + 1 < len(passages) else None,
        conflicts=touching(searcher.index.conflicts, key),
        cites=[found for cited in passage.cites if (found := article_of(searcher, cited))],
        cited_by=searcher.citing(key),
        documents=searcher.documents,
        resting=cases_resting_on(searcher, key),
    )


@router.get("/conflicts")
def conflicts(request: Request, runtime: InRuntime) -> Response:
    """Rules that contradict each other, and which one to follow."""
    searcher = runtime.live.current()
    found = searcher.index.conflicts
    links = {item.id: (key_links(searcher, item.rules), key_links(searcher, item.prevails)) for item in found}
    return page(request, "conflicts.html", conflicts=found, links=links)


@router.get("/practice/{slug}")
def practice(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A way of working, marked as such."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.PRACTICE, slug)
    return page(request, "document.html", document=document, blocks=blocks_of(searcher, document, mark))

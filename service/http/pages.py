"""The pages: rendered on the server, complete without JavaScript."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from indexer.article_keys import split_key
from indexer.cleaning import clean
from indexer.documents import Document, Kind
from indexer.passages import Passage, Span
from indexer.procedures import Step, read_steps
from service.answering.answer import Answer
from service.answering.citation import ADDRESSES, Citation, document_url, passage_url
from service.answering.refusal import LABOUR, LEGAL_AID, UNION
from service.answering.validity import validity_on
from service.http.api import InRuntime
from service.http.errors import Fault, NotHere
from service.http.markup import KeyLink, inline_html, passage_html
from service.search.filters import Filters
from service.search.ranking import Hit, Searcher

WEB = Path(__file__).resolve().parents[2] / "web"
router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(WEB / "templates")

KIND_NAMES = {
    Kind.REGULATION: "法规",
    Kind.PROCEDURE: "流程",
    Kind.CASE: "案例",
    Kind.PRACTICE: "工作做法",
}
LEVELS = ("法律", "行政法规", "司法解释", "部门规章", "规范性文件", "地方性法规", "地方政府规章")
CASE_LEVELS = ("企业", "行业", "区域", "平台", "裁判")
EXAMPLES = (
    "试用期最长多久",
    "公司不跟工会协商怎么办",
    "集体合同什么时候生效",
    "协商代表最少几个人",
    "劳动仲裁时效多久",
    "怀孕被辞退怎么办",
)
PAGE_HITS = 20
#: A case is shown beside an answer only if it is among so many best by words and by meaning.
NEAR_RANK = 8
_MARK = re.compile(r"(?:(?P<anchor>[a-z0-9-]+):)?(?P<start>\d{1,6})-(?P<end>\d{1,6})")
_WAYS = re.compile(r"<li>(?:<mark[^>]*>)?下一步[：:].*?</li>\n?", re.DOTALL)
_LABEL = re.compile(r"<li>((?:<mark[^>]*>)?[^：<]{2,6}[：:])")


@dataclass(frozen=True)
class Block:
    """A passage as a page shows it: `above` are the headings that begin here."""

    passage: Passage
    above: tuple[str, ...]
    html: Markup
    step: Step | None = None


templates.env.globals.update(
    kind_names=KIND_NAMES,
    contacts=(UNION, LABOUR, LEGAL_AID),
    document_url=document_url,
    passage_url=passage_url,
    kinds=Kind,
)


def _page(request: Request, name: str, status: int = 200, **values: object) -> HTMLResponse:
    return templates.TemplateResponse(request, name, values, status_code=status)


def error_page(request: Request, fault: Fault) -> Response:
    """The page for everything that goes wrong."""
    return _page(request, "error.html", fault.status, fault=fault)


@router.get("/")
def home(request: Request, q: str = "") -> Response:
    """The question box and three doors; `?q=` fills the box in."""
    return _page(request, "home.html", question=clean(q), examples=EXAMPLES)


@router.post("/ask")
def ask(
    runtime: InRuntime, question: Annotated[str, Form()] = "", region: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Answer, keep the answer, and go to its permanent address. A question never stands in an address."""
    return RedirectResponse(runtime.ask(question, region or None, None).url, status_code=303)


@router.get("/answer/{answer_id}")
def answer(request: Request, runtime: InRuntime, answer_id: str) -> Response:
    """An answer as it was given, with a word where a cited text has changed since."""
    found = runtime.store.get(answer_id)
    if found is None:
        raise NotHere("没有这个答案。答案的地址可能抄漏了字，请重新提问。")
    searcher = runtime.live.current()
    changed = {item.number for item in found.citations if not _still_there(searcher, item)}
    quoted = {
        item.number for item in found.citations if any(text.text.endswith(item.quote) for text in found.sentences)
    }
    near = _near_cases(searcher, found)
    return _page(request, "answer.html", answer=found, changed=changed, quoted=quoted, near_cases=near)


@router.get("/search")
def search(request: Request, runtime: InRuntime, q: str = "", kind: str = "") -> Response:
    """Search results; an empty question shows the box only."""
    searcher = runtime.live.current()
    chosen = Kind(kind) if kind in ADDRESSES else None
    query = searcher.query(q[: runtime.settings.max_question])
    filters = Filters(kinds=frozenset({chosen}) if chosen else None)
    hits = searcher.search(query, k=PAGE_HITS, filters=filters) if query else ()
    return _page(request, "search.html", question=clean(q), chosen=chosen, hits=[_shown(hit) for hit in hits])


@router.get("/laws")
def laws(request: Request, runtime: InRuntime) -> Response:
    """All rules by level of authority."""
    searcher = runtime.live.current()
    groups = {
        level: [document for document in _of_kind(searcher, Kind.REGULATION) if document.level == level]
        for level in LEVELS
    }
    return _page(request, "laws.html", groups=groups, counts=_counts(searcher), validity=_validity)


@router.get("/law/{slug}")
def law(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A rule as a whole with its table of contents."""
    searcher = runtime.live.current()
    document = _document(searcher, Kind.REGULATION, slug)
    blocks = _blocks(searcher, document, mark)
    return _page(request, "law.html", document=document, blocks=blocks, validity=_validity(document))


@router.get("/law/{slug}/{number}")
def article(request: Request, runtime: InRuntime, slug: str, number: str, mark: str = "") -> Response:
    """One article with its neighbours, what it refers to and what refers to it."""
    searcher = runtime.live.current()
    document = _document(searcher, Kind.REGULATION, slug)
    passages = searcher.passages_of[slug]
    place = next((i for i, item in enumerate(passages) if item.anchor == number and item.article_key), None)
    if place is None:
        reason = document.not_held or f"《{document.title}》没有第{number}条"
        raise NotHere(f"本库没有收录这一条。{reason.rstrip('。')}。")
    passage = passages[place]
    return _page(
        request,
        "article.html",
        document=document,
        passage=passage,
        validity=_validity(document),
        html=passage_html(passage, _span(mark, passage), _linker(searcher)),
        before=passages[place - 1] if place else None,
        after=passages[place + 1] if place + 1 < len(passages) else None,
        cites=[
            searcher.index.passages[searcher.row_of_key[key]] for key in passage.cites if key in searcher.row_of_key
        ],
        cited_by=searcher.citing(passage.article_key or ""),
        documents=searcher.documents,
    )


@router.get("/procedures")
def procedures(request: Request, runtime: InRuntime) -> Response:
    """All procedures."""
    return _page(request, "procedures.html", documents=_of_kind(runtime.live.current(), Kind.PROCEDURE))


@router.get("/procedure/{slug}")
def procedure(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A procedure step by step, each step at its own address."""
    searcher = runtime.live.current()
    document = _document(searcher, Kind.PROCEDURE, slug)
    steps = {step.anchor: step for step in read_steps(document)}
    blocks = [_with_step(block, steps) for block in _blocks(searcher, document, mark)]
    marked = _MARK.fullmatch(mark)
    return _page(
        request,
        "procedure.html",
        document=document,
        blocks=blocks,
        steps=steps,
        link=lambda text: inline_html(text, _linker(searcher)),
        marked=marked["anchor"] if marked else None,
    )


@router.get("/cases")
def cases(request: Request, runtime: InRuntime, level: str = "") -> Response:
    """All cases and practices, narrowed by level."""
    searcher = runtime.live.current()
    every = [document for document in _of_kind(searcher, Kind.CASE) if document.case]
    level = level if level in CASE_LEVELS else ""
    shown = [document for document in every if not level or document.level == level]
    counts = {name: sum(document.level == name for document in every) for name in CASE_LEVELS}
    return _page(
        request,
        "cases.html",
        documents=shown,
        practices=_of_kind(searcher, Kind.PRACTICE),
        level=level,
        counts={name: count for name, count in counts.items() if count},
        total=len(every),
    )


@router.get("/case/{slug}")
def case(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A case with its facts and sources."""
    return _plain_document(request, runtime.live.current(), Kind.CASE, slug, mark)


@router.get("/practice/{slug}")
def practice(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A way of working, marked as such."""
    return _plain_document(request, runtime.live.current(), Kind.PRACTICE, slug, mark)


@router.get("/about")
def about(request: Request, runtime: InRuntime) -> Response:
    """What this is, what it is not, and how it treats what people type."""
    searcher = runtime.live.current()
    return _page(request, "about.html", manifest=searcher.index.manifest)


def _plain_document(request: Request, searcher: Searcher, kind: Kind, slug: str, mark: str) -> Response:
    document = _document(searcher, kind, slug)
    return _page(
        request,
        "document.html",
        document=document,
        blocks=_blocks(searcher, document, mark),
        link=lambda text: inline_html(text, _linker(searcher)),
    )


def _document(searcher: Searcher, kind: Kind, slug: str) -> Document:
    document = searcher.documents.get(slug)
    if document is None or document.kind is not kind:
        raise NotHere(f"没有这份{KIND_NAMES[kind]}。请从列表里找，或者直接提问。")
    return document


def _of_kind(searcher: Searcher, kind: Kind) -> list[Document]:
    return [document for document in searcher.index.documents if document.kind is kind]


def _counts(searcher: Searcher) -> dict[str, int]:
    return {slug: len(passages) for slug, passages in searcher.passages_of.items()}


def _validity(document: Document) -> str:
    return validity_on(document, dt.date.today()).value


def _blocks(searcher: Searcher, document: Document, mark: str) -> list[Block]:
    """The document's passages with the headings that begin at each, the marked words highlighted."""
    blocks: list[Block] = []
    above: tuple[str, ...] = ()
    for passage in searcher.passages_of[document.slug]:
        new = tuple(h for i, h in enumerate(passage.heading_path) if passage.heading_path[: i + 1] != above[: i + 1])
        html = passage_html(passage, _span(mark, passage), _linker(searcher))
        blocks.append(Block(passage, new, html))
        above = passage.heading_path
    return blocks


def _with_step(block: Block, steps: dict[str, Step]) -> Block:
    """Labels set off, and the line of ways left out: the page draws them as links."""
    html = Markup(_LABEL.sub(r"<li><b>\1</b>", _WAYS.sub("", block.html)))
    return Block(block.passage, block.above, html, steps.get(block.passage.anchor))


def _span(mark: str, passage: Passage) -> Span | None:
    """The span a `mark=` asks for; None if it is for another passage or does not lie inside this one."""
    match = _MARK.fullmatch(mark)
    if match is None or match["anchor"] not in (None, passage.anchor):
        return None
    span = Span(int(match["start"]), int(match["end"]))
    return span if span.start < span.end <= len(passage.text) else None


def _linker(searcher: Searcher) -> KeyLink:
    def link(key: str) -> tuple[str, str] | None:
        resolved = _resolve(searcher, key)
        if resolved is None:
            return None
        passage = searcher.index.passages[searcher.row_of_key[resolved]]
        title = searcher.documents[passage.slug].short_title
        return passage_url(passage), f"《{title}》{passage.heading.split(' ')[0]}"

    return link


def _resolve(searcher: Searcher, key: str) -> str | None:
    try:
        split_key(key)
    except ValueError:
        return None
    resolved = searcher.reader.resolve(key)
    return resolved if resolved in searcher.row_of_key else None


def _shown(hit: Hit) -> dict[str, object]:
    return {"hit": hit, "url": passage_url(hit.passage), "validity": _validity(hit.document)}


def _still_there(searcher: Searcher, citation: Citation) -> bool:
    passage = searcher.passage(citation.passage_id)
    return passage is not None and passage.text[citation.start : citation.end] == citation.quote


def _near_cases(searcher: Searcher, found: Answer) -> list[Hit]:
    """At most three cases that are near the question by its words and by its meaning, apart from the answer."""
    query = searcher.query(found.question) if found.citations else None
    if query is None:
        return []
    hits = searcher.search(query, k=8, filters=Filters(kinds=frozenset({Kind.CASE})))
    by_document: dict[str, Hit] = {}
    for hit in hits:
        if 0 < hit.ranks["bigram"] <= NEAR_RANK and hit.ranks["parts"] <= NEAR_RANK:
            by_document.setdefault(hit.passage.slug, hit)
    return list(by_document.values())[:3]

"""What all pages share: templates, and documents turned into blocks of safe HTML."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from indexer.answers import without_references
from indexer.documents import Document, Kind
from indexer.forms import BLANK
from indexer.passages import Passage, Span
from indexer.procedures import without_machine_lines
from service.answering.citation import document_url, passage_url
from service.answering.refusal import LABOUR, LEGAL_AID, PREPARE, UNION
from service.answering.validity import validity_on
from service.http.errors import Fault, NotHere
from service.http.markup import KeyLink, inline_html, passage_html
from service.library.articles import article_of, article_words
from service.search.ranking import Searcher

WEB = Path(__file__).resolve().parents[3] / "web"
KIND_NAMES = {
    Kind.REGULATION: "法规",
    Kind.ANSWER: "答案",
    Kind.PROCEDURE: "流程",
    Kind.FORM: "表单",
    Kind.CASE: "案例",
    Kind.PRACTICE: "工作做法",
}
#: A span in an address: `12-40` on an article's page, `anchor:12-40` on a document's.
MARK = re.compile(r"(?:(?P<anchor>[a-z0-9-]+):)?(?P<start>\d{1,6})-(?P<end>\d{1,6})")
_HEADING = re.compile(r"^#+ .*\n+", re.MULTILINE)

templates = Jinja2Templates(WEB / "templates")
templates.env.globals.update(
    kind_names=KIND_NAMES,
    contacts=(UNION, LABOUR, LEGAL_AID),
    prepare=PREPARE,
    document_url=document_url,
    passage_url=passage_url,
    kinds=Kind,
)


def snippet(passage: Passage) -> str:
    """The words of a passage as a search result shows them: no references, keys or blanks."""
    match passage.kind:
        case Kind.ANSWER:
            return without_references(_HEADING.sub("", passage.text)).strip()
        case Kind.PROCEDURE:
            return without_machine_lines(passage.text)
        case Kind.FORM:
            return BLANK.sub("＿＿", passage.text)
        case _:
            return passage.text


templates.env.filters["snippet"] = snippet


@dataclass(frozen=True)
class Block:
    """A passage as a page shows it: `above` are the headings that begin here."""

    passage: Passage
    above: tuple[str, ...]
    html: Markup


def page(request: Request, name: str, status: int = 200, **values: object) -> HTMLResponse:
    """One template with its values, and where questions may go when a generator is set up."""
    generator = request.app.state.runtime.settings.generator
    values["generator_host"] = urlsplit(generator.url).hostname if generator else None
    return templates.TemplateResponse(request, name, values, status_code=status)


def error_page(request: Request, fault: Fault) -> Response:
    """The page for everything that goes wrong."""
    return page(request, "error.html", fault.status, fault=fault)


def find_document(searcher: Searcher, kind: Kind, slug: str) -> Document:
    """The document of a kind and slug. Raises NotHere."""
    document = searcher.documents.get(slug)
    if document is None or document.kind is not kind:
        raise NotHere(f"没有这份{KIND_NAMES[kind]}。请从列表里找，或者直接提问。")
    return document


def of_kind(searcher: Searcher, kind: Kind) -> list[Document]:
    """All documents of a kind in index order."""
    return [document for document in searcher.index.documents if document.kind is kind]


def validity_today(document: Document) -> str:
    return validity_on(document, dt.date.today()).value


def blocks_of(searcher: Searcher, document: Document, mark: str) -> list[Block]:
    """The document's passages with the headings that begin at each, the marked words highlighted."""
    blocks: list[Block] = []
    above: tuple[str, ...] = ()
    for passage in searcher.passages_of[document.slug]:
        new = tuple(h for i, h in enumerate(passage.heading_path) if passage.heading_path[: i + 1] != above[: i + 1])
        blocks.append(Block(passage, new, passage_html(passage, span_of(mark, passage), linker(searcher))))
        above = passage.heading_path
    return blocks


def span_of(mark: str, passage: Passage) -> Span | None:
    """The span a `mark=` asks for; None if it is for another passage or does not lie inside this one."""
    match = MARK.fullmatch(mark)
    if match is None or match["anchor"] not in (None, passage.anchor):
        return None
    span = Span(int(match["start"]), int(match["end"]))
    return span if span.start < span.end <= len(passage.text) else None


def linker(searcher: Searcher) -> KeyLink:
    """Article keys to addresses and words, for the keys that are held."""

    def link(key: str) -> tuple[str, str] | None:
        passage = article_of(searcher, key)
        if passage is None:
            return None
        return passage_url(passage), article_words(searcher, passage)

    return link


def key_links(searcher: Searcher, keys: tuple[str, ...]) -> Markup:
    """Several article keys as links, 、 between them."""
    return Markup("、").join(inline_html(key, linker(searcher)) for key in keys)

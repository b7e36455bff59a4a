"""Cases: the list with its filters, one case, and several side by side."""

from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.documents import Kind
from service.http.api import InRuntime
from service.http.case_choice import Chosen, InChoice, address
from service.http.markup import inline_html
from service.http.pages.rendering import blocks_of, find_document, linker, of_kind, page
from service.library.case_pictures import ranges_by_industry, steps, time_line
from service.library.case_words import coverage_words, figure_words, procedure_words
from service.library.cases import FACETS, Choice, all_cases, facts_of, find_cases
from service.library.comparison import Comparison, WrongNumber, compare
from service.library.comparison_file import XLSX, to_csv, to_xlsx
from service.library.ranges import FEW, spans
from service.library.similar import alike, profile_of

router = APIRouter()

SIMILAR = 5


@router.get("/cases")
def cases(request: Request, runtime: InRuntime, chosen: InChoice) -> Response:
    """The cases that meet every condition; all state stands in the address."""
    searcher = runtime.live.current()
    return page(
        request,
        "cases.html",
        found=find_cases(searcher, chosen),
        practices=of_kind(searcher, Kind.PRACTICE),
        address=address,
        labels={"text": "文字", **FACETS},
    )


@router.get("/cases/compare")
def comparison(request: Request, runtime: InRuntime, chosen: Chosen = ()) -> Response:
    """Two to four cases side by side; another number is said clearly, with the way back."""
    searcher = runtime.live.current()
    try:
        table = compare(searcher, chosen)
    except WrongNumber as error:
        kept = [searcher.documents[slug] for slug in dict.fromkeys(chosen) if slug in searcher.documents]
        return page(request, "compare.html", 422, table=None, message=str(error), kept=kept)
    query = _query(table)
    remaining = {
        document.slug: _query(table, without=document.slug) if len(table.documents) > 2 else ""
        for document in table.documents
    }
    return page(request, "compare.html", table=table, query=query, remaining=remaining)


@router.get("/cases/compare.csv")
def comparison_csv(runtime: InRuntime, chosen: Chosen = ()) -> Response:
    """The table as CSV. Raises WrongNumber, shown as a page."""
    content = to_csv(compare(runtime.live.current(), chosen))
    return _download(content, "text/csv; charset=utf-8", "案例对比.csv")


@router.get("/cases/compare.xlsx")
def comparison_xlsx(runtime: InRuntime, chosen: Chosen = ()) -> Response:
    """The table as a workbook. Raises WrongNumber, shown as a page."""
    return _download(to_xlsx(compare(runtime.live.current(), chosen)), XLSX, "案例对比.xlsx")


@router.get("/cases/figures")
def figures(request: Request, runtime: InRuntime, topic: str = "底线工资", unit: str = "元/月") -> Response:
    """What was agreed, by trade: one topic in one unit, as a picture and as a table."""
    documents = all_cases(runtime.live.current())
    choices = [(span.topic, span.unit, span.cases) for span in spans(documents)]
    members = next((span.members for span in spans(documents) if (span.topic, span.unit) == (topic, unit)), ())
    return page(
        request,
        "case_figures.html",
        chart=ranges_by_industry(documents, topic, unit),
        choices=sorted(choices, key=lambda item: (-item[2], item)),
        members=members,
        topic=topic,
        unit=unit,
        few=FEW,
        facts_of=facts_of,
        figure_words=figure_words,
    )


@router.get("/case/{slug}")
def case(request: Request, runtime: InRuntime, slug: str, mark: str = "") -> Response:
    """A case: its record as a table, its prose, its articles, its pictures, and cases near it."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.CASE, slug)
    facts = facts_of(document)
    return page(
        request,
        "case.html",
        document=document,
        case=facts,
        blocks=blocks_of(searcher, document, mark),
        link=lambda text: inline_html(text, linker(searcher)),
        coverage=coverage_words(facts),
        figure_words=figure_words,
        procedure=procedure_words(facts.procedure),
        line=time_line(facts),
        chart=steps(facts) if document.level != "裁判" else None,
        alike=alike(searcher, profile_of(document), k=SIMILAR, leave_out=slug),
        topic_address=lambda topic: address(Choice(topic=topic)),
        industry_address=address(Choice(industry=facts.industry)),
    )


def _query(table: Comparison, without: str = "") -> str:
    return urlencode([("case", document.slug) for document in table.documents if document.slug != without])


def _download(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)

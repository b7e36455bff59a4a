"""The JSON interface of the case library: the list with its counts, the comparison, the ranges behind it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from service.answering.citation import document_url, passage_url
from service.http.api import InRuntime
from service.http.case_choice import Chosen, InChoice
from service.http.schemas import ErrorOut
from service.library.cases import Found, FoundCase, find_cases
from service.library.comparison import compare

router = APIRouter()

_ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorOut, "description": "请求的内容不对"},
    503: {"model": ErrorOut, "description": "知识库还没有准备好"},
}
MAX_CASES = 200


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CaseFigureOut(_Out):
    """One number of an outcome: `value`, or `low` to `high`; `voice` says whose figure it is."""

    name: str
    topic: str
    unit: str
    voice: str
    value: float | None
    low: float | None
    high: float | None
    base: str


class CaseOut(_Out):
    """A case; `snippet` is from its best passage for the words that were searched."""

    slug: str
    title: str
    level: str
    industry: str
    region: str
    years: str
    topics: list[str]
    outcome: str
    reliability: str
    figures: list[CaseFigureOut]
    passage_id: str
    snippet: str
    url: str
    passage_url: str

    @classmethod
    def of(cls, found: FoundCase) -> "CaseOut":
        document, case = found.document, found.case
        return cls(
            slug=document.slug,
            title=document.title,
            level=document.level,
            industry=case.industry,
            region=document.region,
            years=case.years,
            topics=list(case.topics),
            outcome=case.outcome,
            reliability=case.reliability,
            figures=[CaseFigureOut.model_validate(figure) for figure in case.figures],
            passage_id=found.passage.id,
            snippet=found.snippet,
            url=document_url(document.kind, document.slug),
            passage_url=passage_url(found.passage),
        )


class FacetValueOut(_Out):
    """`count`: cases left if this value is chosen, the other conditions as they are."""

    value: str
    count: int
    chosen: bool


class FacetOut(_Out):
    name: str
    label: str
    values: list[FacetValueOut]


class LiftOut(_Out):
    """Taking away this one condition would find `count` cases."""

    name: str
    value: str
    count: int


class CasesOut(_Out):
    """`found` of `total` cases meet every condition; `lifts` stand only beside an empty list."""

    found: int
    total: int
    cases: list[CaseOut]
    facets: list[FacetOut]
    lifts: list[LiftOut]

    @classmethod
    def of(cls, found: Found, k: int) -> "CasesOut":
        return cls(
            found=len(found.cases),
            total=found.total,
            cases=[CaseOut.of(item) for item in found.cases[:k]],
            facets=[FacetOut.model_validate(facet) for facet in found.facets],
            lifts=[LiftOut(name=_name(lift.name), value=lift.value, count=lift.count) for lift in found.lifts],
        )


class CellOut(_Out):
    """What a case says; empty where its source does not. `differs`: not what the others say."""

    lines: list[str]
    url: str
    differs: bool


class RowOut(_Out):
    label: str
    differs: bool
    cells: list[CellOut]


class ComparisonOut(_Out):
    cases: list[str]
    rows: list[RowOut]


@router.get("/api/cases", responses=_ERRORS, summary="找案例，带各项筛选的计数")
def cases(
    runtime: InRuntime,
    chosen: InChoice,
    k: Annotated[int, Query(ge=1, le=MAX_CASES, description="最多几个")] = MAX_CASES,
) -> CasesOut:
    """The twin of the page /cases, with the same parameters."""
    return CasesOut.of(find_cases(runtime.live.current(), chosen), k)


@router.get("/api/cases/compare", responses=_ERRORS, summary="对比2到4个案例")
def comparison(runtime: InRuntime, chosen: Chosen = ()) -> ComparisonOut:
    """The twin of the page /cases/compare."""
    table = compare(runtime.live.current(), chosen)
    rows = [
        RowOut(
            label=row.label,
            differs=row.differs,
            cells=[
                CellOut(lines=[line.text for line in cell.lines], url=cell.url, differs=cell.differs)
                for cell in row.cells
            ],
        )
        for row in table.rows
    ]
    return ComparisonOut(cases=[document.slug for document in table.documents], rows=rows)


def _name(condition: str) -> str:
    """The parameter a condition is set with."""
    return "q" if condition == "text" else condition

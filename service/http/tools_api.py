"""The JSON interface of what reckons and prints: deadlines, calculators, forms."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from indexer.documents import Kind
from service.calculators.calculator import Calculator, read_inputs
from service.calculators.deadlines import Chain, Reckoned, reckon
from service.calculators.holidays import is_day_off
from service.calculators.registry import CALCULATORS
from service.http.api import InChains, InRuntime
from service.http.errors import NotHere
from service.http.finding import find_calculator, find_chain
from service.http.schemas import ErrorOut
from service.library.form_document import DOCX, check_values, to_docx

router = APIRouter()

_ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorOut, "description": "没有这一项"},
    422: {"model": ErrorOut, "description": "请求的内容不对"},
    503: {"model": ErrorOut, "description": "知识库还没有准备好"},
}


class FieldOut(BaseModel):
    """One input of a calculator; `choices` are (value, words)."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    label: str
    kind: str
    explain: str
    unit: str
    required: bool
    choices: list[tuple[str, str]]


class CalculatorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    title: str
    purpose: str
    fields: list[FieldOut]


class LineOut(BaseModel):
    """One result with its formula and the article keys it rests on."""

    model_config = ConfigDict(from_attributes=True)

    label: str
    value: str
    formula: str
    basis: list[str]


class OutcomeOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    summary: str
    lines: list[LineOut]
    limits: list[str]


class InputsIn(BaseModel):
    """Values by field name, as a person would type them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"inputs": {"months": "24"}}]})

    inputs: dict[str, str] = Field(default_factory=dict)


class ValuesIn(BaseModel):
    """Texts for the blanks of a form by field name; blanks left out stay open."""

    values: dict[str, str] = Field(default_factory=dict)


class EventOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    label: str


class ChainOut(BaseModel):
    """A procedure whose dates can be reckoned, and the events one may know the day of."""

    procedure: str
    title: str
    events: list[EventOut]


class DateOut(BaseModel):
    """One date. `safe` is the one to go by; `date` is after rolling past days off; `assumed`: from a reckoned day."""

    rule: str
    event: str
    who: str
    text: str
    kind: str
    safe: dt.date
    date: dt.date
    unrolled: dt.date
    rolling: str
    counting: str
    basis: list[str]
    mark: str | None
    note: str
    assumed: bool

    @classmethod
    def of(cls, found: Reckoned) -> "DateOut":
        rule = found.rule
        return cls(
            rule=rule.id,
            event=found.event.label,
            who=rule.who,
            text=rule.text,
            kind=rule.kind,
            safe=found.safe,
            date=found.date,
            unrolled=found.unrolled,
            rolling=found.rolling,
            counting=found.counting,
            basis=list(found.basis),
            mark=rule.mark,
            note=rule.note,
            assumed=found.assumed,
        )


class DatesOut(BaseModel):
    """All dates in calendar order; `conflicts` say where rules differ, `undated` what could not be reckoned."""

    procedure: str
    event: str
    date: dt.date
    dates: list[DateOut]
    conflicts: list[str]
    undated: list[str]
    limits: list[str]


def dates_of(chain: Chain, event: str, date: dt.date) -> DatesOut:
    """Every earlier and later date of a procedure from one known day. Raises InputError."""
    found = reckon(chain, event, date, is_day_off)
    return DatesOut(
        procedure=chain.procedure,
        event=event,
        date=date,
        dates=[DateOut.of(item) for item in found.dates],
        conflicts=[conflict.reason for conflict in found.conflicts],
        undated=[f"{item.event.label}：{item.reason}" for item in found.undated],
        limits=list(found.limits),
    )


@router.get("/api/calculators", summary="有哪些计算器")
def calculators() -> list[CalculatorOut]:
    """Every calculator with its fields."""
    return [_calculator_out(item) for item in CALCULATORS.values()]


@router.post("/api/calculators/{name}", responses=_ERRORS, summary="算一次")
def calculate(name: str, body: InputsIn) -> OutcomeOut:
    """The outcome with formula and articles; wrong input is a 422 that names every wrong field."""
    found = find_calculator(name)
    return OutcomeOut.model_validate(found.run(read_inputs(found, body.inputs)))


@router.get("/api/deadlines", responses=_ERRORS, summary="哪些流程可以算日期")
def deadline_chains(chains: InChains) -> list[ChainOut]:
    """Procedures and the events one may know the day of."""
    return [
        ChainOut(
            procedure=chain.procedure,
            title=chain.title,
            events=[EventOut.model_validate(event) for event in chain.event],
        )
        for chain in chains
    ]


@router.get("/api/deadlines/{procedure}", responses=_ERRORS, summary="从一个日期算出全部期限")
def deadlines(
    procedure: str,
    chains: InChains,
    event: Annotated[str, Query(description="已知日期的事件")],
    date: Annotated[dt.date, Query(description="那一天", examples=["2026-09-11"])],
) -> DatesOut:
    """Every earlier and later date with its rule, article and counting method."""
    return dates_of(find_chain(chains, procedure), event, date)


@router.post(
    "/api/forms/{slug}", responses={**_ERRORS, 200: {"content": {DOCX: {}}}}, summary="填好表单，得到 Word 文件"
)
def form(slug: str, body: ValuesIn, runtime: InRuntime) -> Response:
    """The filled form as .docx; nothing is stored."""
    document = runtime.live.current().documents.get(slug)
    if document is None or document.kind is not Kind.FORM or document.form is None:
        raise NotHere("没有这张表单。")
    return Response(to_docx(document, check_values(document.form, body.values)), media_type=DOCX)


def _calculator_out(calculator: Calculator) -> CalculatorOut:
    return CalculatorOut.model_validate(calculator)

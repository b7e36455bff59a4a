"""Calculators and dates: fields in a page, the outcome with formula and article below them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.calculators.calculator import InputError, read_inputs
from service.calculators.registry import CALCULATORS
from service.http.api import InRuntime
from service.http.finding import find_calculator
from service.http.pages.rendering import key_links, page

router = APIRouter()


@router.get("/tools")
def tools(request: Request, runtime: InRuntime) -> Response:
    """Dates, calculators, forms, conflicts: the door to what reckons and prints."""
    return page(request, "tools.html", conflicts=len(runtime.live.current().index.conflicts))


@router.get("/calculators")
def calculators(request: Request) -> Response:
    """All calculators."""
    return page(request, "calculators.html", calculators=list(CALCULATORS.values()))


@router.get("/calculator/{name}")
def calculator(request: Request, runtime: InRuntime, name: str) -> Response:
    """One calculator; the inputs stand in the address, so a result can be kept, sent and printed."""
    found = find_calculator(name)
    searcher = runtime.live.current()
    raw = {key: value for key, value in request.query_params.items() if value.strip()}
    outcome, mistakes = None, {}
    if raw:
        try:
            outcome = found.run(read_inputs(found, raw))
        except InputError as error:
            mistakes = {mistake.field: mistake.message for mistake in error.mistakes}
    return page(
        request,
        "calculator.html",
        422 if mistakes else 200,
        calculator=found,
        values=raw,
        outcome=outcome,
        mistakes=mistakes,
        link=lambda keys: key_links(searcher, tuple(keys)),
    )

"""Dates: one known day in, every earlier and later deadline out, and a file for the calendar."""

from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.calculators.calculator import InputError, read_date
from service.calculators.calendar_file import to_ics
from service.calculators.counting import words
from service.calculators.deadlines import Chain, Reckoning, reckon
from service.calculators.holidays import is_day_off
from service.http.api import InChains, InRuntime
from service.http.finding import find_chain
from service.http.pages.rendering import key_links, page

router = APIRouter()


@router.get("/dates")
def dates(request: Request, chains: InChains) -> Response:
    """The procedures whose dates can be reckoned."""
    return page(request, "dates.html", chains=chains)


@router.get("/dates/{slug}")
def chain(
    request: Request, runtime: InRuntime, chains: InChains, slug: str, event: str = "", date: str = ""
) -> Response:
    """One procedure: choose what has happened and when; the result stands in the address."""
    found = find_chain(chains, slug)
    reckoning, mistakes = None, {}
    if event or date:
        try:
            reckoning = reckon_from(found, event, date)
        except InputError as error:
            mistakes = {mistake.field: mistake.message for mistake in error.mistakes}
    searcher = runtime.live.current()
    return page(
        request,
        "dates_of.html",
        422 if mistakes else 200,
        chain=found,
        event=event,
        date=date,
        reckoning=reckoning,
        mistakes=mistakes,
        words=words,
        link=lambda keys: key_links(searcher, tuple(keys)),
        calendar=f"/dates/{slug}/calendar.ics?{urlencode({'event': event, 'date': date})}",
    )


@router.get("/dates/{slug}/calendar.ics")
def calendar(chains: InChains, slug: str, event: str = "", date: str = "") -> Response:
    """The dates as a calendar file. Raises InputError, shown as a page, for a wrong date."""
    found = find_chain(chains, slug)
    content = to_ics(reckon_from(found, event, date).dates, found.title)
    name = quote(f"{found.title}期限.ics")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def reckon_from(chain: Chain, event: str, date: str) -> Reckoning:
    """Reckon from what was typed. Raises InputError naming the field."""
    return reckon(chain, event, read_date("date", "日期", date), is_day_off)

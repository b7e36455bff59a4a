"""Checking the citations of a pasted text: the text with its citations marked, and what is to be said of each."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from indexer.cleaning import has_content
from service.checking.checker import MAX_CHARACTERS, TextTooLong
from service.checking.findings import Finding, Level, Report
from service.http.checking_api import InChecker
from service.http.pages.rendering import page

router = APIRouter()

EMPTY = "还没有看到要核对的文字。请粘贴一段话，例如“根据《合同法》第52条……”。"


@dataclass(frozen=True)
class Stretch:
    """Characters of the text; `number` counts the findings from 1, 0 where nothing is cited."""

    text: str
    number: int = 0
    finding: Finding | None = None


@router.get("/check")
def ask_for_text(request: Request) -> Response:
    """The empty form."""
    return _page(request, "", None, "")


@router.post("/check")
def check(request: Request, checker: InChecker, text: Annotated[str, Form()] = "") -> Response:
    """The marked text and the list of findings. Nothing is stored, so there is no address to come back to."""
    text = text.replace("\r\n", "\n")
    if not has_content(text):
        return _page(request, text, None, EMPTY, 422)
    try:
        report = checker.check(text, dt.date.today())
    except TextTooLong as error:
        return _page(request, text, None, str(error), 422)
    return _page(request, text, report, "")


def stretches(report: Report) -> list[Stretch]:
    """The whole text, cut at the citations."""
    found: list[Stretch] = []
    position = 0
    for number, finding in enumerate(report.findings, start=1):
        if finding.span.start > position:
            found.append(Stretch(report.text[position : finding.span.start]))
        found.append(Stretch(report.text[finding.span.start : finding.span.end], number, finding))
        position = finding.span.end
    return [*found, Stretch(report.text[position:])]


def _page(request: Request, text: str, report: Report | None, mistake: str, status: int = 200) -> Response:
    return page(
        request,
        "check.html",
        status,
        text=text,
        report=report,
        stretches=stretches(report) if report else (),
        counts=[(level, report.count(level)) for level in sorted(Level, reverse=True)] if report else (),
        mistake=mistake,
        limit=MAX_CHARACTERS,
    )

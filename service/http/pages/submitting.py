"""Sending in a case for review: typed, or as a filled Word table. It never goes into the library by itself."""

import datetime as dt
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from service.http.api import InRuntime
from service.http.pages.rendering import page
from service.http.runtime import Runtime
from service.library.duplicates import likely_duplicates
from service.library.form_document import DOCX
from service.library.submission import Report, check, cleaned
from service.library.submission_document import MAX_FILE, WrongFile, read_docx, template
from service.library.submission_fields import FIELDS, topics
from service.store.masking import mask
from service.store.submissions import TooMany, open_submissions

router = APIRouter()

NOTHING = Report((), ())


@router.get("/cases/submit")
def form(request: Request, runtime: InRuntime) -> Response:
    """The empty form, and the table to download."""
    return _form_page(request, runtime, {}, report=None)


@router.get("/cases/submit/template.docx")
def table() -> Response:
    """The form as a Word table."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote('集体协商案例报送表.docx')}"}
    return Response(template(), media_type=DOCX, headers=headers)


@router.post("/cases/submit/upload")
def upload(request: Request, runtime: InRuntime, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """A filled table read into the form, for its sender to check; nothing is kept yet."""
    content = file.file.read(MAX_FILE + 1) if file else b""
    if not content:
        return _form_page(request, runtime, {}, report=None, refused="请先选一个填好的 .docx 文件。")
    try:
        values = cleaned(read_docx(content), mask)
    except WrongFile as error:
        return _form_page(request, runtime, {}, report=None, refused=str(error))
    return _form_page(request, runtime, values, report=check(values))


@router.post("/cases/submit")
async def submit(request: Request, runtime: InRuntime) -> Response:
    """Check, and with `action=send` keep for review; a likely duplicate must be confirmed first."""
    sent = await request.form()
    raw = {name: value for name, value in sent.items() if isinstance(value, str)}
    raw["topics"] = "、".join(value for value in sent.getlist("topics") if isinstance(value, str))
    values = cleaned(raw, mask)
    report = check(values)
    duplicates = likely_duplicates(runtime.live.current(), values)
    unsure = bool(duplicates) and raw.get("confirmed") != "yes"
    if raw.get("action") != "send" or report.mistakes or unsure:
        return _form_page(request, runtime, values, report=report)
    try:
        with open_submissions(runtime.settings.store_url) as store:
            submission_id = store.save(values["title"], values, dt.datetime.now(dt.UTC))
    except TooMany as error:
        return _form_page(request, runtime, values, report=report, refused=str(error))
    return page(request, "submitted.html", submission_id=submission_id, title=values["title"], gaps=report.gaps)


def _form_page(
    request: Request, runtime: Runtime, values: dict[str, str], *, report: Report | None, refused: str = ""
) -> Response:
    """`report` None: nothing was sent yet."""
    wrong = bool(refused) or bool(report and report.mistakes)
    return page(
        request,
        "submit.html",
        422 if wrong else 200,
        fields=FIELDS,
        values=values,
        chosen=topics(values),
        report=report or NOTHING,
        checked=report is not None,
        mistakes={gap.field: gap.message for gap in (report or NOTHING).mistakes},
        duplicates=likely_duplicates(runtime.live.current(), values) if report else (),
        refused=refused,
    )

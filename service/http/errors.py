"""One table from what went wrong to status, code and words; one shape for programs, one page for people.

    {"error": {"code": "question_too_long", "message": "问题有10000个字，最多500个字。……"}}

Messages never repeat input, never show a stack trace, and name what to do next.
"""

import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from service.calculators.calculator import InputError
from service.checking.checker import TextTooLong
from service.http.conversation import WrongPrevious
from service.http.runtime import QuestionTooLong
from service.http.security import HEADERS
from service.library.comparison import WrongNumber
from service.search.live import NotReady
from service.search.regions import RegionError
from service.store.database import StoreError

log = structlog.get_logger()
ErrorPage = Callable[[Request, "Fault"], Response]


class NotHere(Exception):
    """A document, passage or answer that does not exist; the message says what was looked for."""


class BadQuery(ValueError):
    """A search that cannot be run; the message is for the person who typed it."""


@dataclass(frozen=True)
class Fault:
    """What is told to the caller."""

    status: int
    code: str
    message: str


_TABLE: dict[type[Exception], tuple[int, str]] = {
    QuestionTooLong: (422, "question_too_long"),
    WrongPrevious: (422, "wrong_previous"),
    TextTooLong: (422, "text_too_long"),
    RegionError: (422, "unknown_region"),
    BadQuery: (422, "bad_query"),
    WrongNumber: (422, "wrong_number_of_cases"),
    InputError: (422, "wrong_input"),
    NotHere: (404, "not_found"),
    NotReady: (503, "not_ready"),
    StoreError: (503, "store_unavailable"),
}
_OPERATOR_ONLY = {
    "not_ready": "正在准备知识库，请过一会儿再试。一直这样，请告诉管理员查看 /readyz。",
    "store_unavailable": "答案暂时无法保存，请过一会儿再试，或者告诉管理员。",
}
_BY_STATUS = {
    400: "请求无法读取，请检查格式。",
    404: "没有这个地址。",
    405: "这个地址不支持这种请求方式。",
    413: "请求太大：一般最多128 KiB，报送案例的 Word 文件最多1 MiB。请缩短后再试。",
    415: "请求的内容类型不对，请用 application/json。",
}
#: Public names that must not change with Python: 3.13 calls 413 CONTENT_TOO_LARGE.
_CODES = {413: "request_entity_too_large"}
_FIELDS = {
    "question": "question 必须是一段文字",
    "text": "text 必须是要核对的文字",
    "as_of": "as_of 必须是存在的日期，写成 2026-11-22",
    "previous": "previous 必须是上一个答案给的那段文字",
    "region": "region 必须是省份名称，例如 河北",
    "q": "q 必须是要查的文字",
    "k": "k 必须是 1 到 100 的整数",
    "kind": "kind 必须是 regulation、procedure、case、answer、form、lesson、practice 之一",
    "status": "status 必须是 现行有效、尚未施行、已废止、效力未核实 之一",
}


def install(app: FastAPI, error_page: ErrorPage) -> None:
    """Register the table. Addresses under /api answer JSON, pages answer with `error_page`."""

    def respond(request: Request, fault: Fault) -> Response:
        if is_api(request):
            return JSONResponse({"error": {"code": fault.code, "message": fault.message}}, fault.status)
        return error_page(request, fault)

    async def known(request: Request, error: Exception) -> Response:
        status, code = next(entry for kind, entry in _TABLE.items() if isinstance(error, kind))
        if code in _OPERATOR_ONLY:
            log.warning(code, reason=str(error))
        for_operator = request.url.path == "/readyz"
        message = str(error) if for_operator else _OPERATOR_ONLY.get(code, str(error))
        return respond(request, Fault(status, code, message))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(request, Fault(422, "invalid_request", _invalid_message(error)))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _CODES.get(error.status_code) or HTTPStatus(error.status_code).name.lower()
        message = _BY_STATUS.get(error.status_code, "请求没有成功。")
        return respond(request, Fault(error.status_code, code, message))

    async def broken(request: Request, error: Exception) -> Response:
        # Not log.exception: its traceback shows local variables, and with them what was typed (and takes seconds).
        trace = "".join(traceback.format_exception(error))
        log.error("unexpected error", path=request.url.path, exception=trace)
        response = respond(
            request, Fault(500, "broken", "服务出了故障，不是您的问题。请过一会儿再试，或者告诉管理员。")
        )
        response.headers.update(HEADERS)  # this handler stands outside the middleware that adds them
        return response

    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        **dict.fromkeys(_TABLE, known),
        RequestValidationError: invalid,
        HTTPException: http,
        Exception: broken,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def is_api(request: Request) -> bool:
    """Whether the caller is a program."""
    return request.url.path.startswith(("/api/", "/healthz", "/readyz", "/openapi.json"))


def _invalid_message(error: RequestValidationError) -> str:
    """Which fields are wrong and how they should look; the input itself is not repeated."""
    names = dict.fromkeys(str(item["loc"][-1]) for item in error.errors() if item.get("loc"))
    known = [_FIELDS[name] for name in names if name in _FIELDS]
    return "；".join(known) + "。" if known else "请求无法读取：请发送 UTF-8 的 JSON，字段见 /openapi.json。"

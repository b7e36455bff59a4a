"""Headers of every response, and a log line without what people typed."""

import time
from collections.abc import Awaitable, Callable, Mapping

import structlog
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()

#: Nothing remote, no inline script, no framing, no plug-ins.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class BodyLimit:
    """Stops reading a body at `limit` bytes, at an address of `wider` at its own limit.

    FastAPI's own limit answers in plain text and without our headers.
    """

    def __init__(self, app: ASGIApp, limit: int, wider: Mapping[str, int]) -> None:
        self.app = app
        self.limit = limit
        self.wider = wider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        total = 0
        limit = self.wider.get(scope.get("path", ""), self.limit)

        async def counted() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


def install(app: FastAPI, max_body: int, wider: Mapping[str, int]) -> None:
    """Add the headers, the request log and the limits of bodies (bytes, `wider` by address) to an application."""
    app.add_middleware(BodyLimit, limit=max_body, wider=wider)

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.perf_counter()
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        # The path only: a search stands behind the question mark, and it is nobody's business.
        milliseconds = round(1000 * (time.perf_counter() - started))
        log.info("request", method=request.method, path=request.url.path, status=response.status_code, ms=milliseconds)
        return response

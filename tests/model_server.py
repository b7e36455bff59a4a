"""A real HTTP server that speaks the streaming part of the OpenAI protocol, and says what a test wants.

with model_server(Script(["试用期最长", "六个月。[S1]"])) as server:
    server.url, server.requests[0].body["messages"]
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Script:
    """What the server sends: `pieces` of text, then `finish` and the end mark; or an error `status` at once.

    `pause` seconds stand before every piece. Without `finish` the connection ends in the middle. `raw` goes out instead
    of a proper event.
    """

    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    status: int = 200
    pause: float = 0.0
    raw: bytes = b""


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    path: str
    authorization: str
    body: dict[str, Any]


@dataclass
class ModelServer:
    """Where it listens, and what it was asked."""

    url: str
    requests: list[Received] = field(default_factory=list)


@contextmanager
def model_server(script: Script) -> Iterator[ModelServer]:
    """Serve on a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append(Received(self.path, self.headers.get("authorization", ""), body))
            self.send_response(script.status)
            self.send_header("content-type", "text/event-stream" if script.status == 200 else "application/json")
            self.end_headers()
            if script.status != 200:
                self.wfile.write(b'{"error": {"message": "secret detail of the server"}}')
                return
            try:
                self._stream()
            except (BrokenPipeError, ConnectionResetError):
                return  # the client has gone, as it should

        def _stream(self) -> None:
            self.wfile.write(script.raw)
            for piece in script.pieces:
                time.sleep(script.pause)
                self._send({"index": 0, "delta": {"content": piece}, "finish_reason": None})
            if script.finish:
                self._send({"index": 0, "delta": {}, "finish_reason": script.finish})
                self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, choice: dict[str, Any]) -> None:
            event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server = ModelServer(f"http://127.0.0.1:{listener.server_port}/v1")
    thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()

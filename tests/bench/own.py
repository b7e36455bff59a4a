"""Our own three lines of the table: the bare encoding of a question, a search in process, a search over HTTP."""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from bench.contenders import HITS, Contender, timed
from indexer.documents import Kind
from indexer.encoding import Role
from service.cli.serving import bind
from service.http.app import make_app
from service.search.filters import RULES
from service.search.ranking import Searcher
from service.settings import Settings

PATIENCE = 240.0  # seconds until the service must be ready


@contextmanager
def served(settings: Settings) -> Iterator[tuple[Searcher, httpx.Client]]:
    """The searcher of a service on a free port, and a keep-alive client of it."""
    with tempfile.TemporaryDirectory() as folder:
        private = settings.model_copy(update={"database_url": f"sqlite:///{Path(folder) / 'store.sqlite'}"})
        app = make_app(private)
        listener = bind("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=30) as client:
            _wait_until_ready(client)
            yield app.state.runtime.live.current(), client
        server.should_exit = True
        thread.join()


def own_contenders(searcher: Searcher, client: httpx.Client) -> tuple[Contender, ...]:
    """The encoding comes first: it is the measure of all others."""

    def encode(text: str) -> tuple[str, ...]:
        searcher.encoder.encode([text], Role.QUERY)
        return ()

    def search(text: str) -> tuple[str, ...]:
        query = searcher.query(text)
        hits = searcher.search(query, k=HITS, filters=RULES) if query else ()
        return tuple(hit.passage.article_key or hit.passage.id for hit in hits)

    def over_http(text: str) -> tuple[str, ...]:
        parameters = {"q": text, "k": str(HITS), "kind": Kind.REGULATION.value}
        hits = client.get("/api/search", params=parameters).raise_for_status().json()["hits"]
        return tuple(hit["article_key"] or hit["passage_id"] for hit in hits)

    return (
        Contender("bare encoding of the question", lambda text: timed(lambda: encode(text))),
        Contender("ours, Searcher.search in process", lambda text: timed(lambda: search(text))),
        Contender("ours, GET /api/search", lambda text: timed(lambda: over_http(text))),
    )


def _wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if client.get("/readyz").is_success:
                return
        except httpx.ConnectError:
            pass
        time.sleep(0.5)
    raise SystemExit("the service did not get ready; run: xieshang build")

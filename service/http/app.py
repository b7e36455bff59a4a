"""The application: interface, pages, errors and headers over one runtime.

    uvicorn.run(make_app(read_settings()))

The index is loaded in the background after the start: /healthz answers at once, /readyz when questions can be
answered.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from indexer.encoding import encoder_id, load_encoder
from indexer.index import current_digest, load_index
from indexer.segmentation import Segmenter
from service.http import api, cases_api, checking_api, errors, pages, security, tools_api
from service.http.runtime import Runtime
from service.search.live import LiveSearcher
from service.search.ranking import Searcher
from service.settings import Settings
from service.store.answers import AnswerStore

MAX_BODY = 128 * 1024
#: Addresses that take a whole case, typed or as a Word file.
WIDER_BODIES = {"/cases/submit": 256 * 1024, "/cases/submit/upload": 1024 * 1024}
DESCRIPTION = "劳动者权益、工会与集体协商的知识问答。每句答案都有可以点开阅读的出处。"


def make_app(settings: Settings) -> FastAPI:
    """An application that begins to load the index when it starts. Raises StoreError."""
    return app_over(Runtime(_live_searcher(settings), AnswerStore(settings.store_url), settings))


def app_over(runtime: Runtime) -> FastAPI:
    """An application over a given runtime; tests hand in their own."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        runtime.live.start()
        yield
        runtime.store.close()

    app = FastAPI(
        title="协商知库",
        description=DESCRIPTION,
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,  # generated clients name their functions by it
    )
    app.state.runtime = runtime
    errors.install(app, pages.error_page)
    security.install(app, MAX_BODY, WIDER_BODIES)
    app.include_router(api.router)
    app.include_router(tools_api.router)
    app.include_router(checking_api.router)
    app.include_router(cases_api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=pages.WEB / "static"), name="static")
    return app


def _live_searcher(settings: Settings) -> LiveSearcher:
    def load() -> Searcher:
        # The index first: a missing or damaged one is said at once, before the model takes its seconds.
        index = load_index(settings.index_home, encoder_id(settings.encoder))
        return Searcher(index, load_encoder(settings.encoder), Segmenter(settings.segmenter_cache))

    return LiveSearcher(load, lambda: current_digest(settings.index_home))

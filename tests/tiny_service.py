"""The service over a searcher of `tiny_library`: no port, no model, no thread that outlives its test.

with make_client(make_runtime(searcher, tmp_path)) as client:
    client.get("/healthz")
"""

from pathlib import Path

from fastapi.testclient import TestClient

from service.http.app import app_over
from service.http.runtime import Runtime
from service.search.live import LiveSearcher
from service.search.ranking import Searcher
from service.settings import Settings
from service.store.answers import AnswerStore


def make_settings(folder: Path, **values: object) -> Settings:
    """Settings that write below `folder` and do not look at the environment."""
    return Settings.model_validate({"corpus_dir": folder / "corpus", "data_dir": folder, **values})


def make_runtime(searcher: Searcher, folder: Path, **settings: object) -> Runtime:
    """A runtime that is ready, with a store of its own in `folder`."""
    return runtime_over(LiveSearcher(lambda: searcher, lambda: searcher.index.manifest.digest), folder, **settings)


def runtime_over(live: LiveSearcher, folder: Path, **settings: object) -> Runtime:
    """A runtime whose first attempt to load has ended, well or badly."""
    live.start()
    live.wait()
    chosen = make_settings(folder, **settings)
    return Runtime(live, AnswerStore(chosen.store_url), chosen)


def make_client(runtime: Runtime) -> TestClient:
    """A client that gets a response even where the application breaks, and sees redirects. Use it in `with`."""
    return TestClient(app_over(runtime), raise_server_exceptions=False, follow_redirects=False)

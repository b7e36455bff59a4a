"""The searcher in use, exchanged for a newer one when a build has swapped the index, without losing a request.

Loading takes seconds, so it happens in a thread of its own: the service answers from the old index meanwhile,
and says that it is not ready when there is none yet.
"""

import threading
from collections.abc import Callable

import structlog

from indexer.errors import IndexerError
from service.search.ranking import Searcher

log = structlog.get_logger()


class NotReady(Exception):
    """Questions cannot be answered now. `reason` is for operators and names the command that mends it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class LiveSearcher:
    """Holds the current searcher. `load` makes one, `digest` says which index is current."""

    def __init__(self, load: Callable[[], Searcher], digest: Callable[[], str | None]) -> None:
        self._load = load
        self._digest = digest
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._tried: str | None = None
        self._reason = "the index is being loaded; try again in a few seconds"
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Load in the background, unless that is already under way."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._tried = self._digest()
                self._thread = threading.Thread(target=self._reload, name="load-index", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Block until the loading under way has ended."""
        if self._thread is not None:
            self._thread.join()

    def current(self) -> Searcher:
        """The searcher to use now. Raises NotReady. Notices a new index and begins to load it."""
        if self._digest() != self._tried:
            self.start()
        if self._searcher is None:
            raise NotReady(self._reason)
        return self._searcher

    def _reload(self) -> None:
        try:
            searcher = self._load()
        except IndexerError as error:
            self._reason = str(error)
            if self._searcher is None:
                # A rebuild mends a damaged index under the same digest, so the next request tries again.
                self._tried = None
            log.error("index not loaded", reason=str(error), still_serving=self._searcher is not None)
            return
        except Exception as error:  # the outer edge of this thread: nobody else would ever hear of it
            self._reason = f"the index cannot be loaded: {type(error).__name__}; see the log"
            log.error("index not loaded", reason=repr(error), still_serving=self._searcher is not None)
            return
        self._searcher = searcher
        log.info("index loaded", digest=searcher.index.manifest.digest, passages=len(searcher.index.passages))

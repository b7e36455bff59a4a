"""How much does a search cost beside the bare encoding of its question? Run: python tests/bench/search_latency.py

Both are measured in this run, alternately, on a warm service with a keep-alive connection: machines differ and
are noisy, a ratio within one run is not. Target: the median of /api/search within twice that of the encoder.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import uvicorn

from indexer.encoding import Role
from service.cli.serving import bind
from service.http.app import make_app
from service.settings import Settings, read_settings

QUESTION = "公司拒绝和工会进行工资集体协商应该怎么办"  # 20 characters
ROUNDS, WARM_UP = 200, 20


def main() -> None:
    assert len(QUESTION) == 20
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings().model_copy(update={"database_url": f"sqlite:///{Path(folder) / 'store.sqlite'}"})
        measure(settings)


def measure(settings: Settings) -> None:
    """Serve in a thread, measure both ways in turn, print the table."""
    listener = bind("127.0.0.1", 0)
    app = make_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with httpx.Client(base_url=address, timeout=30) as client:
        wait_until_ready(client)
        encoder = app.state.runtime.live.current().encoder
        encodings, searches = [], []
        for number in range(WARM_UP + ROUNDS):
            encoding = timed(lambda: encoder.encode([QUESTION], Role.QUERY))
            search = timed(lambda: client.get("/api/search", params={"q": QUESTION}).raise_for_status())
            if number >= WARM_UP:
                encodings.append(encoding)
                searches.append(search)
    server.should_exit = True
    report(encodings, searches)


def wait_until_ready(client: httpx.Client) -> None:
    for _ in range(240):
        try:
            if client.get("/readyz").is_success:
                return
        except httpx.ConnectError:
            pass
        time.sleep(0.5)
    raise SystemExit("the service did not get ready; run: xieshang build")


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - started)


def report(encodings: list[float], searches: list[float]) -> None:
    print(f"{'':22}{'p50 ms':>10}{'p95 ms':>10}")
    for name, values in (("encode the question", encodings), ("GET /api/search", searches)):
        print(f"{name:22}{statistics.median(values):>10.1f}{statistics.quantiles(values, n=20)[-1]:>10.1f}")
    print(f"ratio of medians {statistics.median(searches) / statistics.median(encodings):.2f} (target: at most 2)")


if __name__ == "__main__":
    main()

"""Loading in the background, exchanging without losing a request, and saying why it is not ready."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tiny_library import make_searcher, nothing

from indexer.errors import IndexCorrupt, IndexMissing
from indexer.segmentation import Segmenter
from service.search.live import LiveSearcher, NotReady
from service.search.ranking import Searcher


@pytest.fixture(scope="module")
def searchers(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> tuple[Searcher, Searcher]:
    """An older and a newer searcher."""
    folders = (tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new"))
    older, newer = (make_searcher(folder, segmenter, nothing) for folder in folders)
    return older, newer


@dataclass
class Disk:
    """What the pointer names and what loading gives: a searcher, or the error to raise."""

    digest: str | None
    found: Searcher | Exception
    loads: int = 0
    gate: threading.Event = field(default_factory=threading.Event)

    def load(self) -> Searcher:
        assert self.gate.wait(5)
        self.loads += 1
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def live_on(disk: Disk) -> LiveSearcher:
    return LiveSearcher(disk.load, lambda: disk.digest)


def settled(live: LiveSearcher, disk: Disk) -> LiveSearcher:
    """After what was under way has ended."""
    disk.gate.set()
    live.wait()
    return live


def reason(live: LiveSearcher) -> str:
    with pytest.raises(NotReady) as caught:
        live.current()
    return caught.value.reason


def test_request_during_the_first_load_is_told_to_come_back(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk("a", searchers[0])
    live = live_on(disk)
    live.start()
    assert "being loaded" in reason(live)
    assert settled(live, disk).current() is searchers[0]


def test_loading_happens_once_however_often_it_is_started(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk("a", searchers[0])
    live = live_on(disk)
    for _ in range(3):
        live.start()
    settled(live, disk)
    for _ in range(3):
        assert live.current() is searchers[0]
    assert disk.loads == 1


def test_first_request_begins_to_load_what_nobody_started(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk("a", searchers[0])
    live = live_on(disk)
    reason(live)
    assert settled(live, disk).current() is searchers[0]


def test_old_index_answers_until_the_new_one_is_loaded(searchers: tuple[Searcher, Searcher]) -> None:
    older, newer = searchers
    disk = Disk("a", older)
    live = live_on(disk)
    live.start()
    settled(live, disk)
    disk.digest, disk.found = "b", newer
    disk.gate.clear()
    assert live.current() is older
    assert live.current() is older
    assert settled(live, disk).current() is newer
    assert disk.loads == 2


def test_index_that_cannot_be_loaded_does_not_stop_the_old_one(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk("a", searchers[0])
    live = live_on(disk)
    live.start()
    settled(live, disk)
    disk.digest, disk.found = "b", IndexCorrupt("damaged; run: xieshang build")
    live.current()
    live.wait()
    assert live.current() is searchers[0]


@pytest.mark.parametrize("error", [IndexMissing("none; run: xieshang build"), IndexCorrupt("bad; run: xieshang build")])
def test_reason_of_a_failed_load_names_the_command(error: Exception) -> None:
    disk = Disk(None, error)
    live = live_on(disk)
    live.start()
    assert reason(settled(live, disk)) == str(error)


def test_index_built_later_is_noticed(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk(None, IndexMissing("none; run: xieshang build"))
    live = live_on(disk)
    live.start()
    reason(settled(live, disk))
    disk.digest, disk.found = "a", searchers[0]
    disk.gate.clear()
    reason(live)
    assert settled(live, disk).current() is searchers[0]


def test_damaged_index_rebuilt_under_its_own_digest_is_noticed(searchers: tuple[Searcher, Searcher]) -> None:
    # The digest comes from the recipe, so `xieshang build` mends a damaged index without changing its name.
    disk = Disk("a", IndexCorrupt("altered; run: xieshang build"))
    live = live_on(disk)
    live.start()
    reason(settled(live, disk))
    disk.found = searchers[0]
    disk.gate.clear()
    reason(live)
    assert settled(live, disk).current() is searchers[0]


def test_many_threads_see_one_load(searchers: tuple[Searcher, Searcher]) -> None:
    disk = Disk("a", searchers[0])
    live = live_on(disk)
    together(live.start, 8)
    settled(live, disk)
    assert disk.loads == 1


def together(work: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_importing_and_making_one_touches_no_file(tmp_path: Path) -> None:
    missing = Disk(None, IndexMissing(f"no index in {tmp_path}"))
    live_on(missing)
    assert missing.loads == 0
    assert list(tmp_path.iterdir()) == []


def test_unforeseen_fault_while_loading_is_told_to_the_operator() -> None:
    def load() -> Searcher:
        raise MemoryError("no room")

    live = LiveSearcher(load, lambda: "digest")
    live.start()
    live.wait()
    with pytest.raises(NotReady, match="MemoryError"):
        live.current()

"""What takes part: something that answers a question with article keys and says how long that took.

    Contender("encode", ask).ask("试用期最长多久") == Found(15.5, ())

Systems of other packages run in processes of their own: they pin other versions and keep their index in module globals.
A worker is sent one question a line and answers with one line, `{"ms": 12.3, "keys": ["劳动合同法#19"]}`; it takes the
time itself, so that what the pipe costs is not counted.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Hits asked of every system.
HITS = 10


@dataclass(frozen=True)
class Found:
    """`milliseconds` of one question, and the keys found, best first (none where nothing is ranked)."""

    milliseconds: float
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Contender:
    """One line of the table."""

    name: str
    ask: Callable[[str], Found]


class WorkerFailed(Exception):
    """A worker ended before it answered; the message has the end of what it wrote to stderr."""


class Worker:
    """A process that answers questions. Blocks until it has loaded its index."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [str(part) for part in command],
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
            )
        self._read()

    def ask(self, text: str) -> Found:
        """Raises WorkerFailed."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._read())
        return Found(answer["ms"], tuple(answer["keys"]))

    def close(self) -> None:
        """End of questions; the process ends by itself."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise WorkerFailed(self._log.read_text(encoding="utf-8", errors="replace")[-2000:])
        return line


def timed(action: Callable[[], tuple[str, ...]]) -> Found:
    """What an action finds, with the milliseconds it took."""
    started = time.perf_counter()
    keys = action()
    return Found(1000 * (time.perf_counter() - started), keys)

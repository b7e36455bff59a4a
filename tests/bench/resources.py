"""How much memory the searcher takes, and how long a build takes, each in a process of its own."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORKER = "bench.memory_worker"
_BUILD = (sys.executable, "-c", "from service.cli import main; main()", "build")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of processor over all threads."""

    wall: float
    processor: float


def peak_memory(questions: Iterable[str]) -> float:
    """MiB of a process that only loads our searcher and answers the questions."""
    asked = "\n".join(questions)
    done = subprocess.run((sys.executable, "-m", WORKER), input=asked, capture_output=True, text=True, check=True)
    return float(done.stdout)


def builds() -> tuple[Cost, Cost]:
    """A first build in an empty data folder, and a second one that finds nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XIESHANG_DATA_DIR": folder}
        return _build(environment), _build(environment)


def _build(environment: Mapping[str, str]) -> Cost:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(_BUILD, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(time.perf_counter() - started, processor)

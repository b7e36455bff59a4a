"""The other end of `bench.contenders.Worker`. Standard library only: it runs in environments that are not ours.

answer_lines(lambda text: ["劳动合同法#19"])      # says "ready", then one line for every line
"""

import json
import sys
import time
from collections.abc import Callable


def answer_lines(search: Callable[[str], list[str]]) -> None:
    """Answer every question of stdin until it ends. Whatever else prints goes to stderr."""
    answers, sys.stdout = sys.stdout, sys.stderr
    print('"ready"', file=answers, flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        started = time.perf_counter()
        keys = search(text)
        milliseconds = 1000 * (time.perf_counter() - started)
        print(json.dumps({"ms": milliseconds, "keys": keys}), file=answers, flush=True)

"""One thread per native library, set before any of them loads.

torch, faiss and the bundled encoder each bring their own OpenMP; with its default of one spinning thread per
core a single query took seconds on a busy two-core machine, with one thread 9 ms (shared measurements). The
variable is read once, when the library loads, so every module that imports one of them calls this first.
"""

import os


def use_one_thread() -> None:
    """Ask OpenMP for one thread unless the operator has chosen a number."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")

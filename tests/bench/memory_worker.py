"""Loads our searcher, answers the questions of stdin (one a line), prints its peak memory in MiB."""

import resource
import sys

from service.cli.opening import open_searcher
from service.settings import read_settings


def main() -> None:
    searcher = open_searcher(read_settings())
    for line in sys.stdin:
        query = searcher.query(line)
        if query:
            searcher.search(query, k=10)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)  # Linux counts in KiB


if __name__ == "__main__":
    main()

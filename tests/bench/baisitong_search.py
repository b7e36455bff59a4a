"""The search of the PyPI package baisitong 1.0.6 (MIT): TF-IDF of character bigrams and keyword cover, in Python.

It is made for a few hundred paragraphs of community policy. Its exact pins (fastapi 0.115, sqlalchemy 2.0.35) conflict
with ours, so it needs an environment of its own:

    python3 -m venv /tmp/baisitong && /tmp/baisitong/bin/pip install baisitong==1.0.6
    PYTHONPATH=tests .venv/bin/python -m bench --baisitong /tmp/baisitong/bin/python

It runs offline: without keys for a remote model it embeds with its own TF-IDF, and searching needs no model. Every
article of ours goes in as one document, cut by its own `chunk_text`; a key counts where its first piece is found.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from bench.contenders import Contender, Worker
from indexer.passages import Passage

WORKER = "bench.baisitong_worker"


def over_ours(python: Path, passages: Iterable[Passage], folder: Path) -> tuple[Contender, Worker]:
    """Our articles, searched by the package in the environment of `python`."""
    articles = [
        [passage.article_key, f"{passage.preface} {passage.heading}\n{passage.text}"]
        for passage in passages
        if passage.article_key
    ]
    rows = folder / "baisitong.json"
    rows.write_text(json.dumps(articles), encoding="utf-8")
    worker = Worker((python, "-m", WORKER, rows), {}, folder / "baisitong.log")
    return Contender("baisitong, our articles", worker.ask), worker

"""The search of the PyPI package china-law-mcp 0.1.1 (MIT): BM25 with jieba, synonyms, a phrase bonus (律问 LawQ).

It is run as it comes, `china_law_mcp.retrieval.search`, which its tool `search_statutes` calls: once over its own
23,995 articles, once over ours, written into a database of its own layout. Both environment variables are its own.
"""

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.contenders import Contender, Worker
from indexer.article_keys import article_heading, split_key
from indexer.passages import Passage

WORKER = "bench.china_law_worker"
_LAYOUT = """
CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT, issuing_body TEXT,
  publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL, law_department TEXT,
  level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT, article_no_arabic INTEGER, article_text TEXT,
  char_count INTEGER);
"""


def over_its_own(folder: Path) -> tuple[Contender, Worker]:
    """Its own articles; the index is built in `folder`."""
    return _contender("china-law-mcp, its own 23,995 articles", folder, {})


def over_ours(passages: Iterable[Passage], folder: Path) -> tuple[Contender, Worker]:
    """Our articles, chapter and all."""
    database = folder / "ours.db"
    _write(database, passages)
    return _contender("china-law-mcp, our articles", folder, {"CHINA_LAW_DB": str(database)})


def _contender(name: str, folder: Path, environment: dict[str, str]) -> tuple[Contender, Worker]:
    index = folder / ("ours.pkl" if environment else "own.pkl")
    command = (sys.executable, "-m", WORKER)
    worker = Worker(command, {**environment, "CHINA_LAW_INDEX": str(index)}, index.with_suffix(".log"))
    return Contender(name, worker.ask), worker


def _write(database: Path, passages: Iterable[Passage]) -> None:
    """One law a title, one row an article."""
    rows = [(passage, *split_key(passage.article_key)) for passage in passages if passage.article_key]
    connection = sqlite3.connect(database)
    with connection:
        connection.executescript(_LAYOUT)
        connection.executemany(
            "INSERT INTO laws (law_id, law_name, doc_type, status) VALUES (?, ?, '法律', '现行有效')",
            [(title, title) for title in dict.fromkeys(title for _, title, _ in rows)],
        )
        connection.executemany(
            "INSERT INTO articles (law_id, law_name, status, chapter, article_no, article_no_arabic, article_text) "
            "VALUES (?, ?, '现行有效', ?, ?, ?, ?)",
            [
                (title, title, " ".join(passage.heading_path), article_heading(number), int(number.split("-")[0]),
                 passage.text)
                for passage, title, number in rows
            ],
        )  # fmt: skip
    connection.close()

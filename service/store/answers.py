"""Answers at their permanent addresses: one row each, by SQLAlchemy, SQLite by default, PostgreSQL by URL.

An answer's id is derived from its question, region, day and index, so asking twice keeps one row; and the row
keeps the citations as they were, whatever becomes of the index.
"""

import datetime as dt

import msgspec
from sqlalchemy import Column, DateTime, String, Table, Text, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from service.answering.answer import Answer
from service.store.database import METADATA, StoreError, open_engine, reason, shown_url

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("payload", Text, nullable=False),
)


class AnswerStore:
    """Keeps answers. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` and create its tables if needed. Raises StoreError."""
        self._engine = open_engine(url)
        self._shown = shown_url(url)

    def save(self, answer: Answer, now: dt.datetime) -> None:
        """Keep an answer; the first one of an id stays."""
        row = {"id": answer.id, "asked_at": now, "payload": msgspec.json.encode(answer).decode()}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(ANSWERS).values(row))
        except IntegrityError:
            return  # asked before: same question, same region, same index, same answer
        except SQLAlchemyError as error:
            raise StoreError(f"cannot write to the store {self._shown}: {reason(error)}") from error

    def get(self, answer_id: str) -> Answer | None:
        """The answer of an id, None if there is none."""
        try:
            with self._engine.connect() as connection:
                payload = connection.execute(select(ANSWERS.c.payload).where(ANSWERS.c.id == answer_id)).scalar()
        except SQLAlchemyError as error:
            raise StoreError(f"cannot read the store {self._shown}: {reason(error)}") from error
        try:
            return None if payload is None else msgspec.json.decode(payload, type=Answer)
        except msgspec.MsgspecError as error:
            raise StoreError(f"cannot read answer {answer_id} in the store {self._shown}: {error}") from error

    def close(self) -> None:
        self._engine.dispose()

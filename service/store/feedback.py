"""What people say about answers: useful or not, why, and in their words; one row each, for editors to work through.

Text has been masked before it comes here. The index digest tells which state of the library was judged.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import Column, DateTime, Integer, String, Table, Text, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.store.database import METADATA, StoreError, open_engine, reason, shown_url

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("answer_id", String(16), nullable=False, index=True),
    Column("index_digest", String(64), nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("given_at", DateTime(timezone=True), nullable=False),
)
USEFUL, USELESS = "有用", "没用"
VERDICTS = (USEFUL, USELESS)
REASONS = ("答非所问", "不完整", "有错误", "过时", "地区不对")


@dataclass(frozen=True)
class Feedback:
    """`reason` is one of `REASONS`, empty with 有用 or when none was chosen; `text` may be empty."""

    answer_id: str
    index_digest: str
    verdict: str
    reason: str
    text: str
    given_at: dt.datetime


class FeedbackStore:
    """Keeps feedback. Open it with `open_feedback`."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self._shown = shown

    def save(self, feedback: Feedback) -> None:
        """Keep one. Raises StoreError."""
        assert feedback.verdict in VERDICTS
        assert feedback.reason in ("", *REASONS)
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(FEEDBACK).values(asdict(feedback)))
        except SQLAlchemyError as error:
            raise StoreError(f"cannot write to the store {self._shown}: {reason(error)}") from error

    def every(self) -> tuple[Feedback, ...]:
        """All feedback, the latest first. Raises StoreError."""
        columns = [column for column in FEEDBACK.c if column.name != "number"]
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(*columns).order_by(FEEDBACK.c.number.desc())).all()
        except SQLAlchemyError as error:
            raise StoreError(f"cannot read the store {self._shown}: {reason(error)}") from error
        return tuple(Feedback(*row) for row in rows)


@contextmanager
def open_feedback(url: str) -> Iterator[FeedbackStore]:
    """The store for one task; feedback comes seldom, so no connection is held open. Raises StoreError."""
    engine = open_engine(url)
    try:
        yield FeedbackStore(engine, shown_url(url))
    finally:
        engine.dispose()

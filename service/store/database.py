"""Opening the database that every store of the service writes to: SQLite by default, PostgreSQL by URL."""

from pathlib import Path

from sqlalchemy import MetaData, create_engine, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.failures import OperatorError

METADATA = MetaData()


class StoreError(OperatorError):
    """The store cannot be reached or read; the message names the database, never its password."""


def open_engine(url: str) -> Engine:
    """An engine whose database has every table of `METADATA`. Raises StoreError."""
    shown = "(not a URL)"
    try:
        shown = shown_url(url)
        engine = _engine(url)
        METADATA.create_all(engine)
    except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
        raise StoreError(f"cannot open the store {shown}: {reason(error)}; check XIESHANG_DATABASE_URL") from error
    return engine


def shown_url(url: str) -> str:
    """The URL without its password, for messages."""
    return make_url(url).render_as_string(hide_password=True)


def reason(error: Exception) -> str:
    """The database's own words without the statement and its parameters."""
    return str(getattr(error, "orig", None) or type(error).__name__)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return create_engine(parsed)

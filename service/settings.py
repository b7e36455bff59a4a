"""Every setting of the service, read once from the environment and handed down.

Nothing else in this project reads the environment. A variable is the field's name in capitals with
XIESHANG_ in front, for instance XIESHANG_DATA_DIR=/var/lib/xieshang.
"""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.encoding import BUILTIN
from service.failures import OperatorError
from service.search.regions import parse_region

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(OperatorError):
    """A setting has a value that cannot be used; the message names the variable, the value and the range."""


class Settings(BaseSettings):
    """Typed, frozen. Units and ranges stand in the description of each field."""

    model_config = SettingsConfigDict(env_prefix="XIESHANG_", frozen=True, extra="ignore")

    corpus_dir: Path = Field(ROOT / "corpus", description="Folder of the corpus, laid out as its README.md says.")
    data_dir: Path = Field(ROOT / "var", description="Folder we write to: indexes, vector cache, answers.")
    encoder: str = Field(BUILTIN, description="`builtin`, a hub id, or a local sentence-transformers folder.")
    database_url: str | None = Field(None, description="SQLAlchemy URL of the store; SQLite in data_dir when unset.")
    build_threads: int = Field(2, ge=1, le=64, description="Texts encoded side by side while building.")
    host: str = Field("127.0.0.1", description="Address to bind; anything else than loopback must be asked for.")
    port: int = Field(8000, ge=1, le=65535, description="TCP port to bind.")
    home_region: str = Field("河北", description="Province whose local rules apply when a question names none.")
    max_question: int = Field(500, ge=50, le=2000, description="Longest question taken, in characters.")

    @field_validator("home_region")
    @classmethod
    def _known_region(cls, value: str) -> str:
        return parse_region(value)

    @property
    def index_home(self) -> Path:
        """Folder of all index directories."""
        return self.data_dir / "index"

    @property
    def segmenter_cache(self) -> Path:
        """jieba's cache; only we may write here."""
        return self.data_dir / "jieba"

    @property
    def vector_cache(self) -> Path:
        """SQLite file of vectors by content."""
        return self.data_dir / "vectors.sqlite"

    @property
    def store_url(self) -> str:
        """SQLAlchemy URL of the store."""
        return self.database_url or f"sqlite:///{self.data_dir / 'store.sqlite'}"


def read_settings() -> Settings:
    """Settings from the environment. Raises SettingsError naming every variable that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        lines = [
            f"XIESHANG_{str(item['loc'][0]).upper()}={item.get('input')!r}: {item['msg']}" for item in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from error

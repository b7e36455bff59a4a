"""Every setting of the service, read once from the environment and handed down.

Nothing else in this project reads the environment. A variable is the field's name in capitals with
XIESHANG_ in front, for instance XIESHANG_DATA_DIR=/var/lib/xieshang.
"""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.encoding import BUILTIN
from service.answering.generator_settings import GeneratorSettings
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

    generator_url: str | None = Field(
        None, description="Base of an OpenAI-compatible interface, https://host/v1; questions leave the machine for it."
    )
    generator_model: str | None = Field(None, description="Name of its model; needed when generator_url is set.")
    generator_key: SecretStr | None = Field(None, description="Its key; never shown, never logged.")
    generator_timeout: float = Field(30.0, ge=1, le=300, description="Seconds for the whole reply.")

    @field_validator("generator_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("write the base of the interface, https://host/v1")
        return value

    @field_validator("home_region")
    @classmethod
    def _known_region(cls, value: str) -> str:
        return parse_region(value)

    @property
    def generator(self) -> GeneratorSettings | None:
        """The optional generator, None when it is off. Raises SettingsError when its model is not named."""
        if self.generator_url is None:
            return None
        if not self.generator_model:
            raise SettingsError("XIESHANG_GENERATOR_URL is set, so XIESHANG_GENERATOR_MODEL must name a model")
        return GeneratorSettings(self.generator_url, self.generator_model, self.generator_key, self.generator_timeout)

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
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        lines = [
            f"XIESHANG_{str(item['loc'][0]).upper()}={item.get('input')!r}: {item['msg']}" for item in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from error
    _ = settings.generator  # a generator that is set up by halves is said at once
    return settings

"""Where the optional generator is and how long it may take; loads nothing."""

from dataclasses import dataclass

from pydantic import SecretStr


@dataclass(frozen=True)
class GeneratorSettings:
    """`url` is the base of the interface (https://host/v1), `timeout` seconds for the whole reply."""

    url: str
    model: str
    key: SecretStr | None = None
    timeout: float = 30.0

"""Settings come from XIESHANG_ variables; a bad value names its variable, what was seen and what is allowed."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from service.answering.generator_settings import GeneratorSettings
from service.settings import ROOT, SettingsError, read_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine that runs the tests."""
    import os

    for name in [name for name in os.environ if name.upper().startswith("XIESHANG_")]:
        monkeypatch.delenv(name)


def test_defaults_need_no_environment() -> None:
    settings = read_settings()
    assert (settings.corpus_dir, settings.data_dir) == (ROOT / "corpus", ROOT / "var")
    assert (settings.encoder, settings.host, settings.port) == ("builtin", "127.0.0.1", 8000)
    assert (settings.home_region, settings.max_question, settings.build_threads) == ("河北", 500, 2)


def test_everything_is_written_below_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_DATA_DIR", "/srv/x")
    settings = read_settings()
    assert (settings.index_home, settings.segmenter_cache, settings.vector_cache, settings.store_url) == (
        Path("/srv/x/index"),
        Path("/srv/x/jieba"),
        Path("/srv/x/vectors.sqlite"),
        "sqlite:////srv/x/store.sqlite",
    )


def test_store_can_lie_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_DATABASE_URL", "postgresql://user@host/name")
    assert read_settings().store_url == "postgresql://user@host/name"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eight", "valid integer"),
        ("PORT", "0", "greater than or equal to 1"),
        ("PORT", "65536", "less than or equal to 65535"),
        ("PORT", "", "valid integer"),
        ("MAX_QUESTION", "49", "greater than or equal to 50"),
        ("MAX_QUESTION", "2001", "less than or equal to 2000"),
        ("BUILD_THREADS", "0", "greater than or equal to 1"),
        ("BUILD_THREADS", "2.5", "valid integer"),
    ],
)
def test_bad_value_names_variable_value_and_range(
    name: str, value: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"XIESHANG_{name}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value).startswith(f"XIESHANG_{name}={value!r}: ")
    assert expected in str(caught.value)


def test_every_bad_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_PORT", "x")
    monkeypatch.setenv("XIESHANG_MAX_QUESTION", "7")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [line.partition("=")[0] for line in str(caught.value).splitlines()] == [
        "XIESHANG_PORT",
        "XIESHANG_MAX_QUESTION",
    ]


def test_home_region_that_is_no_province_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an unknown home no local rule would ever apply, and nobody would notice."""
    monkeypatch.setenv("XIESHANG_HOME_REGION", "火星")
    with pytest.raises(SettingsError, match="XIESHANG_HOME_REGION"):
        read_settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        read_settings().port = 9


def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("XIESHANG_NO_SUCH_SETTING", "1")
    assert read_settings().port == 8000


def test_generator_is_off_unless_its_address_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().generator is None
    monkeypatch.setenv("XIESHANG_GENERATOR_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("XIESHANG_GENERATOR_MODEL", "m")
    monkeypatch.setenv("XIESHANG_GENERATOR_KEY", "sk-geheim")
    settings = read_settings()
    assert settings.generator == GeneratorSettings("http://127.0.0.1:9/v1", "m", SecretStr("sk-geheim"), 30.0)
    assert "geheim" not in f"{settings!r}{settings.generator!r}{settings.model_dump_json()}"


def test_generator_set_up_by_halves_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_GENERATOR_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(SettingsError, match="XIESHANG_GENERATOR_MODEL"):
        read_settings()
    monkeypatch.setenv("XIESHANG_GENERATOR_URL", "127.0.0.1:9")
    with pytest.raises(SettingsError, match=r"XIESHANG_GENERATOR_URL='127\.0\.0\.1:9'"):
        read_settings()

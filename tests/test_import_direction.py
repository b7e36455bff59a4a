"""corpus → indexer → index directory → service → web: who may import what, and who may read the environment.

Read off the syntax trees of all source files; nothing is imported.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = tuple(
    sorted(path.relative_to(ROOT) for room in ("indexer", "service") for path in (ROOT / room).rglob("*.py"))
)
#: The settings, and the thread limit that must be set before the native libraries load.
READS_ENVIRONMENT = {Path("service/settings.py"), Path("indexer/native.py")}
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "BaseSettings"}
#: Room → what its modules must not import.
FORBIDDEN = {
    "indexer": ("service", "fastapi", "starlette", "pydantic"),
    "service/search": ("service.answering", "service.http", "service.settings", "fastapi", "starlette", "jinja2"),
    "service/answering": ("service.http", "service.settings", "fastapi", "starlette", "jinja2"),
    "service/checking": ("service.http", "service.settings", "fastapi", "starlette", "jinja2"),
    "service/calculators": ("service.http", "service.settings", "fastapi", "starlette", "jinja2"),
    "service/library": ("service.http", "service.settings", "fastapi", "starlette", "jinja2"),
    "service/store": ("service.http", "fastapi", "starlette", "jinja2"),
}


def imported(tree: ast.Module, package: tuple[str, ...]) -> Iterator[str]:
    """The dotted name of everything a module imports, wherever in the file the import stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                base = ".".join((*above, *([module] if module else [])))
                yield from (f"{base}.{alias.name}" for alias in names)


def imports_of(source: Path) -> tuple[str, ...]:
    tree = ast.parse((ROOT / source).read_text(encoding="utf-8"))
    return tuple(imported(tree, source.parent.parts))


def breaches(names: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    return [name for name in names if any(f"{name}.".startswith(f"{prefix}.") for prefix in forbidden)]


def environment_names(source: str) -> set[str]:
    """The doors to the environment that a source text names, as attribute or as import."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
                found |= {name} & ENVIRONMENT
    return found


def test_sources_are_found() -> None:
    assert {Path("indexer/index.py"), Path("service/settings.py")} <= set(SOURCES)


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_module_imports_only_what_lies_before_it(source: Path) -> None:
    for room, forbidden in FORBIDDEN.items():
        if source.is_relative_to(room):
            assert breaches(imports_of(source), forbidden) == []


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_only_the_settings_read_the_environment(source: Path) -> None:
    named = environment_names((ROOT / source).read_text(encoding="utf-8"))
    assert named == set() or source in READS_ENVIRONMENT


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import service.settings", "service.settings"),
        ("def f():\n    from service import settings", "service.settings"),
        ("from . import sections", "indexer.splitting.sections"),
        ("from ..errors import CorpusError", "indexer.errors.CorpusError"),
        ("from .. import errors", "indexer.errors"),
    ],
)
def test_import_of_any_form_is_seen(source: str, name: str) -> None:
    assert tuple(imported(ast.parse(source), ("indexer", "splitting"))) == (name,)


@pytest.mark.parametrize(
    "source",
    ["import os\nos.environ['A']", "from os import getenv", "import os as o\no.getenv('A')", "x.environ.get('A')"],
)
def test_reading_of_any_form_is_seen(source: str) -> None:
    assert environment_names(source) != set()


def test_name_that_merely_begins_alike_is_no_breach() -> None:
    assert breaches(("services.a", "service_x"), ("service",)) == []
    assert breaches(("service.a", "service"), ("service",)) == ["service.a", "service"]

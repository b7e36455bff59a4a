"""Corpus files → documents: YAML front matter checked key by key, the Markdown body kept as it stands.

    document = read_document(Path("corpus/cases/wuhan-catering-2011.md"), corpus_root)

The folder decides the kind. Every breach is a `CorpusError` that names file and line; nothing is guessed and
nothing is filled in. What the body must look like is the business of `indexer.splitting` and `indexer.checking`.
"""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from indexer.answer_keys import AnswerKeys, answer_facts
from indexer.case_keys import CaseKeys, case_facts
from indexer.common_keys import CommonKeys
from indexer.documents import (
    Document,
    FormFacts,
    FormField,
    Kind,
    ProcedureFacts,
    Source,
    Status,
)
from indexer.errors import CorpusError, Problem

FOLDERS = {
    "regulations": Kind.REGULATION,
    "procedures": Kind.PROCEDURE,
    "cases": Kind.CASE,
    "practices": Kind.PRACTICE,
    "forms": Kind.FORM,
    "answers": Kind.ANSWER,
}

RuleLevel = Literal["法律", "行政法规", "司法解释", "部门规章", "规范性文件", "地方性法规", "地方政府规章"]
_FENCE = "---"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


#: libyaml reads front matter six times as fast as pure Python; a PyYAML built without it still works.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc, valid-type]
    """Dates stay text: msgspec reads them and names the key of one that does not exist (2026-02-30)."""


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


class RegulationKeys(CommonKeys, kw_only=True):
    level: RuleLevel
    issuer: str
    status: Status
    number: str = ""
    published: dt.date | None = None
    effective: dt.date | None = None
    repealed: dt.date | None = None
    status_note: str = ""
    core: bool = False


class ProcedureKeys(CommonKeys, kw_only=True):
    purpose: str
    audience: str
    papers: tuple[str, ...] = ()
    duration: str | None = None


class PracticeKeys(CommonKeys, kw_only=True):
    issuer: str
    years: str


class FormFieldKeys(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    label: str
    kind: Literal["text", "long", "date", "number"]
    explain: str = ""
    basis: list[str] = []
    required: bool = True


class FormKeys(CommonKeys, kw_only=True):
    purpose: str
    step: list[str]
    fields: list[FormFieldKeys]


_KEYS: dict[Kind, type[CommonKeys]] = {
    Kind.REGULATION: RegulationKeys,
    Kind.PROCEDURE: ProcedureKeys,
    Kind.CASE: CaseKeys,
    Kind.PRACTICE: PracticeKeys,
    Kind.FORM: FormKeys,
    Kind.ANSWER: AnswerKeys,
}


def read_document(path: Path, root: Path) -> Document:
    """Read one corpus file. `path` lies in a folder of `FOLDERS` below `root`.

    Raises CorpusError: no front matter, broken YAML, unknown, missing or ill-typed keys, no source, a bad slug.
    """
    shown = path.relative_to(root.parent)
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _breach(shown, 1, f"is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8") from error
    head, body = _divide(raw, shown)
    kind = FOLDERS[path.parent.name]
    keys = _validate(head, _KEYS[kind], shown)
    if not _SLUG.fullmatch(path.stem):
        raise _breach(shown, 1, f"file name {path.stem!r} must be lowercase latin letters, digits and single hyphens")
    if not keys.sources and kind is not Kind.ANSWER:
        raise _breach(shown, line_of_key(head, "sources"), "sources is empty: name at least one source")
    return _document(keys, kind, path.stem, body, str(shown))


def line_of_key(head: str, key: str) -> int:
    """The line (from 1, in the file) where a front matter key stands; 1 if it is absent."""
    for number, line in enumerate(head.splitlines(), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1


def _breach(path: Path, line: int, message: str) -> CorpusError:
    return CorpusError([Problem(path, line, message)])


def _divide(raw: str, path: Path) -> tuple[str, str]:
    """(front matter, body). The body starts after the second fence."""
    if not raw.startswith(_FENCE + "\n"):
        raise _breach(path, 1, "front matter is missing: the first line must be ---")
    end = raw.find(f"\n{_FENCE}\n", len(_FENCE))
    if end < 0:
        raise _breach(path, 1, "front matter is not closed: add a line --- after the last key")
    return raw[len(_FENCE) + 1 : end + 1], raw[end + len(_FENCE) + 2 :].lstrip("\n")


def _validate(head: str, keys: type[CommonKeys], path: Path) -> CommonKeys:
    try:
        loaded = yaml.load(head, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or str(error)
        raise _breach(path, line, f"front matter is not valid YAML: {reason}") from error
    try:
        return msgspec.convert(loaded, keys)
    except msgspec.ValidationError as error:
        message = str(error)
        named = re.search(r"\$\.(\w+)", message) or re.search(r"unknown field `(\w+)`", message)
        raise _breach(path, line_of_key(head, named.group(1)) if named else 1, message) from error


def _document(keys: CommonKeys, kind: Kind, slug: str, text: str, path: str) -> Document:
    sources = tuple(Source(source.name, source.url, source.reliability) for source in keys.sources)
    document = Document(
        slug=slug,
        kind=kind,
        title=keys.title,
        short_title=keys.short_title or keys.title,
        aliases=tuple(keys.aliases),
        text=text,
        region=keys.region,
        trust=keys.trust,
        sources=sources,
        path=path,
        reviewed=keys.reviewed,
        not_held=keys.not_held,
    )
    return _with_kind(document, keys)


def _with_kind(document: Document, keys: CommonKeys) -> Document:
    """Add what only this kind has."""
    match keys:
        case RegulationKeys():
            return replace(
                document,
                level=keys.level,
                issuer=keys.issuer,
                number=keys.number,
                status=keys.status,
                status_note=keys.status_note,
                published=keys.published,
                effective=keys.effective,
                repealed=keys.repealed,
                core=keys.core,
            )
        case ProcedureKeys():
            facts = ProcedureFacts(keys.purpose, keys.audience, keys.papers, keys.duration)
            return replace(document, procedure=facts)
        case CaseKeys():
            return replace(document, level=keys.level, years=keys.years, case=case_facts(keys))
        case PracticeKeys():
            return replace(document, issuer=keys.issuer, years=keys.years)
        case FormKeys():
            return replace(document, form=_form_facts(keys))
        case AnswerKeys():
            return replace(document, answer=answer_facts(keys))
    raise AssertionError(f"no rule for {type(keys).__name__}")


def _form_facts(keys: FormKeys) -> FormFacts:
    fields = tuple(
        FormField(field.name, field.label, field.kind, field.explain, tuple(field.basis), field.required)
        for field in keys.fields
    )
    return FormFacts(keys.purpose, tuple(keys.step), fields)

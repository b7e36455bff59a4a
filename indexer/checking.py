"""The corpus contract, checked: everything in corpus/README.md that a machine can see.

    check_corpus(Path("corpus"), data_file()) == ()      # nothing to mend

Reading a file already refuses broken front matter (`indexer.frontmatter`); this looks at what lies between
files and inside bodies: keys that do not resolve, steps that lead nowhere, articles out of order, markup.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.article_keys import NUMBER, article_number, sort_number, split_key
from indexer.case_checks import case_breaches, section_breaches
from indexer.conflicts import FILE as CONFLICTS
from indexer.conflicts import read_conflicts
from indexer.corpus import Corpus, load_corpus, own_files
from indexer.documents import Document, Kind
from indexer.errors import CorpusError, Problem
from indexer.forms import blanks
from indexer.frontmatter import line_of_key, read_document
from indexer.procedures import LABELS, REQUIRED, Step, read_steps
from indexer.splitting.regulation import ARTICLE_HEADING
from indexer.splitting.sections import sections

_FORBIDDEN = (
    (re.compile(r"\*\*|__"), "bold is not used in the corpus: remove the marks"),
    (re.compile(r"<[a-zA-Z/!]"), "HTML is not used in the corpus"),
    (re.compile(r"!\[|\]\("), "links and images are not used in the corpus: name sources in front matter"),
)
_ARTICLE_LIKE = re.compile(rf"第{NUMBER}条")


def check_corpus(root: Path, database: Path) -> tuple[Problem, ...]:
    """Every breach found, in the order of files; empty when the corpus keeps the contract."""
    broken = tuple(_unreadable(root))
    if broken:
        return broken
    try:
        corpus = load_corpus(root, database)
    except CorpusError as error:
        return error.problems
    keys = frozenset(passage.article_key for passage in corpus.passages if passage.article_key)
    own = [document for document in corpus.documents if document.path.endswith(".md")]
    found = [problem for document in own for problem in _check(document, root, corpus, keys)]
    return (*found, *_conflicts(root, corpus, keys))


def check_keys(root: Path, database: Path, cited: Iterable[tuple[Path, int, str]]) -> tuple[Problem, ...]:
    """Breaches among keys cited elsewhere, given as (file, line, key). Raises CorpusError when the corpus is broken."""
    corpus = load_corpus(root, database)
    keys = frozenset(passage.article_key for passage in corpus.passages if passage.article_key)
    messages = ((path, line, unresolved(key, corpus, keys)) for path, line, key in cited)
    return tuple(Problem(path, line, message) for path, line, message in messages if message)


def _unreadable(root: Path) -> Iterator[Problem]:
    for path in own_files(root):
        try:
            read_document(path, root)
        except CorpusError as error:
            yield from error.problems


def _check(document: Document, root: Path, corpus: Corpus, keys: frozenset[str]) -> Iterator[Problem]:
    raw = (root.parent / document.path).read_text(encoding="utf-8")
    first = raw[: raw.index(document.text)].count("\n") + 1 if document.text else 1
    path = Path(document.path)

    def problem(line: int, message: str) -> Problem:
        """`line` counts from 1 in the body."""
        return Problem(path, first + line - 1, message)

    if not document.text.strip():
        yield problem(1, "the body is empty")
    for number, line in enumerate(document.text.split("\n"), start=1):
        for pattern, message in _FORBIDDEN:
            if pattern.search(line):
                yield problem(number, message)
    yield from (problem(line, message) for line, message in _mentions(document, corpus, keys))
    match document.kind:
        case Kind.REGULATION:
            yield from (problem(line, message) for line, message in _article_order(document))
        case Kind.PROCEDURE:
            yield from (problem(line, message) for line, message in _steps(document, corpus, keys))
        case Kind.FORM:
            yield from _form(document, raw, path, corpus, keys)
        case Kind.CASE:
            yield from _case(document, raw, path, corpus, keys)
            if document.case:
                yield from (problem(line, message) for line, message in section_breaches(document, document.case))


def _mentions(document: Document, corpus: Corpus, keys: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Articles named in running text must exist, where the whole law is held."""
    partial = {other.title for other in corpus.documents if other.not_held}
    own_title = document.title if document.kind is Kind.REGULATION else None
    for number, line in enumerate(document.text.split("\n"), start=1):
        for reference in corpus.reader.read(line, own_title):
            if reference.key and reference.title not in partial and reference.key not in keys:
                yield number, f"{reference.title} has no article {reference.number}"


def _article_order(document: Document) -> Iterator[tuple[int, str]]:
    """Article numbers rise, none twice; every heading that looks like an article is one and has a text."""
    last = (0, 0)
    for section in sections(document.text):
        match = ARTICLE_HEADING.match(section.heading)
        if match is None:
            if _ARTICLE_LIKE.match(section.heading):
                yield section.line, f"write a blank after the article number in {section.heading[:20]!r}"
            continue
        current = sort_number(article_number(section.heading))
        if current <= last:
            yield section.line, f"{section.heading[:20]} is out of order"
        last = current
        if not document.text[section.body.start : section.body.end].strip():
            yield section.line, f"{section.heading[:20]} has no text"


def _steps(document: Document, corpus: Corpus, keys: frozenset[str]) -> Iterator[tuple[int, str]]:
    steps = read_steps(document)
    anchors = [step.anchor for step in steps]
    for step in steps:
        if not step.anchor:
            yield step.line, f"step {step.title!r} has no anchor: end the heading with {{#name}}"
        elif anchors.count(step.anchor) > 1:
            yield step.line, f"anchor {step.anchor!r} is used twice"
        yield from _labels(step)
        for key in step.basis:
            message = unresolved(key, corpus, keys)
            if message:
                yield next(field.line for field in step.fields if field.label == "依据"), message
        for way in step.next:
            if way.target is not None and way.target not in anchors:
                line = next(field.line for field in step.fields if field.label == "下一步")
                yield line, f"下一步 names {way.target!r}, which is no step of this procedure"


def _labels(step: Step) -> Iterator[tuple[int, str]]:
    found = {field.label for field in step.fields}
    for label in REQUIRED:
        if label not in found:
            yield step.line, f"step {step.title!r} lacks the label {label}"
    for field in step.fields:
        if field.label not in LABELS:
            yield field.line, f"unknown label {field.label!r}; allowed: {'、'.join(LABELS)}"


def _case(document: Document, raw: str, path: Path, corpus: Corpus, keys: frozenset[str]) -> Iterator[Problem]:
    if document.case is None:
        return
    head = raw.removeprefix("---\n")
    for name, message in case_breaches(document.case, lambda key: unresolved(key, corpus, keys)):
        yield Problem(path, line_of_key(head, name), message)


def _form(document: Document, raw: str, path: Path, corpus: Corpus, keys: frozenset[str]) -> Iterator[Problem]:
    """Blanks and fields belong together; bases and steps exist."""
    if document.form is None:
        return
    head = raw.removeprefix("---\n")
    names = [field.name for field in document.form.fields]
    used = blanks(document.text)
    for name in sorted(set(used) - set(names)):
        yield Problem(path, _line_of(raw, f"{{{{{name}}}}}"), f"blank {{{{{name}}}}} is no field of this form")
    for name in names:
        if name not in used:
            yield Problem(path, line_of_key(head, "fields"), f"field {name!r} stands nowhere in the text")
        if names.count(name) > 1:
            yield Problem(path, line_of_key(head, "fields"), f"field {name!r} is listed twice")
    for key in (key for field in document.form.fields for key in field.basis):
        message = unresolved(key, corpus, keys)
        if message:
            yield Problem(path, _line_of(raw, key), message)
    places = {
        f"{other.slug}#{step.anchor}" for other in corpus.documents if other.procedure for step in read_steps(other)
    }
    for step in document.form.steps:
        if step not in places:
            yield Problem(path, _line_of(raw, step), f"{step!r} is no step of a procedure")


def _line_of(raw: str, text: str) -> int:
    """The first line that holds `text`, from 1."""
    return raw[: max(raw.find(text), 0)].count("\n") + 1


def _conflicts(root: Path, corpus: Corpus, keys: frozenset[str]) -> Iterator[Problem]:
    path = root / CONFLICTS
    if not path.exists():
        return
    raw, shown = path.read_text(encoding="utf-8"), path.relative_to(root.parent)
    try:
        conflicts = read_conflicts(root)
    except CorpusError as error:
        yield from error.problems
        return
    for number, conflict in enumerate(conflicts):
        line = _line_of(raw, f'id = "{conflict.id}"')
        if conflict.id in {other.id for other in conflicts[:number]}:
            yield Problem(shown, line, f"conflict {conflict.id!r} stands twice")
        for key in (*conflict.rules, *conflict.prevails, *conflict.overtaken):
            message = unresolved(key, corpus, keys)
            if message:
                yield Problem(shown, line, message)


def unresolved(key: str, corpus: Corpus, keys: frozenset[str]) -> str | None:
    """Why an article key does not resolve, None when it does."""
    try:
        split_key(key)
    except ValueError as error:
        return str(error)
    resolved = corpus.reader.resolve(key)
    if resolved is None:
        return f"{key}: no document of that name is held"
    return None if resolved in keys else f"{key}: no such article in {resolved.partition('#')[0]}"

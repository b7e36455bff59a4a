"""The whole corpus in memory: documents, their passages, and the names they go by.

corpus = load_corpus(Path("corpus"), data_file())
corpus.reader.resolve("司法解释（一）#42")
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.asked import asked_files
from indexer.documents import Document
from indexer.errors import CorpusError, Problem
from indexer.frontmatter import FOLDERS, read_document
from indexer.lexicon import lexicon_files
from indexer.passages import Passage
from indexer.references import ReferenceReader, rule_reader
from indexer.splitting import split
from indexer.statutes import read_statutes

#: Files of the corpus that are no documents; the index depends on them all the same.
COMPANIONS = ("statutes.toml", "statutes.lock", "conflicts.toml", "deadlines.toml", "lexicon/fields.toml")


@dataclass(frozen=True)
class Corpus:
    """`passages` are in the order of `documents`; a passage's row in the index is its place here."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    reader: ReferenceReader


def load_corpus(root: Path, database: Path) -> Corpus:
    """Read statutes and own documents. Raises CorpusError with every breach, or StatuteDataError."""
    documents = (*read_statutes(root, database), *read_own_documents(root))
    _refuse_twins(documents)
    reader = rule_reader(documents)
    passages = tuple(_with_cites(passage, document, reader) for document in documents for passage in split(document))
    return Corpus(documents, passages, reader)


def own_files(root: Path) -> tuple[Path, ...]:
    """Every Markdown file in the folders of the contract, in a stable order."""
    return tuple(path for folder in FOLDERS for path in sorted((root / folder).glob("*.md")))


def read_own_documents(root: Path) -> tuple[Document, ...]:
    """All own documents; breaches of all files are gathered into one CorpusError."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in own_files(root):
        try:
            documents.append(read_document(path, root))
        except CorpusError as error:
            problems.extend(error.problems)
    if problems:
        raise CorpusError(problems)
    return tuple(documents)


def corpus_digest(root: Path) -> str:
    """sha256 over every file that goes into the index, statutes.lock standing for the data file."""
    digest = hashlib.sha256()
    companions = (root / name for name in COMPANIONS)
    for path in (*companions, *lexicon_files(root), *asked_files(root), *own_files(root)):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _refuse_twins(documents: Iterable[Document]) -> None:
    """Slugs and titles are addresses and keys: two documents must not share one."""
    seen: dict[str, Document] = {}
    problems = []
    for document in documents:
        for name in (document.slug, document.title):
            if name in seen and seen[name] is not document:
                problems.append(Problem(Path(document.path), 1, f"{name!r} is already used by {seen[name].path}"))
            seen[name] = document
    if problems:
        raise CorpusError(problems)


def _with_cites(passage: Passage, document: Document, reader: ReferenceReader) -> Passage:
    """Add the article keys the passage refers to, itself left out."""
    own_title = document.title if passage.article_key else None
    keys = (reference.key for reference in reader.read(passage.text, own_title))
    return replace(passage, cites=tuple(dict.fromkeys(key for key in keys if key and key != passage.article_key)))

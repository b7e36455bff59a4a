"""An index directory: what lies in it, and how it is loaded.

    var/index/CURRENT             the digest of the index in use, replaced atomically
    var/index/<digest>/           immutable: manifest.json and the files it lists
        documents.jsonl           one document a line
        passages.jsonl            line i is passage i, row i of every list below
        asked.jsonl               asked questions, line i is row i of the asked lists
        conflicts.json            rules that contradict each other
        lexicon.json fields.json  lay words and their legal terms; other fields of law
        deadlines.toml            deadline chains, as the corpus has them (absent if it has none)
        sparse-bigram/ sparse-word/   BM25 over character bigrams and over jieba words
        sparse-asked/             BM25 over the bigrams of asked questions (absent if there are none)
        raw.faiss dense.faiss     passages as encoded, and mean-centred (for ranking)
        parts.faiss part-rows.npy 款 of rules (other passages whole), mean-centred, and the row each answers as
        asked-pairs.npy           (row of a question, row of a passage that answers it)
        asked.faiss               asked questions, centred by their own mean and adapted
        mean.npy asked-mean.npy   the means that were subtracted
        adapter.npy               matrix from how people ask to how rules are written
        foreign-articles.faiss foreign-questions.faiss   other fields of law: what is *not* ours

A service that holds an old index goes on using it; nothing is ever changed in place. `indexer.building` makes one.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.conflicts import Conflict
from indexer.corpus import corpus_digest
from indexer.dense import DenseIndex
from indexer.documents import Document
from indexer.encoding import Vectors, encoder_id
from indexer.errors import REBUILD, IndexCorrupt, IndexMissing
from indexer.fields import Fields
from indexer.lexicon import Lexicon
from indexer.manifest import Manifest, Recipe, read_manifest, verify_encoder, verify_files
from indexer.passages import Passage
from indexer.segmentation import segmenter_id
from indexer.sparse import SparseIndex

POINTER = "CURRENT"


@dataclass(frozen=True)
class IndexedQuestion:
    """An asked question and the rows of the passages that answer it; `curated` if it asks for a curated answer."""

    text: str
    rows: tuple[int, ...]
    curated: bool = False


Value = TypeVar("Value", Document, Passage, IndexedQuestion)
Companion = TypeVar("Companion", tuple[Conflict, ...], Lexicon, Fields)


@dataclass(frozen=True)
class Index:
    """A loaded index. Row i means passage i in every list; `part_rows[j]` is the row that part j answers as.

    The asked lists have rows of their own: `asked[j].rows` are the passages that question j asks for.
    """

    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    asked: tuple[IndexedQuestion, ...]
    conflicts: tuple[Conflict, ...]
    lexicon: Lexicon
    fields: Fields
    deadlines: Path
    bigram: SparseIndex
    word: SparseIndex
    asked_bigram: SparseIndex | None
    raw: DenseIndex
    dense: DenseIndex
    parts: DenseIndex
    part_rows: NDArray[np.int64]
    asked_dense: DenseIndex
    asked_pairs: NDArray[np.int64]
    mean: Vectors
    asked_mean: Vectors
    adapter: Vectors
    foreign_articles: DenseIndex
    foreign_questions: DenseIndex


def current_recipe(corpus_root: Path, encoder_name: str) -> Recipe:
    """The recipe of the index that a build would make now; loads no model."""
    return Recipe(
        corpus=corpus_digest(corpus_root),
        encoder=encoder_id(encoder_name),
        segmenter=segmenter_id(),
        code=_code_digest(),
    )


def current_digest(home: Path) -> str | None:
    """The digest the pointer names, None when nothing has been built. `home` is the folder of all indexes."""
    try:
        return (home / POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def is_current(home: Path, recipe: Recipe) -> bool:
    """Whether the pointer names an undamaged index of this recipe."""
    if current_digest(home) != recipe.digest:
        return False
    try:
        verify_files(home / recipe.digest, read_manifest(home / recipe.digest))
    except IndexCorrupt:
        return False
    return True


def load_index(home: Path, encoder_identity: str) -> Index:
    """Load the current index after verifying every file.

    Raises IndexMissing, IndexCorrupt or IndexMismatch, each naming the command that mends it.
    """
    digest = current_digest(home)
    if digest is None:
        raise IndexMissing(f"no index in {home}; {REBUILD}")
    folder = home / digest
    manifest = read_manifest(folder)
    verify_encoder(manifest, encoder_identity, segmenter_id())
    verify_files(folder, manifest)
    asked = folder / "sparse-asked"
    index = Index(
        manifest=manifest,
        documents=_read_lines(folder / "documents.jsonl", Document),
        passages=_read_lines(folder / "passages.jsonl", Passage),
        asked=_read_lines(folder / "asked.jsonl", IndexedQuestion),
        conflicts=_read_companion(folder / "conflicts.json", tuple[Conflict, ...]),
        lexicon=_read_companion(folder / "lexicon.json", Lexicon),
        fields=_read_companion(folder / "fields.json", Fields),
        deadlines=folder / "deadlines.toml",
        bigram=SparseIndex.load(folder / "sparse-bigram"),
        word=SparseIndex.load(folder / "sparse-word"),
        asked_bigram=SparseIndex.load(asked) if asked.exists() else None,
        raw=DenseIndex.load(folder / "raw.faiss"),
        dense=DenseIndex.load(folder / "dense.faiss"),
        parts=DenseIndex.load(folder / "parts.faiss"),
        part_rows=np.load(folder / "part-rows.npy"),
        asked_dense=DenseIndex.load(folder / "asked.faiss"),
        asked_pairs=np.load(folder / "asked-pairs.npy"),
        mean=np.load(folder / "mean.npy"),
        asked_mean=np.load(folder / "asked-mean.npy"),
        adapter=np.load(folder / "adapter.npy"),
        foreign_articles=DenseIndex.load(folder / "foreign-articles.faiss"),
        foreign_questions=DenseIndex.load(folder / "foreign-questions.faiss"),
    )
    _verify_rows(index)
    return index


def _read_lines(path: Path, kind: type[Value]) -> tuple[Value, ...]:
    decoder = msgspec.json.Decoder(kind)
    try:
        return tuple(decoder.decode(line) for line in path.read_bytes().splitlines())
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexCorrupt(f"{path} cannot be read ({error}); {REBUILD}") from error


def _read_companion(path: Path, kind: type[Companion]) -> Companion:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexCorrupt(f"{path} cannot be read ({error}); {REBUILD}") from error


def _verify_rows(index: Index) -> None:
    passages, asked = len(index.passages), len(index.asked)
    for name, found, expected in (
        ("sparse-bigram", len(index.bigram), passages),
        ("sparse-word", len(index.word), passages),
        ("raw", len(index.raw), passages),
        ("dense", len(index.dense), passages),
        ("parts", len(index.parts), len(index.part_rows)),
        ("asked", len(index.asked_dense), asked),
        ("sparse-asked", len(index.asked_bigram) if index.asked_bigram else 0, asked),
        ("foreign-questions", len(index.foreign_questions), len(index.fields.questions)),
    ):
        if found != expected:
            raise IndexCorrupt(f"list {name} has {found} rows instead of {expected}; {REBUILD}")


def _code_digest() -> str:
    """Digest of the indexer's sources: a change to splitting or segmentation makes the index stale."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

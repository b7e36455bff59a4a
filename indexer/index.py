"""Build, save and load an index directory.

    var/index/CURRENT             the digest of the index in use, replaced atomically
    var/index/<digest>/           immutable: manifest.json and the files it lists
        documents.jsonl           one document a line
        passages.jsonl            line i is passage i, row i of every list below
        conflicts.json            rules that contradict each other
        deadlines.toml            deadline chains, as the corpus has them (absent if it has none)
        sparse-bigram/ sparse-word/   BM25 over character bigrams and over jieba words
        raw.faiss dense.faiss     passages as encoded, and mean-centred (for ranking)
        parts.faiss part-rows.npy 款 of rules (other passages whole), mean-centred, and the row each answers as
        mean.npy                  the mean that was subtracted
        anchors.faiss             other fields of law, as encoded: what is *not* our field

A service that holds an old index goes on using it; nothing is ever changed in place.
"""

import datetime as dt
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.conflicts import Conflict, read_conflicts
from indexer.corpus import Corpus, corpus_digest, load_corpus
from indexer.dense import DenseIndex, centre
from indexer.documents import Document, Kind
from indexer.encoding import Encoder, Role, Vectors, encoder_id
from indexer.errors import REBUILD, IndexCorrupt, IndexMissing
from indexer.manifest import Manifest, Recipe, read_manifest, record_files, verify_encoder, verify_files, write_manifest
from indexer.passages import Part, Passage, Span
from indexer.segmentation import Segmenter, bigrams, segmenter_id
from indexer.sparse import SparseIndex
from indexer.statutes import other_articles, read_choices
from indexer.vectors import Progress, VectorCache, encode_cached

POINTER = "CURRENT"
Value = TypeVar("Value", Document, Passage)

#: One article in so many of the laws that are not ours becomes an anchor of "another field".
ANCHOR_STEP = 24


@dataclass(frozen=True)
class Index:
    """A loaded index. Row i means passage i in every list; `part_rows[j]` is the row that part j answers as."""

    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    conflicts: tuple[Conflict, ...]
    deadlines: Path
    bigram: SparseIndex
    word: SparseIndex
    raw: DenseIndex
    dense: DenseIndex
    parts: DenseIndex
    part_rows: NDArray[np.int64]
    mean: Vectors
    anchors: DenseIndex


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


def build_index(
    home: Path,
    recipe: Recipe,
    *,
    corpus_root: Path,
    database: Path,
    encoder: Encoder,
    segmenter: Segmenter,
    cache: VectorCache,
    threads: int,
    progress: Progress,
) -> Manifest:
    """Build beside the indexes that exist, then swap the pointer. Raises CorpusError, StatuteDataError, EncoderError.

    `progress(done, total)` counts texts encoded. Interrupted builds leave the pointer alone and lose no vector.
    """
    corpus = load_corpus(corpus_root, database)
    with _build_lock(home):
        unfinished = home / f"building-{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            others = other_articles(read_choices(corpus_root), database, ANCHOR_STEP)
            texts = _texts(corpus)
            vectors = encode_cached(
                [*texts.all, *others], encoder, cache, role=Role.PASSAGE, threads=threads, progress=progress
            )
            _write(unfinished, corpus, texts, vectors, segmenter)
            _write_companions(unfinished, corpus_root)
            manifest = _manifest(unfinished, recipe, corpus, texts, encoder)
            write_manifest(unfinished, manifest)
            _publish(home, unfinished, recipe.digest)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


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
    index = Index(
        manifest=manifest,
        documents=_read_lines(folder / "documents.jsonl", Document),
        passages=_read_lines(folder / "passages.jsonl", Passage),
        conflicts=msgspec.json.decode((folder / "conflicts.json").read_bytes(), type=tuple[Conflict, ...]),
        deadlines=folder / "deadlines.toml",
        bigram=SparseIndex.load(folder / "sparse-bigram"),
        word=SparseIndex.load(folder / "sparse-word"),
        raw=DenseIndex.load(folder / "raw.faiss"),
        dense=DenseIndex.load(folder / "dense.faiss"),
        parts=DenseIndex.load(folder / "parts.faiss"),
        part_rows=np.load(folder / "part-rows.npy"),
        mean=np.load(folder / "mean.npy"),
        anchors=DenseIndex.load(folder / "anchors.faiss"),
    )
    _verify_rows(index)
    return index


@dataclass(frozen=True)
class _Texts:
    """The texts to encode: first one per passage, then one per part; `part_rows` says whose part each is."""

    passages: list[str]
    parts: list[str]
    part_rows: list[int]

    @property
    def all(self) -> list[str]:
        return self.passages + self.parts


def _texts(corpus: Corpus) -> _Texts:
    passages = [f"{passage.preface}\n{passage.text}" for passage in corpus.passages]
    parts, part_rows = [], []
    for row, passage in enumerate(corpus.passages):
        for part in _encoded_parts(passage):
            parts.append(f"{passage.preface}\n{_part_text(passage, part)}")
            part_rows.append(row)
    return _Texts(passages, parts, part_rows)


def _encoded_parts(passage: Passage) -> tuple[Part, ...]:
    """The parts with a vector of their own: the 款 of rules, as measured; other kinds answer as a whole."""
    whole = Part(Span(0, len(passage.text)))
    return passage.parts if passage.kind is Kind.REGULATION else (whole,)


def _part_text(passage: Passage, part: Part) -> str:
    """A 款 on its own; an item （一） with the sentence it hangs on."""
    lead_in = _cut(passage, part.lead_in) if part.lead_in else ""
    return lead_in + _cut(passage, part.span)


def _cut(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]


def _write(folder: Path, corpus: Corpus, texts: _Texts, vectors: Vectors, segmenter: Segmenter) -> None:
    passages, parts, anchors = np.split(vectors, [len(texts.passages), len(texts.all)])
    mean = passages.mean(axis=0)
    _write_lines(folder / "documents.jsonl", corpus.documents)
    _write_lines(folder / "passages.jsonl", corpus.passages)
    indexed = [_lexical_text(passage) for passage in corpus.passages]
    SparseIndex.build([bigrams(text) for text in indexed]).save(folder / "sparse-bigram")
    SparseIndex.build([segmenter.words(text) for text in indexed]).save(folder / "sparse-word")
    DenseIndex.build(passages).save(folder / "raw.faiss")
    DenseIndex.build(centre(passages, mean)).save(folder / "dense.faiss")
    DenseIndex.build(centre(parts, mean)).save(folder / "parts.faiss")
    DenseIndex.build(anchors).save(folder / "anchors.faiss")
    np.save(folder / "part-rows.npy", np.asarray(texts.part_rows, dtype=np.int64))
    np.save(folder / "mean.npy", mean)


def _write_companions(folder: Path, corpus_root: Path) -> None:
    (folder / "conflicts.json").write_bytes(msgspec.json.encode(read_conflicts(corpus_root)))
    chains = corpus_root / "deadlines.toml"
    if chains.exists():
        (folder / "deadlines.toml").write_bytes(chains.read_bytes())


def _lexical_text(passage: Passage) -> str:
    """法名 + 章 + text, the fields measured best for BM25."""
    return "\n".join((passage.preface, *passage.heading_path, passage.text))


def _manifest(folder: Path, recipe: Recipe, corpus: Corpus, texts: _Texts, encoder: Encoder) -> Manifest:
    return Manifest(
        digest=recipe.digest,
        recipe=recipe,
        dimension=encoder.dimension,
        documents=len(corpus.documents),
        passages=len(corpus.passages),
        parts=len(texts.parts),
        articles=sum(passage.article_key is not None for passage in corpus.passages),
        built=dt.datetime.now(dt.UTC).replace(microsecond=0),
        files=record_files(folder),
    )


def _publish(home: Path, unfinished: Path, digest: str) -> None:
    """Rename into place, swap the pointer atomically, drop all but the index before this one."""
    target = home / digest
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    before = current_digest(home)
    temporary = home / f"{POINTER}.{os.getpid()}"
    with temporary.open("w", encoding="ascii") as file:
        file.write(digest + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(home / POINTER)
    for folder in home.iterdir():
        if folder.is_dir() and folder.name not in (digest, before):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _build_lock(home: Path) -> Iterator[None]:
    """Only one build at a time in one data directory; a second one waits."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write_lines(path: Path, values: tuple[Document, ...] | tuple[Passage, ...]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(value) + b"\n" for value in values))


def _read_lines(path: Path, kind: type[Value]) -> tuple[Value, ...]:
    decoder = msgspec.json.Decoder(kind)
    try:
        return tuple(decoder.decode(line) for line in path.read_bytes().splitlines())
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexCorrupt(f"{path} cannot be read ({error}); {REBUILD}") from error


def _verify_rows(index: Index) -> None:
    rows = len(index.passages)
    for name, found in (
        ("sparse-bigram", len(index.bigram)),
        ("sparse-word", len(index.word)),
        ("raw", len(index.raw)),
        ("dense", len(index.dense)),
    ):
        if found != rows:
            raise IndexCorrupt(f"list {name} has {found} rows, there are {rows} passages; {REBUILD}")
    if len(index.parts) != len(index.part_rows):
        raise IndexCorrupt(f"{len(index.parts)} parts but {len(index.part_rows)} part rows; {REBUILD}")


def _code_digest() -> str:
    """Digest of the indexer's sources: a change to splitting or segmentation makes the index stale."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

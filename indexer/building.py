"""Build an index directory beside those that exist, then swap the pointer.

Only parts are encoded. The vector of a passage is the mean of its parts' vectors: that ranks as well as encoding the
whole once more (nDCG@10 of the list fused: STARD 45.4 both ways, bargaining 69.9 against 69.0) and saves a fifth of
the work.
"""

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from indexer.adapter import train_adapter
from indexer.answers import SHORT, STEPS, read_statements, without_references
from indexer.asked import asked_rows, read_asked, target_rows
from indexer.conflicts import read_conflicts
from indexer.corpus import Corpus, load_corpus
from indexer.dense import DenseIndex, centre, unit
from indexer.documents import Document, Kind
from indexer.encoding import Encoder, Role, Vectors
from indexer.fields import read_fields
from indexer.index import POINTER, IndexedQuestion, current_digest
from indexer.lexicon import read_lexicon
from indexer.manifest import Manifest, Recipe, record_files, write_manifest
from indexer.passages import Passage
from indexer.pieces import pieces
from indexer.segmentation import Segmenter, bigrams
from indexer.sparse import SparseIndex
from indexer.statutes import other_articles, read_choices
from indexer.vectors import Progress, VectorCache, encode_cached

#: One article in so many of the laws that are not ours becomes an anchor of "another field".
ANCHOR_STEP = 96
#: Characters of an anchor that are encoded: the rest costs time and moves the gate by less than a point.
ANCHOR_LENGTH = 60


@dataclass(frozen=True)
class _Texts:
    """What is encoded: parts with the row each answers as, questions asked with the row they ask for, the rest."""

    parts: tuple[str, ...]
    part_rows: tuple[int, ...]
    asked: tuple[IndexedQuestion, ...]
    foreign_questions: tuple[str, ...]
    foreign_articles: tuple[str, ...]


@dataclass(frozen=True)
class _Encoded:
    """Unit vectors of `_Texts`, field by field."""

    parts: Vectors
    asked: Vectors
    foreign_questions: Vectors
    foreign_articles: Vectors


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
    """Build and publish. Raises CorpusError, StatuteDataError, EncoderError.

    `progress(done, total)` counts texts encoded. Interrupted builds leave the pointer alone and lose no vector.
    """
    corpus = load_corpus(corpus_root, database)
    texts = _texts(corpus, corpus_root, database)
    with _build_lock(home):
        unfinished = home / f"building-{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            with ThreadPoolExecutor(1) as beside:
                sparse = beside.submit(_write_sparse, unfinished, corpus, texts, segmenter)
                encoded = _encode(texts, encoder, cache, threads, progress)
                sparse.result()
            _write_values(unfinished, corpus, texts, corpus_root)
            _write_dense(unfinished, texts, encoded, threads)
            manifest = _manifest(unfinished, recipe, corpus, texts, encoder)
            write_manifest(unfinished, manifest)
            _publish(home, unfinished, recipe.digest)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def _texts(corpus: Corpus, root: Path, database: Path) -> _Texts:
    parts: list[str] = []
    part_rows: list[int] = []
    documents = {document.slug: document for document in corpus.documents}
    left_out = _left_out(root)
    for row, passage in enumerate(corpus.passages):
        found = pieces(passage, documents[passage.slug], left_out=passage.article_key in left_out)
        parts.extend(found)
        part_rows.extend([row] * len(found))
    return _Texts(
        parts=tuple(parts),
        part_rows=tuple(part_rows),
        asked=(*_asked_of_passages(corpus, root), *_asked_of_answers(corpus)),
        foreign_questions=read_fields(root).questions,
        foreign_articles=tuple(
            text[:ANCHOR_LENGTH] for text in other_articles(read_choices(root), database, ANCHOR_STEP)
        ),
    )


def _asked_of_passages(corpus: Corpus, root: Path) -> Iterator[IndexedQuestion]:
    questions, _ = read_asked(root)
    for asked, row in zip(questions, asked_rows(questions, corpus.passages), strict=True):
        yield IndexedQuestion(asked.text, (row,))


def _asked_of_answers(corpus: Corpus) -> Iterator[IndexedQuestion]:
    """A question that a curated answer answers asks for the answer, and for what its 一句话 and 怎么办 stand on."""
    places = target_rows(corpus.passages)
    for document in corpus.documents:
        if document.answer is None:
            continue
        said = (item for item in read_statements(document) if item.depth in (SHORT, STEPS))
        cited = (corpus.reader.resolve(ref) if "#" in ref else ref for item in said for ref in item.sources)
        rows = dict.fromkeys((places[document.slug], *(places[key] for key in cited if key and key in places)))
        for text in (document.title, *document.answer.asked):
            yield IndexedQuestion(text, tuple(rows), curated=True)


def _left_out(root: Path) -> frozenset[str]:
    """Keys of the articles of which corpus/asked says that nobody asks for them."""
    _, omissions = read_asked(root)
    return frozenset(target for omission in omissions for target in omission.targets)


def _encode(texts: _Texts, encoder: Encoder, cache: VectorCache, threads: int, progress: Progress) -> _Encoded:
    """Encode both roles, telling `progress` of one total."""
    passages = (*texts.parts, *texts.foreign_articles)
    questions = (*(asked.text for asked in texts.asked), *texts.foreign_questions)
    total = len(passages) + len(questions)

    def encode(role: Role, batch: Sequence[str], before: int) -> Vectors:
        def told(done: int, _: int) -> None:
            progress(before + done, total)

        return encode_cached(batch, encoder, cache, role=role, threads=threads, progress=told)

    of_questions = encode(Role.QUERY, questions, 0)
    of_passages = encode(Role.PASSAGE, passages, len(questions))
    parts, foreign_articles = np.split(of_passages, [len(texts.parts)])
    asked, foreign_questions = np.split(of_questions, [len(texts.asked)])
    return _Encoded(parts, asked, foreign_questions, foreign_articles)


def _write_values(folder: Path, corpus: Corpus, texts: _Texts, root: Path) -> None:
    _write_lines(folder / "documents.jsonl", corpus.documents)
    _write_lines(folder / "passages.jsonl", corpus.passages)
    _write_lines(folder / "asked.jsonl", texts.asked)
    (folder / "conflicts.json").write_bytes(msgspec.json.encode(read_conflicts(root)))
    (folder / "lexicon.json").write_bytes(msgspec.json.encode(read_lexicon(root)))
    (folder / "fields.json").write_bytes(msgspec.json.encode(read_fields(root)))
    chains = root / "deadlines.toml"
    if chains.exists():
        (folder / "deadlines.toml").write_bytes(chains.read_bytes())


def _write_sparse(folder: Path, corpus: Corpus, texts: _Texts, segmenter: Segmenter) -> None:
    indexed = [_lexical_text(passage) for passage in corpus.passages]
    SparseIndex.build([bigrams(text) for text in indexed]).save(folder / "sparse-bigram")
    SparseIndex.build([segmenter.words(text) for text in indexed]).save(folder / "sparse-word")
    if texts.asked:
        SparseIndex.build([bigrams(asked.text) for asked in texts.asked]).save(folder / "sparse-asked")


def _lexical_text(passage: Passage) -> str:
    """法名 + 章 + text, the fields measured best for BM25."""
    text = without_references(passage.text) if passage.kind is Kind.ANSWER else passage.text
    return "\n".join((passage.preface, *passage.heading_path, text))


def _write_dense(folder: Path, texts: _Texts, encoded: _Encoded, threads: int) -> None:
    """Passages and parts centred by the passages' mean; questions centred by their own, then adapted."""
    part_rows = np.asarray(texts.part_rows, dtype=np.int64)
    passages = _means(encoded.parts, part_rows)
    mean = passages.mean(axis=0)
    asked_mean = encoded.asked.mean(axis=0) if len(encoded.asked) else np.zeros_like(mean)
    dense, asked = centre(passages, mean), centre(encoded.asked, asked_mean)
    pairs = [(number, row) for number, question in enumerate(texts.asked) for row in question.rows]
    asked_pairs = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    own = np.array([question.rows[0] for question in texts.asked], dtype=np.int64)
    adapter = train_adapter(asked, own, dense, threads)
    for name, vectors in (
        ("raw", passages),
        ("dense", dense),
        ("parts", centre(encoded.parts, mean)),
        ("asked", unit(asked @ adapter)),
        ("foreign-questions", unit(centre(encoded.foreign_questions, asked_mean) @ adapter)),
        ("foreign-articles", encoded.foreign_articles),
    ):
        DenseIndex.build(vectors).save(folder / f"{name}.faiss")
    arrays = {"part-rows": part_rows, "asked-pairs": asked_pairs, "mean": mean, "asked-mean": asked_mean}
    for name, array in (arrays | {"adapter": adapter}).items():
        np.save(folder / f"{name}.npy", array)


def _means(parts: Vectors, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Vectors:
    """The mean vector of each row's parts, unit length; every row has at least one part."""
    total = np.zeros((int(rows[-1]) + 1, parts.shape[1]), dtype=np.float32)
    np.add.at(total, rows, parts)
    return unit(total)


def _manifest(folder: Path, recipe: Recipe, corpus: Corpus, texts: _Texts, encoder: Encoder) -> Manifest:
    return Manifest(
        digest=recipe.digest,
        recipe=recipe,
        dimension=encoder.dimension,
        documents=len(corpus.documents),
        passages=len(corpus.passages),
        parts=len(texts.parts),
        asked=len(texts.asked),
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


def _write_lines(path: Path, values: Sequence[Document | Passage | IndexedQuestion]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(value) + b"\n" for value in values))

"""What an index says about itself, and the comparison that refuses a wrong or damaged one.

The digest of an index is reckoned from everything that decides its content, before anything is built; so an
unchanged corpus is recognised in a moment, and a folder named by its digest never changes.
"""

import datetime as dt
import hashlib
from pathlib import Path

import msgspec

from indexer.errors import REBUILD, IndexCorrupt, IndexMismatch

FILE = "manifest.json"


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides the content of an index. `code` is the digest of the indexer's own sources."""

    corpus: str
    encoder: str
    segmenter: str
    code: str

    @property
    def digest(self) -> str:
        """16 hexadecimal digits."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


class FileRecord(msgspec.Struct, frozen=True):
    """Size in bytes and sha256 of one file of the index."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stands in manifest.json beside the files it lists."""

    digest: str
    recipe: Recipe
    dimension: int
    documents: int
    passages: int
    parts: int
    asked: int
    articles: int
    built: dt.datetime
    files: dict[str, FileRecord]


def record_files(folder: Path) -> dict[str, FileRecord]:
    """Size and digest of every file below `folder`, the manifest itself left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE)
    return {str(path.relative_to(folder)): _record(path) for path in paths}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))


def read_manifest(folder: Path) -> Manifest:
    """Raises IndexCorrupt if the manifest is missing or malformed."""
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexCorrupt(f"{path} cannot be read ({error}); {REBUILD}") from error


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexCorrupt naming the first file that is missing, truncated or altered."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise IndexCorrupt(f"{path} is missing; {REBUILD}")
        if path.stat().st_size != expected.size:
            raise IndexCorrupt(f"{path} has {path.stat().st_size} bytes instead of {expected.size}; {REBUILD}")
        if _record(path) != expected:
            raise IndexCorrupt(f"{path} was altered (its sha256 differs); {REBUILD}")


def verify_encoder(manifest: Manifest, encoder_id: str, segmenter_id: str) -> None:
    """Raise IndexMismatch unless index and service use the same encoder and segmenter."""
    for what, built, asked in (
        ("encoder", manifest.recipe.encoder, encoder_id),
        ("segmenter", manifest.recipe.segmenter, segmenter_id),
    ):
        if built != asked:
            raise IndexMismatch(f"the index was built with {what} {built}, the service uses {asked}; {REBUILD}")


def _record(path: Path) -> FileRecord:
    return FileRecord(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())

"""What an index says about itself, and how it refuses a wrong or damaged one."""

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from indexer.errors import IndexCorrupt, IndexMismatch
from indexer.manifest import (
    FileRecord,
    Manifest,
    Recipe,
    read_manifest,
    record_files,
    verify_encoder,
    verify_files,
    write_manifest,
)

RECIPE = Recipe(corpus="c0", encoder="letters", segmenter="jieba-1", code="d0")
#: printf '' | sha256sum
SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def manifest_of(folder: Path) -> Manifest:
    return Manifest(
        digest=RECIPE.digest,
        recipe=RECIPE,
        dimension=5,
        documents=1,
        passages=2,
        parts=3,
        asked=4,
        articles=2,
        built=dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC),
        files=record_files(folder),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sparse").mkdir()
    (tmp_path / "passages.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "sparse" / "data.npy").write_bytes(b"")
    return tmp_path


def test_digest_is_sixteen_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", RECIPE.digest)


@pytest.mark.parametrize("field", ["corpus", "encoder", "segmenter", "code"])
def test_digest_changes_with_every_part_of_the_recipe(field: str) -> None:
    changed = msgspec.structs.replace(RECIPE, **{field: "other"})
    assert changed.digest != RECIPE.digest


def test_equal_recipes_have_equal_digests() -> None:
    assert Recipe(corpus="c0", encoder="letters", segmenter="jieba-1", code="d0").digest == RECIPE.digest


def test_files_of_every_depth_are_recorded_without_the_manifest(folder: Path) -> None:
    write_manifest(folder, manifest_of(folder))
    files = record_files(folder)
    assert sorted(files) == ["passages.jsonl", "sparse/data.npy"]
    assert files["sparse/data.npy"] == FileRecord(0, SHA256_OF_NOTHING)


def test_written_manifest_reads_back_equal(folder: Path) -> None:
    manifest = manifest_of(folder)
    write_manifest(folder, manifest)
    assert read_manifest(folder) == manifest


def test_missing_manifest_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(IndexCorrupt, match=r"manifest\.json cannot be read .*run: xieshang build"):
        read_manifest(tmp_path)


def test_manifest_cut_short_is_corrupt(folder: Path) -> None:
    write_manifest(folder, manifest_of(folder))
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        read_manifest(folder)


@pytest.mark.parametrize("text", ["[]", "{}", '{"digest": 1}', ""])
def test_manifest_of_another_form_is_corrupt(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        read_manifest(tmp_path)


def test_undamaged_files_pass(folder: Path) -> None:
    verify_files(folder, manifest_of(folder))


def test_missing_file_is_named(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "sparse" / "data.npy").unlink()
    with pytest.raises(IndexCorrupt, match=r"sparse/data\.npy is missing; run: xieshang build"):
        verify_files(folder, manifest)


def test_truncated_file_is_named_with_both_sizes(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "passages.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(IndexCorrupt, match=r"passages\.jsonl has 1 bytes instead of 3; run: xieshang build"):
        verify_files(folder, manifest)


def test_altered_file_of_the_same_size_is_named(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "passages.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(IndexCorrupt, match=r"passages\.jsonl was altered .*run: xieshang build"):
        verify_files(folder, manifest)


def test_same_encoder_and_segmenter_pass(folder: Path) -> None:
    verify_encoder(manifest_of(folder), "letters", "jieba-1")


@pytest.mark.parametrize(
    ("encoder", "segmenter", "message"),
    [
        ("other", "jieba-1", "built with encoder letters, the service uses other; run: xieshang build"),
        ("letters", "jieba-2", "built with segmenter jieba-1, the service uses jieba-2; run: xieshang build"),
    ],
)
def test_other_encoder_or_segmenter_is_refused(folder: Path, encoder: str, segmenter: str, message: str) -> None:
    with pytest.raises(IndexMismatch, match=message):
        verify_encoder(manifest_of(folder), encoder, segmenter)

"""Conflicts: read in order, found by any of their articles, refused with file and key when malformed."""

from pathlib import Path

import pytest

from indexer.conflicts import read_conflicts, touching
from indexer.errors import CorpusError

ENTRY = """[[conflict]]
id = "shixiao"
topic = "时效"
rules = ["甲法#82", "乙法#27"]
prevails = ["乙法#27"]
overtaken = ["甲法#82"]
adopt = "一年"
why = "新的、专门的"
tell = "一年"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "conflicts.toml").write_text(text, encoding="utf-8")
    return folder


def test_no_file_means_no_conflicts(tmp_path: Path) -> None:
    assert read_conflicts(tmp_path) == ()


def test_conflict_is_found_by_each_of_its_articles_and_no_other(tmp_path: Path) -> None:
    conflicts = read_conflicts(write(tmp_path, ENTRY))
    assert [item.id for item in touching(conflicts, "甲法#82")] == ["shixiao"]
    assert [item.id for item in touching(conflicts, "乙法#27")] == ["shixiao"]
    assert touching(conflicts, "甲法#83") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ENTRY.replace("why =", "wy ="), "wy"),
        (ENTRY.replace('why = "新的、专门的"\n', ""), "why"),
        ("[[conflict]\n", "conflicts.toml"),
    ],
)
def test_malformed_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(CorpusError, match=named):
        read_conflicts(write(tmp_path, text))

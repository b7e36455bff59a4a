"""Other fields of law and chatter: one file, read or refused."""

from pathlib import Path

import pytest
from corpus_files import write_companion

from indexer.errors import CorpusError
from indexer.fields import FILE, Fields, OtherField, read_fields

TOML = """
[[field]]
name = "婚姻家庭"
turn_to = "可以拨打12348。"
words = ["离婚"]
questions = ["离婚要多久", "孩子归谁"]

[[field]]
name = "知识产权"
turn_to = "可以问知识产权局。"
words = []
questions = ["商标被人用了"]

[chatter]
questions = ["你好"]
"""


def read(folder: Path, toml: str) -> Fields:
    root = folder / "corpus"
    write_companion(root, FILE, toml)
    return read_fields(root)


def test_fields_and_chatter_are_read_in_order(tmp_path: Path) -> None:
    family = OtherField("婚姻家庭", "可以拨打12348。", ("离婚",), ("离婚要多久", "孩子归谁"))
    marks = OtherField("知识产权", "可以问知识产权局。", (), ("商标被人用了",))
    assert read(tmp_path, TOML) == Fields((family, marks), ("你好",))


def test_every_question_has_its_owner_and_chatter_none(tmp_path: Path) -> None:
    fields = read(tmp_path, TOML)
    assert fields.questions == ("离婚要多久", "孩子归谁", "商标被人用了", "你好")
    assert fields.owners == (0, 0, 1, -1)


def test_no_file_is_no_other_field(tmp_path: Path) -> None:
    fields = read_fields(tmp_path)
    assert (fields, fields.questions, fields.owners) == (Fields(), (), ())


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("[[field]]\nname = 1\n", "name"),
        ('[[field]]\nname = "甲"\n', "turn_to"),
        ('[chatter]\nqestions = ["甲"]\n[[fields]]\n', "fields"),
        ("[[field\n", "line 1"),
    ],
)
def test_broken_file_is_named_with_its_key(toml: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=rf"corpus/lexicon/fields\.toml:1: .*{named}"):
        read(tmp_path, toml)

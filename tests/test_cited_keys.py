"""Keys of deadlines and calculators are found where they are written, and all of them resolve."""

from pathlib import Path

from indexer.checking import check_keys
from indexer.statutes import data_file
from service.library.cited_keys import calculator_keys, deadline_keys, topic_keys
from service.library.topic_basis import GENERAL, PAY, TOPIC_BASIS, WIDER
from service.settings import read_settings

CHAIN = """[[chain]]
procedure = "xieshang"
title = "协商"

[[chain.event]]
id = "yaoyue"
label = "要约"

[[chain.event]]
id = "dafu"
label = "答复"

[[chain.rule]]
id = "dafu-20"
from = "yaoyue"
to = "dafu"
amount = 20
unit = "natural_day"
direction = "after"
kind = "deadline"
who = "收到的一方"
text = "书面答复"
basis = ["集体合同规定#32"]
"""


def test_deadline_key_is_found_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "deadlines.toml"
    path.write_text(CHAIN, encoding="utf-8")
    assert list(deadline_keys(path)) == [(path, 23, "集体合同规定#32")]


def test_calculators_cite_keys_in_every_file_that_reckons() -> None:
    files = {path.stem for path, _, _ in calculator_keys()}
    assert {"severance", "overtime", "annual_leave", "probation", "limitation"} <= files


def test_every_article_of_every_topic_is_cited() -> None:
    listed = {key for keys in (GENERAL, WIDER, PAY, *TOPIC_BASIS.values()) for key in keys}
    assert {key for _, _, key in topic_keys()} == listed


def test_every_key_of_deadlines_calculators_and_topics_is_held() -> None:
    root = read_settings().corpus_dir
    cited = [*deadline_keys(root / "deadlines.toml"), *calculator_keys(), *topic_keys()]
    assert check_keys(root, data_file(), cited) == ()


def test_unknown_key_is_named_with_its_place() -> None:
    root = read_settings().corpus_dir
    (problem,) = check_keys(root, data_file(), [(Path("x.py"), 7, "集体合同规定#99")])
    assert str(problem) == "x.py:7: 集体合同规定#99: no such article in 集体合同规定"

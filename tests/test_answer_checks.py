"""Every breach of the contract of curated answers is found, with its line; a sound answer has none."""

from pathlib import Path

import pytest
from answer_library import CLARIFY, PROBATION
from corpus_files import answer_keys, choose_statutes, lock_statutes, write_document, write_statutes
from tiny_library import CHOICES, LAWS, write_library

from indexer.answer_checks import FEWEST_ASKED, LONGEST_SHORT, check_answers
from indexer.conflicts import Conflict
from indexer.corpus import load_corpus

KEYS = {"asked": ["试用期几个月", "试用期上限", "试用多久"], "clarify": CLARIFY}
CONFLICT = Conflict(
    id="cishu",
    topic="试用期次数",
    rules=("劳动合同法#1", "劳动合同法#19"),
    prevails=("劳动合同法#19",),
    overtaken=("劳动合同法#1",),
    adopt="",
    why="",
    tell="",
)


def breaches(
    folder: Path, text: str, conflicts: tuple[Conflict, ...] = (), others: tuple[str, ...] = (), **changes: object
) -> list[tuple[str, int, str]]:
    """(file, line, message) of every breach of one answer with this text, and of `others` with its titles."""
    root, database = folder / "corpus", folder / "laws.db"
    write_statutes(database, *LAWS)
    choose_statutes(root, CHOICES)
    lock_statutes(root, database)
    write_library(root)
    write_document(root / "answers", "a", answer_keys(**{**KEYS, **changes}), text)
    for number, title in enumerate(others):
        asked = [f"别的{number}{kind}" for kind in "甲乙丙"]
        write_document(root / "answers", f"b{number}", answer_keys(title=title, asked=asked), PROBATION)
    found = check_answers(load_corpus(root, database), conflicts, {"probation"})
    return [(problem.path.name, problem.line, problem.message) for problem in found]


def test_sound_answer_has_no_breach(tmp_path: Path) -> None:
    assert breaches(tmp_path, PROBATION) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("## 依据与说理", "## 说理", 1, "the sections are 一句话、怎么办、说理; they must be"),
        ("## 依据与说理\n", "## 依据与说理\n\n## 别的\n", 1, "the sections are 一句话、怎么办、依据与说理、别的"),
        ("试用期不得", "试" * LONGEST_SHORT + "用期不得", 1, f"一句话 has {LONGEST_SHORT + 10} characters; at most"),
        ("1. 看合同", "看合同", 1, "怎么办 must be a numbered list of 3 to 7 items"),
        ("1. 看合同写了多久[劳动合同法#19]。\n", "", 1, "怎么办 must be a numbered list of 3 to 7 items"),
        ("多久[劳动合同法#19]。", "多久。", 7, "no reference before the full stop of '看合同写了多久。'"),
        (
            "多久[劳动合同法#19]。",
            "多久。[劳动合同法#19]",
            7,
            "no reference before the full stop of '看合同写了多久。'",
        ),
        ("计算:probation", "计算:shiyong", 8, "no calculator is called 'shiyong'"),
        ("多久[劳动合同法#19]", "多久[劳动合同法#900]", 7, "劳动合同法#900 is no article and no passage"),
        ("多久[劳动合同法#19]", "多久[矿山条例#1]", 7, "矿山条例#1 is no article and no passage"),
        ("liucheng/qianding", "liucheng/none", 9, "liucheng/none is no article and no passage"),
        ("六个月[", "七个月[", 3, "7 stands in no passage that '试用期不得超过七个月。' refers to"),
        (
            "六个月[劳动合同法#19]",
            "六个月[工会法#2]",
            3,
            "6 stands in no passage that '试用期不得超过六个月。' refers to",
        ),
    ],
)
def test_breach_of_the_text_is_named_with_its_line(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    assert PROBATION.count(old) == 1
    ((name, found, message), *further) = breaches(tmp_path, PROBATION.replace(old, new))
    assert (name, found, message[: len(said)], further) == ("a.md", line, said, [])


def test_number_that_a_calculator_reckons_needs_no_passage(tmp_path: Path) -> None:
    assert breaches(tmp_path, PROBATION.replace("算一算[", "能算出八个月[")) == []


@pytest.mark.parametrize("words", ["有两个条件", "备三份材料", "分四级", "第三人"])
def test_counting_what_the_sentence_lists_claims_nothing(words: str, tmp_path: Path) -> None:
    assert breaches(tmp_path, PROBATION.replace("看合同写了多久", words)) == []


def test_too_few_ways_of_asking_are_said(tmp_path: Path) -> None:
    message = f"1 ways of asking; at least {FEWEST_ASKED} are wanted"
    assert breaches(tmp_path, PROBATION, asked=["试用期几个月"]) == [("a.md", 1, message)]


def test_related_answer_must_be_one(tmp_path: Path) -> None:
    assert breaches(tmp_path, PROBATION, related=["liucheng"]) == [
        ("a.md", 1, "related names 'liucheng', which is no answer")
    ]


def test_losing_rule_alone_is_a_breach_and_beside_the_prevailing_one_is_not(tmp_path: Path) -> None:
    message = "劳动合同法#1 is overtaken (conflict cishu): refer to what prevails as well"
    assert breaches(tmp_path / "alone", PROBATION, (CONFLICT,)) == [("a.md", 13, message)]
    beside = PROBATION.replace("[劳动合同法#1]", "[劳动合同法#1；劳动合同法#19]")
    assert breaches(tmp_path / "beside", beside, (CONFLICT,)) == []


def test_question_claimed_by_two_answers_is_named_with_the_first(tmp_path: Path) -> None:
    assert breaches(tmp_path, PROBATION, others=("试用期上限",)) == [
        ("b0.md", 1, "'试用期上限' is already answered by corpus/answers/a.md")
    ]


def test_every_breach_is_told_at_once(tmp_path: Path) -> None:
    text = PROBATION.replace("六个月[", "七个月[").replace("计算:probation", "计算:none")
    assert [line for _name, line, _message in breaches(tmp_path, text, related=["none"])] == [1, 3, 8]


@pytest.mark.xfail(strict=True, reason="lines are counted from the end of the front matter")
def test_line_is_that_of_the_file(tmp_path: Path) -> None:
    ((_name, line, _message),) = breaches(tmp_path, PROBATION.replace("六个月[", "七个月["))
    file = tmp_path / "corpus" / "answers" / "a.md"
    assert "七个月" in file.read_text(encoding="utf-8").split("\n")[line - 1]

"""Asked questions against the rules they cover: every kind of breach, and a corpus that keeps them all."""

from pathlib import Path

import pytest
from corpus_files import regulation_keys, write_companion, write_document
from hypothesis import given
from hypothesis import strategies as st

from indexer.corpus import Corpus
from indexer.coverage import LEAST, LONGEST, MOST, alike, check_asked, check_unlike
from indexer.frontmatter import read_document
from indexer.references import rule_reader
from indexer.segmentation import bigrams
from indexer.splitting import split

#: 甲规定 has two articles that must be asked for and one of 附则 that need not be.
BODY = "## 第一章 权利\n\n#### 第一条\n\n甲。\n\n#### 第二条\n\n乙。\n\n## 第二章 附则\n\n#### 第三条\n\n施行。\n"
FIRST = "".join(f"甲规定#1\t第一条{word}吗\n" for word in "甲乙丙")
SECOND = "".join(f"甲规定#2\t第二条{word}吗\n" for word in "甲乙丙")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def problems(root: Path, *lines: str) -> list[str]:
    """What is wrong with corpus/asked/jia.tsv when it holds these lines."""
    path = write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), BODY)
    document = read_document(path, root)
    write_companion(root, "asked/jia.tsv", "".join(lines))
    corpus = Corpus((document,), split(document), rule_reader((document,)))
    return [str(problem) for problem in check_asked(root, corpus)]


def test_articles_asked_for_often_enough_are_no_problem_and_general_ones_need_no_question(root: Path) -> None:
    assert problems(root, FIRST, SECOND) == []


def test_article_left_out_with_a_reason_is_no_problem(root: Path) -> None:
    assert problems(root, FIRST, "甲规定#2\t不问\t只管机关\n") == []


def test_folder_without_questions_is_not_looked_at(root: Path) -> None:
    assert problems(root) == []


def test_article_that_nobody_asks_for_is_named(root: Path) -> None:
    assert problems(root, FIRST) == ["corpus/asked/jia.tsv:1: 甲规定#2 has no question; write 3 or mark it 不问"]


def test_article_with_too_few_questions_is_named(root: Path) -> None:
    line = "甲规定#2\t第二条呢\n"
    assert problems(root, FIRST, line) == ["corpus/asked/jia.tsv:1: 甲规定#2 has 1 questions; 3 to 10 are wanted"]


def test_article_with_too_many_questions_is_named(root: Path) -> None:
    assert (LEAST, MOST) == (3, 10)
    lines = [f"甲规定#2\t第二条{word}吗\n" for word in "甲乙丙丁戊己庚辛壬癸子"]
    assert problems(root, FIRST, *lines[:10]) == []
    assert problems(root, FIRST, *lines) == ["corpus/asked/jia.tsv:1: 甲规定#2 has 11 questions; 3 to 10 are wanted"]


def test_article_asked_for_and_left_out_is_named(root: Path) -> None:
    found = problems(root, FIRST, SECOND, "甲规定#2\t不问\t理由\n")
    assert found == ["corpus/asked/jia.tsv:1: 甲规定#2 is asked for and marked 不问"]


def test_general_article_that_is_asked_for_must_be_asked_for_often_enough(root: Path) -> None:
    found = problems(root, FIRST, SECOND, "甲规定#3\t施行了吗\n")
    assert found == ["corpus/asked/jia.tsv:1: 甲规定#3 has 1 questions; 3 to 10 are wanted"]


def test_target_that_does_not_exist_is_named_by_its_line(root: Path) -> None:
    found = problems(root, FIRST, SECOND, "乙规定#1\t谁管\n", "甲规定#3-4\t不问\t理由\n")
    assert found == [
        "corpus/asked/jia.tsv:7: 乙规定#1 is no article, passage or document of the corpus",
        "corpus/asked/jia.tsv:8: 甲规定#4 is no article, passage or document",
    ]


def test_question_that_stands_twice_is_named_with_the_first(root: Path) -> None:
    found = problems(root, FIRST, SECOND, "甲规定#2\t第一条甲吗\n")
    assert found == ["corpus/asked/jia.tsv:7: '第一条甲吗' is already asked in corpus/asked/jia.tsv:1"]


@pytest.mark.parametrize(("length", "said"), [(1, True), (2, False), (LONGEST, False), (LONGEST + 1, True)])
def test_question_of_odd_length_is_named(length: int, said: bool, root: Path) -> None:
    found = problems(root, FIRST, SECOND, f"甲规定#2\t{'问' * length}\n")
    expected = f"corpus/asked/jia.tsv:7: {length} characters; 2 to 40 are allowed"
    assert found == ([expected] if said else [])


def test_broken_lines_are_reported_alone(root: Path) -> None:
    found = problems(root, "甲规定#2\n")
    assert found == ["corpus/asked/jia.tsv:1: expected key<TAB>question or key<TAB>不问<TAB>reason, not 1 columns"]


# Near-copies


@pytest.mark.parametrize(
    ("left", "right", "copies"),
    [
        ("试用期几个月", "试用期几个月", True),
        # 试用 用期 期几 几个 个月 against 试用 用期 期多 多久: 2 of 7.
        ("试用期几个月", "试用期多久", False),
        # 3 of 6: exactly half.
        ("甲乙丙丁戊", "乙丙丁戊己庚", True),
        ("甲乙", "丙丁", False),
        ("", "", False),
    ],
)
def test_near_copies_share_half_of_their_bigrams(left: str, right: str, copies: bool) -> None:
    assert alike(frozenset(bigrams(left)), frozenset(bigrams(right))) is copies


@given(st.frozensets(st.sampled_from("甲乙丙丁戊")), st.frozensets(st.sampled_from("甲乙丙丁戊")))
def test_near_copy_is_the_jaccard_coefficient_of_one_half_or_more(left: frozenset[str], right: frozenset[str]) -> None:
    shared, either = len(left & right), len(left | right)
    assert alike(left, right) == alike(right, left) == (shared > 0 and shared / either >= 0.5)


def test_asked_question_that_nearly_copies_a_test_question_is_named(root: Path) -> None:
    write_companion(root, "asked/jia.tsv", "甲规定#1\t试用期几个月\n甲规定#1\t年假几天\n")
    assert [str(problem) for problem in check_unlike(root, ["试用期几个月呢", "产假多少天"])] == [
        "corpus/asked/jia.tsv:1: '试用期几个月' nearly copies the test question '试用期几个月呢'"
    ]

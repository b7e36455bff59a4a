"""A long story becomes its issues: clauses that are ours, each about other articles, in the order of the story."""

from pathlib import Path

import pytest
from corpus_files import regulation_keys, write_companion, write_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.search.issues import ARTICLES, LONG_CLAUSE, MOST, SHORT, SHORT_CLAUSE, clauses, find_issues
from service.search.ranking import Searcher

#: The words of the asked questions of each group of six articles: the encoder counts 工资协商 and nothing else.
GROUPS = ("工资", "协", "工工工", "资资资")
FOREIGN = """
[[field]]
name = "邻里"
turn_to = "可以问居委会。"
words = ["邻居"]
questions = ["商商商商商"]
"""
CHATTER = "门口的商商商商商树今年开了很多花"
WAGES, BARGAIN, OVERTIME = "老板欠着工资三个月没有发", "单位不肯跟我们协这件事情", "加班加工加工一整天没有歇过"


def write(root: Path) -> None:
    numbers = range(1, len(GROUPS) * ARTICLES + 1)
    body = "".join(f"#### 第{number}条\n\n甲应当照办。\n\n" for number in numbers)
    write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)
    asked = (f"甲规定#{n}\t{GROUPS[(n - 1) // ARTICLES]}{kind}{n}" for n in numbers for kind in ("甲", "乙"))
    write_companion(root, "asked/jia.tsv", "\n".join(asked) + "\n")
    write_companion(root, "lexicon/fields.toml", FOREIGN)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write)


def story(*pieces: str) -> str:
    """A story longer than one short question; what is added is chatter."""
    text = "。".join(pieces) + "。"
    return text + f"{CHATTER}。" * (1 + (SHORT - len(text)) // len(CHATTER) if len(text) <= SHORT else 0)


def test_short_question_is_one_issue_even_if_it_holds_two(searcher: Searcher) -> None:
    text = f"{WAGES}。{BARGAIN}。"
    assert len(text) <= SHORT
    assert find_issues(searcher, text) == (text,)


def test_each_matter_is_an_issue_of_its_own_and_chatter_is_none(searcher: Searcher) -> None:
    assert find_issues(searcher, story(CHATTER, WAGES, CHATTER, BARGAIN, CHATTER)) == (WAGES, BARGAIN)


def test_issues_come_in_the_order_of_the_story(searcher: Searcher) -> None:
    assert find_issues(searcher, story(BARGAIN, CHATTER, CHATTER, WAGES)) == (BARGAIN, WAGES)


def test_clauses_about_the_same_articles_are_one_issue_in_their_order(searcher: Searcher) -> None:
    later = "一共欠工资两万块钱"
    assert find_issues(searcher, story(WAGES, BARGAIN, CHATTER, later)) == (f"{WAGES}，{later}", BARGAIN)


def test_story_of_one_matter_is_asked_as_a_whole(searcher: Searcher) -> None:
    text = story(CHATTER, WAGES, CHATTER, CHATTER)
    assert find_issues(searcher, text) == (text,)


def test_long_text_without_a_second_clause_is_asked_as_a_whole(searcher: Searcher) -> None:
    text = "工资" * SHORT
    assert find_issues(searcher, text) == (text,)


def test_no_more_issues_are_found_than_can_be_read(searcher: Searcher) -> None:
    fourth = "单位资资资料全都没有给过我们"
    found = find_issues(searcher, story(WAGES, BARGAIN, OVERTIME, fourth, CHATTER))
    assert len(found) == MOST


def test_sentences_are_cut_and_long_ones_at_commas() -> None:
    assert clauses("老板欠钱不给。我问了他两次！现在怎么办？") == ("老板欠钱不给", "我问了他两次", "现在怎么办")
    half = "甲" * (LONG_CLAUSE // 2)
    assert clauses(f"{half}，{half}，{half}。") == (half, half, half)
    assert clauses("甲甲甲，乙乙乙，丙丙丙。") == ("甲甲甲，乙乙乙，丙丙丙",)


def test_piece_too_short_to_say_anything_is_no_clause() -> None:
    short = "甲" * (SHORT_CLAUSE - 1)
    assert clauses(f"{short}。{short}乙。") == (f"{short}乙",)
    assert clauses("") == clauses("。。。") == ()


@given(st.text("甲乙丙，。；！？\n ,", max_size=120))
def test_clauses_are_words_of_the_text_in_their_order(text: str) -> None:
    place, plain = 0, text.replace(",", "，")
    for clause in clauses(text):
        assert len(clause) >= SHORT_CLAUSE
        place = plain.index(clause, place) + len(clause)


@given(text=st.text("工资协商甲乙，。\n", max_size=150))
def test_issues_hold_nothing_that_was_not_written(text: str, searcher: Searcher) -> None:
    for issue in find_issues(searcher, text):
        assert issue == text or all(piece in text.replace(",", "，") for piece in issue.split("，"))

"""Text becomes tokens, the same way for index and query."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.segmentation import Segmenter, bigrams, canonical, segmenter_id

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("试用期最长2个月", ("试用", "用期", "期最", "最长", "2", "个月")),
        ("工资", ("工资",)),
        ("人", ("人",)),
        ("人，应。交", ("人", "应", "交")),
        ("工资，协商", ("工资", "协商")),
        ("HR说2.5%", ("hr", "说", "2.5%")),
        ("１２个月", ("12", "个月")),
        ("", ()),
        ("？！", ()),
    ],
)
def test_bigrams_are_pairs_of_ideographs_and_whole_latin_runs(text: str, expected: tuple[str, ...]) -> None:
    assert bigrams(text) == expected


@pytest.mark.parametrize("text", ["……", "...", "%"])
def test_marks_without_a_letter_or_digit_are_no_token(segmenter: Segmenter, text: str) -> None:
    assert bigrams(text) == ()
    assert segmenter.words(text) == ()


def test_words_are_long_words_and_the_shorter_ones_inside(segmenter: Segmenter) -> None:
    assert segmenter.words("集体合同") == ("集体", "合同", "集体合同")


def test_punctuation_and_blanks_are_no_words(segmenter: Segmenter) -> None:
    assert segmenter.words("工资，协商。\n（一）") == ("工资", "协商", "一")


@pytest.mark.parametrize("spelling", ["第39条", "第３９条", "第 39 条", "第三九条", "第三十九条"])
def test_article_number_has_one_spelling_on_both_sides(segmenter: Segmenter, spelling: str) -> None:
    text = f"劳动法{spelling}"
    assert canonical(text) == "劳动法第三十九条"
    assert bigrams(text) == bigrams("劳动法第三十九条")
    assert segmenter.words(text) == segmenter.words("劳动法第三十九条")


def test_inserted_article_has_one_spelling() -> None:
    assert canonical("刑法第276条之1") == "刑法第二百七十六条之一"


@pytest.mark.parametrize("text", ["第0条", "第零条", "第3条之0", "第九千九千条", "第一二三四五六条"])
def test_number_that_no_article_has_is_left_as_typed(text: str) -> None:
    assert canonical(text) == text.lower()


@pytest.mark.parametrize("text", ["３8条", "38条", "三十八条规定"])
def test_number_without_its_ordinal_mark_is_only_normalised(text: str) -> None:
    assert canonical(text) == text.replace("３", "3")


@given(ANY_TEXT | st.text("第条之零一二千百十0９", max_size=12))
def test_any_text_gives_tokens_without_an_error(text: str) -> None:
    assert all(token and not token.isspace() for token in bigrams(text))


@given(st.text("工资协商合同", max_size=12))
def test_run_of_ideographs_gives_one_bigram_less_than_characters(text: str) -> None:
    expected = (text,) if len(text) == 1 else tuple(a + b for a, b in pairwise(text))
    assert bigrams(text) == expected


@given(st.text("工资协商合同，2a \n", max_size=30))
def test_words_and_bigrams_hold_only_characters_of_the_text(segmenter: Segmenter, text: str) -> None:
    assert set("".join(segmenter.words(text)) + "".join(bigrams(text))) <= set(text)


def test_long_odd_run_is_cut_in_reasonable_time(segmenter: Segmenter) -> None:
    # Uncut, jieba's hidden Markov model is quadratic: 16,000 such characters took 0.7 s, 200,000 took 116 s.
    text = "龘靐齉" * 30_000
    started = time.perf_counter()
    assert "".join(segmenter.words(text)) == text
    assert time.perf_counter() - started < 8


@pytest.mark.usefixtures("segmenter")
def test_dictionary_cache_is_written_into_our_own_folder(segmenter_cache: Path) -> None:
    assert [path.suffix for path in segmenter_cache.iterdir()] == [".cache"]


def test_identity_is_known_without_the_dictionary(segmenter: Segmenter) -> None:
    assert segmenter.id == segmenter_id()
    assert segmenter_id().startswith("jieba-")

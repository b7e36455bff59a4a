"""What is removed at the border, and what is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning import clean, has_content, normalize

#: Any code point, lone surrogates included: what JSON bodies and damaged files really hold.
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
UNSAFE = {"Cc", "Cs", "Co", "Cn"}


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("试用期\x00多久\ud83d", "试用期多久"),
        ("  工资 \t 条 ", "工资 条"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("一\n\n二", "一\n\n二"),
        ("全角\u3000空格", "全角 空格"),
        ("\x1b[31m红\x07", "[31m红"),
        ("私\ue000用", "私用"),
        ("\x00\x01", ""),
        ("工资😀", "工资😀"),
    ],
)
def test_unsafe_characters_go_and_words_stay(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(ANY_TEXT)
def test_cleaned_text_holds_no_nul_surrogate_or_control_character(text: str) -> None:
    for form in (clean(text), normalize(text)):
        assert [char for char in form if unicodedata.category(char) in UNSAFE and char != "\n"] == []


@given(ANY_TEXT)
def test_cleaned_text_can_be_written_as_utf8(text: str) -> None:
    assert normalize(text).encode("utf-8").decode("utf-8") == normalize(text)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert normalize(normalize(text)) == normalize(text)


@given(st.text("集体合同工资协商0123456789，。", max_size=40))
def test_plain_chinese_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "normal"),
    [("劳动合同法第３８条", "劳动合同法第38条"), ("ＡＢＣ", "ABC"), ("①", "1"), ("（一）", "(一)")],
)
def test_full_width_forms_become_one_spelling(raw: str, normal: str) -> None:
    assert normalize(raw) == normal


def test_ligature_that_overflows_the_bundled_encoder_does_not_survive() -> None:
    assert "\ufdfa" not in normalize("\ufdfa" * 10)
    # U+FDFA stands for 18 characters; NFKC writes them out.
    assert len(normalize("\ufdfa" * 10)) == 10 * 18


@pytest.mark.parametrize("text", ["工", "a", "7", "？！几", "😀1"])
def test_one_letter_or_digit_is_content(text: str) -> None:
    assert has_content(text)


@pytest.mark.parametrize("text", ["", " \n", "？！……", "😀👍", "+-*"])
def test_punctuation_blanks_and_emoji_are_no_content(text: str) -> None:
    assert not has_content(text)

"""Quotations against an article: what counts as literal, and what the difference is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checking.findings import Difference
from service.checking.quoting import compare, is_literal, likeness, tokens

ARTICLE = tokens("甲方应当在三十日内书面通知乙方；逾期的，按百分之五十加付。\n（一）先付的；\n（二）后付的。")


@pytest.mark.parametrize(
    "quote",
    [
        "甲方应当在三十日内书面通知乙方",
        "甲方应当在30日内书面通知乙方。",
        "甲方 应当在３０日内，书面通知乙方；逾期的,按50%加付",
        "第十九条　甲方应当在三十日内",
        "甲方应当……逾期的，按百分之五十加付",
        "逾期的...（二）后付的",
    ],
)
def test_spelling_of_numbers_blanks_and_punctuation_do_not_count(quote: str) -> None:
    assert is_literal(quote, ARTICLE)
    assert compare(quote, ARTICLE) == ()


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("甲方应当在十日内书面通知乙方", (Difference("十日", "三十日"),)),
        ("甲方可以在三十日内书面通知乙方", (Difference("可以", "应当"),)),
        ("甲方应当在三十日内通知乙方", (Difference("", "书面"),)),
        ("甲方应当在三十日内立即书面通知乙方", (Difference("立即", ""),)),
        ("甲方应当在三十日内书面通知乙方；逾期的，按百分之六十加付", (Difference("百分之六十", "百分之五十"),)),
        # One word apart, two changes are shown as one.
        ("书面通知乙方，按百分之六十加付", (Difference("按百分之六十", "逾期的按百分之五十"),)),
    ],
)
def test_difference_is_the_word_that_was_changed(quote: str, differences: tuple[Difference, ...]) -> None:
    assert not is_literal(quote, ARTICLE)
    assert compare(quote, ARTICLE) == differences


def test_pieces_in_another_order_are_not_literal() -> None:
    assert not is_literal("逾期的……甲方应当", ARTICLE)


def test_likeness_is_the_share_of_neighbours_that_stand_in_the_article() -> None:
    assert likeness("甲方应当", ARTICLE) == 1
    assert likeness("甲方风雨", ARTICLE) == 1 / 3
    assert likeness("，。", ARTICLE) == 0


@given(st.text(alphabet="甲方应当在三十日内3%百分之.…第条（一）", max_size=40))
def test_every_slice_of_a_text_is_literal_in_it_and_its_difference_empty(text: str) -> None:
    for start in range(0, len(text), 7):
        quote = "甲" + text[start:]
        assert is_literal(quote, tokens(quote)) or "…" in quote or "..." in quote
        assert compare(quote, tokens(quote)) == () or "…" in quote or "..." in quote

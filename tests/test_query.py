"""A question becomes clean text, tokens, a vector and the articles it names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from tiny_encoder import LetterEncoder

from indexer.encoding import Role
from indexer.lexicon import Lexicon, LexiconRule
from indexer.references import ReferenceReader
from indexer.segmentation import Segmenter, bigrams
from service.search.query import ASKING_WEIGHT, TERM_WEIGHT, Query, bare_number, make_query, named_keys, naming_words

READER = ReferenceReader({"劳动合同法": ("劳动合同法", "合同法"), "工会法": ("工会法",)})
NO_LEXICON = Lexicon()
LEXICON = Lexicon(
    rules=(LexiconRule("炒鱿鱼", ("解除合同",), 0.5), LexiconRule("996", ("延长工作",), 1.0)),
    typos=(("解徐", "解除"),),
)
#: Any code point, lone surrogates included: what JSON bodies really hold.
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)


@pytest.fixture(scope="module")
def words(segmenter: Segmenter) -> Segmenter:
    """The shared segmenter, under a scope that hypothesis allows."""
    return segmenter


def query(text: str, words: Segmenter, lexicon: Lexicon = NO_LEXICON) -> Query:
    made = make_query(text, LetterEncoder(), words, READER, lexicon)
    assert made is not None
    return made


@pytest.mark.parametrize("text", ["", " \n\t", "？！……", "😀👍", "\x00\x1b", "\ud83d", "（）《》"])
def test_text_without_a_letter_or_digit_is_no_question(text: str, words: Segmenter) -> None:
    encoder = LetterEncoder()
    assert make_query(text, encoder, words, READER, LEXICON) is None
    assert encoder.asked == []


def test_question_keeps_its_words_and_loses_what_is_unsafe(words: Segmenter) -> None:
    assert query(" 试用期\x00多久\ud83d？ ", words).text == "试用期多久？"


def test_vector_is_that_of_the_cleaned_question(words: Segmenter) -> None:
    expected = LetterEncoder().encode(["工资工资"], Role.QUERY)[0]
    assert query("工\x00资工资", words).vector.tolist() == expected.tolist()


def test_asking_words_count_half_as_much_as_all_others(words: Segmenter) -> None:
    found = query("合同什么时候生效？", words)
    asking = dict.fromkeys(bigrams("合同什么时候生效？"), ASKING_WEIGHT)
    assert found.bigrams == {**asking, "合同": 1.0, "生效": 1.0}
    assert ASKING_WEIGHT == 0.5
    assert set(found.words) == {*words.words("合同 生效"), *words.words("合同什么时候生效？")}
    assert [found.words[token] for token in ("合同", "生效", "时候")] == [1.0, 1.0, 0.5]


def test_token_that_occurs_twice_counts_twice(words: Segmenter) -> None:
    assert query("工资工资", words).bigrams == {"工资": 2.0, "资工": 1.0}


def test_legal_terms_are_added_with_their_weight_and_kept_apart(words: Segmenter) -> None:
    found = query("被炒鱿鱼", words, LEXICON)
    assert found.legal_terms == {"解除合同": 0.5}
    own = dict.fromkeys(bigrams("被炒鱿鱼"), 1.0)
    assert found.own_bigrams == own
    assert found.bigrams == {**own, **dict.fromkeys(bigrams("解除合同"), TERM_WEIGHT * 0.5)}
    assert found.own_words == query("被炒鱿鱼", words).words
    assert found.words == {**found.own_words, **dict.fromkeys(words.words("解除合同"), TERM_WEIGHT * 0.5)}


def test_legal_terms_are_not_encoded(words: Segmenter) -> None:
    assert query("被炒鱿鱼", words, LEXICON).vector.tolist() == query("被炒鱿鱼", words).vector.tolist()


def test_known_typing_error_is_mended_but_the_question_stays_as_typed(words: Segmenter) -> None:
    found = query("公司解徐合同", words, LEXICON)
    assert (found.text, found.corrected) == ("公司解徐合同", "公司解除合同")
    assert found.bigrams == query("公司解除合同", words).bigrams


def test_full_width_characters_fire_rules_too(words: Segmenter) -> None:
    assert query("９９６合法吗", words, LEXICON).legal_terms == {"延长工作": 1.0}


def test_no_asked_question_is_hidden_from_a_person(words: Segmenter) -> None:
    assert query("试用期", words).hidden is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("工资多少？", "工资"),
        ("请问年假怎么算", "年假 算"),
        ("试用期", "试用期"),
        ("什么是工会", "是工会"),
    ],
)
def test_asking_words_are_taken_out(text: str, left: str) -> None:
    assert naming_words(text).split() == left.split()


@pytest.mark.parametrize("text", ["怎么办？", "为什么", "多久呢"])
def test_question_of_asking_words_only_is_kept_whole(text: str) -> None:
    assert naming_words(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三十八条", "38"),
        ("第三十八条", "38"),
        ("第38条是什么？", "38"),
        ("第３８条", "38"),
        ("请问第二百七十六条之一怎么规定的", "276-1"),
        ("第38条的内容", "38"),
    ],
)
def test_question_that_is_only_an_article_number_is_seen(text: str, number: str, words: Segmenter) -> None:
    assert bare_number(query(text, words)) == number


@pytest.mark.parametrize("text", ["劳动合同法第三十八条", "第三十八条规定的补偿", "38", "三十八", "第三章", "面条"])
def test_question_with_other_words_is_not_a_bare_number(text: str, words: Segmenter) -> None:
    assert bare_number(query(text, words)) is None


def test_named_articles_come_in_order_and_once(words: Segmenter) -> None:
    found = query("工会法第2条、合同法38条和《劳动合同法》第三十八条", words)
    assert named_keys(found) == ("工会法#2", "劳动合同法#38")


@pytest.mark.parametrize("text", ["第三十八条", "《矿山条例》第三条", "工会法"])
def test_article_without_a_law_that_is_held_has_no_key(text: str, words: Segmenter) -> None:
    assert named_keys(query(text, words)) == ()


@given_settings(max_examples=60)
@given(text=ANY_TEXT)
def test_any_text_makes_a_query_or_none(text: str, words: Segmenter) -> None:
    made = make_query(text, LetterEncoder(), words, READER, LEXICON)
    if made is not None:
        assert made.text.encode("utf-8").decode("utf-8") == made.text
        assert np.isfinite(made.vector).all()
        assert all(0 <= ref.start < ref.end <= len(made.text) for ref in made.references)

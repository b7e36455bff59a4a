"""Numbers, headings and keys of articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article_keys import (
    article_heading,
    article_key,
    article_number,
    bare_title,
    chinese_number,
    number_of,
    parse_number,
    sort_number,
    split_key,
)

MAIN = st.integers(1, 9999)
SUB = st.integers(1, 99)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("38", 38),
        ("３８", 38),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十八", 38),
        ("一百零七", 107),
        ("一百〇七", 107),
        ("一百○七", 107),
        ("一百一十", 110),
        ("两百", 200),
        ("二七六", 276),
        ("一千零一十", 1010),
        ("一千二百六十", 1260),
        ("9999", 9999),
    ],
)
def test_number_is_read_as_lawyers_and_laypeople_write_it(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "第三", "三点五", "3.5", "-3", "abc", "三 八"])
def test_text_that_is_no_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


@given(MAIN)
def test_every_article_number_survives_the_way_through_chinese(value: int) -> None:
    assert parse_number(chinese_number(value)) == value


@given(MAIN, MAIN)
def test_no_two_numbers_share_a_chinese_numeral(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "七"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (100, "一百"),
        (107, "一百零七"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
    ],
)
def test_chinese_numeral_is_the_one_statutes_use(value: int, text: str) -> None:
    assert chinese_number(value) == text


@pytest.mark.parametrize("value", [0, -1, 10_000])
def test_number_outside_article_range_has_no_numeral(value: int) -> None:
    with pytest.raises(ValueError, match=f"from 1 to 9999, not {value}"):
        chinese_number(value)


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("第五十一条", "51"),
        ("第五十一条 集体合同", "51"),
        ("第 51 条", "51"),
        ("第二百七十六条之一", "276-1"),
        ("第276条之1", "276-1"),
        ("38条", "38"),
    ],
)
def test_heading_gives_the_number_of_the_key(heading: str, number: str) -> None:
    assert article_number(heading) == number


@pytest.mark.parametrize("heading", ["", "总则", "第三章", "条", "见第三条"])
def test_heading_that_does_not_begin_with_an_article_is_refused(heading: str) -> None:
    with pytest.raises(ValueError, match="第三十八条"):
        article_number(heading)


@given(MAIN, st.none() | SUB)
def test_number_survives_the_way_through_a_heading(main: int, sub: int | None) -> None:
    number = f"{main}-{sub}" if sub else str(main)
    assert article_number(article_heading(number)) == number


def test_two_numerals_join_into_one_number() -> None:
    assert number_of("二百七十六", "一") == "276-1"
    assert number_of("三八", None) == "38"


@pytest.mark.parametrize("title", ["中华人民共和国刑法", "《中华人民共和国刑法》", "《刑法》", " 刑法 ", "刑法"])
def test_key_leaves_out_book_marks_and_state(title: str) -> None:
    assert bare_title(title) == "刑法"
    assert article_key(title, "276-1") == "刑法#276-1"


@given(MAIN, st.none() | SUB)
def test_key_splits_into_what_it_was_made_of(main: int, sub: int | None) -> None:
    number = f"{main}-{sub}" if sub else str(main)
    assert split_key(article_key("劳动合同法", number)) == ("劳动合同法", number)


@pytest.mark.parametrize(
    "key", ["", "劳动合同法", "#51", "劳动合同法#", "劳动合同法#五十一", "劳动合同法#51-", "a#1#2"]
)
def test_key_of_another_shape_is_refused_by_name(key: str) -> None:
    with pytest.raises(ValueError, match="is not an article key"):
        split_key(key)


def test_inserted_article_sorts_between_its_neighbours() -> None:
    assert sorted(["277", "276-10", "276", "9", "276-2"], key=sort_number) == ["9", "276", "276-2", "276-10", "277"]

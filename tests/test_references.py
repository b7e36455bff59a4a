"""References to articles, as people and laws write them."""

from itertools import pairwise

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st

from indexer.article_keys import article_heading, article_key
from indexer.documents import Kind
from indexer.references import Reference, ReferenceReader, fold, rule_reader

INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
NAMES = {
    "劳动法": ("劳动法",),
    "劳动合同法": ("劳动合同法", "劳动合同法", "合同法", "劳合法"),
    "劳动合同法实施条例": ("劳动合同法实施条例",),
    "工会法": ("工会法", "中华人民共和国工会法"),
    "刑法": ("刑法",),
    INTERPRETATION: (INTERPRETATION, "司法解释（一）"),
}


@pytest.fixture(scope="module")
def reader() -> ReferenceReader:
    return ReferenceReader(NAMES)


def keys(reader: ReferenceReader, text: str, own_title: str | None = None) -> list[str | None]:
    return [reference.key for reference in reader.read(text, own_title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("劳动合同法第三十八条", ["劳动合同法#38"]),
        ("《中华人民共和国劳动合同法》第３８条", ["劳动合同法#38"]),
        ("《劳动合同法》的第38条", ["劳动合同法#38"]),
        ("合同法38条、第46条", ["劳动合同法#38", "劳动合同法#46"]),
        ("劳合法 第 38 条", ["劳动合同法#38"]),
        ("劳动合同法实施条例第十九条", ["劳动合同法实施条例#19"]),
        ("刑法第二百七十六条之一", ["刑法#276-1"]),
        ("劳动法第三条和劳动合同法第四条", ["劳动法#3", "劳动合同法#4"]),
        ("劳动合同法第三十六条、第四十条第一款第（三）项和第四十一条", [f"劳动合同法#{n}" for n in (36, 40, 41)]),
        ("工会法第六条以及第二十一条", ["工会法#6", "工会法#21"]),
        ("〈工会法〉第六条", ["工会法#6"]),
        ("司法解释(一)第四十二条", [f"{INTERPRETATION}#42"]),
        (f"《{INTERPRETATION}》第四十二条", [f"{INTERPRETATION}#42"]),
        ("劳动合同法38", ["劳动合同法#38"]),
        ("劳动合同法＃38", ["劳动合同法#38"]),
        ("刑法#276-1", ["刑法#276-1"]),
        ("刑法§276", ["刑法#276"]),
        ("依据 劳动法#3、工会法#6", ["劳动法#3", "工会法#6"]),
    ],
)
def test_article_of_a_held_law_is_read_in_every_spelling(
    reader: ReferenceReader, text: str, expected: list[str]
) -> None:
    assert keys(reader, text) == expected


@pytest.mark.parametrize(
    "text", ["劳动合同法2012年修正", "劳动法12个月", "劳动法3天", "劳动合同法", "工会法12345", "劳动法30%"]
)
def test_number_that_is_no_article_is_left_alone(reader: ReferenceReader, text: str) -> None:
    assert reader.read(text) == ()


def test_bare_article_has_a_number_and_no_title(reader: ReferenceReader) -> None:
    assert reader.read("见第三十八条") == (Reference(None, "38", False, 1, 6),)


def test_quoted_law_that_is_not_held_keeps_its_words(reader: ReferenceReader) -> None:
    assert reader.read("《某某条例》第三条") == (Reference("某某条例", "3", False, 6, 9),)


def test_article_after_an_unheld_law_does_not_go_to_the_law_before(reader: ReferenceReader) -> None:
    assert keys(reader, "劳动法第三条、《某某条例》第四条、第五条") == ["劳动法#3", None, None]


@pytest.mark.parametrize("title", ["经济合同法", "中华人民共和国合同法实施细则工会法", "技术合同法"])
def test_quoted_title_that_only_ends_like_a_held_one_is_not_held(reader: ReferenceReader, title: str) -> None:
    (reference,) = reader.read(f"《{title}》第三条")
    assert (reference.title, reference.held, reference.key) == (title, False, None)


@pytest.mark.parametrize("own", ["本法", "本条例", "本规定", "本办法", "本解释"])
def test_this_law_means_the_document_itself(reader: ReferenceReader, own: str) -> None:
    assert keys(reader, f"依照{own}第四条、第五条", "劳动法") == ["劳动法#4", "劳动法#5"]
    assert keys(reader, f"依照{own}第四条") == [None]


def test_sentence_between_two_articles_ends_the_list(reader: ReferenceReader) -> None:
    assert keys(reader, "劳动法第三条规定了权利，见第五条") == ["劳动法#3", None]


def test_longer_name_wins_over_the_name_inside_it(reader: ReferenceReader) -> None:
    assert keys(reader, "劳动合同法实施条例19") == ["劳动合同法实施条例#19"]


def test_offsets_cut_the_mention_out_of_the_text(reader: ReferenceReader) -> None:
    text = "按照劳动合同法第三十六条、第４０条，以及工会法#6办理"
    assert [text[found.start : found.end] for found in reader.read(text)] == ["第三十六条", "第４０条", "工会法#6"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("合同法", "劳动合同法"),
        ("《劳动合同法》", "劳动合同法"),
        ("中华人民共和国劳动合同法", "劳动合同法"),
        (" 《中华人民共和国刑法》 ", "刑法"),
        ("司法解释(一)", INTERPRETATION),
        ("婚姻法", None),
        ("", None),
    ],
)
def test_name_leads_to_the_official_title(reader: ReferenceReader, name: str, title: str | None) -> None:
    assert reader.title_of(name) == title


def test_key_with_any_name_resolves_to_the_canonical_key(reader: ReferenceReader) -> None:
    assert reader.resolve("合同法#38") == "劳动合同法#38"
    assert reader.resolve("司法解释（一）#42") == f"{INTERPRETATION}#42"
    assert reader.resolve("婚姻法#3") is None


def test_key_of_another_shape_does_not_resolve(reader: ReferenceReader) -> None:
    with pytest.raises(ValueError, match="is not an article key"):
        reader.resolve("劳动合同法第38条")


def test_name_belongs_to_the_document_that_came_first() -> None:
    reader = ReferenceReader({"甲法": ("甲法", "规定"), "乙法": ("乙法", "规定")})
    assert reader.title_of("规定") == "甲法"


def test_reader_without_names_still_reads_bare_articles() -> None:
    assert ReferenceReader({}).read("第三条") == (Reference(None, "3", False, 0, 3),)


#: Fragments that meet every branch of the reader, and any text at all between them.
FRAGMENTS = st.sampled_from(
    [
        "第",
        "条",
        "之",
        "三",
        "十",
        "千",
        "零",
        "38",
        "３８",
        "0",
        "《",
        "》",
        "〈",
        "劳动合同法",
        "本法",
        "某条例",
        "款",
        "、",
        "和",
        "#",
        "-",
    ]
)
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=6)


@given(st.lists(FRAGMENTS | ANY_TEXT, max_size=20).map("".join), st.sampled_from([None, "劳动法"]))
def test_any_text_is_read_without_an_error_and_offsets_lie_inside(text: str, own_title: str | None) -> None:
    found = ReferenceReader(NAMES).read(text, own_title)
    for reference in found:
        assert 0 <= reference.start < reference.end <= len(text)
    assert [reference.start for reference in found] == sorted(reference.start for reference in found)


@given(st.lists(FRAGMENTS | ANY_TEXT, max_size=20).map("".join))
def test_mentions_never_overlap(text: str) -> None:
    found = ReferenceReader(NAMES).read(text)
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(st.text(st.characters(codec=None, categories=None), max_size=40))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.sampled_from(sorted(NAMES)), st.integers(1, 9999), st.none() | st.integers(1, 99))
def test_every_article_is_read_back_from_title_and_heading(title: str, main: int, sub: int | None) -> None:
    number = f"{main}-{sub}" if sub else str(main)
    (reference,) = ReferenceReader(NAMES).read(f"《{title}》{article_heading(number)}")
    assert reference.key == article_key(title, number)


@given(st.sampled_from(sorted(NAMES)), st.integers(1, 9999), st.none() | st.integers(1, 99))
def test_every_written_key_is_read_back(title: str, main: int, sub: int | None) -> None:
    key = article_key(title, f"{main}-{sub}" if sub else str(main))
    reader = ReferenceReader(NAMES)
    assert reader.resolve(key) == key
    assert [reference.key for reference in reader.read(f"依据：{key}；")] == [key]


def test_titles_of_cases_are_no_names_of_laws() -> None:
    rule = make_document("", title="工会法")
    case = make_document("", kind=Kind.CASE, title="某市餐饮")
    reader = rule_reader([rule, case])
    assert reader.title_of("工会法") == "工会法"
    assert reader.title_of("某市餐饮") is None
    assert reader.read("某市餐饮12") == ()

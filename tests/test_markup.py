"""Passage text → HTML that cannot hurt, with the cited words marked and the article keys linked."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.documents import Kind
from indexer.passages import Passage, Span
from service.http.markup import inline_html, passage_html

LINKS = {"劳动合同法#38": ("/law/laodong-hetongfa/38", "《劳动合同法》第三十八条")}
LAW = make_document("", title="甲规定")
CASE = make_document("", Kind.CASE, title="某案", slug="an")
_TAG = re.compile(r"</?([a-z0-9]+)")


def article(text: str) -> Passage:
    return make_passage(LAW, text)


def section(text: str) -> Passage:
    return make_passage(CASE, text, "s1")


def html(passage: Passage, mark: Span | None = None) -> str:
    return str(passage_html(passage, mark, LINKS.get))


def unmarked(rendered: str) -> str:
    return re.sub(r"</?mark[^>]*>", "", rendered)


def marked_text(rendered: str) -> str:
    """The words inside the marks, tags left out."""
    return re.sub(r"<[^>]*>", "", "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", rendered, re.DOTALL)))


def test_each_line_of_an_article_is_a_paragraph() -> None:
    assert html(article("甲：\n（一）乙；\n\n（二）丙。")) == "<p>甲：</p>\n<p>（一）乙；</p>\n<p>（二）丙。</p>"


def test_article_is_not_markdown() -> None:
    assert html(article("1. 甲 *乙* `丙`")) == "<p>1. 甲 *乙* `丙`</p>"


def test_other_text_is_markdown() -> None:
    assert html(section("- 谁办：工会\n- 时限：马上")) == "<ul>\n<li>谁办：工会</li>\n<li>时限：马上</li>\n</ul>\n"
    assert "<td>厨师</td>" in html(section("| 岗位 | 报酬 |\n|---|---|\n| 厨师 | 涨了 |"))


def test_marked_words_carry_the_place_of_the_quote() -> None:
    assert html(article("试用期不得超过六个月。"), Span(3, 11)) == (
        '<p>试用期<mark id="quote">不得超过六个月。</mark></p>'
    )


def test_mark_over_several_lines_has_one_place() -> None:
    assert html(article("甲：\n乙；\n丙。"), Span(1, 5)) == (
        '<p>甲<mark id="quote">：</mark></p>\n<p><mark>乙；</mark></p>\n<p>丙。</p>'
    )


def test_mark_leaves_the_mark_of_a_list_outside() -> None:
    text = "- 谁办：工会\n- 时限：马上"
    assert html(section(text), Span(0, len(text))) == (
        '<ul>\n<li><mark id="quote">谁办：工会</mark></li>\n<li><mark>时限：马上</mark></li>\n</ul>\n'
    )


def test_mark_over_a_row_of_a_table_leaves_the_table_whole() -> None:
    text = "| 岗位 | 报酬 |\n|---|---|\n| 厨师 | 涨了 |"
    rendered = html(section(text), Span(text.index("| 厨师"), len(text)))
    assert unmarked(rendered) == html(section(text))
    assert "厨师" in marked_text(rendered)


def test_mark_over_a_whole_table_leaves_the_table_whole() -> None:
    text = "岗位：\n\n| 岗位 | 报酬 |\n|---|---|\n| 厨师 | 涨了 |"
    assert unmarked(html(section(text), Span(0, len(text)))) == html(section(text))


ARTICLE_TEXT = "依照劳动合同法#38：\n（一）<甲>&乙；\n\n（二）见劳动合同法#38。"
SECTION_TEXT = (
    "## 甲\n\n- 谁办：工会 <b>\n- 依据：劳动合同法#38；工会法#2\n\n1. 先谈\n2. 后签\n\n说明，见劳动合同法#38。"
)


@pytest.mark.parametrize("passage", [article(ARTICLE_TEXT), section(SECTION_TEXT)], ids=["article", "section"])
def test_no_mark_changes_anything_but_the_mark(passage: Passage) -> None:
    plain = html(passage)
    inside_keys = {
        place for key in re.finditer(r"\w+#\d+", passage.text) for place in range(key.start() + 1, key.end())
    }
    places = [place for place in range(len(passage.text) + 1) if place not in inside_keys]
    for start, end in combinations(places, 2):
        rendered = html(passage, Span(start, end))
        assert unmarked(rendered) == plain, passage.text[start:end]
        assert rendered.count('id="quote"') <= 1


@given(st.data())
def test_marked_words_are_the_words_of_the_span(data: st.DataObject) -> None:
    text = data.draw(st.text("甲乙丙，。", min_size=1, max_size=20))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert marked_text(html(article(text), Span(start, end))) == text[start:end]


def test_held_key_becomes_a_link_and_another_stays_text() -> None:
    assert str(inline_html("见劳动合同法#38；矿山条例#3", LINKS.get)) == "见劳动合同法#38；矿山条例#3"
    assert str(inline_html("依据：劳动合同法#38；矿山条例#3", LINKS.get)) == (
        '依据：<a href="/law/laodong-hetongfa/38">《劳动合同法》第三十八条</a>；矿山条例#3'
    )


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[甲](javascript:alert(1))",
    "![甲](https://example.org/x.png)",
    "<https://example.org>",
    "<a href='javascript:alert(1)'>甲</a>",
    "&lt;script&gt;",
    "```\n<script>alert(1)</script>\n```",
    "劳动合同法#38<script>alert(1)</script>",
    "[甲]: https://example.org\n\n[甲]",
    "<!-- 甲 -->",
    '甲#1" onmouseover="alert(1)',
]
ALLOWED = {
    *("p", "ul", "ol", "li", "a", "mark", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "em", "strong"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "br"),
}


def assert_harmless(rendered: str) -> None:
    assert set(_TAG.findall(rendered)) <= ALLOWED
    for tag in re.findall(r"<[a-z][^>]*>", rendered):
        assert re.fullmatch(
            r'<[a-z0-9]+(?: /)?>|<mark id="quote">|<a href="/law/laodong-hetongfa/38">'
            r'|<ol start="\d+">|<code class="[^"<>]*">',
            tag,
        ), tag


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [article, section])
def test_hostile_text_stays_text(text: str, make: Callable[[str], Passage]) -> None:
    passage = make(text)
    assert_harmless(html(passage))
    assert_harmless(html(passage, Span(0, len(text))))
    assert_harmless(str(inline_html(text, LINKS.get)))


@given(st.text("<>&\"'/=!#[]()`*-|\n 甲3劳动合同法#38scriptonhref:;", max_size=60))
def test_no_text_becomes_a_tag_of_its_own(text: str) -> None:
    assert_harmless(html(article(text)))
    assert_harmless(html(section(text)))


def test_address_and_words_of_a_link_are_escaped() -> None:
    rendered = str(inline_html("甲#1", lambda _: ('/law/"x', "<b>")))
    assert rendered == '<a href="/law/&#34;x">&lt;b&gt;</a>'

"""Passages are slices of their document, and parts are slices of their passage."""

from itertools import pairwise

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import Kind
from indexer.passages import Part, Span, find_parts, slice_passage
from indexer.splitting import SPLITTERS, split

_HEADINGS = (
    *("# 题", "## 第一章 总则", "### 第一节", "## 申请 {#shenqing}", "## {#a}", "##  "),
    *(
        "#### 第一条",
        "#### 第二条 目的",
        "#### 第二条之一",
        "#### 第三条\u3000范围",
        "#### 第四条 \u3000",
        "##### 第十条 ",
    ),
)
_PLAIN = (
    *("", " ", "\t", "\u3000", "第三十八条规定如下：", "甲方应当：", "（一）支付工资；", "(二) 休假。", " 缩进 "),
    *("\u3000\u3000全角缩进", "- 谁办：工会", "| 表 | 格 |", "#无空格", "末尾\r", "\x0b", "甲\u2028乙"),
)
#: Lines that a corpus file may really hold, well formed or not, with every sort of blank around them.
PLAIN = st.sampled_from(_PLAIN)
LINES = st.sampled_from(_HEADINGS + _PLAIN)
MARKDOWN = st.lists(LINES, max_size=25).map("\n".join)
KINDS = st.sampled_from(sorted(SPLITTERS))


@given(MARKDOWN, KINDS)
def test_every_passage_equals_its_slice_of_the_document(text: str, kind: Kind) -> None:
    for passage in split(make_document(text, kind)):
        assert text[passage.start : passage.end] == passage.text


@given(MARKDOWN, KINDS)
def test_passages_come_in_order_and_never_overlap(text: str, kind: Kind) -> None:
    passages = split(make_document(text, kind))
    for before, after in pairwise(passages):
        assert before.start <= before.end <= after.start <= after.end


@given(MARKDOWN, KINDS)
def test_passage_begins_and_ends_with_a_character_and_no_heading_mark(text: str, kind: Kind) -> None:
    for passage in split(make_document(text, kind)):
        assert passage.text == passage.text.strip()
        assert kind is Kind.ANSWER or not any(
            line.startswith(("# ", "## ", "#### ")) for line in passage.text.split("\n")
        )


@given(st.lists(st.tuples(st.integers(1, 6), st.lists(PLAIN, max_size=5)), max_size=6))
def test_sections_lose_no_line_below_a_heading(written: list[tuple[int, list[str]]]) -> None:
    lines = [line for depth, below in written for line in ("#" * depth + " 题", *below)]
    passages = split(make_document("\n".join(lines), Kind.CASE))
    kept = [line.strip() for passage in passages for line in passage.text.split("\n") if line.strip()]
    assert kept == [line.strip() for _, below in written for line in below if line.strip()]


def test_answer_is_one_passage_with_its_headings() -> None:
    (passage,) = split(make_document("## 一句话\n\n能。\n", Kind.ANSWER))
    assert passage.text == "## 一句话\n\n能。"


@pytest.mark.parametrize("kind", sorted(set(SPLITTERS) - {Kind.ANSWER}))
def test_text_without_a_heading_gives_no_passage(kind: Kind) -> None:
    assert split(make_document("只有一段。\n", kind)) == ()


def test_kind_without_a_splitter_is_an_error() -> None:
    with pytest.raises(KeyError):
        split(make_document("## 一\n\n甲。\n", Kind.LESSON))


def test_sliced_passage_leaves_blanks_outside_and_keeps_what_it_was_told() -> None:
    document = make_document("\n  甲：\n（一）乙。 \n\n", slug="guiding")
    passage = slice_passage(
        document,
        span=Span(0, len(document.text)),
        anchor="3",
        heading="第三条",
        heading_path=("第一章 总则",),
        preface="集体合同规定",
        article_key="集体合同规定#3",
        general=True,
    )
    # One line end and two blanks before 甲; 甲：⏎（一）乙。 is eight characters long.
    assert (passage.start, passage.end, passage.text) == (3, 3 + 8, "甲：\n（一）乙。")
    assert (passage.id, passage.slug, passage.kind) == ("guiding/3", "guiding", Kind.REGULATION)
    assert (passage.heading_path, passage.preface, passage.general) == (("第一章 总则",), "集体合同规定", True)
    assert passage.parts == (Part(Span(0, 2)), Part(Span(3, 8), lead_in=Span(0, 2)))


def test_span_of_blanks_gives_an_empty_passage_inside_the_span() -> None:
    document = make_document("甲\n\n\n乙")
    passage = slice_passage(document, span=Span(1, 4), anchor="1", heading="", heading_path=(), preface="")
    assert (passage.text, passage.parts) == ("", ())
    assert 1 <= passage.start == passage.end <= 4


def parts_of(text: str) -> list[tuple[str, str | None]]:
    """(part, lead-in) as words."""
    return [
        (text[part.span.start : part.span.end], text[part.lead_in.start : part.lead_in.end] if part.lead_in else None)
        for part in find_parts(text)
    ]


def test_item_remembers_the_line_it_hangs_on() -> None:
    assert parts_of("可以：\n（一）甲\n（二）乙") == [("可以：", None), ("（一）甲", "可以："), ("（二）乙", "可以：")]


def test_items_after_another_paragraph_hang_on_that_one() -> None:
    assert parts_of("应当：\n(一)甲\n不得:\n（一）乙") == [
        ("应当：", None),
        ("(一)甲", "应当："),
        ("不得:", None),
        ("（一）乙", "不得:"),
    ]


def test_item_after_a_closed_sentence_hangs_on_nothing() -> None:
    assert parts_of("应当：\n（一）甲\n另有规定。\n（一）乙")[-1] == ("（一）乙", None)


def test_first_item_without_a_line_before_hangs_on_nothing() -> None:
    assert parts_of("（一）甲") == [("（一）甲", None)]


@given(st.text(st.sampled_from("甲：:（(\n \t\r\u3000\u2028\x0b"), max_size=40))
def test_parts_are_exactly_the_lines_that_are_not_blank(text: str) -> None:
    found = [text[part.span.start : part.span.end] for part in find_parts(text)]
    assert found == [line.strip() for line in text.split("\n") if line.strip()]


@given(st.text(st.sampled_from("甲：:（(\n \u3000"), max_size=40))
def test_parts_come_in_order_after_their_lead_in(text: str) -> None:
    parts = find_parts(text)
    for part in parts:
        assert 0 <= part.span.start < part.span.end <= len(text)
        assert part.lead_in is None or part.lead_in.end <= part.span.start
    for before, after in pairwise(parts):
        assert before.span.end <= after.span.start

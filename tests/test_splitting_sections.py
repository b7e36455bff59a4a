"""Markdown headings become sections; sections with a body become passages."""

import pytest
from corpus_files import make_document

from indexer.documents import Kind
from indexer.passages import Span
from indexer.splitting.sections import Section, sections, split_sections


def test_section_reaches_to_the_next_heading_of_any_level() -> None:
    text = "## 甲\n\n一\n\n### 乙\n\n二\n"
    first, second = sections(text)
    assert (first.heading, first.line, text[first.body.start : first.body.end]) == ("甲", 1, "\n\n一\n\n")
    assert (second.heading, second.line, text[second.body.start : second.body.end]) == ("乙", 5, "\n\n二\n")


def test_section_carries_everything_its_heading_says() -> None:
    # `## 甲` is four characters long, `### 乙 {#yi}` begins behind the line end and is eleven long.
    assert sections("## 甲\n### 乙 {#yi}") == (
        Section("甲", (), None, Span(4, 5), 1),
        Section("乙", ("甲",), "yi", Span(5 + 11, 5 + 11), 2),
    )


def test_path_holds_the_headings_above_and_nothing_beside() -> None:
    text = "# 书\n## 甲\n### 甲一\n#### 条\n### 甲二\n## 乙\n#### 跳级\n"
    assert [(section.heading, section.heading_path) for section in sections(text)] == [
        ("书", ()),
        ("甲", ("书",)),
        ("甲一", ("书", "甲")),
        ("条", ("书", "甲", "甲一")),
        ("甲二", ("书", "甲")),
        ("乙", ("书",)),
        ("跳级", ("书", "乙")),
    ]


@pytest.mark.parametrize(
    ("line", "heading", "anchor"),
    [
        ("## 提出要约 {#yaoyue}", "提出要约", "yaoyue"),
        ("## 提出要约{#yaoyue-2}  ", "提出要约", "yaoyue-2"),
        ("##\t提出要约\t", "提出要约", None),
        ("## 提出要约 {#Yaoyue}", "提出要约 {#Yaoyue}", None),
        ("## C# 与 F#", "C# 与 F#", None),
    ],
)
def test_anchor_is_read_off_the_end_of_the_heading(line: str, heading: str, anchor: str | None) -> None:
    (section,) = sections(line)
    assert (section.heading, section.anchor) == (heading, anchor)


@pytest.mark.parametrize("text", ["", "段落", "#无空格", " ## 缩进", "####### 七级", "文中 ## 不是标题"])
def test_line_that_is_no_heading_opens_no_section(text: str) -> None:
    assert sections(text) == ()


def test_text_before_the_first_heading_belongs_to_no_section() -> None:
    text = "引言\n\n## 甲\n一"
    (section,) = sections(text)
    assert (text[section.body.start : section.body.end], section.line) == ("\n一", 3)


def test_case_gives_one_passage_per_section_with_title_and_heading_for_the_index() -> None:
    document = make_document("## 问题\n\n工价低。\n\n## 结果 {#jieguo}\n\n签了。\n", Kind.CASE, "某市餐饮", "canyin")
    problem, result = split_sections(document)
    assert (problem.id, problem.heading, problem.text, problem.preface) == (
        "canyin/s1",
        "问题",
        "工价低。",
        "某市餐饮 问题",
    )
    assert (result.id, result.heading, result.text, result.preface) == (
        "canyin/jieguo",
        "结果",
        "签了。",
        "某市餐饮 结果",
    )
    assert (problem.article_key, problem.general, problem.kind) == (None, False, Kind.CASE)


def test_section_without_a_body_gives_no_passage_but_keeps_its_number() -> None:
    document = make_document("# 书\n\n## 甲\n\n一\n\n## 空\n\n \n## 乙\n\n二\n", Kind.PRACTICE, slug="pingjia")
    assert [(passage.id, passage.heading_path) for passage in split_sections(document)] == [
        ("pingjia/s2", ("书",)),
        ("pingjia/s4", ("书",)),
    ]

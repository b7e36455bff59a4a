"""Rules are cut into articles, and only a heading opens one."""

import pytest
from corpus_files import make_document

from indexer.splitting import split
from indexer.splitting.regulation import split_regulation

TEXT = """\
## 第一章 总则

#### 第一条

为了协商。

## 第五章 程序

### 第一节 要约

#### 第三十二条 要约与回应

一方书面提出：
（一）时间；
（二）地点。

#### 第三十二条之一

另一方答复。

## 第六章 附则

#### 第五十条

自公布之日起施行。
"""


def test_every_article_becomes_one_passage_with_its_key() -> None:
    passages = split_regulation(make_document(TEXT, title="集体合同规定", slug="guiding"))
    assert [(passage.id, passage.article_key, passage.heading, passage.text) for passage in passages] == [
        ("guiding/1", "集体合同规定#1", "第一条", "为了协商。"),
        ("guiding/32", "集体合同规定#32", "第三十二条 要约与回应", "一方书面提出：\n（一）时间；\n（二）地点。"),
        ("guiding/32-1", "集体合同规定#32-1", "第三十二条之一", "另一方答复。"),
        ("guiding/50", "集体合同规定#50", "第五十条", "自公布之日起施行。"),
    ]


def test_article_knows_the_chapter_and_section_above_it() -> None:
    paths = [passage.heading_path for passage in split_regulation(make_document(TEXT))]
    assert paths == [
        ("第一章 总则",),
        ("第五章 程序", "第一节 要约"),
        ("第五章 程序", "第一节 要约"),
        ("第六章 附则",),
    ]


def test_articles_of_first_and_last_chapter_are_marked_general() -> None:
    assert [passage.general for passage in split_regulation(make_document(TEXT))] == [True, False, False, True]


@pytest.mark.parametrize("chapter", ["第二章 总则的适用", "总则", "第一章 集体合同", "第三章 附则说明"])
def test_other_chapters_are_not_general(chapter: str) -> None:
    (passage,) = split_regulation(make_document(f"## {chapter}\n\n#### 第一条\n\n甲。\n"))
    assert not passage.general


def test_preface_is_the_title_and_our_own_words_but_never_the_number() -> None:
    prefaces = [passage.preface for passage in split_regulation(make_document(TEXT, title="集体合同规定"))]
    assert prefaces == ["集体合同规定", "集体合同规定 要约与回应", "集体合同规定", "集体合同规定"]


def test_sentence_that_begins_like_an_article_opens_none() -> None:
    text = "#### 第一条\n\n依照\n第三十八条 解除的，\n第四十六条适用。\n"
    (passage,) = split_regulation(make_document(text))
    assert passage.text == "依照\n第三十八条 解除的，\n第四十六条适用。"


@pytest.mark.parametrize("heading", ["第三条款的说明", "第三条、第四条", "关于第三条", "三条", "第三章"])
def test_heading_that_merely_mentions_an_article_opens_none(heading: str) -> None:
    (passage,) = split_regulation(make_document(f"#### {heading}\n\n甲。\n"))
    assert (passage.article_key, passage.anchor) == (None, "s1")


@pytest.mark.parametrize("number", ["第32条", "第三二条", "第３２条", "第三十二条"])
def test_number_in_any_spelling_gives_one_heading_and_one_address(number: str) -> None:
    (passage,) = split_regulation(make_document(f"#### {number} 要约\n\n甲。\n"))
    assert (passage.anchor, passage.heading) == ("32", "第三十二条 要约")


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\u3000", " \u3000"])
def test_our_own_words_are_kept_behind_a_blank_of_any_kind(blank: str) -> None:
    (passage,) = split_regulation(make_document(f"#### 第三条{blank}范围\n\n甲。\n", title="集体合同规定"))
    assert (passage.heading, passage.preface) == ("第三条 范围", "集体合同规定 范围")


@pytest.mark.parametrize("blank", [" ", "\u3000", " \u3000"])
def test_blank_behind_the_number_is_no_words(blank: str) -> None:
    (passage,) = split_regulation(make_document(f"#### 第三条{blank}\n\n甲。\n"))
    assert passage.heading == "第三条"


def test_rule_without_articles_is_cut_into_its_sections() -> None:
    passages = split(make_document("## 一、范围\n\n甲。\n\n## 二、标准\n\n乙。\n", slug="tongzhi"))
    assert [(passage.id, passage.article_key, passage.text) for passage in passages] == [
        ("tongzhi/s1", None, "甲。"),
        ("tongzhi/s2", None, "乙。"),
    ]

"""A pasted text → findings, over the invented laws of the tiny library."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import LAWS, make_searcher, write_library

from indexer.passages import Span
from indexer.segmentation import Segmenter
from service.checking.checker import MAX_CHARACTERS, MAX_CITATIONS, Checker, TextTooLong
from service.checking.findings import Difference, Finding, Issue, Level, Report

TODAY = dt.date(2026, 11, 22)
CONFLICT = """
[[conflict]]
id = "shixian"
topic = "多少天回应"
rules = ["集体合同规定#33"]
prevails = ["集体合同规定#32"]
overtaken = ["集体合同规定#33"]
adopt = "按20日。"
why = "后一条新。"
tell = "20日。"
"""


def write(root: Path) -> None:
    write_library(root)
    (root / "conflicts.toml").write_text(CONFLICT, encoding="utf-8")


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Checker:
    searcher = make_searcher(tmp_path_factory.mktemp("library"), segmenter, write, laws=LAWS)
    return Checker(searcher, ("食品安全法", "仲裁法"))


def only(checker: Checker, text: str, day: dt.date = TODAY) -> Finding:
    (finding,) = checker.check(text, day).findings
    return finding


@pytest.mark.parametrize(
    ("text", "issue", "level"),
    [
        ("劳动合同法第十九条", Issue.IN_FORCE, Level.RIGHT),
        ("《劳动合同法》第二十条", Issue.NO_SUCH_ARTICLE, None),
        ("劳动合同法第一百条", Issue.NO_SUCH_ARTICLE, Level.WRONG),
        ("劳动合同法第0条", Issue.NO_SUCH_ARTICLE, Level.WRONG),
        ("劳动合同法第十九条第三款", Issue.NO_SUCH_PART, Level.WRONG),
        ("劳动合同法第三十八条第（三）项", Issue.NO_SUCH_PART, Level.WRONG),
        ("劳动合同法第三十八条第一款第二项", Issue.IN_FORCE, Level.RIGHT),
        ("食品安全法第三条", Issue.LAW_NOT_HELD, Level.UNJUDGED),
        ("《某某条例》第三条", Issue.LAW_NOT_HELD, Level.UNJUDGED),
        ("《合同法》第三十八条", Issue.REPEALED, Level.WRONG),
        ("中华人民共和国合同法第38条", Issue.REPEALED, Level.WRONG),
        ("旧支付办法第七条", Issue.REPEALED, Level.WRONG),
        ("新休假办法第二条", Issue.NOT_YET, Level.WRONG),
        ("集体合同规定第三十三条", Issue.OVERTAKEN, Level.WRONG),
        ("劳动合同法第十九条规定，试用期不得超过九个月", Issue.NUMBER_UNSUPPORTED, Level.DOUBT),
        ("劳动合同法第十九条规定，试用期不得超过6个月", Issue.IN_FORCE, Level.RIGHT),
        ("“试用期不得超过六个月。”（劳动合同法第十九条）", Issue.QUOTE_FOUND, Level.RIGHT),
        ("劳动合同法第十九条规定：“试用期 不得超过6个月”", Issue.QUOTE_FOUND, Level.RIGHT),
        ("劳动合同法第三十八条规定：“同一单位只能约定一次试用期”", Issue.QUOTE_ELSEWHERE, Level.WRONG),
        ("劳动合同法第十九条规定：“天上下着很大的雨”", Issue.QUOTE_DIFFERS, Level.WRONG),
        ("集体合同规定第三十二条规定：“另一方应当在二十日内回应我们”", Issue.QUOTE_UNCHECKED, Level.NOTE),
    ],
)
def test_citation_is_judged(checker: Checker, text: str, issue: Issue, level: Level | None) -> None:
    finding = only(checker, text)
    if level is None:  # held from 1 to 82 with gaps: article 20 is below the last one, so nothing is claimed
        assert (finding.issue, finding.level) == (Issue.ARTICLE_NOT_HELD, Level.UNJUDGED)
    else:
        assert (finding.issue, finding.level) == (issue, level)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天天气不错",
        "本合同第三条",
        "《员工手册》第十八条",
        "依照本条例第四条",
        "大家提了三条意见",
        "第一条 期限\n第二条 地点",
    ],
)
def test_what_is_no_citation_of_a_law_is_left_alone(checker: Checker, text: str) -> None:
    assert checker.check(text, TODAY) == Report(text, TODAY, ())


def test_difference_says_what_was_written_and_what_the_article_says(checker: Checker) -> None:
    finding = only(checker, "《劳动合同法》第十九条规定：“同一单位可以约定两次试用期。”")
    assert finding.issue is Issue.QUOTE_DIFFERS
    assert finding.remarks[0].differences == (Difference("可以", "只能"), Difference("两次", "一次"))


def test_law_is_judged_as_of_the_day(checker: Checker) -> None:
    assert only(checker, "新休假办法第二条", dt.date(2099, 6, 1)).level is Level.RIGHT
    assert only(checker, "旧支付办法第七条", dt.date(2009, 12, 31)).level is Level.RIGHT


def test_span_cuts_the_citation_out_of_the_pasted_text(checker: Checker) -> None:
    text = "依据 **《劳动 合同法》**第 十九 条第２款 办理"
    finding = only(checker, text)
    assert finding.cited == text[finding.span.start : finding.span.end] == "《劳动 合同法》**第 十九 条第２款"
    assert finding.url == "/law/laodong-hetongfa/19?mark=12-26#quote"


def test_aforesaid_law_is_the_one_named_last(checker: Checker) -> None:
    keys = [f.article_key for f in checker.check("工会法第二条。劳动合同法第一条；该法第三十八条。", TODAY).findings]
    assert keys == ["工会法#2", "劳动合同法#1", "劳动合同法#38"]


def test_name_of_a_longer_law_is_not_taken_for_the_one_it_ends_with(checker: Checker) -> None:
    assert only(checker, "违反农业合同法第三十八条").issue is Issue.LAW_NOT_HELD


def test_too_long_a_text_is_refused_with_both_numbers(checker: Checker) -> None:
    with pytest.raises(TextTooLong, match=f"{MAX_CHARACTERS + 1}个字.*{MAX_CHARACTERS}个字"):
        checker.check("条" * (MAX_CHARACTERS + 1), TODAY)


def test_citations_beyond_the_limit_are_counted(checker: Checker) -> None:
    report = checker.check("劳动合同法第一条。" * (MAX_CITATIONS + 5), TODAY)
    assert (len(report.findings), report.left_over) == (MAX_CITATIONS, 5)


FRAGMENTS = st.sampled_from(
    [
        "第",
        "条",
        "款",
        "项",
        "38",
        "十九",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "劳动合同法",
        "合同法",
        "规定：",
        "三十日",
        "50%",
        "1/0",
        "零分之一",
        "\n",
        "\n> ",
        " ",
        "该法",
        "、",
        "。",
        "\x00",
        "\ud800",
        "ﷺ",
        "9" * 30,
        "一" * 30,
    ]
)
ANY = st.text(st.characters(codec=None, categories=None), max_size=6)


@given(st.lists(FRAGMENTS | ANY, max_size=30).map("".join))
def test_any_text_is_checked_and_spans_lie_in_order(checker: Checker, text: str) -> None:
    position = 0
    for finding in checker.check(text, TODAY).findings:
        assert position <= finding.span.start < finding.span.end <= len(text)
        assert finding.cited == text[finding.span.start : finding.span.end]
        position = finding.span.end
        for remark in finding.remarks:
            assert remark.span is None or Span(0, 0) != remark.span


def test_text_full_of_false_quotations_is_not_compared_without_end(checker: Checker) -> None:
    text = (
        "劳动合同法第十九条规定：“试用期可以超过六个月”。" * MAX_CITATIONS
        + "劳动合同法第十九条规定：“"
        + "试用期" * 1000
        + "”"
    )
    issues = [finding.issue for finding in checker.check(text, TODAY).findings]
    assert issues[0] is Issue.QUOTE_DIFFERS
    assert Issue.QUOTE_UNCHECKED not in issues  # 200 × 10 tokens may still be compared
    longer = (
        "劳动合同法第十九条规定：“同一单位可以约定一次试用期；试用期可以超过六个月，这样写很方便大家”。" * MAX_CITATIONS
    )
    unjudged = [finding for finding in checker.check(longer, TODAY).findings if finding.level is Level.UNJUDGED]
    assert unjudged
    assert "没有逐字比较" in unjudged[-1].remarks[0].message

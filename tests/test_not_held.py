"""What is named and not held is said by name; what is held, or names nothing, is not complained of."""

from pathlib import Path

import pytest
from corpus_files import regulation_keys, write_document
from tiny_library import make_searcher, write_library

from indexer.segmentation import Segmenter
from service.answering.not_held import not_held
from service.search.ranking import Searcher


def write(root: Path) -> None:
    write_library(root)
    part = regulation_keys(title="甲条例", not_held="第五条以后未收录")
    write_document(root / "regulations", "jia", part, "#### 第一条\n\n工会协商。\n")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write)


def missing(searcher: Searcher, question: str) -> str | None:
    query = searcher.query(question)
    assert query is not None
    return not_held(searcher, query)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("《矿山条例》第三条怎么规定", "本库未收录《矿山条例》"),
        ("劳动合同法第九百条", "本库未收录《劳动合同法》第九百条。本库收录的《劳动合同法》没有这一条"),
        ("劳动合同法900", "本库未收录《劳动合同法》第九百条。本库收录的《劳动合同法》没有这一条"),
        ("合同法#276-1", "本库未收录《劳动合同法》第二百七十六条之一。本库收录的《劳动合同法》没有这一条"),
        ("劳动合同法第0条", "本库未收录《劳动合同法》第0条。本库收录的《劳动合同法》没有这一条"),
        ("甲条例第六条", "本库未收录《甲条例》第六条。第五条以后未收录"),
    ],
)
def test_article_that_is_not_held_is_named_with_what_is_known_of_it(
    question: str, said: str, searcher: Searcher
) -> None:
    assert missing(searcher, question) == said


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("江苏省集体协商条例怎么说", "江苏省集体协商条例"),
        ("请问重庆市集体合同条例里要约几天", "重庆市集体合同条例"),
        ("广西壮族自治区工会办法规定了什么", "广西壮族自治区工会办法"),
        ("北京市最低工资规定", "北京市最低工资规定"),
    ],
)
def test_rule_of_a_province_that_is_not_held_is_named_as_it_was_typed(
    question: str, rule: str, searcher: Searcher
) -> None:
    assert missing(searcher, question) == f"本库未收录《{rule}》"


@pytest.mark.parametrize(
    "question",
    [
        "劳动合同法第十九条",
        "劳动合同法第十九条和《矿山条例》第三条",
        "第三十八条",
        "甲条例第一条",
        "河北省协商条例怎么说",
        "北京市支付规定",
        "试用期最长多久",
        "公司的规定",
        "江苏有什么规定",
        "我在广东打工公司欠薪有什么办法",
    ],
)
def test_what_is_held_or_names_nothing_is_not_missed(question: str, searcher: Searcher) -> None:
    assert missing(searcher, question) is None

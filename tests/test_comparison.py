"""Digests against official texts: articles found in both shapes, numbers lost, runs measured."""

import datetime as dt
from pathlib import Path

from corpus_files import regulation_keys, write_document

from indexer.comparison import compare_digests, longest_run, official_articles


def test_official_articles_are_found_in_plain_text_and_markdown() -> None:
    text = "某规定\n第一章 总则\n第一条 甲。\n**第二条** 乙，\n第三条所说的丙。\n#### 第四条之一　丁\n"
    assert {number: body.strip() for number, body in official_articles(text).items()} == {
        "1": "甲。",
        "2": "乙,\n第三条所说的丙。",
        "4-1": "丁",
    }


def test_text_without_articles_has_none() -> None:
    assert official_articles("通知：年工作日248天。") == {}


def test_longest_run_leaves_punctuation_out() -> None:
    assert longest_run("用人单位，应当支付。", "用人单位应当及时") == "用人单位应当"


def test_lost_number_and_copied_sentence_are_named(tmp_path: Path) -> None:
    corpus, reference = tmp_path / "corpus", tmp_path / "reference"
    reference.mkdir()
    keys = regulation_keys(title="某某规定", effective=dt.date(2004, 5, 1), trust="要点")
    body = "#### 第一条\n\n单位要在二十日内答复。\n\n#### 第二条\n\n协商代表在其履行协商职责期间劳动合同期满的。\n"
    write_document(corpus / "regulations", "moumou", keys, body)
    official = "第一条 应当在十日内答复。\n第二条 协商代表在其履行协商职责期间劳动合同期满的，延长。\n第三条 施行。"
    (reference / "某某规定_2004.txt").write_text(official, encoding="utf-8")
    (found,) = compare_digests(corpus, reference)
    assert found.official == "某某规定_2004.txt"
    assert found.missing == ("3",)
    assert [(article.number, article.lost, article.added) for article in found.lost] == [("1", ("10",), ("20",))]
    assert found.longest_run == "协商代表在其履行协商职责期间劳动合同期满的"


def test_digest_without_official_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    write_document(tmp_path / "corpus" / "regulations", "moumou", regulation_keys(title="某某规定"), "## 一\n\n文。\n")
    (found,) = compare_digests(tmp_path / "corpus", tmp_path / "reference")
    assert found.official is None

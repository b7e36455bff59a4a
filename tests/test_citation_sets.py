"""The citation checker on the real corpus: planted errors are found, clean texts and our own corpus raise no alarm.

`citation_errors.jsonl` holds one planted error a line with the issue it must raise, `citation_clean.jsonl` texts
without an error: right citations in many spellings, laws not held, contracts, no citation at all.
"""

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest

from indexer.answers import without_references
from indexer.documents import Kind, Trust
from indexer.statutes import data_file, law_names
from service.checking.checker import Checker
from service.checking.findings import Issue, Level
from service.cli import main
from service.search.ranking import Searcher

EVALUATION = Path(__file__).parent / "evaluation"
TODAY = dt.date(2026, 11, 22)
STATUTES = ("劳动法", "劳动合同法", "工会法", "劳动争议调解仲裁法", "社会保险法")


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (EVALUATION / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def searcher(real_searcher: Searcher) -> Searcher:
    return real_searcher


@pytest.fixture(scope="module")
def checker(searcher: Searcher) -> Checker:
    return Checker(searcher, law_names(data_file()))


def test_every_planted_error_is_found(checker: Checker) -> None:
    missed = []
    for line in lines("citation_errors.jsonl"):
        remarks = [remark for finding in checker.check(line["text"], TODAY).findings for remark in finding.remarks]
        if line["expect"] not in {remark.issue for remark in remarks if remark.level >= Level.DOUBT}:
            missed.append((line["id"], line["expect"], line["text"]))
    assert missed == []


def test_clean_texts_raise_no_alarm(checker: Checker) -> None:
    alarms = [
        (line["id"], finding.cited, finding.issue)
        for line in lines("citation_clean.jsonl")
        for finding in checker.check(line["text"], TODAY).findings
        if finding.level >= Level.DOUBT
    ]
    assert alarms == []


def test_sets_are_as_large_as_they_claim() -> None:
    assert len(lines("citation_errors.jsonl")) == len(lines("citation_clean.jsonl")) == 60


def test_every_article_quoted_literally_is_found_literal(searcher: Searcher, checker: Checker) -> None:
    """Whole articles and their first sentences, of five statutes."""
    for passage in searcher.index.passages:
        document = searcher.documents[passage.slug]
        if document.title not in STATUTES or "“" in passage.text or "《" in passage.text:
            continue
        for quote in (passage.text, passage.text.split("。")[0]):
            text = f"《{document.title}》{passage.heading}规定：“{quote}”"
            issues = {remark.issue for remark in checker.check(text, TODAY).findings[0].remarks}
            assert Issue.QUOTE_FOUND in issues or len(quote) < 8, text


def test_every_changed_number_in_a_quotation_is_shown(searcher: Searcher, checker: Checker) -> None:
    """三十日 → 三十七日, in every article of five statutes that names a number of days or months."""
    changed = 0
    for passage in searcher.index.passages:
        document = searcher.documents[passage.slug]
        if document.trust is not Trust.VERBATIM or document.title not in STATUTES:
            continue
        sentence = next((part for part in passage.text.split("。") if "十日" in part), None)
        if sentence is None or "“" in sentence:
            continue
        wrong = sentence.replace("十日", "十七日", 1)
        (finding, *_) = checker.check(f"《{document.title}》{passage.heading}规定：“{wrong}”", TODAY).findings
        (remark,) = (remark for remark in finding.remarks if remark.issue is Issue.QUOTE_DIFFERS)
        (difference,) = remark.differences
        assert difference.written == difference.article.replace("十日", "十七日")
        changed += 1
    assert changed >= 10


def test_our_own_corpus_cites_nothing_that_does_not_exist(searcher: Searcher, checker: Checker) -> None:
    """More than 1,500 citations in real prose; the one article that cites old numbers says so itself."""
    cited = 0
    for document in searcher.index.documents:
        if document.trust is Trust.VERBATIM or document.slug == "gonghuifa-sifa-jieshi":
            continue
        # The references of a curated answer stand behind what they support; tests/test_answers.py resolves them.
        text = without_references(document.text) if document.kind is Kind.ANSWER else document.text
        report = checker.check(text[:20_000], TODAY)
        cited += len(report.findings)
        wrong = [(finding.cited, finding.issue) for finding in report.findings if finding.level is Level.WRONG]
        assert {issue for _, issue in wrong} <= {Issue.OVERTAKEN}, (document.slug, wrong)
        assert sum(finding.level is Level.DOUBT for finding in report.findings) <= 2, document.slug
    assert cited > 1500


def test_command_prints_findings_and_fails_on_a_wrong_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("劳动合同法第三十七条规定：“劳动者提前三天以书面形式通知用人单位”"))
    monkeypatch.setattr(sys, "argv", ["xieshang", "verify", "-"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    printed = capsys.readouterr().out
    assert "有错  劳动合同法第三十七条" in printed
    assert "写的是：三天  条文是：三十日" in printed

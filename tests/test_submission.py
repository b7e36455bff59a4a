"""A case sent in: checked against the contract, made a corpus file that the contract accepts, suspected twice."""

import datetime as dt
from pathlib import Path

import pytest
from case_library import write_cases
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_searcher

from indexer.case_checks import case_breaches, section_breaches
from indexer.case_facts import Evidence, Figure, Round
from indexer.documents import Document
from indexer.frontmatter import read_document
from indexer.segmentation import Segmenter
from service.library.duplicates import likely_duplicates
from service.library.submission import WANTED, check, cleaned
from service.library.submission_fields import FIELDS
from service.library.submission_file import UNREVIEWED, to_markdown
from service.search.ranking import Searcher
from service.store.masking import mask

DAY = dt.date(2026, 11, 28)
VALUES = {
    "union": "海港区总工会",
    "title": "海港区餐饮行业工资协商",
    "level": "行业",
    "industry": "餐饮",
    "region": "河北·秦皇岛",
    "years": "2026",
    "parties": "职工方：餐饮工会联合会\n企业方：餐饮协会",
    "topics": "底线工资、涨幅",
    "outcome": "已知",
    "source": "协议文本",
    "problem": "工资低。",
}
FULL = {
    **VALUES,
    "enterprises": "30",
    "workers": "800",
    "opening_workers": "要求2600元",
    "opening_employers": "只肯给2300元",
    "evidence": "职工方：物价涨了\n企业方:房租也涨了",
    "rounds": "2026-03：发出要约\n第二轮：再谈；职工方：降到2500元；企业方：提到2400元",
    "figures": "行业最低工资｜底线工资｜2450｜元/月｜来源报道\n涨幅|涨幅|3—5.5|%|工会一方口径|比上年",
    "vote": "职代会通过",
    "course": "谈了两轮。",
    "result": "## 最低**2450元**",
    "lesson": "先算账",
}


def export(values: dict[str, str], folder: Path) -> Document:
    path = folder / "corpus" / "cases" / "haigang.md"
    path.parent.mkdir(parents=True)
    path.write_text(to_markdown(values, DAY), encoding="utf-8")
    return read_document(path, folder / "corpus")


def test_full_case_has_nothing_to_mend_and_becomes_a_corpus_file(tmp_path: Path) -> None:
    assert check(FULL) == check(FULL).__class__((), ())
    document = export(FULL, tmp_path)
    assert document.case is not None
    assert list(case_breaches(document.case, lambda _key: None)) == []
    assert list(section_breaches(document, document.case)) == []
    assert document.case.figures == (
        Figure("行业最低工资", "底线工资", "元/月", "来源报道", 2450),
        Figure("涨幅", "涨幅", "%", "工会一方口径", None, 3, 5.5, "比上年"),
    )
    assert document.case.rounds == (
        Round("2026-03", "发出要约"),
        Round("第二轮", "再谈", "降到2500元", "提到2400元"),
    )
    assert document.case.evidence == (Evidence("职工方", "物价涨了"), Evidence("企业方", "房租也涨了"))
    assert (document.case.reliability, document.case.unverified) == ("低", (UNREVIEWED,))
    assert "最低2450元" in document.text
    assert "**" not in document.text


def test_unverified_case_is_exported_without_figures_and_result(tmp_path: Path) -> None:
    document = export({**FULL, "outcome": "未核实"}, tmp_path)
    assert document.case is not None
    assert document.case.figures == ()
    assert "## 结果" not in document.text


def test_everything_required_is_asked_for() -> None:
    assert {gap.field for gap in check({}).mistakes} == {field.name for field in FIELDS if field.required}


def test_what_makes_a_case_useful_is_advice_only() -> None:
    report = check(VALUES)
    assert report.mistakes == ()
    assert {gap.field for gap in report.gaps} == set(WANTED)
    assert "figures" not in {gap.field for gap in check({**VALUES, "outcome": "未载"}).gaps}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": "裁判"}, "level"),
        ({"industry": "饭馆"}, "industry"),
        ({"topics": "底线工资、福气"}, "topics"),
        ({"enterprises": "三十"}, "enterprises"),
        ({"enterprises": "0"}, "enterprises"),
        ({"evidence": "物价涨了"}, "evidence"),
        ({"rounds": "发出要约"}, "rounds"),
        ({"figures": "最低工资2450元"}, "figures"),
        ({"figures": "最低工资｜底线工资｜很多｜元/月｜来源报道"}, "figures"),
        ({"figures": "最低工资｜底线工资｜5—3｜元/月｜来源报道"}, "figures"),
        ({"figures": "最低工资｜底线工资｜2450｜元/月｜听说"}, "figures"),
        ({"figures": "最低工资｜派费｜2450｜元/月｜来源报道"}, "figures"),
        ({"outcome": "未核实", "figures": "最低工资｜底线工资｜2450｜元/月｜来源报道"}, "figures"),
        ({"problem": "长" * 4001}, "problem"),
        ({"title": "长" * 201}, "title"),
    ],
)
def test_what_breaks_the_contract_must_be_mended(changes: dict[str, str], field: str) -> None:
    assert [gap.field for gap in check({**VALUES, **changes}).mistakes] == [field]


def test_wrong_line_is_named() -> None:
    (gap,) = check({**VALUES, "evidence": "职工方：甲\n乙\n\n丙"}).mistakes
    assert gap.message.startswith("“摆出的证据”第2、4行不对")


def test_personal_data_are_masked_and_unknown_fields_dropped() -> None:
    values = cleaned({"problem": "联系人电话13800138000", "hacked": "x", "title": "  "}, mask)
    assert values == {"problem": "联系人电话〔电话〕"}


@given(st.fixed_dictionaries({field.name: st.text(max_size=60) for field in FIELDS}))
def test_whatever_is_typed_is_refused_or_becomes_a_file(values: dict[str, str]) -> None:
    typed = cleaned(values, mask)
    if not check(typed).mistakes:
        assert to_markdown(typed, DAY).startswith("---\n")


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_free_text_cannot_break_out_of_its_place(
    tmp_path_factory: pytest.TempPathFactory, title: str, source: str, result: str
) -> None:
    typed = {**FULL, **cleaned({"title": title, "source": source, "result": result}, mask)}
    document = export(typed, tmp_path_factory.mktemp("export"))
    assert document.title == typed["title"]
    assert document.case is not None
    assert list(section_breaches(document, document.case)) == []


def test_same_case_is_suspected_with_reasons(tmp_path: Path, segmenter: Segmenter) -> None:
    searcher: Searcher = make_searcher(tmp_path, segmenter, write_cases)
    (found,) = likely_duplicates(searcher, {**VALUES, "title": "唐山餐饮", "region": "河北·唐山", "problem": "没写"})
    assert found.document.slug == "tangshan"
    assert {"名称相近", "同行业", "同地区"} <= set(found.reasons)
    unlike = {**VALUES, "title": "鞋厂女职工夜班津贴专项协商", "industry": "制造", "region": "浙江·温州"}
    assert likely_duplicates(searcher, unlike) == ()

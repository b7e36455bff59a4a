"""The structured record of a case: read whole, refused where it says too little or what the contract forbids."""

from dataclasses import replace
from pathlib import Path

import pytest
from corpus_files import case_keys, make_document, write_document

from indexer.case_checks import case_breaches, section_breaches
from indexer.case_facts import INDUSTRIES, TOPICS, CaseFacts, CaseProcedure, Evidence, Figure, Opening, Round
from indexer.documents import Kind
from indexer.errors import CorpusError
from indexer.frontmatter import read_document

RECORD = {
    "enterprises": 8,
    "workers": 160,
    "opening": {"workers": ["要求2300元"], "employers": ["只提100元"]},
    "evidence": [{"side": "职工方", "what": "利润增长三成"}],
    "rounds": [{"when": 2011, "what": "要约"}, {"when": "第二轮", "workers": "降到2200元", "employers": "提到2150元"}],
    "figures": [
        {"name": "行业最低工资", "topic": "底线工资", "value": 2180, "unit": "元/月", "voice": "来源报道"},
        {"name": "涨幅", "topic": "涨幅", "low": 5.5, "high": 8, "unit": "%", "voice": "官方发布", "base": "上年"},
    ],
    "procedure": {"offer": "3月书面要约", "filing": "4月审核"},
}
FACTS = CaseFacts(
    industry="餐饮",
    years="2011",
    parties=("工会联合会", "餐饮协会"),
    topics=("底线工资", "涨幅"),
    outcome="已知",
    reliability="高",
    enterprises=8,
    workers=160,
    opening=Opening(("要求2300元",), ("只提100元",)),
    evidence=(Evidence("职工方", "利润增长三成"),),
    rounds=(Round("2011", "要约"), Round("第二轮", "", "降到2200元", "提到2150元")),
    figures=(
        Figure("行业最低工资", "底线工资", "元/月", "来源报道", 2180),
        Figure("涨幅", "涨幅", "%", "官方发布", None, 5.5, 8, "上年"),
    ),
    procedure=CaseProcedure(offer="3月书面要约", filing="4月审核"),
)
WAGE = FACTS.figures[0]


def breaches(case: CaseFacts) -> list[tuple[str, str]]:
    return list(case_breaches(case, lambda key: f"{key}: no" if key == "工会法#999" else None))


def refusal(root: Path, **changes: object) -> str:
    with pytest.raises(CorpusError) as caught:
        read_document(write_document(root / "cases", "anli", case_keys(**changes), "## 问题\n\n甲。\n"), root)
    (problem,) = caught.value.problems
    assert problem.line > 1, "the line of the key, not of the file"
    return problem.message


def test_whole_record_becomes_values_and_has_no_breach(tmp_path: Path) -> None:
    keys = case_keys(topics=["底线工资", "涨幅"], **RECORD)
    document = read_document(write_document(tmp_path / "corpus" / "cases", "anli", keys, "## 问题\n\n甲。\n"), tmp_path)
    assert document.case == FACTS
    assert breaches(FACTS) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"opening": {"工会": ["甲"]}},
        {"evidence": [{"side": "法院", "what": "甲"}]},
        {"evidence": [{"side": "政府"}]},
        {"rounds": [{"what": "没有时间"}]},
        {"figures": [{"name": "甲", "topic": "底线工资", "value": 1, "voice": "来源报道"}]},
        {"figures": [{"name": "甲", "topic": "底线工资", "value": 1, "unit": "", "voice": "来源报道"}]},
        {"figures": [{"name": "甲", "topic": "底线工资", "value": 1, "unit": "元", "voice": "听说"}]},
        {"figures": [{"name": "甲", "topic": "底线工资", "value": "一千", "unit": "元", "voice": "来源报道"}]},
        {"procedure": {"sign": "甲"}},
        {"enterprises": "8家"},
        {"workers": 0},
    ],
)
def test_record_outside_the_contract_is_refused_when_read(tmp_path: Path, changes: dict[str, object]) -> None:
    (key,) = changes
    message = refusal(tmp_path / "corpus", **changes)
    assert f"$.{key}" in message


def test_figures_of_an_unverified_outcome_are_a_breach() -> None:
    assert [key for key, _ in breaches(replace(FACTS, outcome="未核实"))] == ["figures"]


@pytest.mark.parametrize(
    "figure",
    [
        replace(WAGE, value=None),
        replace(WAGE, low=1.0),
        replace(WAGE, value=None, low=1.0),
        replace(WAGE, value=None, low=2.0, high=1.0),
        replace(WAGE, topic="工时"),
    ],
)
def test_figure_that_says_too_little_or_too_much_is_a_breach(figure: Figure) -> None:
    ((key, message),) = breaches(replace(FACTS, figures=(figure,)))
    assert key == "figures"
    assert "行业最低工资" in message


def test_unknown_topic_industry_and_key_are_named() -> None:
    case = replace(FACTS, topics=("底线工资", "涨幅", "福气"), industry="饭馆", basis_stated=("工会法#999",))
    assert [key for key, _ in breaches(case)] == ["basis_stated", "industry", "topics"]
    assert "福气" in breaches(case)[2][1]


def test_round_that_says_nothing_is_a_breach() -> None:
    assert [key for key, _ in breaches(replace(FACTS, rounds=(Round("2011"),)))] == ["rounds"]


def test_unverified_outcome_has_no_result_section() -> None:
    document = make_document("## 问题\n\n甲。\n\n## 结果\n\n乙。\n", Kind.CASE)
    assert list(section_breaches(document, FACTS)) == []
    assert [line for line, _ in section_breaches(document, replace(FACTS, outcome="未核实"))] == [5]


def test_contract_and_code_name_the_same_topics_and_industries() -> None:
    contract = (Path(__file__).parents[1] / "corpus/README.md").read_text(encoding="utf-8")
    assert f"`topics` 只用：{'、'.join(TOPICS)}。" in contract
    assert f"`industry` 只用：{'、'.join(INDUSTRIES)}。" in contract

"""Cases found: conditions, counts that respect the others, an empty result that stays empty, words as a condition."""

from pathlib import Path

import pytest
from case_library import write_cases
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.library.case_evaluation import hit_at, ranked_cases
from service.library.cases import Choice, Found, Lift, find_cases, years_of
from service.search.question_sets import EvaluationError, Judgement
from service.search.ranking import Searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("cases"), segmenter, write_cases)


def slugs(found: Found) -> list[str]:
    return [item.document.slug for item in found.cases]


def counts(found: Found, name: str) -> dict[str, int]:
    (facet,) = [facet for facet in found.facets if facet.name == name]
    return {item.value: item.count for item in facet.values}


def test_without_conditions_every_case_is_there_latest_first(searcher: Searcher) -> None:
    found = find_cases(searcher, Choice())
    assert slugs(found) == ["kuaidi", "tangshan", "beijing", "panjue", "wuhan"]
    assert (found.total, found.lifts) == (5, ())
    assert counts(found, "industry") == {"餐饮": 4, "快递": 1}
    assert counts(found, "region") == {"河北": 2, "全国": 1, "北京": 1, "湖北": 1}
    assert counts(found, "outcome") == {"已知": 4, "未核实": 1}


def test_counts_of_a_facet_respect_the_other_conditions_and_not_its_own(searcher: Searcher) -> None:
    found = find_cases(searcher, Choice(industry="餐饮", region="河北"))
    assert slugs(found) == ["tangshan"]
    assert counts(found, "industry") == {"快递": 1, "餐饮": 1}
    assert counts(found, "region") == {"全国": 1, "北京": 1, "河北": 1, "湖北": 1}
    assert counts(found, "level") == {"行业": 1}


@pytest.mark.parametrize("region", ["河北", "河北·秦皇岛"])
def test_region_is_a_province_or_a_city(region: str, searcher: Searcher) -> None:
    assert "kuaidi" in slugs(find_cases(searcher, Choice(region=region)))


def test_case_of_several_years_and_topics_counts_in_each(searcher: Searcher) -> None:
    found = find_cases(searcher, Choice())
    years = counts(found, "year")
    assert list(years) == sorted(years, reverse=True)
    assert {years[year] for year in ("2022", "2024", "2014", "2010")} == {1}
    assert slugs(find_cases(searcher, Choice(year="2024"))) == ["kuaidi"]
    assert counts(found, "topic")["底线工资"] == 4


def test_empty_result_stays_empty_and_says_what_to_lift(searcher: Searcher) -> None:
    found = find_cases(searcher, Choice(industry="餐饮", topic="派费"))
    assert found.cases == ()
    assert found.lifts == (Lift("topic", "派费", 4), Lift("industry", "餐饮", 1))
    assert counts(found, "industry") == {"快递": 1, "餐饮": 0}


def test_condition_nobody_meets_is_no_condition_left_out(searcher: Searcher) -> None:
    found = find_cases(searcher, Choice(level="不存在"))
    assert found.cases == ()
    assert found.lifts == (Lift("level", "不存在", 5),)


def test_words_are_one_more_condition_and_order_the_rest(searcher: Searcher) -> None:
    assert slugs(find_cases(searcher, Choice(text="派费")))[0] == "kuaidi"
    assert find_cases(searcher, Choice(text="商店商场")).cases == ()
    assert find_cases(searcher, Choice(text="？")).cases == ()
    lifted = find_cases(searcher, Choice(text="武汉餐饮", industry="快递", topic="涨幅")).lifts
    assert {lift.name for lift in lifted} <= {"text", "industry", "topic"}


def test_snippet_comes_from_the_best_passage(searcher: Searcher) -> None:
    (best, *_) = find_cases(searcher, Choice(text="武汉餐饮协议签了")).cases
    assert best.passage.id in searcher.rows
    assert best.snippet.replace("…", "") in " ".join(best.passage.text.split())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020—2022、2025", ("2020", "2021", "2022", "2025")),
        ("2014年前后（年份未核实）", ("2014",)),
        ("来源没有写", ()),
        ("2011", ("2011",)),
    ],
)
def test_years_of_a_text(text: str, years: tuple[str, ...]) -> None:
    assert years_of(text) == years


def test_hit_at_counts_questions_with_a_relevant_case_at_the_top(searcher: Searcher) -> None:
    questions = {"a": "武汉餐饮", "b": "武汉餐饮", "c": "没有判断"}
    first = ranked_cases(searcher, "武汉餐饮")[0]
    judgements = (Judgement("a", first, 2), Judgement("b", "kuaidi", 1))
    assert hit_at(searcher, questions, judgements, k=1) == 1 / 2


def test_judgement_of_an_unknown_case_is_an_error(searcher: Searcher) -> None:
    with pytest.raises(EvaluationError, match="no case 'nowhere'"):
        hit_at(searcher, {"a": "餐饮"}, (Judgement("a", "nowhere", 1),), k=3)
    with pytest.raises(EvaluationError, match="none of 1 questions"):
        hit_at(searcher, {"a": "餐饮"}, (), k=3)


def test_judged_questions_of_the_project_name_existing_cases() -> None:
    folder = Path(__file__).parent
    cases = {path.stem for path in (folder.parent / "corpus/cases").glob("*.md")}
    lines = [
        line.split("\t") for path in folder.glob("evaluation/case_qrels.tsv") for line in path.read_text().splitlines()
    ]
    assert {line[1] for line in lines} <= cases

"""Stories measured issue by issue: rankings dealt out in turn, shares of issues and of whole stories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_issues import BARGAIN, CHATTER, WAGES, story, write
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.search.question_sets import Judgement, QuestionSet
from service.search.ranking import Searcher
from service.search.story_evaluation import dealt_out, evaluate_stories

TEXT = story(CHATTER, WAGES, CHATTER, BARGAIN)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write)


def measured(searcher: Searcher, *judgements: Judgement, **texts: str) -> tuple[int, dict[str, float]]:
    report = evaluate_stories(searcher, QuestionSet("stories", texts, judgements))
    return report.stories, {name: interval.mean for name, interval in report.measures.items()}


def test_first_of_each_ranking_comes_before_the_second_of_any() -> None:
    assert dealt_out([["a", "b", "c"], ["d"], ["e", "f"]]) == ["a", "d", "e", "b", "f", "c"]


def test_key_is_dealt_once_where_it_comes_first() -> None:
    assert dealt_out([["a", "b"], ["b", "c"]]) == ["a", "b", "c"]
    assert dealt_out([]) == dealt_out([[], []]) == []


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=5, unique=True), max_size=4))
def test_every_key_is_dealt_exactly_once(rankings: list[list[str]]) -> None:
    dealt = dealt_out(rankings)
    assert sorted(dealt) == sorted({key for ranking in rankings for key in ranking})


def test_share_counts_issues_and_all_counts_stories(searcher: Searcher) -> None:
    found, missed = Judgement("T1", "甲规定#1", 3, "a"), Judgement("T1", "甲规定#900", 2, "b")
    assert measured(searcher, found, T1=TEXT) == (1, {"Issue@5": 1.0, "Issue@10": 1.0, "All@10": 1.0})
    assert measured(searcher, found, missed, T1=TEXT) == (1, {"Issue@5": 0.5, "Issue@10": 0.5, "All@10": 0.0})


def test_one_article_of_an_issue_is_enough(searcher: Searcher) -> None:
    either = (Judgement("T1", "甲规定#900", 3, "a"), Judgement("T1", "甲规定#1", 2, "a"))
    assert measured(searcher, *either, T1=TEXT)[1]["All@10"] == 1.0


def test_background_articles_judgements_without_issue_and_unknown_stories_do_not_count(searcher: Searcher) -> None:
    found = Judgement("T1", "甲规定#1", 3, "a")
    others = (
        Judgement("T1", "甲规定#900", 1, "b"),
        Judgement("T1", "甲规定#901", 3),
        Judgement("T9", "甲规定#902", 3, "a"),
    )
    assert measured(searcher, found, *others, T1=TEXT) == measured(searcher, found, T1=TEXT)


def test_second_issue_that_the_whole_story_hides_is_found_when_it_is_cut(searcher: Searcher) -> None:
    judged = (Judgement("T1", "甲规定#1", 3, "a"), Judgement("T1", "甲规定#7", 3, "b"))
    report = evaluate_stories(searcher, QuestionSet("stories", {"T1": TEXT}, judged))
    assert report.measures["Issue@5"].mean == 1.0
    assert report.whole["Issue@5"].mean < 1.0

"""Which curated answer is taken: one of its own ways of asking always, others by six signals that agree."""

import pytest
from answer_library import write_answer_library
from tiny_library import make_searcher

from indexer.documents import Kind
from indexer.segmentation import Segmenter
from service.answering import matching
from service.answering.matching import APART, SIGNALS, TAKE, coefficients, matches, nearest_answers, signals
from service.search.filters import Filters
from service.search.query import Query
from service.search.ranking import Hit, Searcher

RULES = Filters(kinds=frozenset({Kind.REGULATION}))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write_answer_library)


def asked(searcher: Searcher, text: str) -> Query:
    query = searcher.query(text)
    assert query is not None
    return query


def rules(searcher: Searcher, *passage_ids: str) -> tuple[Hit, ...]:
    """Rules in this order, whatever they were found for."""
    found = {hit.passage.id: hit for hit in searcher.search(asked(searcher, "单位"), k=100, filters=RULES)}
    return tuple(found[passage_id] for passage_id in passage_ids)


def signals_of(searcher: Searcher, question: str, slug: str, *articles: str) -> dict[str, float]:
    query = asked(searcher, question)
    near = nearest_answers(searcher, query, Filters())
    hit = next(hit for hit in near if hit.document.slug == slug)
    return signals(searcher, query, hit, near, rules(searcher, *articles))


@pytest.mark.parametrize(
    ("question", "slug"),
    [("试用期最长多久", "shiyongqi"), ("试用期多久？", "shiyongqi"), ("老板欠工资怎么办", "gongzi")],
)
def test_own_way_of_asking_is_always_taken(question: str, slug: str, searcher: Searcher) -> None:
    best = matches(searcher, asked(searcher, question), Filters())[0]
    assert best.document.slug == slug
    assert best.probability == pytest.approx(1.0)


def test_matches_come_likeliest_first(searcher: Searcher) -> None:
    found = matches(searcher, asked(searcher, "老板欠工资怎么办"), Filters())
    assert [match.document.slug for match in found] == ["gongzi", "shiyongqi"]
    assert found[0].probability > found[1].probability


def test_question_about_something_else_takes_none(searcher: Searcher) -> None:
    assert all(match.probability < TAKE for match in matches(searcher, asked(searcher, "工会要约几天回应"), Filters()))


def test_nearest_answers_are_answers_only_best_first(searcher: Searcher) -> None:
    query = asked(searcher, "老板欠工资怎么办")
    assert [hit.document.slug for hit in nearest_answers(searcher, query, Filters(), 3)] == ["gongzi", "shiyongqi"]
    assert [hit.document.slug for hit in nearest_answers(searcher, query, Filters(), 1)] == ["gongzi"]


def test_signals_have_the_names_of_the_reviewed_file(searcher: Searcher) -> None:
    assert tuple(signals_of(searcher, "试用期多久", "shiyongqi")) == SIGNALS == tuple(coefficients().weights)


def test_article_counts_by_its_place_and_only_if_the_first_sentence_stands_on_it(searcher: Searcher) -> None:
    def article(*found: str) -> float:
        return signals_of(searcher, "试用期多久", "shiyongqi", *found)["article"]

    assert article("laodong-hetongfa/19") == 1.0
    assert article("guiding/32", "laodong-hetongfa/19") == 0.5
    assert article("laodong-hetongfa/1") == 0.0  # stands in 依据与说理 only
    assert article() == 0.0


def test_words_of_the_question_count_where_the_answer_says_them(searcher: Searcher) -> None:
    own = signals_of(searcher, "试用期最长", "shiyongqi")
    other = signals_of(searcher, "试用期最长", "gongzi")
    assert own["worded"] == pytest.approx(1.0)
    assert 0 < own["alike"] < 1
    assert other["alike"] == other["worded"] == 0


def test_each_answer_is_held_against_the_best_other(searcher: Searcher) -> None:
    own, other = (signals_of(searcher, "试用期多久", slug) for slug in ("shiyongqi", "gongzi"))
    assert own["next"] == pytest.approx(other["cosine"])
    assert other["next"] == pytest.approx(own["cosine"])


def test_only_answer_is_held_against_a_cosine_of_two_matters(searcher: Searcher) -> None:
    query = asked(searcher, "试用期多久")
    near = nearest_answers(searcher, query, Filters(), 1)
    assert signals(searcher, query, near[0], near, ())["next"] == APART


def test_reviewed_coefficients_say_what_they_should() -> None:
    weights = coefficients().weights
    assert weights["next"] < 0
    assert all(weight > 0 for name, weight in weights.items() if name != "next")
    assert matching.OFFER < TAKE

"""Each kind has a list of its own; of what is no rule only what is near is shown, each document once."""

import pytest
from answer_library import write_answer_library
from tiny_library import make_searcher

from indexer.documents import Kind
from indexer.segmentation import Segmenter
from service.search.by_kind import SHOWN, search_by_kind
from service.search.filters import Filters
from service.search.ranking import Hit, Searcher
from service.search.relevance import is_borne_out


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write_answer_library)


def lists(searcher: Searcher, question: str, filters: Filters = Filters()) -> dict[Kind, tuple[Hit, ...]]:
    query = searcher.query(question)
    assert query is not None
    return search_by_kind(searcher, query, filters)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_every_list_holds_its_kind_only_in_the_order_of_showing(searcher: Searcher) -> None:
    found = lists(searcher, "试用期最长多久")
    assert list(found) == [kind for kind in SHOWN if kind in found]
    assert {Kind.ANSWER, Kind.REGULATION, Kind.PROCEDURE} <= set(found)
    for kind, hits in found.items():
        assert hits
        assert {hit.passage.kind for hit in hits} == {kind}
        assert len(hits) <= SHOWN[kind]


def test_rules_are_those_of_the_search_however_far(searcher: Searcher) -> None:
    question = "餐饮单位的厨师"
    query = searcher.query(question)
    assert query is not None
    rules = searcher.search(query, k=SHOWN[Kind.REGULATION], filters=Filters(kinds=frozenset({Kind.REGULATION})))
    assert lists(searcher, question)[Kind.REGULATION] == rules
    assert len(rules) == SHOWN[Kind.REGULATION]


def test_what_is_not_near_is_not_shown(searcher: Searcher) -> None:
    assert Kind.CASE not in lists(searcher, "试用期不得超过多久")
    assert Kind.CASE in lists(searcher, "某市餐饮厨师报酬")
    query = searcher.query("某市餐饮厨师报酬")
    assert query is not None
    for kind, hits in lists(searcher, "某市餐饮厨师报酬").items():
        assert kind is Kind.REGULATION or all(is_borne_out(searcher, query, hit) for hit in hits)


def test_document_of_several_places_is_shown_once_by_its_best(searcher: Searcher) -> None:
    # Both sections of the case are near by their common title; the table is nearer.
    assert ids(lists(searcher, "某市餐饮岗位厨师报酬")[Kind.CASE]) == ["canyin/s2"]


def test_curated_answer_is_found_by_its_ways_of_asking(searcher: Searcher) -> None:
    assert ids(lists(searcher, "老板欠工资怎么办")[Kind.ANSWER]) == ["gongzi/answer"]


def test_filters_hold_in_every_list(searcher: Searcher) -> None:
    found = lists(searcher, "单位的报酬每月支付", Filters(applicable_in="河北"))
    assert "beijing/5" not in ids(found[Kind.REGULATION])
    assert "beijing/5" in ids(lists(searcher, "单位的报酬每月支付")[Kind.REGULATION])

"""Which passages may answer: each filter alone, and an empty result that stays empty."""

from dataclasses import replace

import pytest
from corpus_files import make_document
from tiny_library import bare_index, make_passage

from indexer.documents import Document, Kind, Status
from service.search.filters import Filters, allowed_rows, province, within


def document(slug: str, kind: Kind, region: str, level: str = "", status: Status = Status.IN_FORCE) -> Document:
    return replace(make_document("甲。", kind, title=slug, slug=slug), region=region, level=level, status=status)


DOCUMENTS = (
    document("law", Kind.REGULATION, "全国", "法律"),
    document("hebei", Kind.REGULATION, "河北", "地方性法规", Status.UNVERIFIED),
    document("qinhuangdao", Kind.PRACTICE, "河北·秦皇岛"),
    document("beijing", Kind.REGULATION, "北京", "地方性法规", Status.REPEALED),
    document("wuhan", Kind.CASE, "湖北·武汉", "行业"),
)
INDEX = bare_index(DOCUMENTS, [make_passage(document, "甲。") for document in DOCUMENTS])


def passing(filters: Filters) -> list[str]:
    allowed = allowed_rows(INDEX, filters)
    return [passage.slug for row, passage in enumerate(INDEX.passages) if allowed[row]]


def test_no_filter_lets_everything_through() -> None:
    assert passing(Filters()) == ["law", "hebei", "qinhuangdao", "beijing", "wuhan"]


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        (Filters(kinds=frozenset({Kind.CASE})), ["wuhan"]),
        (Filters(kinds=frozenset({Kind.CASE, Kind.PRACTICE})), ["qinhuangdao", "wuhan"]),
        (Filters(level="地方性法规"), ["hebei", "beijing"]),
        (Filters(region="河北"), ["hebei", "qinhuangdao"]),
        (Filters(region="河北·秦皇岛"), ["qinhuangdao"]),
        (Filters(region="全国"), ["law"]),
        (Filters(status=Status.REPEALED), ["beijing"]),
        (Filters(region="河北", kinds=frozenset({Kind.REGULATION})), ["hebei"]),
    ],
)
def test_filter_keeps_what_it_names(filters: Filters, slugs: list[str]) -> None:
    assert passing(filters) == slugs


@pytest.mark.parametrize("place", ["河北", "河北省", "河北·秦皇岛"])
def test_at_home_national_rules_own_rules_and_all_cases_apply(place: str) -> None:
    assert passing(Filters(applicable_in=place)) == ["law", "hebei", "qinhuangdao", "wuhan"]


def test_rule_of_one_province_never_applies_in_another() -> None:
    assert passing(Filters(applicable_in="北京市")) == ["law", "beijing", "wuhan"]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(kinds=frozenset()),
        Filters(kinds=frozenset({Kind.LESSON})),
        Filters(level="法律", region="河北"),
        Filters(region="火星"),
        Filters(region=""),
    ],
)
def test_filter_that_lets_nothing_through_is_not_no_filter(filters: Filters) -> None:
    assert passing(filters) == []


@pytest.mark.parametrize(
    ("region", "name"),
    [("河北", "河北"), ("河北省", "河北"), ("北京市", "北京"), ("河北·秦皇岛", "河北"), ("全国", "全国")],
)
def test_province_is_the_first_part_without_its_rank(region: str, name: str) -> None:
    assert province(region) == name


def test_region_lies_in_itself_and_in_its_province_only() -> None:
    assert within("河北·秦皇岛", "河北")
    assert within("河北", "河北")
    assert not within("河北", "河北·秦皇岛")
    assert not within("河北省", "河北")
    assert not within("河", "河北")

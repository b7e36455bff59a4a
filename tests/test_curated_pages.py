"""Curated answers in the browser: listed by topic and audience, and each with its depths and open citations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from test_pages import get
from tiny_answers import write_answers
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("curated")
    with make_client(make_runtime(make_searcher(folder, segmenter, write_answers), folder)) as client:
        yield client


def titles(client: TestClient, path: str) -> list[str]:
    return [href for href in get(client, path).every("href") if href.startswith("/answers/")]


def test_list_holds_every_answer_under_its_topic(client: TestClient) -> None:
    assert titles(client, "/answers") == ["/answers/qianxin", "/answers/shiyongqi"]
    assert {"t1", "t2"} <= set(get(client, "/answers").every("id"))


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("职工", ["/answers/qianxin", "/answers/shiyongqi"]),
        ("企业", ["/answers/shiyongqi"]),
        ("社工", []),
        ("nonsense", ["/answers/qianxin", "/answers/shiyongqi"]),
    ],
)
def test_audience_narrows_the_list(audience: str, expected: list[str], client: TestClient) -> None:
    assert titles(client, f"/answers?audience={audience}") == expected


def test_filters_say_how_many_answers_they_leave(client: TestClient) -> None:
    text = get(client, "/answers").text
    assert [words for words in ("全部 2", "职工 2", "企业 1", "社工 0") if words not in text] == []


def test_page_shows_three_depths_without_references(client: TestClient) -> None:
    page = get(client, "/answers/shiyongqi")
    assert [
        words
        for words in ("试用期不得超过六个月。", "怎么办", "依据与说理", "不管什么", "派遣")
        if words not in page.text
    ] == []
    assert "[劳动合同法#19]" not in page.text
    assert page.every("value").count("1") == 1


def test_citations_lead_to_marked_words(client: TestClient) -> None:
    page = get(client, "/answers/shiyongqi")
    cited = [href for href in page.every("href") if href.endswith("#quote")]
    assert len(cited) == 2 * 4  # the title of each of four places in three sources, and the link below its quote
    assert all('<mark id="quote">' in client.get(href).text for href in cited)
    assert {"#c1", "#c2", "#c3"} <= set(page.every("href"))
    assert {"c1", "c2", "c3"} <= set(page.every("id"))


def test_page_links_its_calculator_its_relations_and_its_choices(client: TestClient) -> None:
    page = get(client, "/answers/shiyongqi")
    assert {"/calculator/shiyongqi", "/answers/qianxin"} <= set(page.every("href"))
    assert {"一年合同试用期多久", "三年合同试用期多久"} <= set(page.every("value"))


def test_article_names_the_questions_that_use_it(client: TestClient) -> None:
    assert "/answers/shiyongqi" in get(client, "/law/laodong-hetongfa/19").every("href")
    assert "哪些问题用到这一条" in get(client, "/law/laodong-hetongfa/19").text
    assert "哪些问题用到这一条" not in get(client, "/law/laodong-hetongfa/1").text


def test_search_shows_a_curated_answer_by_its_words(client: TestClient) -> None:
    page = get(client, "/search?q=打工试用期最长多久&kind=answer")
    assert "/answers/shiyongqi" in page.every("href")
    assert "[劳动合同法#19]" not in page.text


def test_home_offers_one_question_of_each_topic_it_knows(client: TestClient) -> None:
    assert "打工试用期最长多久" in get(client, "/").every("value")


def test_unknown_answer_is_not_here(client: TestClient) -> None:
    assert client.get("/answers/nonsense").status_code == 404
    assert client.get("/answers/laodong-hetongfa").status_code == 404

"""The JSON contract: names and types that other programs are written against, and what every answer keeps."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.search.ranking import MAX_HITS, Searcher

Json = dict[str, object]

ANSWER = {
    *("id", "status", "question", "understood", "confidence", "issues", "answer", "citations", "unused"),
    *("notes", "handoff", "clarify", "previous", "url"),
}
SENTENCE = {"text", "citations", "issue", "depth", "item"}
ISSUE = {"question", "origin", "title", "url", "topic", "not_covered", "reviewed", "calculators"}
CITATION = {
    *("number", "passage_id", "article_key", "title", "heading", "quote", "start", "end"),
    *("validity", "trust", "effective", "url"),
}
UNUSED = {"passage_id", "article_key", "kind", "title", "heading", "url"}
HANDOFF, CONTACT = {"contacts", "prepare"}, {"name", "phone", "purpose"}
HIT = {
    *("rank", "passage_id", "kind", "title", "article_key", "heading", "text"),
    *("validity", "trust", "score", "url"),
}
PASSAGE = {
    *("passage_id", "document", "kind", "title", "article_key", "heading", "heading_path", "text"),
    *("validity", "trust", "effective", "region", "cites", "url"),
}
DOCUMENT = {
    *("slug", "kind", "title", "short_title", "aliases", "level", "issuer", "number", "region", "status"),
    *("status_note", "trust", "published", "effective", "version", "repealed", "reviewed", "not_held"),
    *("sources", "passages"),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


@pytest.fixture(scope="module")
def client(searcher: Searcher, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with make_client(make_runtime(searcher, tmp_path_factory.mktemp("data"))) as client:
        yield client


def ask(client: TestClient, question: str, **more: str) -> Json:
    response = client.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    found: Json = response.json()
    return found


def items(value: object) -> list[Json]:
    assert isinstance(value, list)
    return value


def hits(client: TestClient, **params: str | int) -> list[Json]:
    response = client.get("/api/search", params=params)
    assert response.status_code == 200
    found: Json = response.json()
    assert set(found) == {"query", "hits"}
    return items(found["hits"])


def test_answer_has_the_names_of_the_contract(client: TestClient) -> None:
    answer = ask(client, "单位的试用期不得超过多久")
    assert set(answer) == ANSWER
    assert (answer["status"], answer["handoff"]) == ("answered", None)
    for name, keys in (("issues", ISSUE), ("answer", SENTENCE), ("citations", CITATION), ("unused", UNUSED)):
        found = items(answer[name])
        assert found
        assert all(set(item) == keys for item in found)


def test_answer_to_a_named_article_is_whole(client: TestClient) -> None:
    answer = ask(client, "劳动合同法第十九条")
    text = "试用期不得超过六个月。\n同一单位只能约定一次试用期。"
    assert answer["answer"] == [
        {"text": f"《劳动合同法》第十九条：{text}", "citations": [1], "issue": 0, "depth": "摘录", "item": None}
    ]
    assert answer["citations"] == [
        {
            "number": 1,
            "passage_id": "laodong-hetongfa/19",
            "article_key": "劳动合同法#19",
            "title": "劳动合同法",
            "heading": "第十九条",
            "quote": text,
            "start": 0,
            "end": len(text),
            "validity": "现行有效",
            "trust": "原文",
            "effective": "2008-01-01",
            "url": f"/law/laodong-hetongfa/19?mark=0-{len(text)}#quote",
        }
    ]
    assert (answer["question"], answer["notes"], answer["url"]) == (
        "劳动合同法第十九条",
        [],
        f"/answer/{answer['id']}",
    )


@pytest.mark.parametrize(
    "question",
    [
        "单位的试用期不得超过多久",
        "劳动合同法第三十八条",
        "一方要约的，另一方多少日内回应",
        "单位报酬的案例",
        "先谈妥，再签字吗",
    ],
)
def test_every_quote_stands_in_its_passage_where_the_citation_says(question: str, client: TestClient) -> None:
    answer = ask(client, question)
    citations = items(answer["citations"])
    assert citations
    for citation in citations:
        passage = client.get(f"/api/passages/{citation['passage_id']}").json()
        assert passage["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"] != ""
    numbers = [number for sentence in items(answer["answer"]) for number in sentence["citations"]]  # type: ignore[attr-defined]
    assert numbers == [citation["number"] for citation in citations] == list(range(1, len(citations) + 1))


def test_used_and_unused_share_no_passage(client: TestClient) -> None:
    answer = ask(client, "单位的试用期不得超过多久")
    used, unused = ({item["passage_id"] for item in items(answer[name])} for name in ("citations", "unused"))
    assert used
    assert not used & unused


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", "empty_question"),
        ("？？", "empty_question"),
        ("商标被抢注怎么办", "out_of_scope"),
        ("《矿山条例》第三条", "not_held"),
        ("劳动合同法第九百条", "not_held"),
    ],
)
def test_refusal_has_a_status_one_sentence_and_no_citation(question: str, status: str, client: TestClient) -> None:
    answer = ask(client, question)
    assert set(answer) == ANSWER
    assert (answer["status"], answer["citations"], answer["unused"]) == (status, [], [])
    (sentence,) = items(answer["answer"])
    assert sentence["citations"] == []
    assert sentence["text"]


def test_refusal_says_where_to_turn(client: TestClient) -> None:
    handoff = ask(client, "《矿山条例》第三条")["handoff"]
    assert isinstance(handoff, dict)
    assert set(handoff) == HANDOFF
    assert all(set(contact) == CONTACT for contact in handoff["contacts"])
    assert [contact["phone"] for contact in handoff["contacts"]] == ["12351", "12333", "12348"]


def test_region_and_day_are_taken(client: TestClient) -> None:
    answer = ask(client, "劳动合同法第十九条", region="西藏", as_of="2010-05-01")
    notes = answer["notes"]
    assert isinstance(notes, list)
    assert notes[0] == "本库没有收录西藏的地方规定，以下只按全国规定回答。"
    assert notes[1].startswith("《劳动合同法》本库收录的是2012年12月28日公布的文本，2010年5月1日当时")


@pytest.mark.parametrize("blank", ["", "  "])
def test_blank_region_is_no_region(blank: str, client: TestClient) -> None:
    assert ask(client, "劳动合同法第十九条", region=blank) == ask(client, "劳动合同法第十九条")


def test_personal_data_is_masked_before_it_is_kept_or_shown(client: TestClient) -> None:
    answer = ask(client, "我叫王小明，电话13800138000，试用期多久")
    assert answer["question"] == "我叫〔姓名〕，电话〔电话〕，试用期多久"
    assert "13800138000" not in client.get(str(answer["url"])).text


def test_same_question_gives_the_same_answer_at_the_same_address(client: TestClient) -> None:
    assert ask(client, "试用期多久") == ask(client, " 试用期多久\x00 ")


def test_search_hit_has_the_names_of_the_contract(client: TestClient) -> None:
    found = hits(client, q="试用期不得超过六个月", k=3)
    assert [set(hit) for hit in found] == [HIT, HIT, HIT]
    assert [hit["rank"] for hit in found] == [1, 2, 3]
    first = {name: value for name, value in found[0].items() if name != "score"}
    assert first == {
        "rank": 1,
        "passage_id": "laodong-hetongfa/19",
        "kind": "regulation",
        "title": "劳动合同法",
        "article_key": "劳动合同法#19",
        "heading": "第十九条",
        "text": "试用期不得超过六个月。\n同一单位只能约定一次试用期。",
        "validity": "现行有效",
        "trust": "原文",
        "url": "/law/laodong-hetongfa/19",
    }


def test_hits_without_names_are_in_falling_order_of_score(client: TestClient) -> None:
    scores = [hit["score"] for hit in hits(client, q="报酬支付", k=MAX_HITS)]
    assert scores == sorted(scores, key=lambda score: -float(str(score)))


def test_search_echoes_the_cleaned_query(client: TestClient) -> None:
    assert client.get("/api/search", params={"q": " 试用期\x00 "}).json()["query"] == "试用期"


@pytest.mark.parametrize("k", [1, 2, MAX_HITS])
def test_k_is_the_most_that_is_given(k: int, client: TestClient, searcher: Searcher) -> None:
    assert len(hits(client, q="报酬", k=k)) == min(k, len(searcher.index.passages))


def test_ten_hits_are_given_unless_told_otherwise(client: TestClient) -> None:
    assert len(hits(client, q="报酬")) == 10


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({"kind": "case"}, {"canyin"}),
        ({"level": "部门规章"}, {"guiding", "jiu", "xin"}),
        ({"region": "河北"}, {"hebei", "pingjia"}),
        ({"region": "河北·秦皇岛"}, {"pingjia"}),
        ({"status": "效力未核实"}, {"tongzhi"}),
        ({"kind": "regulation", "region": "北京"}, {"beijing"}),
    ],
)
def test_filters_apply_before_the_best_are_chosen(filters: dict[str, str], slugs: set[str], client: TestClient) -> None:
    found = hits(client, q="劳动合同法第十九条试用期", k=100, **filters)
    assert {str(hit["passage_id"]).partition("/")[0] for hit in found} == slugs


@pytest.mark.parametrize("filters", [{"region": "火星"}, {"kind": "lesson"}, {"level": "法律", "region": "河北"}])
def test_filter_that_lets_nothing_through_gives_an_empty_list(filters: dict[str, str], client: TestClient) -> None:
    assert hits(client, q="劳动合同法第十九条试用期", **filters) == []


def test_passage_is_whole(client: TestClient) -> None:
    assert client.get("/api/passages/laodong-hetongfa/82").json() == {
        "passage_id": "laodong-hetongfa/82",
        "document": "laodong-hetongfa",
        "kind": "regulation",
        "title": "劳动合同法",
        "article_key": "劳动合同法#82",
        "heading": "第八十二条",
        "heading_path": ["第二章 订立"],
        "text": "依照本法第三十八条解除的，支付二倍报酬。",
        "validity": "现行有效",
        "trust": "原文",
        "effective": "2008-01-01",
        "region": "全国",
        "cites": ["劳动合同法#38"],
        "url": "/law/laodong-hetongfa/82",
    }


def test_every_passage_of_every_document_can_be_read(client: TestClient, searcher: Searcher) -> None:
    ids = []
    for slug in searcher.documents:
        document = client.get(f"/api/documents/{slug}").json()
        assert set(document) == DOCUMENT
        ids += document["passages"]
    assert ids == [passage.id for passage in searcher.index.passages]
    for passage in searcher.index.passages:
        found = client.get(f"/api/passages/{passage.id}").json()
        assert set(found) == PASSAGE
        assert found["text"] == passage.text


def test_document_is_whole(client: TestClient) -> None:
    assert client.get("/api/documents/jiu").json() == {
        "slug": "jiu",
        "kind": "regulation",
        "title": "旧支付办法",
        "short_title": "旧支付办法",
        "aliases": [],
        "level": "部门规章",
        "issuer": "测试部",
        "number": "",
        "region": "全国",
        "status": "已废止",
        "status_note": "",
        "trust": "要点",
        "published": None,
        "effective": None,
        "version": None,
        "repealed": "2010-01-01",
        "reviewed": "2026-11-22",
        "not_held": "",
        "sources": [{"name": "测试来源", "url": None, "reliability": None}],
        "passages": ["jiu/7"],
    }


def test_health_and_readiness(client: TestClient, searcher: Searcher) -> None:
    manifest = searcher.index.manifest
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {
        "status": "ready",
        "index": manifest.digest,
        "model": "letters",
        "documents": len(searcher.index.documents),
        "passages": len(searcher.index.passages),
        "articles": sum(passage.article_key is not None for passage in searcher.index.passages),
    }


def test_interface_describes_its_own_paths_and_no_pages(client: TestClient) -> None:
    paths = set(client.get("/openapi.json").json()["paths"])
    assert paths >= {
        "/api/ask",
        "/api/search",
        "/api/passages/{passage_id}",
        "/api/documents/{slug}",
        "/healthz",
        "/readyz",
    }
    assert {path for path in paths if not path.startswith("/api/")} == {"/healthz", "/readyz"}


def test_operations_have_plain_names_for_generated_clients(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    names = [operation["operationId"] for methods in paths.values() for operation in methods.values()]
    assert {"ask", "search", "passage", "check", "deadlines"} <= set(names)
    assert len(names) == len(set(names))


def test_described_schemas_have_the_names_of_the_contract(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    described = {name: set(schemas[name]["properties"]) for name in ("AnswerOut", "CitationOut", "HitOut", "ErrorOut")}
    assert described == {"AnswerOut": ANSWER, "CitationOut": CITATION, "HitOut": HIT, "ErrorOut": {"error"}}


def test_answer_to_programs_and_its_page_say_the_same(client: TestClient) -> None:
    answer = ask(client, "劳动合同法第八十二条")
    (sentence,) = items(answer["answer"])
    assert str(sentence["text"]) in client.get(str(answer["url"])).text

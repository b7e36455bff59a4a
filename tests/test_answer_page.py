"""The answer page for every outcome: issues, a fact that is missing, refusals with and without near questions."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from test_answer_store import ANSWER
from test_pages import Page, get
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.documents import Choice, Clarify
from indexer.segmentation import Segmenter
from service.answering.answer import Answer, Issue, Origin, Sentence
from service.answering.refusal import AnswerStatus, refusal
from service.http.pages.sectioning import Depth, Item, sections_of
from service.http.runtime import Runtime

NEAR = Clarify("哪一种合同？", (Choice("一年", "一年合同试用期多久"), Choice("三年", "三年合同试用期多久")))
SHORT = Sentence("不得超过六个月。", (1,), 0, "一句话")
FIRST, SECOND = Sentence("看合同。", (1,), 0, "怎么办", 1), Sentence("再谈。", (1,), 0, "怎么办", 2)
OTHER = Sentence("可以解除。", (1,), 1)
TWO = replace(
    ANSWER,
    sentences=(SHORT, FIRST, SECOND, OTHER),
    issues=(
        Issue("试用期", Origin.CURATED, "试用期最长多久", "/answers/shiyongqi", calculators=("shiyongqi", "gone")),
        Issue("没发工资", Origin.EXTRACT),
    ),
    understood="签了一年，试用期最长多久",
)


@pytest.fixture
def runtime(tmp_path: Path, segmenter: Segmenter) -> Runtime:
    return make_runtime(make_searcher(tmp_path, segmenter), tmp_path)


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


def shown(answer: Answer, runtime: Runtime, client: TestClient) -> Page:
    runtime.store.save(answer, dt.datetime.now(dt.UTC))
    return get(client, answer.url)


def refused(status: AnswerStatus, clarify: Clarify | None = None) -> Answer:
    words = refusal(status, "本库未收录《甲》") if status is not AnswerStatus.NEED_FACT else None
    sentence = Sentence(words.message if words else "答案要看合同。", ())
    return Answer(ANSWER.id, status, "试用期", (sentence,), handoff=words.handoff if words else None, clarify=clarify)


def test_sentences_stand_by_issue_depth_and_item() -> None:
    first, second = sections_of(TWO)
    assert first.depths == (
        Depth("一句话", (Item(None, (SHORT,)),)),
        Depth("怎么办", (Item(1, (FIRST,)), Item(2, (SECOND,)))),
    )
    assert [calculator.name for calculator in first.calculators] == ["shiyongqi"]
    assert (second.number, second.issue, second.depths) == (2, TWO.issues[1], (Depth("摘录", (Item(None, (OTHER,)),)),))


def test_answer_kept_before_issues_were_known_is_still_shown(runtime: Runtime, client: TestClient) -> None:
    assert "不得超过六个月。" in shown(ANSWER, runtime, client).text


def test_several_issues_are_listed_and_say_who_wrote_them(runtime: Runtime, client: TestClient) -> None:
    page = shown(TWO, runtime, client)
    assert {"#issue1", "#issue2", "/answers/shiyongqi", "/calculator/shiyongqi"} <= set(page.every("href"))
    assert {"issue1", "issue2"} <= set(page.every("id"))
    expected = ("编写的答案", "条文摘录", "理解为：", "签了一年", "按2020年1月1日的规定回答", "还是拿不准？")
    assert [words for words in expected if words not in page.text] == []


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (AnswerStatus.NOT_FOUND, "没有找到"),
        (AnswerStatus.OUT_OF_SCOPE, "不在本库的范围"),
        (AnswerStatus.NOT_HELD, "本库没有收录"),
        (AnswerStatus.EMPTY_QUESTION, "没有看到问题"),
    ],
)
def test_refusal_has_its_own_heading_and_calls_near_questions_near(
    status: AnswerStatus, heading: str, runtime: Runtime, client: TestClient
) -> None:
    page = shown(refused(status, NEAR), runtime, client)
    assert heading in page.text
    assert "这些不是答案，是相近的问题" in page.text
    assert {"一年合同试用期多久", "三年合同试用期多久"} <= set(page.every("value"))
    assert page.every("role").count("status") == 1


def test_missing_fact_is_asked_for_with_its_choices(runtime: Runtime, client: TestClient) -> None:
    page = shown(refused(AnswerStatus.NEED_FACT, NEAR), runtime, client)
    assert [words for words in ("还差一个情况", "哪一种合同？") if words not in page.text] == []
    assert "这些不是答案" not in page.text
    assert {"一年合同试用期多久", "三年合同试用期多久"} <= set(page.every("value"))

"""Answers kept at their addresses: the first stays, nothing is lost on the way, and failures name the database."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from indexer.documents import Choice, Clarify, Kind, Trust
from service.answering.answer import Answer, Issue, Origin, Sentence, Unused
from service.answering.citation import Citation
from service.answering.refusal import AnswerStatus, refusal
from service.store.answers import ANSWERS, AnswerStore
from service.store.database import StoreError

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
CITATION = Citation(
    number=1,
    passage_id="jia/19",
    article_key="甲规定#19",
    kind=Kind.REGULATION,
    title="甲规定",
    heading="第十九条",
    quote="不得超过六个月。",
    start=3,
    end=11,
    validity="现行有效",
    trust=Trust.DIGEST,
    effective=dt.date(2008, 1, 1),
    region="全国",
    url="/law/jia/19?mark=3-11#quote",
)
ANSWER = Answer(
    id="0123456789abcdef",
    status=AnswerStatus.ANSWERED,
    question="试用期最长多久 😀 <b>\n第二行",
    sentences=(Sentence("《甲规定》第十九条：不得超过六个月。", (1,)),),
    citations=(CITATION,),
    unused=(Unused("an/s1", None, Kind.CASE, "某案", "结果", "/case/an#s1"),),
    notes=("按今天的规定。",),
    region="河北",
    as_of=dt.date(2020, 1, 1),
    asked=dt.date(2026, 11, 22),
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store' / 'answers.sqlite'}"


def test_answer_comes_back_as_it_was(url: str) -> None:
    store = AnswerStore(url)
    store.save(ANSWER, NOW)
    assert store.get(ANSWER.id) == ANSWER


def test_curated_answer_to_a_follow_up_comes_back_as_it_was(url: str) -> None:
    reviewed = dt.date(2026, 11, 20)
    curated = Issue("试用期", Origin.CURATED, "试用期多久", "/answers/a", "试用期", "派遣", reviewed, ("shiyongqi",))
    answer = replace(
        ANSWER,
        sentences=(Sentence("六个月。", (1,), 0, "一句话"), Sentence("先看合同。", (1,), 1, "怎么办", 2)),
        issues=(curated, Issue("工资", Origin.EXTRACT)),
        clarify=Clarify("多长？", (Choice("一年", "一年合同试用期多久"),)),
        understood="试用期，多久",
        previous="fedcba9876543210",
        confidence="每一句都有出处。",
    )
    store = AnswerStore(url)
    store.save(answer, NOW)
    assert store.get(ANSWER.id) == answer


def test_refusal_with_its_handoff_comes_back_as_it_was(url: str) -> None:
    refused = refusal(AnswerStatus.NOT_FOUND)
    answer = Answer("r", refused.status, "甲", (Sentence(refused.message, ()),), handoff=refused.handoff)
    store = AnswerStore(url)
    store.save(answer, NOW)
    assert store.get("r") == answer


def test_first_answer_of_an_address_stays(url: str) -> None:
    store = AnswerStore(url)
    store.save(ANSWER, NOW)
    store.save(replace(ANSWER, notes=("后来的。",)), NOW)
    assert store.get(ANSWER.id) == ANSWER


@pytest.mark.parametrize("answer_id", ["", "fedcba9876543210", "0123456789ABCDEF", "' OR 1=1 --", "0123456789abcdef%"])
def test_unknown_address_holds_nothing(answer_id: str, url: str) -> None:
    store = AnswerStore(url)
    store.save(ANSWER, NOW)
    assert store.get(answer_id) is None


def test_answers_outlive_the_process(url: str) -> None:
    first = AnswerStore(url)
    first.save(ANSWER, NOW)
    first.close()
    assert AnswerStore(url).get(ANSWER.id) == ANSWER


def test_many_threads_may_keep_the_same_answer(url: str) -> None:
    store = AnswerStore(url)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.save(ANSWER, NOW), range(32)))
    assert store.get(ANSWER.id) == ANSWER


def test_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_text("not a database, but long enough to be taken for one" * 10, encoding="utf-8")
    with pytest.raises(StoreError, match=r"store\.sqlite.*check XIESHANG_DATABASE_URL"):
        AnswerStore(f"sqlite:///{path}")


@pytest.mark.parametrize("broken", ["nonsense", "", "mysterydb://user:secret@host/name"])
def test_url_that_is_none_is_refused_with_the_variable(broken: str) -> None:
    with pytest.raises(StoreError, match="XIESHANG_DATABASE_URL") as caught:
        AnswerStore(broken)
    assert "secret" not in str(caught.value)


def test_database_whose_driver_is_missing_is_refused_without_its_password() -> None:
    with pytest.raises(StoreError, match="XIESHANG_DATABASE_URL") as caught:
        AnswerStore("oracle+nosuchdriver://user:secret@127.0.0.1:1/name")
    assert "secret" not in str(caught.value)


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="XIESHANG_DATABASE_URL"):
        AnswerStore(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")


def test_table_that_was_dropped_under_it_is_a_store_error(url: str) -> None:
    store = AnswerStore(url)
    ANSWERS.drop(create_engine(url))
    with pytest.raises(StoreError, match="cannot write"):
        store.save(ANSWER, NOW)
    with pytest.raises(StoreError, match="cannot read"):
        store.get(ANSWER.id)


def test_error_does_not_repeat_what_was_asked(url: str) -> None:
    store = AnswerStore(url)
    ANSWERS.drop(create_engine(url))
    with pytest.raises(StoreError) as caught:
        store.save(ANSWER, NOW)
    assert "试用期" not in str(caught.value)


@pytest.mark.parametrize("payload", ["", "{", "[]", '{"id": "x"}'])
def test_row_that_cannot_be_read_is_a_store_error(payload: str, url: str) -> None:
    store = AnswerStore(url)
    store.save(ANSWER, NOW)
    with create_engine(url).begin() as connection:
        connection.execute(update(ANSWERS).values(payload=payload))
    with pytest.raises(StoreError, match="cannot read"):
        store.get(ANSWER.id)

"""Asking on: tokens that only this service makes, turns that can be walked back, and a clear word for a broken one."""

import datetime as dt
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from tiny_answers import write_answers
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.http.conversation import KEY_LENGTH, Conversation, SecretError, WrongPrevious
from service.http.runtime import MOST_TURNS, Runtime

ID = "9f4c40d9646cce25"
MESSAGE = "接着问的地址不完整"


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Runtime:
    folder = tmp_path_factory.mktemp("library")
    return make_runtime(make_searcher(folder, segmenter, write_answers), folder)


@pytest.fixture(scope="module")
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


def test_token_gives_its_id_back_in_every_process_of_a_data_folder(tmp_path: Path) -> None:
    token = Conversation(tmp_path).sign(ID)
    assert Conversation(tmp_path).unsign(token) == ID


def test_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: Conversation(folder).sign(ID), range(16)))
    assert len(tokens) == 1
    assert [path.name for path in folder.iterdir()] == ["secret"]
    assert len((folder / "secret").read_bytes()) == KEY_LENGTH
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600


def test_key_of_wrong_length_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(SecretError, match=r"secret has 5 bytes, expected 32; delete it"):
        Conversation(tmp_path).sign(ID)


def test_token_of_another_service_is_wrong(tmp_path: Path) -> None:
    token = Conversation(tmp_path / "a").sign(ID)
    with pytest.raises(WrongPrevious, match=MESSAGE):
        Conversation(tmp_path / "b").unsign(token)


@given(text=st.text(max_size=80))
def test_no_made_up_text_is_a_token(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    conversation = Conversation(tmp_path_factory.getbasetemp() / "made-up")
    with pytest.raises(WrongPrevious):
        conversation.unsign(text)


def test_follow_up_remembers_what_it_follows(client: TestClient) -> None:
    first = client.post("/api/ask", json={"question": "打工试用期最长多久"}).json()
    second = client.post("/api/ask", json={"question": "不付工资", "previous": first["previous"]}).json()
    assert second["id"] != client.post("/api/ask", json={"question": "不付工资"}).json()["id"]
    text = client.get(second["url"]).text
    assert first["url"] in text
    assert "打工试用期最长多久" in text


def test_form_on_the_page_carries_the_token(client: TestClient) -> None:
    first = client.post("/ask", data={"question": "打工试用期最长多久"}).headers["location"]
    found = re.search(r'name="previous" value="([^"]+)"', client.get(first).text)
    assert found
    second = client.post("/ask", data={"question": "不付工资", "previous": found[1]})
    assert second.status_code == 303
    assert first in client.get(second.headers["location"]).text


@pytest.mark.parametrize("token", ["x", ID, f"{ID}.x", "é", "\ud83d".encode("utf-8", "replace").decode()])
def test_broken_token_is_told_to_people_and_programs(token: str, client: TestClient) -> None:
    page = client.post("/ask", data={"question": "试用期", "previous": token})
    assert (page.status_code, MESSAGE in page.text) == (422, True)
    told = client.post("/api/ask", json={"question": "试用期", "previous": token})
    assert (told.status_code, told.json()["error"]["code"]) == (422, "wrong_previous")


def test_token_of_an_answer_that_is_gone_is_wrong(client: TestClient, runtime: Runtime) -> None:
    token = runtime.conversation.sign("0" * 16)
    assert client.post("/ask", data={"question": "试用期", "previous": token}).status_code == 422


def test_no_more_than_the_last_turns_are_walked(runtime: Runtime) -> None:
    answer = runtime.ask("打工试用期最长多久", None, None)
    for number in range(MOST_TURNS + 2):
        after = replace(answer, id=f"{number:016x}", previous=answer.id)
        runtime.store.save(after, dt.datetime.now(dt.UTC))
        answer = after
    assert [turn.id for turn in runtime.turns_before(answer)] == [f"{n:016x}" for n in range(1, MOST_TURNS + 1)]


def test_day_asked_about_is_said_and_carried_on(client: TestClient) -> None:
    address = client.post("/ask", data={"question": "打工试用期最长多久", "as_of": "2020-02-01"}).headers["location"]
    text = client.get(address).text
    assert "按2020年2月1日的规定回答" in text
    assert text.count('name="as_of" value="2020-02-01"') == 1  # the follow-up


@pytest.mark.parametrize("day", ["2020-02-30", "今天", "1"])
def test_day_that_is_none_is_told(day: str, client: TestClient) -> None:
    response = client.post("/ask", data={"question": "打工试用期最长多久", "as_of": day})
    assert (response.status_code, "日期要写成" in response.text) == (422, True)


def test_choice_is_a_question_of_its_own(client: TestClient) -> None:
    text = client.get(client.post("/ask", data={"question": "打工试用期最长多久"}).headers["location"]).text
    assert "情况不同，答案不同" in text
    assert 'name="question" value="一年合同试用期多久"' in text

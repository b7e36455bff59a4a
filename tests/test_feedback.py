"""Feedback: kept with what it judges, personal data masked, listed and exported with the question."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tiny_library import make_searcher
from tiny_service import make_client, make_runtime

from indexer.segmentation import Segmenter
from service.cli import main
from service.http.runtime import Runtime
from service.library.feedback_file import HEAD, to_csv
from service.store.feedback import REASONS, USEFUL, USELESS, Feedback, open_feedback

NOON = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.fixture
def runtime(tmp_path: Path, segmenter: Segmenter) -> Runtime:
    return make_runtime(make_searcher(tmp_path, segmenter), tmp_path)


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    with make_client(runtime) as client:
        yield client


def kept(runtime: Runtime) -> tuple[Feedback, ...]:
    with open_feedback(runtime.settings.store_url) as store:
        return store.every()


def test_page_offers_both_verdicts_and_every_reason(client: TestClient) -> None:
    text = client.get(client.post("/ask", data={"question": "试用期"}).headers["location"]).text
    assert [word for word in (USEFUL, USELESS, *REASONS) if f'value="{word}"' not in text] == []


def test_judgement_is_kept_with_what_it_judges(client: TestClient, runtime: Runtime) -> None:
    address = client.post("/ask", data={"question": "试用期"}).headers["location"]
    sent = {"verdict": USELESS, "reason": "过时", "text": "我的电话13800138000"}
    response = client.post(f"{address}/feedback", data=sent)
    assert (response.status_code, response.headers["location"]) == (303, f"{address}/thanks")
    assert "编辑会看到" in client.get(f"{address}/thanks").text
    (found,) = kept(runtime)
    assert found.answer_id == address.removeprefix("/answer/")
    assert found.index_digest == runtime.live.current().index.manifest.digest
    assert (found.verdict, found.reason, found.text) == (USELESS, "过时", "我的电话〔电话〕")


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({}, "有用"),
        ({"verdict": "好"}, "有用"),
        ({"verdict": USELESS, "reason": "别的"}, "理由"),
        ({"verdict": USELESS, "text": "字" * 501}, "最多500个字"),
    ],
)
def test_judgement_that_cannot_be_kept_is_told(
    sent: dict[str, str], word: str, client: TestClient, runtime: Runtime
) -> None:
    address = client.post("/ask", data={"question": "试用期"}).headers["location"]
    response = client.post(f"{address}/feedback", data=sent)
    assert (response.status_code, word in response.text, kept(runtime)) == (422, True, ())


def test_nothing_is_kept_about_an_answer_that_is_none(client: TestClient, runtime: Runtime) -> None:
    assert client.post(f"/answer/{'0' * 16}/feedback", data={"verdict": USEFUL}).status_code == 404
    assert client.get(f"/answer/{'0' * 16}/thanks").status_code == 404
    assert kept(runtime) == ()


def test_csv_has_the_question_and_no_formula() -> None:
    feedback = Feedback("0123456789abcdef", "d1", USELESS, "不完整", "=1+1", NOON)
    content = to_csv([(feedback, "试用期,多久")])
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        list(HEAD),
        ["2026-11-28 12:00", USELESS, "不完整", "'=1+1", "试用期,多久", "/answer/0123456789abcdef", "d1"],
    ]


def test_command_lists_and_exports(
    client: TestClient,
    runtime: Runtime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = client.post("/ask", data={"question": "试用期"}).headers["location"]
    for sent in ({"verdict": USEFUL}, {"verdict": USELESS, "reason": "过时", "text": "旧"}):
        client.post(f"{address}/feedback", data=sent)
    monkeypatch.setenv("XIESHANG_DATABASE_URL", runtime.settings.store_url)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["xieshang", "feedback", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), capsys.readouterr().out

    day = f"{kept(runtime)[0].given_at:%Y-%m-%d}"
    assert run() == (0, f"{day}  没用  过时  试用期  旧\n{day}  有用  —  试用期\n2 judgements\n")
    assert run("--verdict", "没用")[1].endswith("1 judgements\n")
    assert run("--verdict", "好")[0] == 2
    path = tmp_path / "feedback.csv"
    assert run("--output", str(path)) == (0, f"wrote {path}: 2 rows\n")
    assert "试用期" in path.read_text(encoding="utf-8-sig")
    assert run("--output", str(path))[0] == 2, "an existing file is not overwritten"

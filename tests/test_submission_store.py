"""Cases that wait for an editor: kept with their values, listed, counted, exported by the command line."""

import datetime as dt
from pathlib import Path

import pytest
from test_submission import FULL

from indexer.frontmatter import read_document
from service.cli import main
from service.store import submissions
from service.store.submissions import WAITING, Submission, TooMany, open_submissions

NOON = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_submission_waits_with_everything_it_said(url: str) -> None:
    with open_submissions(url) as store:
        saved = store.save("甲", {"title": "甲", "problem": "低"}, NOON)
    with open_submissions(url) as store:
        found = store.get(saved)
        assert found is not None
        assert (found.id, found.status, found.title) == (saved, WAITING, "甲")
        assert found.values == {"title": "甲", "problem": "低"}
        assert store.get("nothing") is None


def test_latest_comes_first(url: str) -> None:
    with open_submissions(url) as store:
        first = store.save("甲", {}, NOON)
        second = store.save("乙", {}, NOON + dt.timedelta(hours=1))
        assert [item.id for item in store.every()] == [second, first]
        assert all(isinstance(item, Submission) for item in store.every())


def test_door_closes_when_too_many_wait(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "MOST_WAITING", 1)
    with open_submissions(url) as store:
        store.save("甲", {}, NOON)
        with pytest.raises(TooMany, match="暂时不能再收"):
            store.save("乙", {}, NOON)
        assert len(store.every()) == 1


def test_command_lists_and_exports(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XIESHANG_DATABASE_URL", url)
    with open_submissions(url) as store:
        saved = store.save(FULL["title"], FULL, NOON)

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["xieshang", "submissions", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    assert run() == 0
    assert capsys.readouterr().out == f"{saved}  2026-11-28  待审  {FULL['title']}\n1 submissions\n"
    path = tmp_path / "corpus" / "cases" / "haigang.md"
    path.parent.mkdir(parents=True)
    assert run(saved, "--output", str(path)) == 0
    assert read_document(path, tmp_path / "corpus").title == FULL["title"]
    assert run(saved, "--output", str(path)) == 2, "an existing file is not overwritten"
    assert run("nothing") == 2
    assert run(saved, "--mark", "好") == 2
    assert run("nothing", "--mark", "退回") == 2
    assert run(saved, "--mark", "已采用") == 0
    with open_submissions(url) as store:
        assert [item.status for item in store.every()] == ["已采用"]

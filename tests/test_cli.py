"""The command line: help without the heavy libraries, one message and exit code 2 for what was foreseen."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus_files import regulation_keys, write_document
from tiny_encoder import LetterEncoder
from tiny_library import make_index

from indexer.encoding import BUILTIN, encoder_id
from indexer.segmentation import Segmenter
from service.cli import main
from service.cli.serving import PortInUse, bind

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("torch", "faiss", "sentence_transformers", "numpy", "fastapi", "sqlalchemy", "jieba", "uvicorn")
COMMANDS = ("ask", "search", "show", "build", "check", "lock", "serve", "evaluate", "evaluate-answers", "verify", "mcp")


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, over an empty corpus and data folder of its own."""
    for name in [name for name in os.environ if name.startswith("XIESHANG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XIESHANG_CORPUS_DIR", str(tmp_path / "corpus"))
    monkeypatch.setenv("XIESHANG_DATA_DIR", str(tmp_path))

    def command(*words: str, **environment: str) -> Ran:
        for name, value in environment.items():
            monkeypatch.setenv(f"XIESHANG_{name}", value)
        monkeypatch.setattr(sys, "argv", ["xieshang", *words])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys\n"
        "from service.cli import main\n"
        "sys.argv = ['xieshang', '--help']\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert not ended.code\n"
        f"print('LOADED', [name for name in {HEAVY} if name in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    assert ran.stdout.rstrip().endswith("LOADED []")
    assert all(name in ran.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert command in ran.out


def test_unknown_command_is_refused(run: Run) -> None:
    ran = run("fly")
    assert ran.code == 2
    assert "fly" in ran.err


@pytest.mark.parametrize(
    "words",
    [("ask", "试用期"), ("search", "试用期"), ("show", "劳动合同法#1"), ("verify", __file__)],
    ids=lambda words: words[0],
)
def test_without_an_index_the_command_that_builds_it_is_named(words: tuple[str, ...], run: Run) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("xieshang: no index in ")
    assert ran.err.endswith("run: xieshang build\n")


def test_bad_setting_is_one_message(run: Run) -> None:
    ran = run("ask", "试用期", PORT="eight")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("xieshang: XIESHANG_PORT='eight': ")
    assert ran.err.count("\n") == 1


def test_region_that_is_unknown_is_one_message(run: Run) -> None:
    ran = run("ask", "试用期", "--region", "火星")
    assert ran.code == 2
    assert "“河北”" in ran.err
    assert "Traceback" not in ran.err


def test_day_that_does_not_exist_is_refused(run: Run) -> None:
    ran = run("ask", "试用期", "--as-of", "2026-02-30")
    assert ran.code == 2
    assert "2026-02-30" in ran.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("search", "试用期", "--kind", "law"), "regulation, procedure"),
        (("search", "试用期", "--k", "0"), "greater than or equal to 1"),
        (("search", "试用期", "--k", "101"), "less than or equal to 100"),
        (("search",), "question"),
        (("serve", "--port", "70000"), "less than or equal to 65535"),
    ],
)
def test_option_out_of_bounds_names_what_is_allowed(words: tuple[str, ...], named: str, run: Run) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert named in " ".join(ran.err.replace("│", " ").split())  # the message stands in a box of lines


def test_unknown_system_names_the_ones_there_are(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", "--queries", str(tmp_path / "q"), "--qrels", str(tmp_path / "r"), "--system", "magic")
    assert ran.code == 2
    assert "no-prior" in ran.err


def test_file_of_questions_that_is_missing_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", "--queries", str(tmp_path / "q.jsonl"), "--qrels", str(tmp_path / "r.tsv"))
    assert ran.code == 2
    assert ran.err.startswith(f"xieshang: {tmp_path / 'q.jsonl'} cannot be read: ")


def test_port_in_use_is_one_message_with_the_way_out(run: Run, taken: int) -> None:
    ran = run("serve", "--port", str(taken))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"xieshang: cannot listen on 127.0.0.1:{taken} ")
    assert ran.err.endswith("choose another: xieshang serve --port " + str(taken + 1) + "\n")


def test_store_that_cannot_be_opened_stops_the_service_with_one_message(run: Run) -> None:
    with bind("127.0.0.1", 0) as listener:
        free = listener.getsockname()[1]
    ran = run("serve", "--port", str(free), DATABASE_URL="nonsense")
    assert ran.code == 2
    assert ran.err.startswith("xieshang: ")
    assert "XIESHANG_DATABASE_URL" in ran.err


def test_address_that_is_not_ours_cannot_be_bound() -> None:
    with pytest.raises(PortInUse, match=r"cannot listen on 203\.0\.113\.1:8000"):
        bind("203.0.113.1", 8000)


def test_host_that_is_no_address_cannot_be_bound() -> None:
    with pytest.raises(PortInUse, match="cannot listen on no such host"):
        bind("no such host", 8000)


def test_last_port_has_no_next_one_to_offer() -> None:
    with pytest.raises(PortInUse) as caught:
        bind("203.0.113.1", 65535)
    assert "65536" not in str(caught.value)


def test_free_port_is_bound_and_given_back() -> None:
    with bind("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
    with bind("127.0.0.1", port) as listener:
        assert listener.getsockname() == ("127.0.0.1", port)


def test_broken_corpus_is_listed_by_file_and_line(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    (root).mkdir()
    write_document(root / "regulations", "jia", "title: 甲规定\nlevel: 部门规章", "#### 第一条\n\n甲。\n")
    write_document(root / "regulations", "yi", regulation_keys(status="有效"), "#### 第一条\n\n乙。\n")
    ran = run("check")
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[-1] == f"2 files, {len(lines) - 1} problems"
    assert [line.split(":")[0].rpartition("/")[2] for line in lines[:-1]] == ["jia.md", "yi.md"]
    assert all(line.split(":")[1].isdigit() for line in lines[:-1])


def test_article_and_passage_are_shown_without_loading_a_model(
    run: Run, tmp_path: Path, segmenter: Segmenter, capsys: pytest.CaptureFixture[str]
) -> None:
    # An index that claims the bundled encoder; its vectors count letters, and `show` reads none of them.
    make_index(tmp_path, segmenter, encoder=LetterEncoder(encoder_id(BUILTIN)))
    capsys.readouterr()
    expected = "《劳动合同法》第八十二条（原文，现行有效）\n\n依照本法第三十八条解除的，支付二倍报酬。\n"
    for key in ("劳动合同法#82", "合同法82", "劳动合同法第八十二条", "laodong-hetongfa/82"):
        assert run("show", key) == Ran(0, expected, "")
    ran = run("show", "劳动合同法#900")
    assert ran.code == 2
    assert "neither an article key nor a passage id" in ran.err

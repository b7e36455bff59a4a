"""Asked questions: lines to values, and values to rows."""

from pathlib import Path

import pytest
from corpus_files import make_document, write_companion
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.asked import Asked, LeftOut, asked_files, asked_rows, read_asked, target_rows
from indexer.documents import Kind
from indexer.errors import CorpusError

LAW = make_document("甲。", title="甲法", slug="jia")
STEPS = make_document("乙。", Kind.PROCEDURE, title="乙流程", slug="yi")
PASSAGES = (
    make_passage(LAW, "甲。", "1"),
    make_passage(LAW, "乙。", "2-1"),
    make_passage(STEPS, "丙。", "shenqing"),
    make_passage(STEPS, "丁。", "banjie"),
)
SHOWN = Path("corpus/asked/jia.tsv")


def read(folder: Path, text: str) -> tuple[tuple[Asked, ...], tuple[LeftOut, ...]]:
    root = folder / "corpus"
    write_companion(root, "asked/jia.tsv", text)
    return read_asked(root)


def test_question_and_omission_are_read_with_their_lines(tmp_path: Path) -> None:
    text = "# 注\n\n甲法#1\t试用期多久\n甲法#3-5\t不问\t管理人\nyi/shenqing\t 怎么申请 \n"
    assert read(tmp_path, text) == (
        (Asked("甲法#1", "试用期多久", SHOWN, 3), Asked("yi/shenqing", "怎么申请", SHOWN, 5)),
        (LeftOut(("甲法#3", "甲法#4", "甲法#5"), "管理人", SHOWN, 4),),
    )


@pytest.mark.parametrize(
    ("target", "keys"),
    [
        ("甲法#3", ("甲法#3",)),
        ("甲法#9-10", ("甲法#9", "甲法#10")),
        ("刑法#276-1", ("刑法#276-1",)),  # 之一, no range
        ("甲法#3-3", ("甲法#3-3",)),
    ],
)
def test_range_is_every_article_of_it_and_an_inserted_article_is_none(
    target: str, keys: tuple[str, ...], tmp_path: Path
) -> None:
    (left_out,) = read(tmp_path, f"{target}\t不问\t理由\n")[1]
    assert left_out.targets == keys


@pytest.mark.parametrize(
    "line", ["甲法#1", "甲法#1\t", "\t试用期", "甲法#1\t不问", "甲法#1\t不问\t", "甲法#1\t问\t答", "甲法#1 试用期"]
)
def test_broken_lines_are_all_named_by_file_and_line(line: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, f"甲法#1\t好问题\n{line}\n甲\n")
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [(SHOWN, 2), (SHOWN, 3)]
    assert all(problem.message.startswith("expected key<TAB>question") for problem in caught.value.problems)


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("yi", "er", "jia"):
        write_companion(tmp_path, f"asked/{name}.tsv", f"甲法#1\t{name}\n")
    assert [path.name for path in asked_files(tmp_path)] == ["er.tsv", "jia.tsv", "yi.tsv"]
    assert [asked.text for asked in read_asked(tmp_path)[0]] == ["er", "jia", "yi"]


def test_corpus_without_questions_has_none(tmp_path: Path) -> None:
    assert read_asked(tmp_path) == ((), ())


def test_key_id_and_slug_lead_to_a_passage_a_slug_to_the_first() -> None:
    assert target_rows(PASSAGES) == {
        "jia": 0, "jia/1": 0, "甲法#1": 0, "jia/2-1": 1, "甲法#2-1": 1, "yi": 2, "yi/shenqing": 2, "yi/banjie": 3,
    }  # fmt: skip


def test_question_has_the_row_of_its_target() -> None:
    targets = ("yi", "甲法#2-1", "yi/banjie")
    assert asked_rows([Asked(target, "问", SHOWN, 1) for target in targets], PASSAGES) == (2, 1, 3)


def test_targets_that_do_not_exist_are_all_named() -> None:
    asked = [Asked(target, "问", SHOWN, line) for line, target in enumerate(("甲法#9", "甲法#1", "bing"), start=1)]
    with pytest.raises(CorpusError) as caught:
        asked_rows(asked, PASSAGES)
    assert [str(problem) for problem in caught.value.problems] == [
        "corpus/asked/jia.tsv:1: 甲法#9 is no article, passage or document of the corpus",
        "corpus/asked/jia.tsv:3: bing is no article, passage or document of the corpus",
    ]


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=8).filter(
    lambda text: not text.startswith("#") and text != "不问"
)


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_every_question_that_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]
) -> None:
    text = "".join(f"{target}\t{question}\n" for target, question in lines)
    questions, omissions = read(tmp_path_factory.mktemp("asked"), text)
    assert [(asked.target, asked.text) for asked in questions] == lines
    assert [asked.line for asked in questions] == list(range(1, len(lines) + 1))
    assert omissions == ()

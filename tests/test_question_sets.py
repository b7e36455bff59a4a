"""Files of questions and judgements, and their two halves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.question_sets import (
    DEV,
    TEST,
    EvaluationError,
    Judgement,
    QuestionSet,
    read_judgements,
    read_queries,
    read_set,
    split_of,
)


def test_files_are_read_and_blank_lines_skipped(tmp_path: Path) -> None:
    queries, qrels = tmp_path / "q.jsonl", tmp_path / "q.tsv"
    queries.write_text('{"qid": "A", "text": "试用期"}\n\n{"qid": "B", "text": "年假"}\n', encoding="utf-8")
    qrels.write_text("A\t劳动合同法#19\t2\n\nB\t劳动法#45\t0\n", encoding="utf-8")
    assert read_queries(queries) == {"A": "试用期", "B": "年假"}
    assert read_judgements(qrels) == (Judgement("A", "劳动合同法#19", 2), Judgement("B", "劳动法#45", 0))


@pytest.mark.parametrize("line", ["{", '"A"', "[1]", '{"qid": "A"}', '{"text": "甲"}'])
def test_broken_line_of_queries_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"qid": "A", "text": "甲"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r'q\.jsonl:2: expected \{"qid"'):
        read_queries(path)


@pytest.mark.parametrize("line", ["A", "A\t甲#1", "A\t甲#1\tgut", "A 甲#1 1"])
def test_broken_line_of_judgements_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text(f"A\t甲#1\t1\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"q\.tsv:2: expected qid<TAB>article key<TAB>grade"):
        read_judgements(path)


def test_broken_line_is_counted_with_the_blank_lines_before_it(tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text("A\t甲#1\t1\n\n\nA\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"q\.tsv:4: "):
        read_judgements(path)


def test_missing_or_garbled_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nothing\.jsonl cannot be read"):
        read_queries(tmp_path / "nothing.jsonl")
    (tmp_path / "q.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationError, match=r"q\.tsv cannot be read"):
        read_judgements(tmp_path / "q.tsv")


def test_issue_of_a_story_is_the_fourth_column(tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_text("A\t劳动法#50\t3\ta\nA\t劳动法#51\t3\n", encoding="utf-8")
    assert read_judgements(path) == (Judgement("A", "劳动法#50", 3, "a"), Judgement("A", "劳动法#51", 3, ""))


def test_set_is_read_by_the_beginning_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "jia_queries.jsonl").write_text('{"qid": "A", "text": "甲", "note": "乙"}\n', encoding="utf-8")
    (tmp_path / "jia_qrels.tsv").write_text("A\t甲#1\t2\n", encoding="utf-8")
    assert read_set(tmp_path / "jia") == QuestionSet("jia", {"A": "甲"}, (Judgement("A", "甲#1", 2),))


def test_half_of_a_question_is_the_first_bit_of_the_hash_of_its_id() -> None:
    # sha256 of "a" begins with ca ≥ 80, that of "B" with df, that of "b" with 3e, that of "c" with 2e.
    assert {qid: split_of(qid) for qid in "aBbc"} == {"a": TEST, "B": TEST, "b": DEV, "c": DEV}


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=20))
def test_halves_share_no_question_and_leave_none_out(qids: list[str]) -> None:
    queries = {qid: f"问{qid}" for qid in qids}
    judgements = tuple(Judgement(qid, "甲#1", 1) for qid in qids)
    questions = QuestionSet("jia", queries, judgements)
    dev, test = questions.half(DEV), questions.half(TEST)
    assert not dev.queries.keys() & test.queries.keys()
    assert dev.queries | test.queries == queries
    assert sorted((*dev.judgements, *test.judgements), key=lambda item: qids.index(item.qid)) == list(judgements)
    assert all(item.qid in half.queries for half in (dev, test) for item in half.judgements)
    assert (dev.name, test.name) == ("jia/dev", "jia/test")


@pytest.mark.parametrize("name", ["bargaining", "negotiation", "short", "lookup", "time", "stories"])
def test_every_set_of_ours_has_judgements_for_its_own_questions_only(name: str) -> None:
    questions = read_set(Path(__file__).parent / "evaluation" / name)
    judged = {item.qid for item in questions.judgements}
    assert judged <= questions.queries.keys()
    assert all(questions.half(half).queries for half in (DEV, TEST))

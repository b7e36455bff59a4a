"""The sentences of curated answers, and the one passage an answer is."""

from pathlib import Path

import pytest
from corpus_files import answer_keys, make_document, write_document
from hypothesis import given
from hypothesis import strategies as st

from indexer.answers import DEPTHS, Statement, read_statements, without_references
from indexer.documents import AnswerFacts, Choice, Clarify, Document, Kind
from indexer.errors import CorpusError
from indexer.frontmatter import read_document
from indexer.splitting import split

TEXT = (
    "## 一句话\n"
    "\n"
    "最长6个月[甲法#19]。一年的不超过2个月[甲法#19；yi/shenqing；计算:probation]。\n"
    "\n"
    "## 怎么办\n"
    "\n"
    "1. 先看合同[甲法#2]。\n"
    "2. 再算一算。\n"
    "\n"
    "## 依据与说理\n"
    "\n"
    "理由[见下]在这里！\n"
)


def statements(text: str) -> tuple[Statement, ...]:
    return read_statements(make_document(text, Kind.ANSWER))


def test_every_sentence_is_read_with_what_it_stands_on() -> None:
    assert statements(TEXT) == (
        Statement("一句话", "最长6个月。", ("甲法#19",), None, 1, 3),
        Statement("一句话", "一年的不超过2个月。", ("甲法#19", "yi/shenqing", "计算:probation"), None, 1, 3),
        Statement("怎么办", "先看合同。", ("甲法#2",), 1, 1, 7),
        Statement("怎么办", "再算一算。", (), 2, 2, 8),
        Statement("依据与说理", "理由[见下]在这里！", (), None, 1, 12),
    )


def test_calculators_are_told_from_sources() -> None:
    statement = statements(TEXT)[1]
    assert (statement.sources, statement.calculators) == (("甲法#19", "yi/shenqing"), ("probation",))


def test_paragraphs_of_a_section_are_counted_without_blank_lines() -> None:
    found = statements("## 依据与说理\n\n甲。\n\n\n乙。丙。\n")
    assert [(item.text, item.paragraph, item.line) for item in found] == [
        ("甲。", 1, 3),
        ("乙。", 2, 6),
        ("丙。", 2, 6),
    ]


@pytest.mark.parametrize(("text", "words"), [("甲[乙#1]。丙[丁]", "甲。丙"), ("甲[乙]丙。", "甲[乙]丙。")])
def test_references_are_taken_out_only_at_the_end_of_a_sentence(text: str, words: str) -> None:
    assert without_references(text) == words


def test_no_heading_is_no_sentence() -> None:
    assert statements("甲[乙#1]。\n") == ()


WORDS = st.text("甲乙丙丁，3个月", min_size=1, max_size=10).filter(str.strip)
KEYS = st.lists(st.sampled_from(["甲法#1", "乙法#276-1", "yi/shenqing", "计算:severance"]), max_size=3)


@given(
    st.lists(st.tuples(st.sampled_from(DEPTHS), st.lists(st.tuples(WORDS, KEYS), min_size=1, max_size=4)), max_size=3)
)
def test_every_written_sentence_is_read_back(sections: list[tuple[str, list[tuple[str, list[str]]]]]) -> None:
    text = ""
    for depth, sentences in sections:
        lines = (f"{words}[{'；'.join(keys)}]。" if keys else f"{words}。" for words, keys in sentences)
        text += f"## {depth}\n\n{''.join(lines)}\n\n"
    found = [(item.depth, item.text, list(item.references)) for item in statements(text)]
    assert found == [(depth, f"{words}。", keys) for depth, sentences in sections for words, keys in sentences]
    assert without_references(text).count("[") == 0


def answer(folder: Path, **changes: object) -> Document:
    root = folder / "corpus"
    return read_document(write_document(root / "answers", "shiyongqi", answer_keys(**changes), TEXT), root)


def test_answer_is_one_passage_and_its_text_a_slice(tmp_path: Path) -> None:
    document = answer(tmp_path)
    (passage,) = split(document)
    assert (passage.id, passage.kind, passage.heading) == ("shiyongqi/answer", Kind.ANSWER, "试用期最长多久")
    assert passage.article_key is None
    assert document.text[passage.start : passage.end] == passage.text == TEXT.strip()


def test_front_matter_becomes_facts(tmp_path: Path) -> None:
    clarify = {"question": "签了多久的合同？", "choices": [{"label": "一年", "ask": "一年的合同试用期多久"}]}
    document = answer(tmp_path, related=["nianjia"], clarify=clarify)
    assert document.answer == AnswerFacts(
        topic="试用期",
        audience=("职工",),
        asked=("试用期几个月",),
        not_covered="派遣",
        related=("nianjia",),
        clarify=Clarify("签了多久的合同？", (Choice("一年", "一年的合同试用期多久"),)),
    )
    assert document.sources == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [({"audience": ["路人"]}, "路人"), ({"topic": 3}, "topic"), ({"clarify": {"question": "甲"}}, "choices")],
)
def test_key_that_is_wrong_is_named(changes: dict[str, object], named: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=named):
        answer(tmp_path, **changes)

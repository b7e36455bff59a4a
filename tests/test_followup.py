"""A question that leans on the one before is understood with its topic; every other question is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_answer_store import CITATION

from service.answering.answer import Answer, Issue, Origin, Sentence
from service.answering.followup import LONGEST, topic_of, understood_as
from service.answering.refusal import AnswerStatus


def answered(question: str, topic: str | None = None, understood: str | None = None) -> Answer:
    """An answer with one issue and one citation."""
    issue = Issue(question, Origin.CURATED if topic else Origin.EXTRACT, topic=topic)
    return Answer(
        id="before",
        status=AnswerStatus.ANSWERED,
        question=question,
        sentences=(Sentence("甲。", (1,)),),
        citations=(CITATION,),
        issues=(issue,),
        understood=understood,
    )


REFUSED = Answer("refused", AnswerStatus.OUT_OF_SCOPE, "今天天气怎么样", (Sentence("不是。", ()),))
PROBATION = answered("试用期最长多久？", topic="试用期")


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("那工资怎么算", "试用期，工资怎么算"),
        ("那么，工资怎么算？", "试用期，工资怎么算？"),
        ("还有社保呢", "试用期，社保呢"),
        ("如果超过了", "试用期，超过了"),
        ("多久", "试用期，多久"),
        ("怎么算？", "试用期，怎么算？"),
        ("去哪告", "试用期，去哪告"),
        ("超过了会怎样", "试用期，超过了会怎样"),
        ("公司不给呢？", "试用期，公司不给呢？"),
    ],
)
def test_question_that_leans_on_the_answer_before_is_read_with_its_topic(question: str, whole: str) -> None:
    assert understood_as(question, PROBATION) == whole


@pytest.mark.parametrize(
    "question",
    ["工资拖欠去哪投诉", "加班费按几倍", "公司不交社保", "那试用期能延长吗", "那", "那么，", "如果？", "这个！"],
)
def test_question_that_stands_alone_or_says_nothing_is_left_alone(question: str) -> None:
    assert understood_as(question, PROBATION) is None


def test_long_question_says_itself_what_it_is_about() -> None:
    whole = "那" + "甲" * (LONGEST - 1)
    assert understood_as(whole, PROBATION) == "试用期，" + "甲" * (LONGEST - 1)
    assert understood_as(whole + "甲", PROBATION) is None


def test_nothing_before_or_a_refusal_before_gives_no_topic() -> None:
    assert understood_as("那工资怎么算", None) is None
    assert understood_as("那工资怎么算", REFUSED) is None


def test_topic_is_that_of_the_curated_answer_else_the_question_without_its_mark() -> None:
    assert topic_of(PROBATION) == "试用期"
    assert topic_of(answered("怀孕了能调岗吗？")) == "怀孕了能调岗吗"
    assert topic_of(answered("那调岗呢", understood="怀孕，调岗呢？")) == "怀孕，调岗呢"
    assert topic_of(answered("甲" * (LONGEST + 1))) is None
    assert topic_of(REFUSED) is None


def test_follow_up_of_a_follow_up_keeps_the_topic() -> None:
    assert understood_as("那怎么办", answered("那调岗呢", understood="怀孕调岗")) == "怀孕调岗，怎么办"


@given(st.text("那如果怎么工资试用期呢？，甲", max_size=LONGEST + 3))
def test_whatever_is_understood_holds_the_topic_and_words_that_were_typed(question: str) -> None:
    whole = understood_as(question, PROBATION)
    if whole is not None:
        topic, rest = whole.split("，", 1)
        assert topic == "试用期"
        assert question.endswith(rest)
        assert "试用期" not in question

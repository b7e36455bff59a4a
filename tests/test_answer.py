"""An answer is plain data: its address, its defaults, its names; it changes only by copying."""

from dataclasses import FrozenInstanceError, replace

import pytest

from indexer.answers import DEPTHS
from service.answering.answer import EXTRACTS, Answer, Issue, Origin, Request, Sentence
from service.answering.refusal import AnswerStatus

ANSWER = Answer("0123456789abcdef", AnswerStatus.ANSWERED, "试用期最长多久", (Sentence("六个月。", (1,)),))


def test_address_is_made_of_the_id() -> None:
    assert ANSWER.url == "/answer/0123456789abcdef"


def test_answer_can_be_changed_only_by_copying() -> None:
    with pytest.raises(FrozenInstanceError):
        ANSWER.notes = ("甲",)  # type: ignore[misc]
    assert replace(ANSWER, notes=("甲",)).notes == ("甲",)
    assert ANSWER.notes == ()


def test_sentence_belongs_to_the_first_issue_and_to_no_depth_of_a_curated_answer_unless_said() -> None:
    sentence = Sentence("六个月。", (1,))
    assert (sentence.issue, sentence.depth, sentence.item) == (0, EXTRACTS, None)
    assert EXTRACTS not in DEPTHS


def test_origins_are_told_in_words_of_their_own() -> None:
    assert [origin.value for origin in Origin] == ["编写的答案", "条文摘录", "模型生成"]


def test_issue_of_extracts_has_no_page_and_nothing_reckons_it() -> None:
    issue = Issue("试用期", Origin.EXTRACT)
    assert (issue.title, issue.url, issue.topic, issue.not_covered, issue.reviewed, issue.calculators) == (
        None,
        None,
        None,
        "",
        None,
        (),
    )


def test_question_alone_is_a_whole_request() -> None:
    assert Request("试用期") == Request("试用期", region=None, as_of=None, previous=None)

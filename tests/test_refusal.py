"""Each way of not answering has its own words and its own place to turn to."""

import pytest

from service.answering.refusal import LABOUR, LEGAL_AID, PREPARE, UNION, AnswerStatus, Handoff, refusal

REFUSALS = tuple(status for status in AnswerStatus if status is not AnswerStatus.ANSWERED)


@pytest.mark.parametrize("status", REFUSALS)
def test_refusal_keeps_its_status_and_says_something(status: AnswerStatus) -> None:
    found = refusal(status, "本库未收录《甲条例》")
    assert found.status is status
    assert len(found.message) > 10
    assert "{" not in found.message


def test_no_two_refusals_say_the_same() -> None:
    messages = {refusal(status, "甲").message for status in REFUSALS}
    messages.add(refusal(AnswerStatus.OUT_OF_SCOPE).message)
    assert len(messages) == len(REFUSALS) + 1


def test_what_is_not_held_is_named_with_one_full_stop() -> None:
    expected = "本库未收录《甲条例》第三条。请到官方渠道查阅原文；本库不凭记忆回答没有收录的条文。"
    assert refusal(AnswerStatus.NOT_HELD, "本库未收录《甲条例》第三条").message == expected
    assert refusal(AnswerStatus.NOT_HELD, "本库未收录《甲条例》第三条。").message == expected


def test_fact_that_is_needed_is_asked_for() -> None:
    assert refusal(AnswerStatus.NEED_FACT, "还需要知道一件事").message == "还需要知道一件事。"


@pytest.mark.parametrize("status", [AnswerStatus.NOT_FOUND, AnswerStatus.NOT_HELD, AnswerStatus.NEED_FACT])
def test_person_with_a_question_of_ours_is_handed_to_all_three_lines(status: AnswerStatus) -> None:
    assert refusal(status, "甲").handoff == Handoff((UNION, LABOUR, LEGAL_AID), PREPARE)


def test_person_with_a_question_of_other_law_is_handed_to_legal_aid() -> None:
    found = refusal(AnswerStatus.OUT_OF_SCOPE, "知识产权", turn_to="可以问知识产权局。")
    assert found.handoff == Handoff((LEGAL_AID,), PREPARE[:1])
    assert found.message == (
        "这个问题看起来属于“知识产权”，不是劳动方面的。本库只回答劳动者权益、工会与集体协商的问题。可以问知识产权局。"
    )


def test_what_is_no_question_of_law_is_handed_to_union_and_legal_aid() -> None:
    assert refusal(AnswerStatus.OUT_OF_SCOPE).handoff == Handoff((UNION, LEGAL_AID), ())


def test_empty_question_needs_no_handoff() -> None:
    assert refusal(AnswerStatus.EMPTY_QUESTION).handoff is None


def test_lines_are_the_public_ones() -> None:
    assert (UNION.phone, LABOUR.phone, LEGAL_AID.phone) == ("12351", "12333", "12348")

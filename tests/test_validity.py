"""In force on a day or not, and the words of warning about the text that is held."""

import datetime as dt
from dataclasses import replace

import pytest
from corpus_files import make_document

from indexer.documents import Status
from service.answering.validity import text_note, validity_on

DAY = dt.date(2026, 11, 22)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
RULE = make_document("甲。", title="甲规定")


@pytest.mark.parametrize(
    ("effective", "repealed", "status"),
    [
        (None, None, Status.IN_FORCE),
        (BEFORE, None, Status.IN_FORCE),
        (DAY, None, Status.IN_FORCE),
        (AFTER, None, Status.NOT_YET),
        (BEFORE, AFTER, Status.IN_FORCE),
        (BEFORE, DAY, Status.REPEALED),
        (BEFORE, BEFORE, Status.REPEALED),
        (None, BEFORE, Status.REPEALED),
    ],
)
def test_dates_decide_on_the_day_itself(effective: dt.date | None, repealed: dt.date | None, status: Status) -> None:
    assert validity_on(replace(RULE, effective=effective, repealed=repealed), DAY) is status


@pytest.mark.parametrize("status", Status)
def test_without_dates_the_corpus_decides(status: Status) -> None:
    assert validity_on(replace(RULE, status=status), DAY) is status


def test_rule_marked_repealed_was_in_force_before_it_was() -> None:
    """`status` says how it is today; a question about an earlier day goes by the dates."""
    rule = replace(RULE, status=Status.REPEALED, effective=dt.date(1995, 1, 1), repealed=DAY)
    assert validity_on(rule, BEFORE) is Status.IN_FORCE
    assert validity_on(rule, DAY) is Status.REPEALED


def test_rule_that_was_to_come_is_in_force_once_its_day_has_come() -> None:
    rule = replace(RULE, status=Status.NOT_YET, effective=DAY)
    assert validity_on(rule, BEFORE) is Status.NOT_YET
    assert validity_on(rule, DAY) is Status.IN_FORCE


def test_text_newer_than_the_day_asked_for_is_said() -> None:
    rule = replace(RULE, version=dt.date(2013, 7, 1))
    assert text_note(rule, dt.date(2012, 1, 5)) == (
        "《甲规定》本库收录的是2013年7月1日公布的文本，2012年1月5日当时的文字可能不同，旧文本本库未收录。"
    )
    assert text_note(rule, dt.date(2013, 7, 1)) is None


def test_unverified_rule_carries_its_reason() -> None:
    rule = replace(RULE, status=Status.UNVERIFIED, status_note="只见转载")
    assert text_note(rule, DAY) == "《甲规定》的效力未核实：只见转载。"
    assert text_note(replace(rule, status_note=""), DAY) == "《甲规定》的效力未核实：请以官方文本为准。"


def test_rule_in_force_needs_no_note() -> None:
    assert text_note(RULE, DAY) is None

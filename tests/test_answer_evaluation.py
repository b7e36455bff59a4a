"""Every measure on answers made by hand, files of expectations, and the floors of the real index."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.answers import REASONS, SHORT, STEPS, Statement
from indexer.article_keys import chinese_number
from indexer.documents import Choice, Clarify
from indexer.passages import Span
from service.answering.answer import EXTRACTS, Answer, Request, Sentence
from service.answering.answerer import Answerer
from service.answering.citation import cite
from service.answering.evaluation import ALL, Report, Share, evaluate_answers, failures, pooled, summarized
from service.answering.expectations import Contest, Expectation, contests, read_expectations
from service.answering.measures import (
    CONFLICTS,
    LOWER_IS_BETTER,
    Count,
    Ground,
    Measure,
    Outcome,
    measured,
    measured_contest,
)
from service.answering.refusal import AnswerStatus
from service.answering.support import in_digits, says, supports
from service.search.evaluation import Interval
from service.search.question_sets import EvaluationError, Judgement, QuestionSet, read_set
from service.search.ranking import Searcher

EVALUATION = Path(__file__).parent / "evaluation"
TODAY = dt.date(2026, 11, 28)
ANSWERED, NEED_FACT, NOT_FOUND = AnswerStatus.ANSWERED, AnswerStatus.NEED_FACT, AnswerStatus.NOT_FOUND

RULE = make_document("试用期不得超过六个月。", title="合同法")
PASSAGES = {
    "#19": make_passage(RULE, "试用期不得超过六个月。", "19"),
    "#37": make_passage(RULE, "提前三十日通知可以解除。", "37"),
    "#82": make_passage(RULE, "六十日内申请仲裁。", "82"),
}
TELL = "60日是旧说法，现在是1年。"
GROUND = Ground(
    passages={passage.id: passage for passage in PASSAGES.values()},
    weight=lambda _token: 1.0,
    statements={"补偿3000元。": Statement(SHORT, "补偿3000元。", ("计算:severance",), None, 1, 1)},
    found_by=lambda _text: frozenset(),
    tells=(TELL,),
)
WANTED = Expectation("A", "试用期", ANSWERED)
CLARIFY = Clarify("签了多久？", (Choice("一年", "签一年试用期多久"),))


def said(*sentences: tuple[str, str, tuple[str, ...]], notes: tuple[str, ...] = ()) -> Answer:
    """An answer of (depth, text, numbers of the articles cited)."""
    cited = list(dict.fromkeys(name for _, _, names in sentences for name in names))
    citations = (cite(number, PASSAGES[name], RULE, Span(0, 3), TODAY) for number, name in enumerate(cited, start=1))
    own = (
        Sentence(text, tuple(cited.index(name) + 1 for name in names), depth=depth) for depth, text, names in sentences
    )
    return Answer("id", ANSWERED, "试用期", tuple(own), tuple(citations), notes=notes)


def refused(status: AnswerStatus, clarify: Clarify | None = None) -> Answer:
    return Answer("id", status, "试用期", (Sentence("没有找到。", ()),), clarify=clarify)


def counted(expected: Expectation, answer: Answer) -> dict[Measure, tuple[int, int]]:
    """(counted, of how many) by measure."""
    return {count.measure: (count.counted, count.total) for count in measured(expected, answer, GROUND).counts}


GOOD = said((EXTRACTS, "试用期不得超过六个月。", ("#19",)))


def test_right_status_is_neither_over_nor_under_refusal() -> None:
    counts = counted(WANTED, GOOD)
    assert counts[Measure.STATUS] == (1, 1)
    assert counts[Measure.OVER_REFUSAL] == (0, 1)
    assert Measure.UNDER_REFUSAL not in counts


def test_refusing_what_should_be_answered_is_over_refusal() -> None:
    counts = counted(WANTED, refused(NOT_FOUND))
    assert (counts[Measure.STATUS], counts[Measure.OVER_REFUSAL], counts[Measure.ASKED_BACK]) == (
        (0, 1),
        (1, 1),
        (0, 1),
    )


def test_asking_back_is_counted_apart_from_refusing() -> None:
    counts = counted(WANTED, refused(NEED_FACT, CLARIFY))
    assert (counts[Measure.STATUS], counts[Measure.OVER_REFUSAL], counts[Measure.ASKED_BACK]) == (
        (0, 1),
        (0, 1),
        (1, 1),
    )


@pytest.mark.parametrize("status", [NOT_FOUND, AnswerStatus.NOT_HELD, AnswerStatus.EMPTY_QUESTION])
def test_answering_what_should_be_refused_is_under_refusal(status: AnswerStatus) -> None:
    expected = replace(WANTED, status=status)
    assert counted(expected, GOOD)[Measure.UNDER_REFUSAL] == (1, 1)
    assert counted(expected, refused(status))[Measure.UNDER_REFUSAL] == (0, 1)


def test_wanted_fact_may_be_asked_with_an_answer_or_without_one_but_not_with_a_refusal() -> None:
    expected = replace(WANTED, status=NEED_FACT)
    assert counted(expected, refused(NEED_FACT, CLARIFY))[Measure.STATUS] == (1, 1)
    assert counted(expected, replace(GOOD, clarify=CLARIFY))[Measure.STATUS] == (1, 1)
    assert counted(expected, GOOD)[Measure.STATUS] == (0, 1)
    assert counted(expected, refused(NOT_FOUND, CLARIFY))[Measure.STATUS] == (0, 1)


def test_precision_is_the_share_of_cited_articles_that_are_judged_or_bear_a_sentence_out() -> None:
    answer = said(
        (SHORT, "最长半年。", ("#82",)),  # in keys
        (STEPS, "试用期不得超过6个月。", ("#19",)),  # not judged, but says so
        (STEPS, "先去投诉。", ("#37",)),  # neither
        (REASONS, "另见。", ("#37",)),  # reasons do not count
    )
    counts = counted(replace(WANTED, keys=("合同法#82",)), answer)
    assert counts[Measure.STRICT_PRECISION] == (1, 3)
    assert counts[Measure.PRECISION] == (2, 3)


def test_reasons_alone_leave_nothing_to_be_precise_about() -> None:
    answer = said((REASONS, "另见。", ("#37",)))
    assert counted(replace(WANTED, keys=("合同法#82",)), answer)[Measure.PRECISION] == (0, 0)


def test_precision_is_not_asked_where_nothing_is_judged() -> None:
    assert Measure.PRECISION not in counted(WANTED, GOOD)


def test_any_of_a_group_is_as_good_as_another() -> None:
    expected = replace(WANTED, keys=("合同法#19",), any_keys=(("合同法#37", "合同法#82"), ("合同法#90",)))
    answer = said((SHORT, "最长半年。", ("#19",)), (REASONS, "另见。", ("#82",)))
    assert counted(expected, answer)[Measure.KEYS] == (2, 3)


def test_sentence_needs_a_citation_that_holds_its_numbers() -> None:
    answer = said(
        (SHORT, "最长6个月。", ("#19",)),
        (STEPS, "最长9个月。", ("#19",)),
        (STEPS, "最长6个月，提前30日。", ("#19", "#37")),
        (STEPS, "先去投诉。", ()),
    )
    assert counted(WANTED, answer)[Measure.RECALL] == (2, 4)


def test_curated_sentence_may_rest_on_a_calculator_and_no_other_may() -> None:
    answer = said((SHORT, "补偿3000元。", ()), (SHORT, "补偿4000元。", ()))
    assert counted(WANTED, answer)[Measure.RECALL] == (1, 2)


def test_refusal_misses_every_key_and_fact_and_has_no_citation_measures() -> None:
    expected = replace(WANTED, keys=("合同法#19",), facts=(("6个月",), ("一次",)))
    counts = counted(expected, refused(NOT_FOUND))
    assert (counts[Measure.KEYS], counts[Measure.FACTS]) == ((0, 1), (0, 2))
    assert Measure.RECALL not in counts
    assert Measure.KEYS not in counted(replace(expected, status=NEED_FACT), refused(NEED_FACT, CLARIFY))


def test_fact_is_told_by_one_of_its_wordings() -> None:
    expected = replace(WANTED, facts=(("半年", "6个月"), ("三个月",)))
    assert counted(expected, GOOD)[Measure.FACTS] == (1, 2)


def test_forbidden_statement_counts_in_sentences_and_notes_but_not_in_a_note_that_tells_the_conflict() -> None:
    expected = replace(WANTED, forbidden=(("六十日", "两个月"),))
    sentence = (SHORT, "最长6个月。", ("#19",))
    assert counted(expected, said(sentence, notes=(f"时效——{TELL}",)))[Measure.FORBIDDEN] == (0, 1)
    assert counted(expected, said(sentence, notes=("60日内申请。",)))[Measure.FORBIDDEN] == (1, 1)
    assert counted(expected, said((SHORT, "60日内申请。", ("#82",))))[Measure.FORBIDDEN] == (1, 1)


def test_contest_wants_a_rule_that_prevails_and_none_that_loses_where_it_is_told_what_to_do() -> None:
    contest = Contest("X", "时效", frozenset({"合同法#19", "合同法#37"}), frozenset({"合同法#82"}))

    def found(*sentences: tuple[str, str, tuple[str, ...]]) -> list[int]:
        return [count.counted for count in measured_contest(contest, said(*sentences), GROUND).counts[:2]]

    assert found((SHORT, "一。", ("#19",)), (REASONS, "二。", ("#82",))) == [1, 0]
    assert found((SHORT, "一。", ("#82",)), (REASONS, "二。", ("#19",))) == [0, 1]
    assert found((EXTRACTS, "一。", ("#37", "#82"))) == [1, 1]


def test_refused_contest_cites_no_prevailing_rule() -> None:
    contest = Contest("X", "时效", frozenset({"合同法#19"}), frozenset())
    outcome = measured_contest(contest, refused(NOT_FOUND), GROUND)
    fault = "none of 合同法#19 is cited"
    assert outcome == Outcome("X", CONFLICTS, (Count(Measure.PREVAILING, 0, 1, (fault,)),))


def test_contests_are_read_off_the_grades() -> None:
    judgements = (
        Judgement("X", "甲#1", 3),
        Judgement("X", "甲#2", 1),
        Judgement("X", "乙#1", 0),
        Judgement("Y", "甲#1", 0),
    )
    questions = QuestionSet("time", {"X": "时效", "Y": "期限", "Z": "未评"}, judgements)
    assert contests(questions) == (Contest("X", "时效", frozenset({"甲#1"}), frozenset({"乙#1"})),)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("三十日内 提出", "30日内提出"),
        ("百分之一百五十", "150%"),
        ("三分之二以上", "2/3以上"),
        ("两万元，1,500元", "20000元,1500元"),
        ("一万五千元", "15000元"),
        ("１个月", "1个月"),
    ],
)
def test_numbers_are_written_one_way(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@given(st.integers(min_value=1, max_value=9999))
def test_every_numeral_says_its_digits_and_no_other_number(value: int) -> None:
    assert says(f"不超过{chinese_number(value)}日", (f"{value}日",))
    assert not says(f"不超过{value}日", (f"{str(value)[1:] or value + 1}日",))


@pytest.mark.parametrize(
    ("text", "wording"), [("36个月", "6个月"), ("1.5倍", "5倍"), ("共1200元", "共120"), ("21.75", "21")]
)
def test_part_of_a_number_is_not_the_number(text: str, wording: str) -> None:
    assert not says(text, (wording,))


@pytest.mark.parametrize(
    ("text", "borne_out"),
    [("试用期不得超过6个月。", True), ("试用期不得超过9个月。", False), ("公司应当给员工交社保。", False)],
)
def test_passage_bears_out_by_numbers_and_words(text: str, borne_out: bool) -> None:
    statement = Statement(SHORT, text, (), None, 1, 1)
    assert supports(statement, PASSAGES["#19"], lambda _token: 1.0) is borne_out


def test_share_counts_things_and_its_interval_draws_questions() -> None:
    share = pooled([Count(Measure.RECALL, 1, 1), Count(Measure.RECALL, 0, 3)])
    assert share == Share(4, Interval(1 / 4, 0.0, 1.0))
    assert pooled([Count(Measure.RECALL, 2, 2)]) == Share(2, Interval(1.0, 1.0, 1.0))


def test_summary_has_all_questions_first_and_every_group_apart() -> None:
    right, wrong = Count(Measure.STATUS, 1, 1), Count(Measure.STATUS, 0, 1, ("refused",))
    nothing = Count(Measure.FACTS, 0, 0)
    outcomes = (Outcome("A", ANSWERED, (right, nothing)), Outcome("B", NOT_FOUND, (wrong,)))
    shares = summarized(outcomes)
    assert list(shares) == [ALL, ANSWERED, NOT_FOUND]
    assert [found[Measure.STATUS].interval.mean for found in shares.values()] == [1 / 2, 1.0, 0.0]
    assert Measure.FACTS not in shares[ALL]
    assert [(item.qid, item.fault) for item in failures(outcomes)] == [("B", "refused")]


def test_expectations_are_read_with_their_wordings(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    line = '{"qid": "A", "text": "试用期", "keys": ["甲#1"], "any_keys": [["甲#2", "甲#3"]], "facts": ["六个月|6个月"],'
    path.write_text(line + ' "forbidden": ["一年"], "status": "answered"}\n\n', encoding="utf-8")
    expected = Expectation(
        "A", "试用期", ANSWERED, ("甲#1",), (("甲#2", "甲#3"),), (("六个月", "6个月"),), (("一年",),)
    )
    assert read_expectations(path) == (expected,)
    assert expected.groups == (("甲#1",), ("甲#2", "甲#3"))


@pytest.mark.parametrize(
    "line",
    ["{", '{"qid": "B", "text": "甲"}', '{"qid": "B", "text": "甲", "status": "maybe"}',
     '{"qid": "B", "text": "甲", "status": "answered", "key": []}', '{"qid": "A", "text": "甲", "status": "answered"}'],
)  # fmt: skip
def test_broken_line_of_expectations_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"qid": "A", "text": "甲", "status": "answered"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"q\.jsonl:3: "):
        read_expectations(path)


def test_missing_file_of_expectations_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nothing\.jsonl cannot be read"):
        read_expectations(tmp_path / "nothing.jsonl")


@pytest.fixture(scope="module")
def report(real_searcher: Searcher) -> Report:
    answerer = Answerer(real_searcher, home_region="河北")
    return evaluate_answers(
        real_searcher,
        lambda text: answerer.answer(Request(text), TODAY),
        read_expectations(EVALUATION / "answer_queries.jsonl"),
        contests(read_set(EVALUATION / "time")),
    )


@pytest.mark.parametrize("measure", Measure)
def test_answers_stay_on_the_right_side_of_their_floor(report: Report, measure: Measure) -> None:
    floors = tomllib.loads((EVALUATION / "floor.toml").read_text(encoding="utf-8"))["answers"]
    percent = 100 * report.shares[ALL][measure].interval.mean
    if measure in LOWER_IS_BETTER:
        assert percent <= floors[measure]
    else:
        assert percent >= floors[measure]


def test_every_expected_key_is_in_the_index(report: Report) -> None:
    assert report.missing == ()

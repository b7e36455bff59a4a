"""What a person gets from the real corpus: answers that stand on the right rules, refusals that say why.

Needs the index that `make test` builds first. A mark `xfail` names a fault that is known and not yet mended; it is
strict, so mending the fault asks for the mark to be taken away.
"""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from indexer.answers import REASONS, SHORT
from service.answering.answer import Answer, Origin, Request
from service.answering.answerer import Answerer
from service.answering.refusal import LEGAL_AID, AnswerStatus
from service.search.question_sets import Judgement, QuestionSet, read_set
from service.search.ranking import Searcher

TODAY = dt.date(2026, 11, 22)
EVALUATION = Path(__file__).parent / "evaluation"
TIME, STORIES = read_set(EVALUATION / "time"), read_set(EVALUATION / "stories")
INJECTED = {
    item["qid"]: item
    for item in map(json.loads, (EVALUATION / "injection_real.jsonl").read_text(encoding="utf-8").splitlines())
}
REFUSED = {
    AnswerStatus.EMPTY_QUESTION: "？！",
    AnswerStatus.OUT_OF_SCOPE: "借条没写利息还能要吗",
    AnswerStatus.NOT_HELD: "劳动合同法第二百条",
    AnswerStatus.NEED_FACT: "被辞退能拿多少钱",
    AnswerStatus.NOT_FOUND: "单位食堂涨价要不要协商",
}
OTHER_LAW = {
    "借条没写利息还能要吗": "民间借贷",
    "朋友借钱不还，只有借条怎么办": "民间借贷",
    "邻居漏水把我家墙泡了怎么办": "物业",
    "邻居半夜装修噪音怎么维权": "邻里",
    "离婚财产怎么分": "婚姻",
    "酒驾怎么判": "交通",
    "商标被侵权怎么办": "知识产权",
}
#: Story → its issues, each of which must be answered apart and stand on a rule that is judged to answer it.
STORY_FAULTS = {"T05": "没人跟工会打过招呼 becomes an issue of its own beside the one it belongs to"}
TWO_ISSUES = {"T02": ("a", "b"), "T05": ("a", "b"), "T55": ("a", "c"), "T60": ("a", "b")}


def fault(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.fixture(scope="module")
def answerer(real_searcher: Searcher) -> Answerer:
    return Answerer(real_searcher, home_region="河北")


def ask(
    answerer: Answerer,
    question: str,
    region: str | None = None,
    as_of: dt.date | None = None,
    previous: Answer | None = None,
) -> Answer:
    return answerer.answer(Request(question, region, as_of, previous), TODAY)


def keys(answer: Answer, numbers: Iterable[int] | None = None) -> set[str]:
    """Article keys (ids where a passage is no article) of the citations, or of those with these numbers."""
    wanted = None if numbers is None else set(numbers)
    return {item.article_key or item.passage_id for item in answer.citations if wanted is None or item.number in wanted}


def judged(questions: QuestionSet, qid: str, issue: str | None = None) -> set[str]:
    """The keys of grade 2 or 3."""

    def wanted(item: Judgement) -> bool:
        return item.qid == qid and item.grade >= 2 and (issue is None or item.issue == issue)

    return {item.key for item in questions.judgements if wanted(item)}


def assert_sound(answer: Answer, searcher: Searcher) -> None:
    """Every sentence cites and every quote stands at its place; a refusal cites nothing and lists nothing."""
    if answer.status is not AnswerStatus.ANSWERED:
        assert (answer.citations, answer.unused, answer.issues) == ((), (), ())
        return
    assert [item.number for item in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(sentence.citations for sentence in answer.sentences)
    assert {sentence.issue for sentence in answer.sentences} == set(range(len(answer.issues)))
    for citation in answer.citations:
        passage = searcher.passage(citation.passage_id)
        assert passage is not None
        assert citation.quote
        assert passage.text[citation.start : citation.end] == citation.quote


def test_five_refusals_are_five_different_messages(answerer: Answerer) -> None:
    answers = {status: ask(answerer, question) for status, question in REFUSED.items()}
    assert {status: answer.status for status, answer in answers.items()} == {status: status for status in REFUSED}
    assert len({answer.sentences[0].text for answer in answers.values()}) == len(REFUSED)


@pytest.mark.parametrize("question", [*REFUSED.values(), *OTHER_LAW, "今天天气怎么样", "《矿山条例》第三条"])
def test_no_refusal_has_a_citation(question: str, answerer: Answerer) -> None:
    answer = ask(answerer, question)
    assert answer.status is not AnswerStatus.ANSWERED
    assert_sound(answer, answerer.searcher)


@pytest.mark.parametrize("question", OTHER_LAW)
def test_question_of_other_law_is_named_and_sent_on(question: str, answerer: Answerer) -> None:
    answer = ask(answerer, question)
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert OTHER_LAW[question] in answer.sentences[0].text
    assert answer.handoff is not None
    assert LEGAL_AID in answer.handoff.contacts


@pytest.mark.parametrize(
    "question",
    [
        "广东对加班费有什么规定",
        "北京的产假规定是多少天",
    ],
)
def test_province_in_a_plain_question_is_not_taken_for_a_rule(question: str, answerer: Answerer) -> None:
    assert ask(answerer, question).status is not AnswerStatus.NOT_HELD


@pytest.mark.parametrize("qid", INJECTED)
def test_real_question_behind_an_instruction_is_answered_as_if_it_stood_alone(qid: str, answerer: Answerer) -> None:
    answer = ask(answerer, INJECTED[qid]["text"])
    assert answer.status is AnswerStatus.ANSWERED
    assert keys(answer) & set(INJECTED[qid]["keys"])
    assert_sound(answer, answerer.searcher)


def test_follow_up_is_answered_with_the_topic_of_the_answer_before(answerer: Answerer) -> None:
    before = ask(answerer, "试用期最长多久")
    after = ask(answerer, "那工资怎么算", previous=before)
    assert after.understood == "试用期，工资怎么算"
    assert after.previous == before.id
    assert {"劳动合同法#20", "劳动合同法实施条例#15"} & keys(after)
    alone = ask(answerer, "那工资怎么算")
    assert alone.understood is None
    assert not {"劳动合同法#20", "劳动合同法实施条例#15"} & keys(alone)


@pytest.mark.parametrize(
    "qid", [fault(qid, why=STORY_FAULTS[qid]) if qid in STORY_FAULTS else qid for qid in (*TWO_ISSUES, "T01")]
)
def test_story_of_two_issues_is_answered_twice_each_with_its_own_citations(qid: str, answerer: Answerer) -> None:
    answer = ask(answerer, STORIES.queries[qid])
    assert len(answer.issues) == 2
    own = [
        {number for sentence in answer.sentences if sentence.issue == place for number in sentence.citations}
        for place in range(2)
    ]
    assert not own[0] & own[1]
    for issue, numbers in zip(TWO_ISSUES.get(qid, ("a", "b")), own, strict=True):
        assert judged(STORIES, qid, issue) & keys(answer, numbers)
    assert_sound(answer, answerer.searcher)


@pytest.mark.parametrize("qid", TIME.queries)
def test_losing_rule_never_answers(qid: str, answerer: Answerer) -> None:
    """It may be named beside the rule that prevails, and only where the reasons are given."""
    losing = {item.key for item in TIME.judgements if item.qid == qid and item.issue == "losing"}
    answer = ask(answerer, TIME.queries[qid])
    for sentence in answer.sentences:
        lost = keys(answer, sentence.citations) & losing
        assert not lost or (sentence.depth == REASONS and keys(answer, sentence.citations) - losing)
    assert_sound(answer, answerer.searcher)


def test_none_of_the_conflicts_is_answered_with_an_overtaken_rule(answerer: Answerer) -> None:
    conflicts = answerer.searcher.index.conflicts
    overtaken = {key for conflict in conflicts for key in conflict.overtaken}
    assert len(conflicts) == 35
    assert overtaken
    for conflict in conflicts:
        answer = ask(answerer, conflict.topic)
        for sentence in answer.sentences:
            cited = keys(answer, sentence.citations)
            assert not cited & overtaken or (sentence.depth == REASONS and cited - overtaken), conflict.id


def test_before_a_rule_was_in_force_no_curated_answer_is_given_and_the_text_is_noted(answerer: Answerer) -> None:
    # 劳动合同法 is in force since 2008-01-01; 劳动法 is held in the text of 2018-12-29.
    answer = ask(answerer, "试用期最长多久", as_of=dt.date(2000, 1, 1))
    assert Origin.CURATED not in {issue.origin for issue in answer.issues}
    assert "劳动合同法#19" not in keys(answer)
    assert any("2000年1月1日当时的文字可能不同" in note for note in answer.notes)


def test_article_named_before_it_was_in_force_is_said_to_be_so(answerer: Answerer) -> None:
    answer = ask(answerer, "劳动合同法第十九条", as_of=dt.date(2000, 1, 1))
    assert "劳动合同法#19" not in keys(answer)
    assert any("第十九条在2000年1月1日尚未施行" in note for note in answer.notes)


@pytest.mark.parametrize("region", ["广东", "西藏", "北京"])
def test_province_whose_rules_are_not_held_is_told_so(region: str, answerer: Answerer) -> None:
    assert f"本库没有收录{region}的地方规定，以下只按全国规定回答。" in ask(answerer, "试用期最长多久", region).notes
    assert ask(answerer, "试用期最长多久", "河北").notes == ()


@pytest.mark.parametrize(
    "question",
    [
        "试用期最长多久",
        "试用期工资最低多少",
    ],
)
def test_rule_of_hebei_is_not_cited_in_another_province(question: str, answerer: Answerer) -> None:
    answer = ask(answerer, question, "广东")
    local = {item.article_key for item in answer.citations if item.region != "全国" and item.article_key}
    assert local == set()


def test_filing_is_answered_with_both_periods_and_offers_the_choice(answerer: Answerer) -> None:
    answer = ask(answerer, "集体合同几天报送")
    assert answer.status is AnswerStatus.ANSWERED
    assert {"工资集体协商试行办法#21", "集体合同规定#42"} <= keys(answer)
    short = "".join(sentence.text for sentence in answer.sentences if sentence.depth == SHORT)
    assert "7日" in short
    assert "10日" in short
    assert answer.clarify is not None
    assert [choice.ask for choice in answer.clarify.choices] == [
        "工资协议签订后几天内报送",
        "综合集体合同签字后几天内报送",
    ]


def test_pay_on_dismissal_asks_one_fact_back(answerer: Answerer) -> None:
    answer = ask(answerer, "被辞退能拿多少钱")
    assert answer.status is AnswerStatus.NEED_FACT
    assert answer.clarify is not None
    assert answer.clarify.question == "您是怎么离开单位的？"


def test_every_choice_that_is_offered_leads_to_an_answer(answerer: Answerer) -> None:
    unanswered = []
    for document in answerer.searcher.index.documents:
        clarify = document.answer.clarify if document.answer else None
        for choice in clarify.choices if clarify else ():
            if ask(answerer, choice.ask).status is not AnswerStatus.ANSWERED:
                unanswered.append(choice.ask)
    assert unanswered == []


def test_title_of_every_curated_answer_is_answered_by_it_or_asks_its_fact(answerer: Answerer) -> None:
    missed = []
    for document in answerer.searcher.index.documents:
        if document.answer:
            answer = ask(answerer, document.title)
            titles = {issue.title for issue in answer.issues}
            asked_back = answer.status is AnswerStatus.NEED_FACT and answer.clarify == document.answer.clarify
            if document.title not in titles and not asked_back:
                missed.append(document.title)
    assert missed == []


def test_amount_of_a_year_is_quoted_where_the_answer_says_one_year(answerer: Answerer) -> None:
    answer = ask(answerer, "劳动仲裁时效多久")
    first = answer.sentences[0]
    assert first.text.startswith("一年")
    assert any("一年" in item.quote for item in answer.citations if item.number in first.citations)

"""Question → answer or refusal, over the tiny library: what it is answered with, what is noted, what is never quoted.

The first library has no curated answer, so that extracts answer; the second, `answer_library`, has them.
"""

import datetime as dt
from pathlib import Path

import pytest
from answer_library import write_answer_library
from corpus_files import Article, Law, case_keys, regulation_keys, write_document
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from tiny_library import LAWS, make_searcher, nothing, write_fields

from indexer.documents import Choice, Clarify, Kind
from indexer.segmentation import Segmenter
from service.answering.answer import EXTRACTS, Answer, Issue, Origin, Request, Sentence, Unused
from service.answering.answerer import Answerer
from service.answering.citation import verify
from service.answering.refusal import AnswerStatus
from service.search.ranking import Searcher

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


@pytest.fixture(scope="module")
def answerer(searcher: Searcher) -> Answerer:
    return Answerer(searcher, home_region="河北")


@pytest.fixture(scope="module")
def curating(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Answerer:
    """An answerer over the library with curated answers."""
    searcher = make_searcher(tmp_path_factory.mktemp("answers"), segmenter, write_answer_library)
    return Answerer(searcher, home_region="河北")


def ask(
    answerer: Answerer,
    question: str,
    region: str | None = None,
    as_of: dt.date | None = None,
    previous: Answer | None = None,
) -> Answer:
    return answerer.answer(Request(question, region, as_of, previous), TODAY)


def cited(answer: Answer) -> list[str]:
    return [citation.passage_id for citation in answer.citations]


def assert_sound(answer: Answer, searcher: Searcher) -> None:
    """Every sentence cites, every quote stands in its passage; a refusal cites nothing."""
    if answer.status is not AnswerStatus.ANSWERED:
        assert (answer.citations, answer.unused) == ((), ())
        assert [sentence.citations for sentence in answer.sentences] == [()]
        return
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {number for sentence in answer.sentences for number in sentence.citations} == {
        citation.number for citation in answer.citations
    }
    assert all(sentence.citations for sentence in answer.sentences)
    for citation in answer.citations:
        passage = searcher.passage(citation.passage_id)
        assert passage is not None
        verify(citation, passage)
    for sentence in answer.sentences:
        if sentence.depth == EXTRACTS:
            assert sentence.text.endswith(answer.citations[sentence.citations[0] - 1].quote)
    assert not set(cited(answer)) & {item.passage_id for item in answer.unused}


def test_question_is_answered_with_the_words_of_the_article(answerer: Answerer) -> None:
    answer = ask(answerer, "试用期不得超过多久")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.sentences[0] == Sentence("《劳动合同法》第十九条：试用期不得超过六个月。", (1,))
    first = answer.citations[0]
    assert (first.passage_id, first.quote, first.start, first.end) == (
        "laodong-hetongfa/19",
        "试用期不得超过六个月。",
        0,
        11,
    )
    assert first.url == "/law/laodong-hetongfa/19?mark=0-11#quote"


def test_named_article_is_quoted_whole(answerer: Answerer, searcher: Searcher) -> None:
    answer = ask(answerer, "劳动合同法第三十八条")
    passage = searcher.passage("laodong-hetongfa/38")
    assert passage is not None
    assert cited(answer) == ["laodong-hetongfa/38"]
    assert answer.citations[0].quote == passage.text
    assert answer.notes == ()


def test_all_named_articles_are_quoted_in_the_order_asked(answerer: Answerer) -> None:
    answer = ask(answerer, "工会法第二条和劳动合同法第十九条")
    assert cited(answer) == ["gonghuifa/2", "laodong-hetongfa/19"]


def test_bare_number_is_answered_from_one_law_and_says_which(answerer: Answerer) -> None:
    answer = ask(answerer, "第三十八条")
    assert cited(answer) == ["laodong-hetongfa/38"]
    assert answer.notes == ("问题没有写是哪部法律，这里按《劳动合同法》回答。",)


def test_bare_number_of_several_core_laws_is_answered_from_one(tmp_path: Path, segmenter: Segmenter) -> None:
    def write(root: Path) -> None:
        core = regulation_keys(title="甲规定", core=True)
        write_document(root / "regulations", "jia", core, "#### 第三十八条\n\n单位应当回应。\n")

    answer = ask(Answerer(make_searcher(tmp_path, segmenter, write), home_region="河北"), "第三十八条")
    assert cited(answer) == ["laodong-hetongfa/38"]
    assert "jia/38" in [item.passage_id for item in answer.unused]


def test_passage_far_behind_the_best_is_not_cited(tmp_path: Path, segmenter: Segmenter) -> None:
    # 甲规定 repeats every word that is asked, the four articles of the law none: they are not borne out.
    # The case only keeps the two from lying opposite each other.
    def write(root: Path) -> None:
        write_document(root / "cases", "an", case_keys(), "## 问题\n\n协协协。\n")
        write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), "#### 第一条\n\n工资工资工资。\n")

    choices = '[[statute]]\nslug = "laodong-hetongfa"\ntitle = "劳动合同法"\nwhy = "劳动合同"\n'
    answerer = Answerer(make_searcher(tmp_path, segmenter, write, choices=choices), home_region="河北")
    answer = ask(answerer, "工资工资工资")
    assert cited(answer) == ["jia/1"]
    assert {item.passage_id for item in answer.unused} == {f"laodong-hetongfa/{number}" for number in (1, 19, 38, 82)}


def test_digest_is_marked_as_one(answerer: Answerer) -> None:
    answer = ask(answerer, "集体合同规定第三十二条")
    assert answer.sentences[0].text.startswith("《集体合同规定》第三十二条（要点）：")


def test_step_of_a_procedure_goes_by_its_heading(answerer: Answerer) -> None:
    answer = ask(answerer, "先谈妥，再签字吗")
    assert cited(answer)[0] == "liucheng/qianding"
    assert answer.sentences[0].text == "《签约流程》“签订”（编写）：先谈妥，再签字。"


def test_item_of_a_list_is_shown_behind_its_lead_in_and_quoted_alone(answerer: Answerer) -> None:
    answer = ask(answerer, "单位没有缴纳社保")
    assert cited(answer)[0] == "laodong-hetongfa/38"
    assert answer.sentences[0].text == "《劳动合同法》第三十八条：有下列情形的，劳动者可以解除：（二）没有缴纳社保的。"
    assert answer.citations[0].quote == "（二）没有缴纳社保的。"


def test_what_was_found_but_not_used_is_kept_apart(answerer: Answerer) -> None:
    answer = ask(answerer, "劳动合同法第十九条")
    assert "laodong-hetongfa/38" in [item.passage_id for item in answer.unused]
    citing = "laodong-hetongfa/82"
    assert (
        Unused(citing, "劳动合同法#82", Kind.REGULATION, "劳动合同法", "第八十二条", f"/law/{citing}") in answer.unused
    )


@pytest.mark.parametrize("question", ["", "？！", "😀", " \n"])
def test_empty_question_is_told_so(question: str, answerer: Answerer) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.handoff) == (AnswerStatus.EMPTY_QUESTION, None)


@pytest.mark.parametrize(("question", "named"), [("商标被人用了怎么办", True), ("商店和商场哪个好", False)])
def test_question_that_is_not_ours_is_refused(question: str, named: bool, tmp_path: Path, segmenter: Segmenter) -> None:
    # Its letters are those of the other law; the nearest question that is not ours is 商标…, or the one with two 商.
    answer = ask(Answerer(make_searcher(tmp_path, segmenter, write_fields), home_region="河北"), question)
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    for words in ("“知识产权”", "可以问知识产权局。"):
        assert (words in answer.sentences[0].text) is named


def test_words_far_from_everything_are_refused(answerer: Answerer) -> None:
    # (1, 8, 0, 0, 0) has cosine at most (1 + 8·1)/√65·√2 = 0.79 with a passage that holds one 工.
    answer = ask(answerer, "工工工工工工工工")
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert "知识产权" not in answer.sentences[0].text


@pytest.mark.parametrize("question", ["《矿山条例》第三条怎么规定", "劳动合同法900", "江苏省集体协商条例怎么说"])
def test_article_that_is_not_held_is_said_and_not_guessed(question: str, answerer: Answerer) -> None:
    answer = ask(answerer, question)
    assert answer.status is AnswerStatus.NOT_HELD
    assert answer.sentences[0].text.startswith("本库未收录《")
    assert answer.handoff is not None


def test_held_article_beside_one_that_is_not_held_is_answered(answerer: Answerer) -> None:
    assert cited(ask(answerer, "劳动合同法第十九条和《矿山条例》第三条")) == ["laodong-hetongfa/19"]


def test_cases_answer_only_who_asks_for_cases(answerer: Answerer) -> None:
    plain, wanting = ask(answerer, "餐饮单位报酬低"), ask(answerer, "餐饮单位报酬低，有没有案例")
    assert "canyin" not in {passage_id.partition("/")[0] for passage_id in cited(plain)}
    assert {passage_id.partition("/")[0] for passage_id in cited(wanting)} == {"canyin"}


def test_rule_of_another_province_is_neither_cited_nor_listed(answerer: Answerer) -> None:
    for region, other in ((None, "beijing"), ("河北", "beijing"), ("北京", "hebei")):
        answer = ask(answerer, "单位的报酬每月支付，每年协商一次", region)
        found = {*cited(answer), *(item.passage_id for item in answer.unused)}
        assert not any(passage_id.startswith(other) for passage_id in found)


def test_place_without_rules_of_its_own_is_told_so(answerer: Answerer) -> None:
    note = "本库没有收录西藏的地方规定，以下只按全国规定回答。"
    assert note in ask(answerer, "试用期不得超过多久", "西藏").notes
    assert ask(answerer, "试用期不得超过多久", "北京").notes == ()


@pytest.mark.parametrize("slug", ["jiu", "xin"])
def test_rule_not_in_force_is_neither_cited_nor_listed(slug: str, answerer: Answerer) -> None:
    answer = ask(answerer, "单位的报酬按天支付，休假三十天")
    found = {*cited(answer), *(item.passage_id for item in answer.unused)}
    assert not any(passage_id.startswith(slug) for passage_id in found)


def test_unverified_rule_carries_a_note_if_it_is_cited(answerer: Answerer) -> None:
    answer = ask(answerer, "上班的奖金按季发放")
    assert cited(answer)[0] == "tongzhi/s1"
    assert "《奖金通知》的效力未核实：只见转载。" in answer.notes


def test_day_before_the_text_held_is_noted(answerer: Answerer) -> None:
    # The tiny statutes are the text of 2012-12-28, in force since 2008-01-01.
    answer = ask(answerer, "劳动合同法第十九条", as_of=dt.date(2010, 5, 1))
    assert cited(answer) == ["laodong-hetongfa/19"]
    assert answer.notes == (
        "《劳动合同法》本库收录的是2012年12月28日公布的文本，2010年5月1日当时的文字可能不同，旧文本本库未收录。",
    )


def test_day_before_any_rule_finds_nothing(tmp_path: Path, segmenter: Segmenter) -> None:
    answerer = Answerer(make_searcher(tmp_path, segmenter, nothing), home_region="河北")
    answer = ask(answerer, "试用期最长多久", as_of=dt.date(1990, 1, 1))
    assert answer.status is AnswerStatus.NOT_FOUND


def test_rule_in_force_is_found_behind_many_that_are_not(tmp_path: Path, segmenter: Segmenter) -> None:
    def write(root: Path) -> None:
        old = regulation_keys(title="旧办法", status="已废止", repealed=dt.date(2010, 1, 1))
        body = "".join(f"#### 第{n}条\n\n年假五天。\n\n" for n in range(1, 31))
        write_document(root / "regulations", "jiu", old, body)
        new = regulation_keys(title="新办法")
        write_document(
            root / "regulations", "xin", new, "#### 第一条\n\n每人每年休假，叫作年假，共五天，由单位安排。\n"
        )

    answerer = Answerer(make_searcher(tmp_path, segmenter, write, laws=LAWS), home_region="河北")
    assert cited(ask(answerer, "年假五天"))[0] == "xin/1"


def test_named_article_that_is_no_longer_in_force_is_not_silently_replaced(answerer: Answerer) -> None:
    """Who asks for 旧支付办法第七条 and gets another article must be told why."""
    answer = ask(answerer, "旧支付办法第七条")
    assert "旧支付办法" in "".join([*answer.notes, *(sentence.text for sentence in answer.sentences)])


def test_named_article_of_another_province_is_not_silently_replaced(answerer: Answerer) -> None:
    answer = ask(answerer, "北京市支付规定第五条", "河北")
    assert "北京市支付规定" in "".join([*answer.notes, *(sentence.text for sentence in answer.sentences)])


def test_same_question_has_the_same_address(answerer: Answerer) -> None:
    assert ask(answerer, "试用期最长多久") == ask(answerer, "试用期最长多久")
    assert ask(answerer, "试用期最长多久").url == f"/answer/{ask(answerer, '试用期最长多久').id}"


def test_other_question_region_day_or_index_has_another_address(
    answerer: Answerer, tmp_path: Path, segmenter: Segmenter
) -> None:
    other = Answerer(make_searcher(tmp_path, segmenter, nothing), home_region="河北")
    ids = {
        ask(answerer, "试用期最长多久").id,
        ask(answerer, "试用期最长多长").id,
        ask(answerer, "试用期最长多久", "北京").id,
        ask(answerer, "试用期最长多久", None, dt.date(2020, 1, 1)).id,
        ask(other, "试用期最长多久").id,
    }
    assert len(ids) == 5


def test_answer_that_changes_with_the_day_has_another_address(answerer: Answerer) -> None:
    # 新休假办法 takes effect on 2099-01-01.
    request = Request("上班的休假三十天")
    before, after = (answerer.answer(request, dt.date(year, 6, 1)) for year in (2098, 2099))
    assert "xin/2" not in cited(before)
    assert "xin/2" in cited(after)
    assert before.id != after.id


def test_long_statute_keeps_citations_inside_their_passage(tmp_path: Path, segmenter: Segmenter) -> None:
    law = Law("中华人民共和国工会法", (Article("第二条", "\n".join(f"第{n}款，工会协商工资。" for n in range(40))),))
    labour, _, forest = LAWS
    searcher = make_searcher(tmp_path, segmenter, nothing, laws=(labour, law, forest))
    assert_sound(ask(Answerer(searcher, home_region="河北"), "工会协商工资"), searcher)


@pytest.mark.parametrize(
    "question",
    [
        "试用期最长多久",
        "劳动合同法第三十八条",
        "第38条",
        "单位报酬",
        "工会要约回应多少日",
        "有没有案例",
        "离婚",
        "《矿山条例》第三条",
        "",
    ],
)
def test_every_sentence_is_cited_and_every_quote_is_in_its_passage(question: str, answerer: Answerer) -> None:
    assert_sound(ask(answerer, question), answerer.searcher)


WORDS = st.lists(
    st.sampled_from(
        [
            "劳动合同法",
            "工会法",
            "第",
            "三十八",
            "38",
            "零",
            "条",
            "之一",
            "试用期",
            "工资",
            "多久",
            "案例",
            "《",
            "》",
            "#",
            "？",
            " ",
            "9999",
        ]
    ),
    max_size=8,
).map("".join)
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=30)


@given_settings(max_examples=80)
@given(question=WORDS | ANY_TEXT)
def test_nothing_a_person_can_type_breaks_it(question: str, answerer: Answerer, curating: Answerer) -> None:
    for one in (answerer, curating):
        before = ask(one, question)
        assert_sound(before, one.searcher)
        assert_sound(ask(one, f"那{question}呢", previous=before), one.searcher)


def test_step_with_nothing_but_keys_does_not_break_it(tmp_path: Path, segmenter: Segmenter) -> None:
    def write(root: Path) -> None:
        write_document(
            root / "regulations",
            "jia",
            regulation_keys(title="甲通知", level="规范性文件"),
            "## 加班\n\n- 依据：工会法#2\n",
        )

    searcher = make_searcher(tmp_path, segmenter, write)
    assert_sound(ask(Answerer(searcher, home_region="河北"), "甲通知加班"), searcher)


CLARIFY = Clarify("合同多长？", (Choice("一年", "一年合同试用期多久"), Choice("三年", "三年合同试用期多久")))


def test_curated_answer_says_who_wrote_it_and_what_it_leaves_out(curating: Answerer) -> None:
    answer = ask(curating, "老板欠工资怎么办")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.issues == (
        Issue(
            question="老板欠工资怎么办",
            origin=Origin.CURATED,
            title="工资不发怎么办",
            url="/answers/gongzi",
            topic="工资",
            not_covered="奖金",
            reviewed=TODAY,
        ),
    )
    assert [(sentence.depth, sentence.item) for sentence in answer.sentences] == [
        ("一句话", None),
        ("怎么办", 1),
        ("怎么办", 2),
        ("怎么办", 3),
        ("依据与说理", None),
    ]
    assert answer.confidence == "编写的答案，每一句都有出处；它依据的条文，检索时也排在最前面。"
    assert_sound(answer, curating.searcher)


def test_answer_of_extracts_says_that_it_is_one(answerer: Answerer) -> None:
    answer = ask(answerer, "试用期不得超过多久")
    assert answer.issues == (Issue("试用期不得超过多久", Origin.EXTRACT),)
    assert {sentence.depth for sentence in answer.sentences} == {EXTRACTS}
    assert answer.confidence == "只找到一处接近的内容，请点开对照全文，拿不准先打电话问。"


def test_named_article_is_shown_and_no_curated_answer(curating: Answerer) -> None:
    answer = ask(curating, "劳动合同法第十九条")
    assert [issue.origin for issue in answer.issues] == [Origin.EXTRACT]
    assert cited(answer) == ["laodong-hetongfa/19"]
    assert answer.confidence == "问题点名了条文，下面是这一条的全文。"


def test_calculator_an_answer_points_to_is_named(curating: Answerer) -> None:
    assert ask(curating, "试用期多久").issues[0].calculators == ("probation",)


def test_question_for_an_amount_that_depends_on_a_fact_is_asked_back(curating: Answerer) -> None:
    answer = ask(curating, "试用期最长多久能拿多少")
    assert answer.status is AnswerStatus.NEED_FACT
    assert answer.clarify == CLARIFY
    assert answer.sentences == (Sentence("还需要知道一件事，才能给出对的答案。", ()),)
    assert answer.citations == ()


def test_question_that_tells_a_fact_or_asks_no_amount_is_answered_with_the_choices_beside(curating: Answerer) -> None:
    for question in ("三年合同试用期多久", "试用期能不能约定两次"):
        answer = ask(curating, question)
        assert answer.status is AnswerStatus.ANSWERED
        assert answer.clarify == CLARIFY


def test_each_choice_leads_to_an_answer(curating: Answerer) -> None:
    for choice in CLARIFY.choices:
        assert ask(curating, choice.ask).status is AnswerStatus.ANSWERED


def test_day_before_the_answer_was_reviewed_is_answered_from_the_rules(curating: Answerer) -> None:
    before, since = (ask(curating, "老板欠工资怎么办", as_of=day) for day in (TODAY - dt.timedelta(1), TODAY))
    assert Origin.CURATED not in {issue.origin for issue in before.issues}
    assert [issue.origin for issue in since.issues] == [Origin.CURATED]


def test_nothing_found_offers_the_nearest_questions_and_says_they_are_no_answer(curating: Answerer) -> None:
    answer = ask(curating, "工会要约几天回应")
    assert answer.status is AnswerStatus.NOT_FOUND
    titles = ("工资不发怎么办", "试用期最长多久")
    assert answer.clarify == Clarify("相近的问题（不是答案）：", tuple(Choice(title, title) for title in titles))


def test_follow_up_is_understood_shown_and_tied_to_the_answer_before(curating: Answerer) -> None:
    before = ask(curating, "试用期多久")
    answer = ask(curating, "那能约定几次呢", previous=before)
    assert (answer.question, answer.understood, answer.previous) == (
        "那能约定几次呢",
        "试用期，能约定几次呢",
        before.id,
    )
    assert answer.issues[0].question == "试用期，能约定几次呢"


def test_same_words_after_another_answer_have_another_address(curating: Answerer) -> None:
    befores = (None, ask(curating, "试用期多久"), ask(curating, "老板欠工资怎么办"))
    assert len({ask(curating, "那怎么办", previous=before).id for before in befores}) == 3


def test_refusal_of_a_follow_up_keeps_what_was_understood(curating: Answerer) -> None:
    answer = ask(curating, "那《矿山条例》第三条呢", previous=ask(curating, "试用期多久"))
    assert answer.status is AnswerStatus.NOT_HELD
    assert answer.understood == "试用期，《矿山条例》第三条呢"


def test_real_question_behind_other_text_is_answered_alone(curating: Answerer) -> None:
    # 商 turns the whole text to the other law; the last clause has no letter and words of our field.
    text = "商商商商商商商商。单位约定的试用期多久。"
    answer = ask(curating, text)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.question == text
    assert answer.understood == "单位约定的试用期多久"


def test_no_refusal_ever_cites_or_lists_anything(curating: Answerer) -> None:
    questions = ("", "商标被人用了怎么办", "试用期最长多久能拿多少", "《矿山条例》第三条", "工会要约几天回应")
    refused = [ask(curating, question) for question in questions]
    assert len({answer.status for answer in refused}) == len(questions)
    for answer in refused:
        assert (answer.citations, answer.unused, answer.issues, answer.confidence) == ((), (), (), "")

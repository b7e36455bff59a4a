"""The real corpus, the real statutes, the bundled encoder: from a question to the words it is answered with.

Needs the index that `make test` builds first; says so when there is none.
"""

import datetime as dt

import pytest

from indexer.encoding import encoder_id
from indexer.index import current_recipe, is_current, load_index
from service.answering.answer import Answer, Request
from service.answering.answerer import Answerer
from service.answering.refusal import AnswerStatus
from service.search.evaluation import ranked_keys
from service.search.ranking import Searcher
from service.search.systems import SYSTEMS
from service.settings import read_settings

TODAY = dt.date(2026, 11, 22)

#: Question → the articles that answer it; one of them must come first or second.
RIGHT_ARTICLES = {
    "试用期最长多久": {"劳动合同法#19"},
    "集体合同什么时候生效": {"劳动合同法#54", "劳动法#34", "集体合同规定#47"},
    "公司不跟工会协商怎么办": {"工会法#54", "集体合同规定#56", "集体合同规定#32"},
    "劳动仲裁时效多久": {"劳动争议调解仲裁法#27"},
    "工会主席能随便调岗吗": {"工会法#18"},
    "怀孕被辞退怎么办": {"妇女权益保障法#48", "劳动合同法#42", "女职工劳动保护特别规定#5"},
    "协商代表最少几个人": {"集体合同规定#19"},
    "劳动合同法第五十一条": {"劳动合同法#51"},
}
SPELLINGS = {
    "劳动合同法第38条": "劳动合同法#38",
    "劳动合同法三十八条": "劳动合同法#38",
    "合同法38条": "劳动合同法#38",
    "《中华人民共和国劳动合同法》第三十八条": "劳动合同法#38",
    "劳动合同法第３８条": "劳动合同法#38",
    "三十八条": "劳动合同法#38",
    "刑法第二百七十六条之一": "刑法#276-1",
    "刑法276条之一": "刑法#276-1",
    "刑法#276-1": "刑法#276-1",
    "司法解释（一）第四十二条": "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）#42",
    "仲裁法27条": "劳动争议调解仲裁法#27",
}
NOT_OURS = ("今天天气怎么样", "怎么做红烧肉", "酒驾怎么判", "孩子抚养权归谁", "商标被侵权怎么办", "你好")


@pytest.fixture(scope="module")
def searcher(real_searcher: Searcher) -> Searcher:
    return real_searcher


@pytest.fixture(scope="module")
def answerer(searcher: Searcher) -> Answerer:
    return Answerer(searcher, home_region="河北")


def test_index_is_that_of_the_corpus_as_it_stands() -> None:
    settings = read_settings()
    assert is_current(settings.index_home, current_recipe(settings.corpus_dir, settings.encoder))


def test_every_passage_is_a_slice_of_its_document_and_none_overlap(searcher: Searcher) -> None:
    for slug, passages in searcher.passages_of.items():
        text, end = searcher.documents[slug].text, 0
        for passage in passages:
            assert text[passage.start : passage.end] == passage.text
            assert passage.start >= end
            end = passage.end


def test_every_part_lies_inside_its_passage(searcher: Searcher) -> None:
    for passage in searcher.index.passages:
        for part in passage.parts:
            assert 0 <= part.span.start < part.span.end <= len(passage.text)


@pytest.mark.parametrize("question", RIGHT_ARTICLES)
def test_right_article_comes_first_or_second(searcher: Searcher, question: str) -> None:
    assert RIGHT_ARTICLES[question] & set(ranked_keys(searcher, searcher.query(question), SYSTEMS["default"])[:2])


@pytest.mark.parametrize("question", RIGHT_ARTICLES)
def test_answer_cites_a_right_article(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Request(question), TODAY)
    assert RIGHT_ARTICLES[question] & {citation.article_key for citation in answer.citations}


@pytest.mark.parametrize("question", SPELLINGS)
def test_named_article_comes_first_in_every_spelling(searcher: Searcher, question: str) -> None:
    query = searcher.query(question)
    assert query is not None
    assert searcher.search(query, k=1)[0].passage.article_key == SPELLINGS[question]


@pytest.mark.parametrize("question", [*RIGHT_ARTICLES, *SPELLINGS])
def test_every_quote_stands_in_its_passage(searcher: Searcher, answerer: Answerer, question: str) -> None:
    answer = answerer.answer(Request(question), TODAY)
    assert answer.citations
    for citation in answer.citations:
        passage = searcher.passage(citation.passage_id)
        assert passage is not None
        assert passage.text[citation.start : citation.end] == citation.quote
    assert all(sentence.citations for sentence in answer.sentences)


def test_amount_is_quoted_when_an_amount_is_asked(answerer: Answerer) -> None:
    assert "一年" in answer_to(answerer, "劳动仲裁时效多久").citations[0].quote
    assert "至少有3人" in answer_to(answerer, "协商代表最少几个人").citations[0].quote


@pytest.mark.parametrize("question", NOT_OURS)
def test_other_matters_are_refused_without_sources(answerer: Answerer, question: str) -> None:
    answer = answer_to(answerer, question)
    assert answer.status is AnswerStatus.OUT_OF_SCOPE
    assert answer.citations == ()
    assert answer.unused == ()


@pytest.mark.parametrize(
    "question", ["劳动合同法第200条", "消费者权益保护法第五十五条", "河北省企业集体协商条例第八条"]
)
def test_articles_that_are_not_held_are_said_to_be_so(answerer: Answerer, question: str) -> None:
    answer = answer_to(answerer, question)
    assert answer.status is AnswerStatus.NOT_HELD
    assert "本库未收录" in answer.sentences[0].text
    assert answer.citations == ()


def test_law_not_yet_in_force_on_the_day_is_not_cited(answerer: Answerer) -> None:
    early = answerer.answer(Request("试用期最长多久", as_of=dt.date(2000, 1, 1)), TODAY)
    assert {citation.article_key for citation in early.citations}.isdisjoint({"劳动合同法#19"})


def test_other_provinces_are_told_that_their_rules_are_not_held(answerer: Answerer) -> None:
    answer = answerer.answer(Request("工会主席能随便调岗吗", region="广东"), TODAY)
    assert any("没有收录广东" in note for note in answer.notes)
    assert all(citation.region == "全国" for citation in answer.citations)


def test_same_question_has_the_same_answer_and_address(answerer: Answerer) -> None:
    assert answer_to(answerer, "产假多少天") == answer_to(answerer, "产假多少天")


def test_index_loads_without_the_encoder() -> None:
    settings = read_settings()
    index = load_index(settings.index_home, encoder_id(settings.encoder))
    assert index.manifest.passages == len(index.passages)


def answer_to(answerer: Answerer, question: str) -> Answer:
    return answerer.answer(Request(question), TODAY)


def test_question_that_names_a_form_is_led_to_it(answerer: Answerer) -> None:
    answer = answer_to(answerer, "要约书怎么写")
    assert "/form/xieshang-yaoyue-shu" in {item.url for item in answer.unused}


def test_both_denominators_of_the_vote_are_told(answerer: Answerer) -> None:
    answer = answer_to(answerer, "职代会要多少人同意")
    assert "集体合同规定#36" in {citation.article_key for citation in answer.citations}
    assert "2/3" in answer.citations[0].quote


def test_filing_has_two_periods_and_the_conflict_is_told(answerer: Answerer) -> None:
    told = " ".join((*answer_to(answerer, "签完几天报送").notes, answer_to(answerer, "签完几天报送").sentences[0].text))
    assert "7日" in told
    assert "10日" in told


def test_overtaken_article_is_not_the_answer(answerer: Answerer) -> None:
    for question in ("劳动仲裁时效多久", "仲裁多久出结果", "申请仲裁要在多少天以内"):
        assert "劳动法#82" not in {citation.article_key for citation in answer_to(answerer, question).citations}

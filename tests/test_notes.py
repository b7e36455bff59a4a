"""What must be told beside an answer: each note has one cause, and no note stands without it."""

import datetime as dt

import pytest
from answer_library import write_answer_library
from tiny_library import make_searcher

from indexer.passages import Span
from indexer.segmentation import Segmenter
from service.answering.citation import Citation, cite
from service.answering.notes import conflict_notes, holds_rules_of, left_out, notes_of
from service.search.query import Query
from service.search.ranking import Searcher

TODAY = dt.date(2026, 11, 22)
TOLD = "要约几天回应——要约按二十日回应。"
OLD_TEXT = "《劳动合同法》本库收录的是2012年12月28日公布的文本，2010年5月1日当时的文字可能不同，旧文本本库未收录。"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter, write_answer_library)


def query(searcher: Searcher, question: str) -> Query:
    made = searcher.query(question)
    assert made is not None
    return made


def citation(searcher: Searcher, passage_id: str) -> Citation:
    passage = searcher.passage(passage_id)
    assert passage is not None
    return cite(1, passage, searcher.documents[passage.slug], Span(0, len(passage.text)), TODAY)


def test_plain_answer_needs_no_note(searcher: Searcher) -> None:
    cited = [citation(searcher, "laodong-hetongfa/19")]
    assert notes_of(searcher, query(searcher, "试用期最长多久"), cited, "河北", TODAY) == ()


def test_conflict_is_told_where_a_cited_article_takes_part_and_the_question_is_about_it(searcher: Searcher) -> None:
    for key in ("集体合同规定#32", "劳动合同法#1"):
        assert conflict_notes(searcher, query(searcher, "要约几天回应"), [key]) == [TOLD]


def test_conflict_is_not_told_for_another_article_or_another_question(searcher: Searcher) -> None:
    assert conflict_notes(searcher, query(searcher, "要约几天回应"), ["劳动合同法#19"]) == []
    assert conflict_notes(searcher, query(searcher, "试用期最长多久"), ["集体合同规定#32"]) == []


def test_conflict_of_two_cited_articles_is_told_once(searcher: Searcher) -> None:
    assert conflict_notes(searcher, query(searcher, "要约几天回应"), ["集体合同规定#32", "劳动合同法#1"]) == [TOLD]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("旧支付办法第七条", "《旧支付办法》第七条在2026年11月22日已废止，没有用来回答。"),
        ("新休假办法第二条", "《新休假办法》第二条在2026年11月22日尚未施行，没有用来回答。"),
        ("北京市支付规定第五条", "《北京市支付规定》第五条是北京的规定，没有用来回答。"),
    ],
)
def test_named_article_that_is_not_used_is_said_with_its_reason(question: str, note: str, searcher: Searcher) -> None:
    assert left_out(searcher, query(searcher, question), set(), TODAY) == [note]


def test_named_article_that_is_cited_or_not_held_is_not_left_out(searcher: Searcher) -> None:
    assert left_out(searcher, query(searcher, "旧支付办法第七条"), {"旧支付办法#7"}, TODAY) == []
    assert left_out(searcher, query(searcher, "劳动合同法第900条"), set(), TODAY) == []
    assert left_out(searcher, query(searcher, "试用期最长多久"), set(), TODAY) == []


@pytest.mark.parametrize(
    ("place", "held"),
    [("河北", True), ("河北·秦皇岛", True), ("北京", True), ("西藏", False), ("湖北", False)],
)
def test_only_rules_count_as_rules_of_a_province(place: str, held: bool, searcher: Searcher) -> None:
    # 湖北 has a case and no rule; 秦皇岛 lies in 河北.
    assert holds_rules_of(searcher, place) is held


def test_notes_come_in_the_order_a_reader_needs_them(searcher: Searcher) -> None:
    asked = query(searcher, "要约几天回应，旧支付办法第七条")
    cited = [
        citation(searcher, "guiding/32"),
        citation(searcher, "laodong-hetongfa/19"),
        citation(searcher, "laodong-hetongfa/38"),
        citation(searcher, "tongzhi/s1"),
    ]
    assert notes_of(searcher, asked, cited, "西藏", dt.date(2010, 5, 1)) == (
        "本库没有收录西藏的地方规定，以下只按全国规定回答。",
        "《旧支付办法》第七条在2010年5月1日已废止，没有用来回答。",
        TOLD,
        OLD_TEXT,
        "《奖金通知》的效力未核实：只见转载。",
    )

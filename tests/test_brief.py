"""The sheet for a round: every sentence leads to a passage, no average, what was typed is checked and not kept."""

import datetime as dt
import io
from collections.abc import Iterator

import docx
import pytest
from case_library import write_cases
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.answering.citation import passage_url
from service.calculators.calculator import InputError
from service.calculators.deadlines import read_chains
from service.library.brief import Brief, Said, write_brief
from service.library.brief_document import to_docx
from service.library.brief_request import BriefRequest, read_request
from service.library.brief_words import gist, span_words
from service.search.ranking import Searcher

TODAY = dt.date(2026, 11, 28)
TYPED = {"side": "职工方", "scope": "行业", "industry": "餐饮", "region": "秦皇岛"}
TOPICS = ("底线工资", "涨幅")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("brief"), segmenter, write_cases)


def sheet(searcher: Searcher, topics: tuple[str, ...] = TOPICS, **typed: str) -> Brief:
    request = read_request({**TYPED, **typed}, topics)
    return write_brief(searcher, read_chains(searcher.index.deadlines), request, TODAY)


def every_sentence(brief: Brief) -> Iterator[Said]:
    yield from (item.said for item in brief.articles)
    for case in brief.cases:
        yield from (*case.asked, *case.offered, *case.moves, *case.agreed)
    for argument in brief.arguments:
        yield from (*argument.heard, *argument.answered)
    yield from (*brief.lessons, *brief.pitfalls)
    yield from (said for _, said in brief.disputes)


@pytest.mark.parametrize("side", ["职工方", "企业方"])
def test_every_sentence_leads_to_a_passage_that_exists(side: str, searcher: Searcher) -> None:
    sentences = list(every_sentence(sheet(searcher, side=side)))
    assert len(sentences) > 10
    for said in sentences:
        passage = searcher.passage(said.passage_id)
        assert passage is not None, said
        assert said.url == passage_url(passage)


def test_nearest_case_comes_first_with_its_reasons(searcher: Searcher) -> None:
    brief = sheet(searcher)
    assert {item.document.slug for item in brief.cases} == {"wuhan", "beijing", "tangshan", "kuaidi"}
    (wuhan,) = [item for item in brief.cases if item.document.slug == "wuhan"]
    assert {"同行业", "同议题：底线工资、涨幅"} <= set(wuhan.reasons)
    assert [said.text for said in wuhan.asked] == ["要求1300元"]
    assert [said.text for said in wuhan.agreed] == ["行业最低工资：1170元/月（来源报道）"]
    assert [document.document.slug for document, _ in brief.disputes] == ["panjue"]


def test_three_cases_make_a_range_with_its_members(searcher: Searcher) -> None:
    (span,) = sheet(searcher).spans
    assert [member.document.slug for member in span.members] == ["wuhan", "tangshan", "beijing"]
    assert span_words(span) == "底线工资（元/月）：3个案例、3个数，最低1170，最高2000，2010—2020年"


def test_fewer_than_three_cases_are_single_values(searcher: Searcher) -> None:
    brief = sheet(searcher, region="湖北", industry="快递")
    (span,) = brief.other_spans
    few = type(span)(span.topic, span.unit, span.members[:2], 2)
    assert few.few
    assert "不成区间" in span_words(few)
    assert "最低" not in span_words(few)


def test_other_side_decides_whose_words_are_arguments(searcher: Searcher) -> None:
    (ours,) = sheet(searcher).arguments
    assert [said.text for said in ours.heard] == ["只肯给1000元", "生意清淡"]
    assert [said.text for said in ours.answered] == ["职工方：利润增长三成"]
    (theirs,) = sheet(searcher, side="企业方").arguments
    assert [said.text for said in theirs.heard] == ["要求1300元", "利润增长三成"]
    assert [said.text for said in theirs.answered] == ["企业方：生意清淡"]


def test_dates_follow_from_the_days_given(searcher: Searcher) -> None:
    brief = sheet(searcher, offer="2026-09-01", signing="2026-10-10")
    assert [(one.event.id, one.safe) for one in brief.dates] == [
        ("dafu", dt.date(2026, 9, 21)),
        ("baosong", dt.date(2026, 10, 20)),
    ]
    assert brief.undated == ()
    assert [text[:4] for text in sheet(searcher).undated] == ["“要约送", "“签字”"]


def test_papers_and_articles_stand_on_the_sheet(searcher: Searcher) -> None:
    brief = sheet(searcher)
    assert brief.papers == ("工资表",)
    assert [said.text for said in brief.pitfalls] == ["要约：只打电话不写信"]
    assert [(item.name, item.validity) for item in brief.articles if item.name.endswith("第三十二条")] == [
        ("《集体合同规定》第三十二条", "现行有效")
    ]
    assert brief.not_held == ("本库没有收录河北的地方规定，这里只列全国的规定。",)


def test_own_numbers_are_reckoned_with_their_formula(searcher: Searcher) -> None:
    own = sheet(searcher, wage="2600", minimum="2200", prices="2.5%", profit="-10").own
    assert [(line.value, line.formula) for line in own] == [
        ("118.2%", "2600 ÷ 2200"),
        ("2665元/月", "2600 ×（1 + 2.5%）"),
        ("2340元/月", "2600 ×（1 + -10%）"),
    ]
    assert sheet(searcher).own == ()


def test_paper_holds_the_same_sentences(searcher: Searcher) -> None:
    brief = sheet(searcher, wage="2600", minimum="2200", offer="2026-09-01")
    paper = docx.Document(io.BytesIO(to_docx(brief, "http://zhiku")))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    for words in (*gist(brief), *(span_words(span) for span in brief.spans), "□ 工资表", "2026年9月21日"):
        assert words in text
    for said in every_sentence(brief):
        assert f"http://zhiku{said.url}" in text + cells
    assert paper.core_properties.author == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"side": "仲裁"}, "side"),
        ({"scope": ""}, "scope"),
        ({"industry": "饭馆"}, "industry"),
        ({"region": "某地"}, "region"),
        ({"region": ""}, "region"),
        ({"wage": "很低"}, "wage"),
        ({"wage": "nan"}, "wage"),
        ({"wage": "0"}, "wage"),
        ({"minimum": "1e9"}, "minimum"),
        ({"prices": "inf"}, "prices"),
        ({"profit": "-101"}, "profit"),
        ({"offer": "2026-02-30"}, "offer"),
        ({"meeting": "1900-01-01"}, "meeting"),
        ({"region": "河北" + "省" * 19}, "region"),
    ],
)
def test_wrong_field_is_named_and_input_not_repeated(changes: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as caught:
        read_request({**TYPED, **changes}, TOPICS)
    (mistake,) = caught.value.mistakes
    assert mistake.field == field
    typed = changes[field]
    assert not typed or typed not in mistake.message or typed in ("0", "nan")


def test_round_without_a_known_topic_is_refused() -> None:
    for topics in ((), ("天气",)):
        with pytest.raises(InputError, match="至少选一个议题"):
            read_request(TYPED, topics)


def test_region_is_understood_as_its_province() -> None:
    request = read_request(TYPED, TOPICS)
    assert (request.region, request.province) == ("秦皇岛", "河北")
    assert isinstance(request, BriefRequest)

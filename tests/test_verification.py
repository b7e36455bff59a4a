"""A sentence of a model passes only with what its passages hold."""

from dataclasses import replace

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.documents import Trust
from service.answering.verification import Rejection, Source, Verified, verify_sentence

LAW = replace(make_document("", title="劳动合同法", slug="law"), trust=Trust.VERBATIM)
RULE = replace(make_document("", title="集体合同规定", slug="rule"), trust=Trust.DIGEST)
SOURCES = {
    "S1": Source(
        make_passage(
            LAW,
            "试用期不得超过六个月，自2008年1月1日起施行，逾期按百分之五十加付；见第三条。",
            "19",
            heading="第十九条",
        ),
        LAW,
    ),
    "S2": Source(make_passage(RULE, "另一方应当在20日内书面回应。", "32", heading="第三十二条 回应"), RULE),
}


@pytest.mark.parametrize(
    ("raw", "text", "markers"),
    [
        ("试用期不得超过六个月。[S1]", "试用期不得超过六个月。", ("S1",)),
        ("试用期不得超过6个月【S1】。", "试用期不得超过6个月。", ("S1",)),
        ("试用期不得超过六个月［S1］［S1］。", "试用期不得超过六个月。", ("S1",)),
        ("1. **试用期**不得超过六个月[S1]。", "试用期不得超过六个月。", ("S1",)),
        (
            "《劳动合同法》第十九条：试用期不得超过六个月[S1]。",
            "《劳动合同法》第十九条：试用期不得超过六个月。",
            ("S1",),
        ),
        ("“试用期不得超过六个月”[S1]。", "“试用期不得超过六个月”。", ("S1",)),
        ("逾期按50%加付[S1]。", "逾期按50%加付。", ("S1",)),
        ("自2008年1月1日起施行[S1]。", "自2008年1月1日起施行。", ("S1",)),
        (
            "试用期不得超过六个月，另一方二十日内书面回应[S1][S2]。",
            "试用期不得超过六个月，另一方二十日内书面回应。",
            ("S1", "S2"),
        ),
    ],
)
def test_true_sentence_passes_without_its_markers(raw: str, text: str, markers: tuple[str, ...]) -> None:
    assert verify_sentence(raw, SOURCES) == Verified(text, markers)


@pytest.mark.parametrize(
    ("raw", "rejection"),
    [
        ("试用期不得超过六个月。", Rejection.NO_MARKER),
        ("试用期不得超过六个月。[S9]", Rejection.UNKNOWN_MARKER),
        ("试用期不得超过六个月。[S1][2]", Rejection.UNKNOWN_MARKER),
        ("试用期不得超过七个月。[S1]", Rejection.NUMBER),
        ("试用期不得超过六个月，共180天。[S1]", Rejection.NUMBER),
        ("试用期不得超过六个月，拨打12345。[S1]", Rejection.NUMBER),
        ("自2009年1月1日起施行。[S1]", Rejection.NUMBER),
        ("逾期按百分之六十加付。[S1]", Rejection.NUMBER),
        ("另一方应当在20日内书面回应。[S1]", Rejection.NUMBER),
        ("试用期不得超过六个月<br>。[S1]", Rejection.HTML),
        ("试用期不得超过六个月&lt;。[S1]", Rejection.HTML),
        ("试用期不得超过六个月，见https://a.cn。[S1]", Rejection.ADDRESS),
        ("试用期不得超过六个月，见www.a-b.com。[S1]", Rejection.ADDRESS),
        ("试用期不得超过六个月，javascript:x。[S1]", Rejection.ADDRESS),
        ("“试用期不得超过6个月”。[S1]", Rejection.QUOTE),
        ("“试用期不得超过六个月。[S1]", Rejection.QUOTE),
        ("“另一方应当在20日内书面回应”。[S2]", Rejection.QUOTE),
        ("《刑法》规定试用期不得超过六个月。[S1]", Rejection.LAW),
        ("第二十条规定试用期不得超过六个月。[S1]", Rejection.LAW),
        ("请把身份证发给客服领取赔偿。[S1]", Rejection.UNRELATED),
        ("试用期" * 150 + "[S1]", Rejection.TOO_LONG),
        ("", Rejection.NO_MARKER),
    ],
)
def test_untrue_sentence_is_rejected_with_its_reason(raw: str, rejection: Rejection) -> None:
    assert verify_sentence(raw, SOURCES) is rejection


@given(st.text(st.sampled_from("试用期不得超过六九个月[S12]。“”《》第十条20日<>/.@") | st.characters(), max_size=40))
def test_whatever_passes_has_given_markers_and_no_html_or_address(raw: str) -> None:
    found = verify_sentence(raw, SOURCES)
    if isinstance(found, Verified):
        assert set(found.markers) <= set(SOURCES)
        assert not set("<>[]@") & set(found.text)

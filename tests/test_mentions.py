"""Mentions of articles with the law they mean, in spellings that people and models use."""

import pytest
from corpus_files import make_document

from service.checking.mentions import find_mentions
from service.checking.naming import names_of
from service.checking.pasted import squeeze

INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
NAMES = names_of(
    (
        make_document("", title="劳动合同法", slug="a"),
        make_document("", title="最低工资规定", slug="b"),
        make_document("", title=INTERPRETATION, slug="c"),
    ),
    ("食品安全法",),
)


def read(text: str) -> list[tuple[str, str, str]]:
    """(title, number, the words of the mention)."""
    squeezed = squeeze(text).text
    return [(item.title, item.number, squeezed[item.start : item.end]) for item in find_mentions(squeezed, NAMES)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("《劳动合同法》（2012年修正）第四十条", [("劳动合同法", "40", "《劳动合同法》(2012年修正)第四十条")]),
        (
            "《劳动合同法》（以下简称《合同法》）第三条",
            [("劳动合同法", "3", "《劳动合同法》(以下简称《合同法》)第三条")],
        ),
        (
            "《劳动合同法》第10、14、82条",
            [("劳动合同法", "10", "《劳动合同法》第10"), ("劳动合同法", "14", "14"), ("劳动合同法", "82", "82条")],
        ),
        (
            "劳动合同法第三十六至三十八条",
            [("劳动合同法", "36", "劳动合同法第三十六"), ("劳动合同法", "38", "三十八条")],
        ),
        (
            "劳动合同法第1条、第36-38条",
            [("劳动合同法", "1", "劳动合同法第1条"), ("劳动合同法", "36", "第36"), ("劳动合同法", "38", "38条")],
        ),
        (
            "最高人民法院《关于审理劳动争议案件适用法律问题的解释（一）》第42条",
            [(INTERPRETATION, "42", "《关于审理劳动争议案件适用法律问题的解释(一)》第42条")],
        ),
        ("河北省最低工资规定第三条", [("河北省最低工资规定", "3", "河北省最低工资规定第三条")]),
        ("中华人民共和国劳动合同法第三条", [("劳动合同法", "3", "中华人民共和国劳动合同法第三条")]),
        ("违反食品安全法第三条", [("食品安全法", "3", "食品安全法第三条")]),
        ("根据公司规定第三条", []),
        ("第一条 期限\n第二条、第三条", []),
        ("劳动合同法第3条第2款第（一）项", [("劳动合同法", "3", "劳动合同法第3条第2款第(一)项")]),
    ],
)
def test_mention_has_its_law_its_number_and_its_words(text: str, mentions: list[tuple[str, str, str]]) -> None:
    assert read(text) == mentions

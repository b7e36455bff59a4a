"""The clause that carries the answer: cut from the text, chosen by three signals that can be checked by eye."""

from itertools import pairwise

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st
from tiny_library import make_passage

from indexer.documents import Kind
from indexer.passages import Passage
from service.answering.extract import (
    LONG,
    MAX_QUOTE,
    Extract,
    asks_amount,
    best_extract,
    clauses,
    overlap,
    states_amount,
)

LAW = make_document("", title="甲规定")


def passage(text: str) -> Passage:
    return make_passage(LAW, text)


def cut(text: str) -> list[str]:
    """Every clause of a text, each behind its lead-in."""
    return [
        (text[clause.lead_in.start : clause.lead_in.end] if clause.lead_in else "")
        + text[clause.span.start : clause.span.end]
        for clause in clauses(passage(text))
    ]


def alike(_token: str) -> float:
    """Every bigram is equally rare."""
    return 1.0


def extract(text: str, question: str, scores: list[float] | None = None) -> Extract:
    made = passage(text)
    return best_extract(made, question, scores or [0.0] * len(made.parts), alike)


def quote(text: str, question: str, scores: list[float] | None = None) -> str:
    span = extract(text, question, scores).span
    return text[span.start : span.end]


def test_text_is_cut_into_sentences() -> None:
    assert cut("甲应当协商。乙怎么办？丙！\n丁。") == ["甲应当协商。", "乙怎么办？", "丙！", "丁。"]


def test_closing_marks_stay_with_their_sentence() -> None:
    assert cut("他说：“同意。”然后签字。") == ["他说：“同意。”", "然后签字。"]


def test_last_sentence_needs_no_full_stop() -> None:
    assert cut("甲。乙") == ["甲。", "乙"]


def test_item_brings_the_sentence_it_hangs_on() -> None:
    assert cut("可以解除：\n（一）没有支付的；\n（二）没有缴纳的。") == [
        "可以解除：",
        "可以解除：（一）没有支付的；",
        "可以解除：（二）没有缴纳的。",
    ]


def test_long_sentence_is_cut_at_semicolons_and_a_short_one_is_not() -> None:
    half = "甲" * (LONG // 2)
    assert cut(f"{half}；{half}。") == [f"{half}；", f"{half}。"]
    assert cut("甲；乙。") == ["甲；乙。"]


def test_list_marks_and_machine_lines_are_not_quoted() -> None:
    text = "- 谁办：工会\n- 依据：工会法#2\n- 表单：要约书\n- 下一步：→ qianding\n1. 先谈。"
    assert cut(text) == ["谁办：工会", "先谈。"]


def test_row_of_a_table_is_one_clause_and_its_rule_none() -> None:
    assert cut("| 岗位 | 报酬 |\n|---|:--|\n| 厨师 | 涨了。再涨 |") == ["| 岗位 | 报酬 |", "| 厨师 | 涨了。再涨 |"]


def test_clause_that_repeats_the_question_is_chosen() -> None:
    assert quote("工会可以旁听。企业应当回应要约。职工可以发言。", "企业不回应要约") == "企业应当回应要约。"


def test_rare_words_weigh_more_than_common_ones() -> None:
    text = "企业应当旁听。要约应当回应。"
    # 企业 counts 1 in the first sentence; 要约 counts 5 in the second.
    found = best_extract(passage(text), "企业要约", [0.0], {"企业": 1.0, "业要": 1.0, "要约": 5.0}.__getitem__)
    assert text[found.span.start : found.span.end] == "要约应当回应。"


def test_clause_of_the_nearest_part_is_chosen_where_no_word_repeats() -> None:
    assert quote("甲甲。\n乙乙。\n丙丙。", "丁丁", [0.1, 0.9, 0.5]) == "乙乙。"


@pytest.mark.parametrize(
    "question", ["试用期最长多久", "试用期几个月", "试用期多少", "试用期的期限", "试用期什么时候", "试用期上限"]
)
def test_question_for_an_amount_is_answered_with_one(question: str) -> None:
    assert quote("试用期由双方约定。试用期不得超过六个月。", question) == "试用期不得超过六个月。"


@pytest.mark.parametrize(
    "amount",
    [
        "六个月",
        "20日",
        "３０日",
        "两倍",
        "三人",
        "百分之二十",
        "80%",
        "三分之二",
        "1/3",
        "半数",
        "五工作日",
        "十六周岁",
    ],
)
def test_amounts_are_known_in_the_forms_laws_write(amount: str) -> None:
    assert quote(f"工会旁听。约定{amount}。", "多少") == f"约定{amount}。"


def test_question_for_no_amount_gets_no_bonus_for_one() -> None:
    assert quote("试用期由双方约定。试用期不得超过六个月。", "试用期由谁约定") == "试用期由双方约定。"


def test_counting_what_is_no_amount_is_no_question_for_one() -> None:
    assert [asks_amount(text) for text in ("试用期多久", "怎么办", "谁来代表")] == [True, False, False]
    assert [states_amount(text) for text in ("不得超过六个月", "第三条", "应当协商")] == [True, False, False]


def test_share_of_a_question_is_weighed_by_rarity_and_counts_the_lead_in() -> None:
    made = passage("可以解除：\n（一）没有支付的。")
    lead, item = clauses(made)
    weight = {"解除": 3.0, "支付": 1.0, "旁听": 4.0}.__getitem__
    assert overlap(made.text, lead, ("解除", "旁听"), weight) == 3 / (3 + 4)
    assert overlap(made.text, item, ("解除", "支付"), weight) == 1.0
    assert overlap(made.text, item, ("旁听",), weight) == 0.0
    assert overlap(made.text, item, (), weight) == 0.0


def test_equal_clauses_are_decided_by_their_order() -> None:
    assert quote("甲甲。乙乙。", "丁丁") == "甲甲。"


def test_chosen_lead_in_brings_its_whole_list() -> None:
    text = "有下列情形的，可以解除：\n（一）没有支付的；\n（二）没有缴纳的。\n其他另定。"
    assert quote(text, "哪些情形可以解除", [0.0] * 4) == text[: text.index("\n其他")]


def test_chosen_item_brings_its_lead_in_apart() -> None:
    text = "可以解除：\n（一）没有支付的；\n（二）没有缴纳的。"
    found = extract(text, "缴纳", [0.0, 0.0, 0.9])
    assert found.lead_in is not None
    assert text[found.lead_in.start : found.lead_in.end] == "可以解除："
    assert text[found.span.start : found.span.end] == "（二）没有缴纳的。"


def test_list_is_quoted_as_far_as_it_fits() -> None:
    item = "甲" * 100
    text = "可以解除：" + "".join(f"\n（{n}）{item}；" for n in "一二三四五")
    found = quote(text, "可以解除")
    assert found == text[: len(found)]
    # 5 characters of lead-in and 105 for each item with its line break: three items make 320, a fourth 425.
    assert len(found) == 5 + 3 * 105 <= MAX_QUOTE
    assert found.endswith("；")


@pytest.mark.parametrize("text", ["- 依据：工会法#2\n- 下一步：结束", "。。。", "！"])
def test_passage_without_a_clause_is_quoted_as_a_whole(text: str) -> None:
    step = make_passage(make_document("", Kind.PROCEDURE), text)
    span = best_extract(step, "依据", [0.0] * len(step.parts), alike).span
    assert text[span.start : span.end] == text


@given(st.text("甲乙六个月。；：！”（一）\n -1.", min_size=1, max_size=60), st.text("甲乙多久依据", max_size=8))
def test_clauses_lie_in_order_inside_the_text_and_are_not_blank(text: str, question: str) -> None:
    made = passage(text.strip())
    found = list(clauses(made))
    spans = [clause.span for clause in found]
    assert all(0 <= span.start < span.end <= len(made.text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(made.text[span.start : span.end].strip() for span in spans)
    if found:
        chosen = best_extract(made, question, [0.0] * len(made.parts), alike).span
        assert made.text[chosen.start : chosen.end].strip()

"""The steps of a procedure are read from lists of labels."""

import pytest
from corpus_files import make_document
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import Kind
from indexer.procedures import LABELS, REQUIRED, Field, Next, Step, read_steps, without_machine_lines


def steps(text: str) -> tuple[Step, ...]:
    """The steps of a procedure with this text."""
    return read_steps(make_document(text, Kind.PROCEDURE))


def step(*lines: str) -> Step:
    """The only step of a procedure, with these lines below its heading."""
    (only,) = steps("\n".join(("## 申请 {#shenqing}", "", *lines, "")))
    return only


def test_step_is_read_with_all_its_fields() -> None:
    text = (
        "## 提出要约 {#yaoyue}\n"
        "\n"
        "- 谁办：职工方\n"
        "- 依据：集体合同规定#32；工资集体协商试行办法#17\n"
        "- 时限: 20日内\n"
        "- 下一步：同意 → ziliao；拒绝 → jujue\n"
        "\n"
        "说明文字。\n"
        "\n"
        "## 结束 {#wan}\n"
        "\n"
        "- 下一步：结束\n"
    )
    assert steps(text) == (
        Step(
            anchor="yaoyue",
            title="提出要约",
            line=1,
            fields=(
                Field("谁办", "职工方", 3),
                Field("依据", "集体合同规定#32；工资集体协商试行办法#17", 4),
                Field("时限", "20日内", 5),
                Field("下一步", "同意 → ziliao；拒绝 → jujue", 6),
            ),
            basis=("集体合同规定#32", "工资集体协商试行办法#17"),
            next=(Next("同意", "ziliao"), Next("拒绝", "jujue")),
        ),
        Step("wan", "结束", 10, (Field("下一步", "结束", 12),), (), (Next("", None),)),
    )


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("结束", (Next("", None),)),
        ("→ ziliao", (Next("", "ziliao"),)),
        ("ziliao", (Next("", "ziliao"),)),
        ("同意 → 结束；拒绝 → jujue", (Next("同意", None), Next("拒绝", "jujue"))),
        ("同意→ziliao ； 拒绝→jujue；", (Next("同意", "ziliao"), Next("拒绝", "jujue"))),
        ("甲 → 乙时 → ziliao", (Next("甲 → 乙时", "ziliao"),)),
    ],
)
def test_ways_on_are_read_in_every_form_the_contract_allows(written: str, ways: tuple[Next, ...]) -> None:
    assert step(f"- 下一步：{written}").next == ways


@pytest.mark.parametrize(
    ("written", "basis"),
    [
        ("劳动合同法#51", ("劳动合同法#51",)),
        ("劳动合同法#51 ； 工会法#6；", ("劳动合同法#51", "工会法#6")),
        ("无（工作做法）", ()),
    ],
)
def test_basis_is_a_list_of_article_keys(written: str, basis: tuple[str, ...]) -> None:
    assert step(f"- 依据：{written}").basis == basis


def test_field_is_found_by_its_label() -> None:
    assert step("- 谁办：工会").field("谁办") == "工会"
    assert step("- 谁办：工会").field("时限") is None


@pytest.mark.parametrize("empty", ["- 依据：", "- 依据： ", "- 依据:"])
def test_empty_field_does_not_swallow_the_line_below_it(empty: str) -> None:
    found = step(empty, "- 下一步：结束")
    assert (found.basis, found.next) == ((), (Next("", None),))
    assert found.field("下一步") == "结束"


def test_label_outside_the_contract_is_kept_for_the_check_to_name() -> None:
    assert step("- 备注栏：甲").fields == (Field("备注栏", "甲", 3),)


@pytest.mark.parametrize(
    "line", ["谁办：工会", "* 谁办：工会", "-谁办：工会", "- 工会来办", "- 这是一句很长的话：工会"]
)
def test_line_that_is_no_labelled_item_is_no_field(line: str) -> None:
    assert step(line).fields == ()


def test_fields_of_one_step_do_not_reach_into_the_next() -> None:
    first, second = steps("## 甲 {#jia}\n- 谁办：工会\n## 乙 {#yi}\n- 谁办：企业\n")
    assert (first.field("谁办"), second.field("谁办")) == ("工会", "企业")


def test_step_without_address_has_an_empty_one() -> None:
    (only,) = steps("## 申请\n")
    assert (only.anchor, only.next) == ("", ())


def test_procedure_without_headings_has_no_steps() -> None:
    assert steps("- 谁办：工会\n") == ()


def test_every_required_label_is_a_known_label() -> None:
    assert set(REQUIRED) <= set(LABELS)


def test_keys_forms_and_ways_on_are_no_words_to_encode() -> None:
    text = "- 谁办：工会\n- 依据：工会法#2\n- 表单: yaoyue\n- 时限：20日\n- 下一步：结束\n\n依据：事先说明。\n"
    assert without_machine_lines(text) == "- 谁办：工会\n- 时限：20日\n\n依据：事先说明。\n"


VALUES = st.text("甲乙丙丁#123；→ ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(LABELS), VALUES), max_size=6))
def test_every_written_field_is_read_back_with_its_line(written: list[tuple[str, str]]) -> None:
    found = step(*(f"- {label}：{value}" for label, value in written))
    # Line 1 is the heading and line 2 is blank.
    assert found.fields == tuple(Field(label, value, line) for line, (label, value) in enumerate(written, start=3))

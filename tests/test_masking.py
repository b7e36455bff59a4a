"""Personal data goes before anything is kept; the rest of the question stays word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13800138000，老板不给钱", "电话〔电话〕，老板不给钱"),
        ("打138 0013 8000找我", "打〔电话〕找我"),
        ("打138-0013-8000找我", "打〔电话〕找我"),
        ("座机0335-12345678", "座机〔电话〕"),
        ("座机010-12345678", "座机〔电话〕"),
        ("身份证130302199001011234", "身份证〔身份证号〕"),
        ("身份证13030219900101123X。", "身份证〔身份证号〕。"),
        ("工资卡6222021234567890123", "工资卡〔卡号〕"),
        ("工资卡6222 0212 3456 7890", "工资卡〔卡号〕"),
        ("邮箱，ab.c+d@example.com.cn", "邮箱，〔邮箱〕"),
        ("我叫王小明，被辞退", "我叫〔姓名〕，被辞退"),
        ("姓名：李四", "姓名：〔姓名〕"),
        ("本人张三在厂里干活", "本人〔姓名〕在厂里干活"),
    ],
)
def test_personal_data_is_replaced_by_what_it_was(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "phone", ["+86 13800138000", "+8613800138000", "8613800138000", "0086-13800138000", "１３８００１３８０００"]
)
def test_phone_is_found_behind_a_country_code_and_in_full_width(phone: str) -> None:
    masked = mask(f"打{phone}找我")
    assert "〔电话〕" in masked
    assert "8000" not in masked
    assert "８０００" not in masked


@pytest.mark.parametrize("text", ["请把工资条发到wang@example.com", "我的邮箱是wang@example.com"])
def test_words_before_an_address_are_kept(text: str) -> None:
    assert mask(text) == text.replace("wang@example.com", "〔邮箱〕")


@pytest.mark.parametrize("rest", ["被公司辞退了", "今年30岁", "和老板吵架", "从2020年上班"])
def test_name_is_found_without_a_pause_behind_it(rest: str) -> None:
    masked = mask(f"我叫王小明{rest}")
    assert "小明" not in masked
    assert masked.startswith("我叫〔姓名〕")


@pytest.mark.parametrize(
    "text",
    [
        "劳动合同法第三十八条",
        "2008年1月1日起施行，工资3500.50元",
        "加班120小时，欠薪12000元",
        "打12351、12333、12348",
        "最低工资标准是多少？本人是职工",
        "合同编号2023-0456",
        "集体合同应当在20日内回应，10日内报送",
        "经济补偿100000元",
    ],
)
def test_question_without_personal_data_stays_as_it_is(text: str) -> None:
    assert mask(text) == text


def test_several_pieces_are_all_replaced() -> None:
    text = "我叫王小明，电话13800138000，身份证130302199001011234，邮箱 a@b.cn"
    assert mask(text) == "我叫〔姓名〕，电话〔电话〕，身份证〔身份证号〕，邮箱 〔邮箱〕"


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(
    st.text("甲乙，。 ", max_size=8), st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.text("甲乙，。 ", max_size=8)
)
def test_no_mobile_number_between_chinese_words_is_kept(before: str, number: str, after: str) -> None:
    assert mask(f"{before}{number}{after}") == f"{before}〔电话〕{after}"


def test_words_after_benren_are_no_name() -> None:
    assert mask("本人于去年在公司受伤") == "本人于去年在公司受伤"

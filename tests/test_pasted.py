"""Pasted text as it is read, every character knowing its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checking.pasted import squeeze


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("依据《劳动 合同法》\n第 ３８ 条", "依据《劳动合同法》第38条"),
        ("用人单位应当在三\n十日内", "用人单位应当在三十日内"),
        ("付款。\n第二条 期限", "付款。\n第二条期限"),
        ("依据劳动法\n第三条 期限", "依据劳动法\n第三条期限"),
        ("- **甲**\n- 乙", "甲\n乙"),
        ("规定：\n> 甲应当", "规定:甲应当"),
        ("规定：\n“甲”", "规定:“甲”"),
        ("甲\n\n乙", "甲\n乙"),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_broken_lines_are_joined_and_new_beginnings_kept(text: str, read: str) -> None:
    assert squeeze(text).text == read


@given(st.text(st.sampled_from("甲乙 \n\t*>-#：。第条３（“\u200b\x00") | st.characters(), max_size=60))
def test_every_character_knows_where_it_stood(text: str) -> None:
    pasted = squeeze(text)
    assert len(pasted.text) == len(pasted.offsets)
    assert list(pasted.offsets) == sorted(pasted.offsets)
    for i, char in enumerate(pasted.text):
        span = pasted.original(i, i + 1)
        assert char == "\n" or squeeze(text[span.start : span.end]).text in (char, "")

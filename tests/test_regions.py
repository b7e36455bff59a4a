"""Places as people write them → the province whose rules apply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.regions import HEBEI_CITIES, PROVINCES, RegionError, parse_region


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("河北", "河北"),
        ("河北省", "河北"),
        ("河北·秦皇岛", "河北"),
        ("河北省石家庄市", "河北"),
        ("秦皇岛市", "河北"),
        ("雄安新区", "河北"),
        ("内蒙古自治区", "内蒙古"),
        ("上海市", "上海"),
        ("湖北·武汉", "湖北"),
    ],
)
def test_place_is_brought_to_its_province(text: str, name: str) -> None:
    assert parse_region(text) == name


@pytest.mark.parametrize("name", [*PROVINCES, *HEBEI_CITIES])
def test_every_name_is_understood_alone_and_with_its_rank(name: str) -> None:
    expected = name if name in PROVINCES else "河北"
    assert [parse_region(text) for text in (name, f"{name}省", f"{name}市")] == [expected] * 3


def test_there_are_34_provinces_and_none_twice() -> None:
    assert len(set(PROVINCES)) == len(PROVINCES) == 34


@pytest.mark.parametrize("text", ["", "火星", "Hebei", "北", "省河北", "<script>"])
def test_unknown_place_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RegionError, match="“河北”"):
        parse_region(text)


@given(st.text(max_size=30))
def test_any_text_gives_a_province_or_is_refused(text: str) -> None:
    try:
        found = parse_region(text)
    except RegionError:
        return
    assert found in PROVINCES

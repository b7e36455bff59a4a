"""Provinces and the cities of Hebei, so that “秦皇岛”, “河北省” and “河北·秦皇岛” are understood as one place."""

PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃",
    "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)  # fmt: skip
HEBEI_CITIES = ("石家庄", "唐山", "秦皇岛", "邯郸", "邢台", "保定", "张家口", "承德", "沧州", "廊坊", "衡水", "雄安")


class RegionError(ValueError):
    """A region that is not known; the message is for the person who typed it."""


def parse_region(text: str) -> str:
    """The province a region lies in: `秦皇岛市` → `河北`. Raises RegionError."""
    for name in PROVINCES:
        if text.startswith(name):
            return name
    if text.startswith(HEBEI_CITIES):
        return "河北"
    raise RegionError("不认识这个地区。请写省、自治区、直辖市的名称，例如“河北”。")

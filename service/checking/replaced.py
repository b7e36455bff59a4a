"""Laws that are no longer in force or never had that name, and what stands in their place.

Only what a text of the corpus says itself: `source` is the article that repeals. The name 合同法 is here, although
the search takes it for 劳动合同法 when a layperson asks: a citation of 合同法第五十二条 means the repealed 合同法.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Replaced:
    """A rule repealed on `since`. `successor` says where its matter is regulated now."""

    title: str
    since: dt.date
    source: str
    successor: str
    advice: str = ""


_CODE = dt.date(2021, 1, 1)
_CODE_SOURCE = "民法典#1260"

REPLACED = {
    item.title: item
    for item in (
        Replaced(
            "合同法",
            _CODE,
            _CODE_SOURCE,
            "《民法典》合同编",
            "它不是《劳动合同法》；想引用劳动合同法的，要写全称。",
        ),
        Replaced("民法总则", _CODE, _CODE_SOURCE, "《民法典》总则编"),
        Replaced("民法通则", _CODE, _CODE_SOURCE, "《民法典》总则编"),
        Replaced("侵权责任法", _CODE, _CODE_SOURCE, "《民法典》侵权责任编"),
        Replaced("婚姻法", _CODE, _CODE_SOURCE, "《民法典》婚姻家庭编"),
        Replaced("收养法", _CODE, _CODE_SOURCE, "《民法典》婚姻家庭编"),
        Replaced("继承法", _CODE, _CODE_SOURCE, "《民法典》继承编"),
        Replaced("物权法", _CODE, _CODE_SOURCE, "《民法典》物权编"),
        Replaced("担保法", _CODE, _CODE_SOURCE, "《民法典》物权编和合同编"),
        Replaced("企业破产法(试行)", dt.date(2007, 6, 1), "企业破产法#136", "《企业破产法》"),
        Replaced("女职工劳动保护规定", dt.date(2012, 4, 28), "女职工劳动保护特别规定#16", "《女职工劳动保护特别规定》"),
        Replaced("企业最低工资规定", dt.date(2004, 3, 1), "最低工资规定#15", "《最低工资规定》"),
    )
}

#: Name people write → the formal title.
MISNAMED = {"河北省集体协商条例": "河北省企业集体协商条例"}

#: 工会法 before the amendment of 2021 → now (corpus/conflicts.toml, gonghuifa-tiaohao).
UNION_LAW = "工会法"
UNION_LAW_NUMBERS = {"18": "19", "20": "21", "34": "35", "42": "43", "43": "44", "52": "53", "53": "54"}

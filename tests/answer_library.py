"""The tiny library with all that an answer needs: curated answers, asked questions, a conflict of rules.

    searcher = make_searcher(tmp_path, segmenter, write_answer_library)

The letter encoder tells the matters apart: 试用期 holds no letter, 工资 one 工 and one 资, 协商 one 协 and one 商.
"""

from pathlib import Path

from corpus_files import answer_keys, write_companion, write_document
from tiny_library import FIELDS, write_library

CLARIFY = {
    "question": "合同多长？",
    "choices": [
        {"label": "一年", "ask": "一年合同试用期多久"},
        {"label": "三年", "ask": "三年合同试用期多久"},
    ],
}
PROBATION = """## 一句话

试用期不得超过六个月[劳动合同法#19]。

## 怎么办

1. 看合同写了多久[劳动合同法#19]。
2. 算一算[计算:probation；劳动合同法#19]。
3. 先谈妥[liucheng/qianding]。谈不成再找工会[工会法#2]。

## 依据与说理

同一单位只能约定一次[劳动合同法#19]。这是保护劳动者[劳动合同法#1]。
"""
WAGES = """## 一句话

没有支付报酬的可以解除[劳动合同法#38]。

## 怎么办

1. 写信说明理由[劳动合同法#38]。
2. 工资请工会协商[工会法#2]。
3. 要二倍报酬[劳动合同法#82]。

## 依据与说理

旧的办法按天支付，新的按季发放[旧支付办法#7；tongzhi/s1]。
"""
ASKED = """# 问法
劳动合同法#19\t试用期能约定几次
劳动合同法#38\t工资工资没发怎么办
集体合同规定#32\t协商协商几天回应
"""
CONFLICTS = """
[[conflict]]
id = "huiying"
topic = "要约几天回应"
rules = ["集体合同规定#32", "劳动合同法#1"]
prevails = ["集体合同规定#32"]
overtaken = ["劳动合同法#1"]
adopt = "二十日"
why = "专门规定"
tell = "要约按二十日回应。"
"""


def write_answer_library(root: Path) -> None:
    """Everything of the library, and one of each companion."""
    write_library(root)
    probation = answer_keys(clarify=CLARIFY, related=["gongzi"], audience=["职工", "企业"])
    write_document(root / "answers", "shiyongqi", probation, PROBATION)
    wages = answer_keys(title="工资不发怎么办", topic="工资", asked=["拖欠工资", "老板欠工资"], not_covered="奖金")
    write_document(root / "answers", "gongzi", wages, WAGES)
    write_companion(root, "asked/laodong.tsv", ASKED)
    write_companion(root, "lexicon/fields.toml", FIELDS)
    write_companion(root, "conflicts.toml", CONFLICTS)

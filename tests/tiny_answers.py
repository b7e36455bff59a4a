"""Curated answers for the tiny library: one with a choice to make, one that only reads on.

searcher = make_searcher(tmp_path, segmenter, write_answers)
"""

from pathlib import Path

from corpus_files import answer_keys, write_document
from tiny_library import write_library

CLARIFY = {
    "question": "合同多长？",
    "choices": [
        {"label": "一年", "ask": "一年合同试用期多久"},
        {"label": "三年", "ask": "三年合同试用期多久"},
    ],
}
LONGEST = (
    "## 一句话\n\n试用期不得超过六个月[劳动合同法#19]。\n\n"
    "## 怎么办\n\n1. 看合同[劳动合同法#19]。\n"
    "2. 先谈妥[liucheng/qianding]。算一算[计算:shiyongqi]。\n3. 再谈[工会法#2]。\n\n"
    "## 依据与说理\n\n同一单位只能约定一次[劳动合同法#19]。\n"
)
PAID = (
    "## 一句话\n\n可以解除[劳动合同法#38]。\n\n"
    "## 怎么办\n\n1. 写信[劳动合同法#38]。\n\n## 依据与说理\n\n法定[劳动合同法#38]。\n"
)


def write_answers(root: Path) -> None:
    """The library with two curated answers."""
    write_library(root)
    keys = answer_keys(title="打工试用期最长多久", clarify=CLARIFY, audience=["职工", "企业"], related=["qianxin"])
    write_document(root / "answers", "shiyongqi", keys, LONGEST)
    paid = answer_keys(title="没有支付工资怎么办", topic="报酬", audience=["职工"], asked=["不付工资"])
    write_document(root / "answers", "qianxin", paid, PAID)

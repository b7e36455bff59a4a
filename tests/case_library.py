"""A small corpus of invented cases, for tests of everything that compares, counts and prepares.

searcher = make_searcher(tmp_path, segmenter, write_cases)
"""

from pathlib import Path

from corpus_files import Keys, case_keys, procedure_keys, regulation_keys, write_document

BODY = (
    "## 问题\n\n报酬低，{name}要谈。\n\n## 双方开价与证据\n\n双方开了价。\n\n"
    "## 结果\n\n签了{name}协议。\n\n## 启示\n\n- 先算账，再开口。\n"
)
CHAIN = """[[chain]]
procedure = "hangyexing"
title = "行业协商"

[[chain.event]]
id = "yaoyue-shoudao"
label = "要约送达对方"

[[chain.event]]
id = "dafu"
label = "书面答复要约"

[[chain.event]]
id = "qianzi"
label = "签字"

[[chain.event]]
id = "baosong"
label = "报送"

[[chain.rule]]
id = "dafu-20"
from = "yaoyue-shoudao"
to = "dafu"
amount = 20
unit = "natural_day"
direction = "after"
kind = "deadline"
who = "收到要约的一方"
text = "20日内书面回应。"
basis = ["集体合同规定#32"]

[[chain.rule]]
id = "baosong-10"
from = "qianzi"
to = "baosong"
amount = 10
unit = "natural_day"
direction = "after"
kind = "deadline"
who = "企业方"
text = "10日内报送。"
basis = ["集体合同规定#32"]
"""


def wage(value: float, **changes: object) -> Keys:
    """One figure: a lowest wage in 元/月."""
    return {
        "name": "行业最低工资",
        "topic": "底线工资",
        "value": value,
        "unit": "元/月",
        "voice": "来源报道",
        **changes,
    }


def write_case(root: Path, slug: str, body: str = "", **changes: object) -> None:
    """One case file; its title is `changes["title"]`."""
    keys = case_keys(**changes)
    write_document(root / "cases", slug, keys, body or BODY.format(name=changes["title"]))


def write_cases(root: Path) -> None:
    """Three restaurant cases with wages, one courier case, one judgement; a rule, a procedure and its deadlines."""
    write_case(
        root,
        "wuhan",
        title="武汉餐饮",
        region="湖北·武汉",
        topics=["底线工资", "涨幅"],
        years="2010—2011",
        opening={"workers": ["要求1300元"], "employers": ["只肯给1000元"]},
        evidence=[{"side": "职工方", "what": "利润增长三成"}, {"side": "企业方", "what": "生意清淡"}],
        rounds=[{"when": 2011, "what": "再谈", "workers": "降到1200元", "employers": "提到1100元"}],
        figures=[wage(1170)],
        procedure={"offer": "3月书面要约"},
        basis_stated=["集体合同规定#32"],
    )
    write_case(root, "beijing", title="北京餐饮", region="北京", years="2014", figures=[wage(2000)])
    write_case(root, "tangshan", title="唐山餐饮", region="河北·唐山", years="2020", figures=[wage(1900)])
    write_case(
        root,
        "kuaidi",
        title="秦皇岛快递",
        region="河北·秦皇岛",
        industry="快递",
        topics=["派费", "程序"],
        years="2022、2024",
        outcome="未核实",
        reliability="低",
        body="## 问题\n\n派费低。\n",
        basis_mapped=["集体合同规定#32"],
    )
    verdict = "## 案情\n\n欠了报酬。\n\n## 处理结果\n\n判决支付报酬。\n"
    write_case(root, "panjue", title="餐饮店欠薪案", level="裁判", region="全国", topics=["底线工资"], body=verdict)
    rule = regulation_keys(title="集体合同规定")
    write_document(
        root / "regulations", "guiding", rule, "#### 第三十二条 要约\n\n一方要约的，另一方应当在二十日内回应。\n"
    )
    steps = "## 要约 {#yaoyue}\n\n- 谁办：工会\n- 依据：集体合同规定#32\n- 常见错误：只打电话不写信\n- 下一步：结束\n"
    write_document(root / "procedures", "hangyexing", procedure_keys(title="行业协商", papers=["工资表"]), steps)
    (root / "deadlines.toml").write_text(CHAIN, encoding="utf-8")

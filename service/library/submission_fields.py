"""The form for a case that a union sends in: its fields, and how their lines are written.

lines({"parties": "职工方：甲\\n企业方：乙"}, "parties") == ["职工方：甲", "企业方：乙"]
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.case_facts import INDUSTRIES, TOPICS

MAX_CHARACTERS, MAX_LINE = 4000, 200
LEVELS = ("企业", "行业", "区域", "平台")
OUTCOMES = ("已知", "未核实", "未载")
SIDES = ("职工方", "企业方", "政府", "双方")
VOICES = ("来源报道", "工会一方口径", "企业一方口径", "官方发布")


@dataclass(frozen=True)
class SubmissionField:
    """One field of the form. `kind` is text, long, choice, topics or count; `example` shows how to write it."""

    name: str
    label: str
    kind: str = "text"
    explain: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """Most characters that are taken."""
        return MAX_LINE if self.kind in ("text", "count") else MAX_CHARACTERS


FIELDS = (
    SubmissionField("union", "报送单位", explain="例如 海港区总工会。不要写个人姓名和电话。", required=True),
    SubmissionField("title", "案例名称", explain="地方、行业、什么协商、哪一年。", required=True),
    SubmissionField("level", "层级", "choice", "", True, LEVELS),
    SubmissionField("industry", "行业", "choice", "", True, INDUSTRIES),
    SubmissionField("region", "地区", explain="写成 河北·秦皇岛 这样。", required=True),
    SubmissionField("years", "年份", explain="2026，或者 2025—2026。", required=True),
    SubmissionField("parties", "双方", "long", "一行一个，例如 职工方：某区餐饮行业工会联合会。", required=True),
    SubmissionField("topics", "议题", "topics", "至少一个，用顿号隔开。", True, TOPICS),
    SubmissionField("outcome", "结果", "choice", "签了、拿得出文本的写 已知；听说的写 未核实。", True, OUTCOMES),
    SubmissionField("source", "来源", "long", "一行一个：协议文本、会议记录、公开报道。", required=True),
    SubmissionField("coverage", "覆盖", explain="一句话，带“约”“多”。"),
    SubmissionField("enterprises", "覆盖企业数", "count", "整数；不知道就空着。"),
    SubmissionField("workers", "覆盖职工数", "count", "整数；不知道就空着。"),
    SubmissionField("opening_workers", "职工方开价", "long", "一行一条，带数字。"),
    SubmissionField("opening_employers", "企业方开价", "long", "一行一条，带数字。"),
    SubmissionField("evidence", "摆出的证据", "long", "一行一条，先写谁：职工方：利润增长三成。"),
    SubmissionField("rounds", "经过", "long", "一行一步：2026-03：发出要约；职工方：要求2300元；企业方：只提100元。"),
    SubmissionField("figures", "结果数字", "long", "一行一个：名称｜议题｜数｜单位｜谁的数｜和什么比（可缺）。"),
    SubmissionField("offer", "要约"),
    SubmissionField("delegates", "代表"),
    SubmissionField("vote", "表决"),
    SubmissionField("filing", "审查备案"),
    SubmissionField("problem", "问题", "long", "为什么要谈。", required=True),
    SubmissionField("course", "经过与让步", "long", "怎么谈的，谁让了什么。"),
    SubmissionField("result", "谈成什么", "long", "数字带单位和口径。结果没有核实的不写。"),
    SubmissionField("lesson", "启示", "long", "别人能学到什么，一行一条。"),
)  # fmt: skip
#: Between the parts of a figure, and the size of one: `1170` or `1000—1200`.
SPLIT = re.compile(r"[｜|]")
RANGE = re.compile(r"(-?\d+(?:\.\d+)?)(?:[—–~至-](-?\d+(?:\.\d+)?))?")


def lines(values: Mapping[str, str], name: str) -> list[str]:
    """The lines of a field that hold something."""
    return [line.strip() for line in values.get(name, "").split("\n") if line.strip()]


def topics(values: Mapping[str, str]) -> list[str]:
    """The topics of a case, each once: `底线工资、涨幅` in whatever marks people use."""
    return list(dict.fromkeys(part for part in re.split(r"[、，,；;\s]+", values.get("topics", "")) if part))


def with_colon(line: str) -> str:
    """A line with the colon that the rules look for, whichever was typed."""
    return line.strip().replace(":", "：")

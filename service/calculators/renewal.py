"""续签核对: the checks a union worker makes before a collective contract is renewed, one line for each.

    outcome = RENEWAL.run(read_inputs(RENEWAL, {"kind": "gongzi", "signed": "2026-06-01", "reported": "2026-06-08"}))
    # 报送期限: 合格 …; what was not filled in: 无法判断 …

A line says 合格, 不合格 or 无法判断, then what to do. It judges dates and head counts only; content, wages and the
genuineness of papers are not looked at. The checks themselves are in `renewal_dates` and `renewal_people`.
"""

import datetime as dt
from collections import Counter

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome
from service.calculators.inputs import choice_field, count_field, date_field, yes_no_field
from service.calculators.renewal_answers import Answers, Verdict, read_answers
from service.calculators.renewal_dates import date_checks
from service.calculators.renewal_people import people_checks

LIMITS = (
    "只核对日期和人数，不看合同内容，也不看材料真假；工资标准不得低于当地最低工资，另外核对。",
    "河北省企业集体协商条例第五条以后本库未收录，河北有没有另外的期限和人数要求未核实，这里按国家规定核对。",
    "企业有农民工的，河北省农民工权益保障条例#16要求协商有农民工代表参加，这里没有核对。",
    "往前倒数的天数，条文没有专门写怎么数，这里期满当天不算；末日顺延参照民法典#203，是本库的谨慎理解。",
    "企业民主管理规定的效力未核实，过半数只作稳妥口径。",
)

MOST_PEOPLE = 1_000_000
FIELDS = (
    choice_field(
        "kind",
        "合同种类",
        (("gongzi", "工资专项"), ("qita", "综合或其他专项")),
        "期限不一样：工资专项7日报送，综合和其他专项10日",
    ),
    date_field("last_signed", "上一轮首席签字日", "合同签字页上的日期", required=False),
    date_field(
        "last_effective", "上一轮生效日", "没有异议满15日，或者收到无异议的审查意见书（工资协议）", required=False
    ),
    date_field("last_expiry", "上一轮期满日", "看合同写的起止日期，不是签字日加一年", required=False),
    date_field("proposed", "本轮提出续签日", "对方签收要约的日期", required=False),
    date_field("deliberated", "本轮审议日", "职代会或者全体职工讨论通过的日期", required=False),
    date_field("signed", "本轮签字日", "双方首席代表正式签字的日期", required=False),
    date_field("reported", "报送日", "人社部门收到文本、回执上写的日期", required=False),
    count_field("worker_reps", "职工方代表人数", "人", MOST_PEOPLE, "含首席代表", required=False),
    count_field("worker_external", "职工方外聘人数", "人", MOST_PEOPLE, "外单位的专业人员", required=False),
    yes_no_field("worker_chief_external", "职工方首席代表是不是外单位的人"),
    count_field("employer_reps", "企业方代表人数", "人", MOST_PEOPLE, "含首席代表", required=False),
    count_field("employer_external", "企业方外聘人数", "人", MOST_PEOPLE, "外单位的专业人员", required=False),
    yes_no_field("employer_chief_external", "企业方首席代表是不是外单位的人"),
    yes_no_field("has_union", "企业有没有工会", "有选“是”，没有选“否”"),
    choice_field("body", "草案由谁审议", (("daibiao", "职工代表大会"), ("quanti", "全体职工")), required=False),
    count_field(
        "total",
        "全体职工代表（或者全体职工）人数",
        "人",
        MOST_PEOPLE,
        "名册上的总人数，不是到会人数",
        required=False,
        minimum=1,
    ),
    count_field("attending", "出席人数", "人", MOST_PEOPLE, "签到表上的人数", required=False),
    count_field("in_favour", "同意票数", "票", MOST_PEOPLE, required=False),
)


def check_renewal(inputs: Inputs) -> Outcome:
    """All checks. Raises InputError naming the fields that contradict each other."""
    answers = read_answers(inputs)
    mistakes = _contradictions(answers)
    if mistakes:
        raise InputError(*mistakes)
    checks = (*date_checks(answers), *people_checks(answers))
    counted = Counter(check.verdict for check in checks)
    failed = [check.label for check in checks if check.verdict is Verdict.BAD]
    summary = f"核对{len(checks)}项：" + "，".join(f"{verdict}{counted[verdict]}项" for verdict in Verdict)
    summary += f"；不合格的是：{'、'.join(failed)}。" if failed else "。"
    lines = tuple(
        Line(
            check.label,
            f"{check.verdict}。{check.remedy}" if check.remedy else check.verdict.value,
            check.reason,
            check.basis,
        )
        for check in checks
    )
    return Outcome(summary, lines, LIMITS)


def _contradictions(answers: Answers) -> list[Mistake]:
    """Pairs of inputs that cannot both be true."""
    labels = {field.name: field.label for field in FIELDS}
    started = (
        ("last_effective", answers.last_effective) if answers.last_effective else ("last_signed", answers.last_signed)
    )
    voters = ("total", answers.total) if answers.attending is None else ("attending", answers.attending)
    pairs = (
        (*started, "last_expiry", answers.last_expiry, "晚于"),
        ("worker_external", answers.worker_external, "worker_reps", answers.worker_reps, "多于"),
        ("employer_external", answers.employer_external, "employer_reps", answers.employer_reps, "多于"),
        ("attending", answers.attending, "total", answers.total, "多于"),
        ("in_favour", answers.in_favour, *voters, "多于"),
    )
    return [
        Mistake(name, f"“{labels[name]}”{how}“{labels[other]}”，请核对这两项")
        for name, more, other, fewer, how in pairs
        if more is not None and fewer is not None and _ordinal(more) > _ordinal(fewer)
    ]


def _ordinal(value: dt.date | int) -> int:
    return value if isinstance(value, int) else value.toordinal()


RENEWAL = Calculator(
    name="xuqian-hedui",
    title="续签核对",
    purpose="续签前逐项核对时间节点、代表人数和职代会表决人数，看出哪一项不合格、该怎么补。",
    fields=FIELDS,
    run=check_renewal,
)

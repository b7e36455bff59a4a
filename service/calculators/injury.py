"""停工留薪期与工伤申请期限 (time limits after an injury at work).

    2026-03-01 受伤 → 单位最晚 2026-03-31 申请 (30日), 职工、近亲属、工会最晚 2027-03-01 (1年)
    2026-03-01 停工 → 停工留薪期一般最晚到 2027-03-01, 确认延长的最晚到 2028-03-01

Leaves out benefits in money, the list that fixes the length of 停工留薪期, and time that can be taken off the year.
"""

import datetime as dt

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome
from service.calculators.counting import add_months
from service.calculators.inputs import choice_field, chosen, date_field, day, optional_day, said_yes, yes_no_field
from service.calculators.periods import REST_DAY_LIMIT, written

ACT = "工伤保险条例"
PERIOD = ("民法典#201", "民法典#202")

LIMITS = (
    "有特殊情况、报社会保险行政部门同意的，单位的30日可以适当延长；1年里哪些耽误的时间可以扣除，本库没有收录。",
    "停工留薪期实际多长要看伤情，12个月是一般的上限，不是人人都有12个月；目录本库没有收录。",
    "评定伤残等级以后，停工留薪的待遇停发，改领伤残待遇；期满仍要治疗的，工伤医疗待遇继续享受。",
    REST_DAY_LIMIT,
)


def _stop_lines(stopped: dt.date, extended: bool) -> list[Line]:
    usual, longest = add_months(stopped, 12), add_months(stopped, 24)
    rule = (f"{ACT}#33", *PERIOD)
    lines = [Line("停工留薪期一般最晚到", written(usual), f"停工的{written(stopped)}＋12个月，当天不算", rule)]
    if extended:
        formula = "伤情严重或者情况特殊，经设区的市级劳动能力鉴定委员会确认，再延长不超过12个月"
        lines.append(Line("确认延长后最晚到", written(longest), formula, rule))
    lines.append(
        Line("停工留薪期的工资", "原工资福利待遇不变，单位按月付", "不能自理要护理的，由单位负责", (f"{ACT}#33",))
    )
    return lines


def run(inputs: Inputs) -> Outcome:
    """The last days for applying, and the longest 停工留薪期."""
    happened, stopped = day(inputs, "happened"), optional_day(inputs, "stopped")
    disease = chosen(inputs, "kind", "accident") == "disease"
    if stopped and stopped < happened and not disease:
        raise InputError(Mistake("stopped", "“停工治疗的日子”不能早于事故伤害发生之日"))
    event = "被诊断、鉴定为职业病" if disease else "事故伤害发生"
    unit, own = happened + dt.timedelta(days=30), add_months(happened, 12)
    lines = [
        Line(
            "单位最晚申请", written(unit), f"{event}的{written(happened)}＋30日，当天不算", (f"{ACT}#17", "民法典#201")
        ),
        Line("职工、近亲属、工会最晚申请", written(own), f"{written(happened)}＋1年，当天不算", (f"{ACT}#17", *PERIOD)),
        Line("单位超过30日才申请", "此间发生的工伤待遇等有关费用由单位负担", "符合条例规定的费用", (f"{ACT}#17",)),
    ]
    applied = optional_day(inputs, "applied")
    if applied:
        late = (applied - own).days
        value = f"超过1年期限{late}天" if late > 0 else f"在1年期限内，还剩{-late}天"
        lines.append(Line("职工方申请的日子", value, f"{written(applied)}与{written(own)}相比", (f"{ACT}#17",)))
    if stopped:
        lines += _stop_lines(stopped, said_yes(inputs, "extended"))
    summary = f"单位最晚{written(unit)}申请工伤认定；单位不申请的，职工、近亲属或者工会最晚{written(own)}申请。"
    return Outcome(summary, tuple(lines), LIMITS)


INJURY = Calculator(
    name="gongshang-qixian",
    title="工伤申请期限与停工留薪期",
    purpose="工伤认定最晚哪天申请，停工留薪期最长到哪天",
    fields=(
        choice_field(
            "kind", "是哪一种", (("accident", "事故伤害"), ("disease", "职业病")), "不选按事故伤害", required=False
        ),
        date_field("happened", "事故伤害发生之日", "职业病的，填被诊断、鉴定为职业病之日"),
        date_field("applied", "职工方准备申请的日子", "填了就比一比是否超过1年", required=False),
        date_field("stopped", "停工治疗的日子", "填了就算停工留薪期的上限", required=False),
        yes_no_field("extended", "鉴定委员会确认延长了吗", "设区的市级劳动能力鉴定委员会"),
    ),
    run=run,
)

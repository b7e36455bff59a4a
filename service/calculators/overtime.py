"""加班工资 (overtime pay): 150 % of the hourly wage on working days, 200 % on rest days, 300 % on statutory holidays.

    月工资 4350, 平时加班 10 小时: 4350 ÷ (21.75 × 8) × 150 % × 10 = 375.00元

Leaves out piece rates, part-time work and the calendar of holidays: which day is which is told by the user.
"""

from decimal import Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome, money
from service.calculators.inputs import amount, choice_field, chosen, money_field, number_field, optional_amount
from service.calculators.periods import plain

#: 月计薪天数, 人社部发〔2025〕2号: (365 − 104) ÷ 12. The 13 statutory holidays are paid days and stay in.
PAID_DAYS = Decimal("21.75")
HOURS_A_DAY = 8
#: 21.75 × 8 = 174
PAID_HOURS = PAID_DAYS * HOURS_A_DAY
#: 劳动法 41: hours of extension a month.
MONTHLY_LIMIT = 36
HOURLY = f"月工资÷（{PAID_DAYS}天×{HOURS_A_DAY}小时＝{plain(PAID_HOURS)}小时）"

LIMITS = (
    "法定休假日加班付不低于300%，不能用补休代替；只有休息日加班可以用补休代替（劳动法第四十四条第二项）。",
    "基数按劳动合同规定的工资标准；集体合同定得更高的，按集体合同（劳动合同法第五十五条）。计件工资没有计算。",
    "法定休假日从2025年起是13天，只有节日本身的那几天才是；调休挪来的放假日不是法定休假日。哪天是哪种日子由您判断。",
    "劳动者要证明加班事实存在；证据由单位掌握而单位不提供的，由单位承担不利后果（解释一第四十二条）。",
)


def _pay(label: str, wage: Decimal, percent: int, hours: Decimal) -> tuple[Line, Decimal]:
    # Multiply first, divide last: 4350 ÷ 174 need not be a finite decimal.
    due = wage * percent * hours / (PAID_HOURS * 100)
    formula = f"{plain(wage)}÷（{PAID_DAYS}×{HOURS_A_DAY}）×{percent}%×{plain(hours)}小时"
    return Line(label, money(due), formula, ("劳动法#44", "工资支付暂行规定#13")), due


def _hours(inputs: Inputs) -> tuple[Decimal, Decimal, Decimal]:
    """Hours to be paid on working days, rest days and holidays."""
    weekday, rest, holiday = (amount(inputs, f"{name}_hours") for name in ("weekday", "restday", "holiday"))
    substituted = amount(inputs, "substituted_hours")
    mistakes = []
    if weekday + rest + holiday == 0:
        mistakes.append(Mistake("weekday_hours", "请至少填写一种加班的小时数"))
    if substituted > rest:
        mistakes.append(Mistake("substituted_hours", "“其中已安排补休的小时”不能多于“休息日加班小时”"))
    if rest and chosen(inputs, "system", "standard") == "comprehensive":
        message = "综合计算工时制先把一个周期里的工时加总，请把超过法定标准的小时填在“平时加班小时”，这一项空着"
        mistakes.append(Mistake("restday_hours", message))
    if mistakes:
        raise InputError(*mistakes)
    return weekday, rest - substituted, holiday


def _not_applicable() -> Outcome:
    line = Line(
        "平时、休息日、法定休假日加班",
        "不按150%、200%、300%",
        "实行不定时工时制度的，不执行这些规定",
        ("工资支付暂行规定#13",),
    )
    limits = (
        "不定时工时制要依法经劳动行政部门批准（劳动法第三十九条）；没有批准的，请改选标准工时再算。",
        "有没有别的约定更有利，请看劳动合同、集体合同和规章制度。",
    )
    return Outcome("不定时工时制不执行加班工资的三档标准。", (line,), limits)


def run(inputs: Inputs) -> Outcome:
    """The overtime pay of one month."""
    system = chosen(inputs, "system", "standard")
    if system == "irregular":
        return _not_applicable()
    wage = amount(inputs, "wage")
    weekday, rest, holiday = _hours(inputs)
    lines = [Line("小时工资", money(wage / PAID_HOURS), f"{plain(wage)}÷{plain(PAID_HOURS)}；{HOURLY}", ("劳动法#51",))]
    total = Decimal(0)
    extension = "超过周期法定工时的部分" if system == "comprehensive" else "平时加班"
    for label, percent, hours in (
        (extension, 150, weekday),
        ("休息日加班（没有补休的）", 200, rest),
        ("法定休假日加班", 300, holiday),
    ):
        if hours:
            line, due = _pay(label, wage, percent, hours)
            lines.append(line)
            total += due
    lines.append(Line("加班工资合计", money(total), "以上各项相加", ("劳动法#44", "劳动合同法#31")))
    summary = f"加班工资合计{money(total)}"
    paid = optional_amount(inputs, "paid")
    if paid is not None:
        gap = max(total - paid, Decimal(0))
        lines.append(Line("还差", money(gap), f"合计－已付{plain(paid)}", ("劳动合同法#30", "劳动合同法#85")))
        summary += f"，已付{money(paid)}，还差{money(gap)}"
    if system == "standard" and weekday > MONTHLY_LIMIT:
        over = plain(weekday - MONTHLY_LIMIT)
        lines.append(Line("超过每月上限", f"{over}小时", f"{plain(weekday)}－{MONTHLY_LIMIT}", ("劳动法#41",)))
    return Outcome(f"{summary}。", tuple(lines), LIMITS)


OVERTIME = Calculator(
    name="jiabanfei",
    title="加班工资",
    purpose="按150%、200%、300%算一个月的加班工资，和已经付的比一比",
    fields=(
        money_field("wage", "月工资标准（加班工资的基数）", "劳动合同约定的月工资标准，不含加班工资"),
        choice_field(
            "system",
            "工时制度",
            (("standard", "标准工时"), ("comprehensive", "综合计算工时（经批准）"), ("irregular", "不定时（经批准）")),
            "不选按标准工时算",
            required=False,
        ),
        number_field("weekday_hours", "平时加班小时", "小时", 744, "工作日8小时以外的加班", required=False),
        number_field("restday_hours", "休息日加班小时", "小时", 744, "每周的休息日，包括补休过的", required=False),
        number_field(
            "substituted_hours", "其中已安排补休的小时", "小时", 744, "只有休息日加班可以补休代替", required=False
        ),
        number_field(
            "holiday_hours",
            "法定休假日加班小时",
            "小时",
            744,
            "2025年起13天：元旦1天、春节4天、清明1天、劳动节2天、端午1天、中秋1天、国庆3天",
            required=False,
        ),
        money_field("paid", "已经付的加班工资", "工资条上写明的加班工资", required=False, minimum=Decimal(0)),
    ),
    run=run,
)

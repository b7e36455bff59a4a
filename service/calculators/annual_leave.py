"""年休假天数与未休报酬 (paid annual leave: 5, 10 or 15 days, and what is due for days not taken).

    累计工作 8 年, 7 月 1 日入职: 5 × 184 ÷ 365 = 2.52 → 2 天
    月工资 4350, 未休 2 天: 4350 ÷ 21.75 × 2 × 300 % = 1200, 其中 400 已随工资付过, 还应付 800.00元

Leaves out staff of government bodies, seafarers, dispatched workers, and a year in which the worker only reaches
12 months, 10 years or 20 years half-way: the rules say nothing on splitting it.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome, money
from service.calculators.inputs import (
    amount,
    count,
    count_field,
    date_field,
    money_field,
    number_field,
    optional_amount,
    optional_day,
    said_yes,
    yes_no_field,
)
from service.calculators.overtime import PAID_DAYS
from service.calculators.periods import days_between, plain, rounded, written

ACT = "职工带薪年休假条例"
RULES = "企业职工带薪年休假实施办法"
DAYS_A_YEAR = 365

LIMITS = (
    "当年中途才连续工作满12个月、满10年或者满20年的，两份规定没有写怎样分段折算，没有计算。",
    "法定休假日、休息日、产假、婚丧假、探亲假、停工留薪期不算年休假；劳动合同、集体合同约定更多天数的，按约定。",
    "单位要跨年度安排，或者不安排，应征得职工本人同意；可以跨1个年度。劳务派遣、船员、机关工作人员另有规定，没有计算。",
    "日工资按前12个月剔除加班工资后的月平均工资除以21.75；实行计件、提成的，也这样算。",
)


@dataclass(frozen=True)
class Year:
    """The calendar year of the leave, and the days of it spent with this employer (both counted)."""

    first: dt.date
    last: dt.date
    joined: bool
    left: bool

    @property
    def days(self) -> int:
        return days_between(self.first, self.last)


def full_days(years: Decimal) -> int:
    """Days a year by accumulated working life (条例 3): `full_days(Decimal(10)) == 10`."""
    if years < 1:
        return 0
    return 5 if years < 10 else 10 if years < 20 else 15


def barred(inputs: Inputs, years: Decimal) -> str | None:
    """Why the sick or personal leave of the year bars the annual leave (条例 4, items 2 to 5), or None."""
    months = 2 if years < 10 else 3 if years < 20 else 4
    if amount(inputs, "sick_months") >= months:
        return f"这一工龄段病假累计{months}个月以上"
    if amount(inputs, "personal_days") >= 20:
        return "事假累计20天以上，而且单位按规定不扣工资"
    return None


def _year(inputs: Inputs) -> Year:
    year = count(inputs, "year")
    joined, left = optional_day(inputs, "joined"), optional_day(inputs, "left")
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    mistakes = []
    if joined and joined > last:
        mistakes.append(Mistake("joined", f"“入职日”在{year}年以后，请检查年度"))
    if left and not first <= left <= last:
        mistakes.append(Mistake("left", f"“离职日”不在{year}年，请把年度填成离职那一年"))
    if joined and left and left < joined:
        mistakes.append(Mistake("left", "“离职日”不能早于入职日"))
    if mistakes:
        raise InputError(*mistakes)
    came = joined is not None and joined > first
    return Year(joined if joined and came else first, left or last, came, left is not None)


def _none(reason: str, basis: tuple[str, ...], extra: tuple[Line, ...] = ()) -> Outcome:
    return Outcome(f"当年没有年休假：{reason}。", (Line("当年年休假", "0天", reason, basis), *extra), LIMITS)


def _barred_outcome(reason: str, taken: Decimal) -> Outcome:
    if not taken:
        return _none(reason, (f"{ACT}#4",))
    formula = f"当年已经休了{plain(taken)}天，又遇到：{reason}"
    lines = (Line("下一年度的年休假", "不享受", formula, (f"{RULES}#8", f"{ACT}#4")),)
    limits = ("当年只休了一部分的，余下的天数怎样处理，第八条没有写明，没有计算。", *LIMITS)
    return Outcome("当年已经休过年休假，下一年度的年休假不享受。", lines, limits)


def _unused(days: int, year: Year, taken: Decimal) -> tuple[Decimal, list[Line]]:
    """Days due and not taken, with the line that shows it."""
    share = min(Decimal(days) * year.days / DAYS_A_YEAR, Decimal(days))
    shown = f"{days}×{year.days}÷{DAYS_A_YEAR}＝{rounded(share)}"
    span = f"{written(year.first)}到{written(year.last)}共{year.days}天"
    if year.left:
        unused = max((share - taken).to_integral_value(ROUND_FLOOR), Decimal(0))
        formula = f"{shown}（{span}），减去已安排{plain(taken)}天；不足1整天的不付，多休的不扣回"
        return unused, [Line("离职时应休未休", f"{plain(unused)}天", formula, (f"{RULES}#12",))]
    lines = []
    due = Decimal(days)
    if year.joined:
        due = share.to_integral_value(ROUND_FLOOR)
        formula = f"{shown}（{span}）；不足1整天的不享受"
        lines.append(Line("入职当年折算", f"{plain(due)}天", formula, (f"{RULES}#5",)))
    unused = max(due - taken, Decimal(0))
    formula = f"{plain(due)}－已安排{plain(taken)}"
    return unused, [*lines, Line("还没休的", f"{plain(unused)}天", formula, (f"{ACT}#5",))]


def _pay(inputs: Inputs, unused: Decimal) -> tuple[str, list[Line]]:
    """What is due for the unused days, and its clause of the summary."""
    wage = optional_amount(inputs, "wage")
    if wage is None or not unused:
        return "", []
    basis = (f"{ACT}#5", f"{RULES}#10", f"{RULES}#11")
    if said_yes(inputs, "declined"):
        formula = "单位安排了，职工因本人原因书面提出不休的，可以只付正常工资"
        return "，本人书面不休，不另付", [Line("还应另付", "0.00元", formula, (f"{RULES}#10",))]
    daily, days = f"{plain(wage)}÷{PAID_DAYS}", plain(unused)
    total, extra = wage * unused * 3 / PAID_DAYS, wage * unused * 2 / PAID_DAYS
    lines = [
        Line("日工资", money(wage / PAID_DAYS), daily, (f"{RULES}#11",)),
        Line("未休年休假报酬（300%，含正常工资）", money(total), f"{daily}×{days}天×300%", basis),
        Line("还应另付（200%）", money(extra), f"{daily}×{days}天×（300%－100%正常工资已付）", basis),
    ]
    return f"，不安排休的还应另付{money(extra)}", lines


def run(inputs: Inputs) -> Outcome:
    """The days of one year and the pay for those not taken."""
    years, taken = amount(inputs, "years"), amount(inputs, "taken")
    year = _year(inputs)
    if not said_yes(inputs, "continuous"):
        return _none("还没有连续工作满12个月", (f"{ACT}#2", f"{RULES}#3"))
    if years < 1:
        raise InputError(Mistake("years", "已经连续工作满12个月的，“累计工作年限”不会少于1年，请检查"))
    days, breaks = full_days(years), count(inputs, "school_break")
    if breaks > days:
        return _none(f"寒暑假{breaks}天，多于年休假{days}天", (f"{ACT}#4", f"{RULES}#7"))
    reason = barred(inputs, years)
    if reason:
        return _barred_outcome(reason, taken)
    lines = [Line("全年天数", f"{days}天", f"累计工作{plain(years)}年", (f"{ACT}#3", f"{RULES}#4"))]
    if breaks:
        formula = f"{days}－实际享受的寒暑假{breaks}"
        lines.append(Line("寒暑假少于年休假，应补足", f"{days - breaks}天", formula, (f"{RULES}#7",)))
    unused, more = _unused(days - breaks, year, taken)
    clause, pay = _pay(inputs, unused)
    summary = f"全年{days}天，应休未休{plain(unused)}天{clause}。"
    return Outcome(summary, (*lines, *more, *pay), LIMITS)


ANNUAL_LEAVE = Calculator(
    name="nianxiujia",
    title="年休假天数与未休报酬",
    purpose="一年有几天年休假，入职离职怎样折算，没休的应付多少",
    fields=(
        count_field("year", "哪一年", "年", 2199, "年休假按公历年度算", minimum=2008),
        yes_no_field("continuous", "已经连续工作满12个月了吗", "在不同单位连续工作的也算", required=True),
        number_field("years", "累计工作年限", "年", 60, "换单位也累计，按足年填"),
        date_field("joined", "入职日", "当年才到这个单位的填", required=False),
        date_field("left", "离职日", "当年离职的填，是最后一天在职的日子", required=False),
        number_field("taken", "当年已经安排休的天数", "天", 60, required=False),
        count_field("school_break", "寒暑假天数", "天", 366, "有寒暑假的填", required=False),
        number_field("personal_days", "单位不扣工资的事假天数", "天", 366, "全年累计", required=False),
        number_field("sick_months", "病假累计月数", "个月", 12, "全年累计", required=False),
        money_field("wage", "前12个月的月平均工资", "剔除加班工资；不满12个月的按实际月份平均", required=False),
        yes_no_field("declined", "单位安排了，本人书面提出不休吗", "因本人原因并且书面提出的才选“是”"),
    ),
    run=run,
)

"""二倍工资期间 (double wage while no written contract exists): from the second month to the eve of the year.

    2026-03-01 入职, 一直没签 → 2026-04-01 到 2027-02-28, 11 个月, 每月再付一份工资

Month by calendar month (解释二 6); a part of a month by the days really worked in it, which the user tells.
Leaves out 劳动合同法 82 paragraph 2 (a due contract without fixed term was not concluded) and expired contracts.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome, money
from service.calculators.counting import ONE_DAY
from service.calculators.inputs import (
    choice_field,
    chosen,
    count_field,
    date_field,
    day,
    money_field,
    optional_amount,
    optional_count,
    optional_day,
)
from service.calculators.overtime import PAID_DAYS
from service.calculators.periods import days_between, is_whole_month, plain, served_until, written

INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
#: 劳动合同法 98. Work that began earlier is counted from here (97 paragraph 2).
LAW_BEGINS = dt.date(2008, 1, 1)

EXCEPTIONS = {
    "force_majeure": "因不可抗力没有签",
    "worker": "因劳动者本人故意或者重大过失没有签",
    "statute": "有法律、行政法规规定的其他情形",
    "extended": "合同期满，依法自动续延（不得解除、服务期未满、工会干部任期未满）",
}

LIMITS = (
    "这里算的是在正常工资以外再付的一份工资；各月工资不同的，应当用各月的工资分别算。",
    "用工当日算第一天：次月对应日起算，到满一年的前一日，最长11个月。首日不计的算法，起止会差一天。",
    "不足一个月的部分按该月实际工作日；解释没有写日工资怎样折算，这里用月工资除以21.75天，不超过一个月的工资。",
    "不用付的情形由单位举证（解释二第七条）。合同期满后没有续签、该签无固定期限合同没有签的，没有计算。非全日制用工可以口头协议（劳动合同法第六十九条），不用本计算。",
    "二倍工资也有仲裁时效，从哪天起算本库没有条文写明；越早申请越稳，可用“仲裁时效”按“其他争议”算。",
)


def spell(start: dt.date, signed: dt.date | None, ended: dt.date | None) -> tuple[dt.date, dt.date]:
    """First and last day; the last lies before the first when nothing is due.

    Signing on the 12th ends it on the 11th (实施条例 6); leaving on the 12th ends it on the 12th.
    """
    first = served_until(start, 1) + ONE_DAY
    ends = [served_until(start, 12)]
    if signed:
        ends.append(signed - ONE_DAY)
    if ended:
        ends.append(ended)
    return first, min(ends)


def months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The calendar months from `first` to `last`, the outer ones cut off."""
    while first <= last:
        end = min(served_until(first.replace(day=1), 1), last)
        yield first, end
        first = end + ONE_DAY


def _part_days(inputs: Inputs, name: str, first: dt.date, last: dt.date) -> int | None:
    days = optional_count(inputs, name)
    if days is not None and days > days_between(first, last):
        message = f"{written(first)}到{written(last)}只有{days_between(first, last)}天，实际工作日不能更多"
        raise InputError(Mistake(name, message))
    return days


def _month_line(inputs: Inputs, first: dt.date, last: dt.date, field: str) -> tuple[Line, Decimal | None]:
    """One month, and its amount; None if a number for it is missing."""
    label = f"{first.year}年{first.month}月"
    wage, basis = optional_amount(inputs, "wage"), (f"{INTERPRETATION}#6", "劳动合同法#82")
    if is_whole_month(first, last):
        due = money(wage) if wage is not None else "一个月的工资"
        return Line(label, due, "整月，再付一份月工资", basis), wage
    span = f"{first.month}月{first.day}日到{last.day}日"
    days = _part_days(inputs, field, first, last)
    if wage is None or days is None:
        return Line(label, "按实际工作日另算", f"{span}不足一个月，请填工资和这几天里的实际工作日", basis), None
    amount = min(wage * days / PAID_DAYS, wage)
    formula = f"{span}：{plain(wage)}÷{PAID_DAYS}×{days}个实际工作日，不超过一个月的工资"
    return Line(label, money(amount), formula, basis), amount


def _nothing(reason: str, basis: tuple[str, ...]) -> Outcome:
    return Outcome(f"不用付二倍工资：{reason}。", (Line("二倍工资期间", "没有", reason, basis),), LIMITS)


def _reckon(inputs: Inputs, first: dt.date, last: dt.date) -> tuple[list[Line], str]:
    """The months, the total line, and the clause of the summary."""
    lines, total, complete = [], Decimal(0), True
    for number, (begin, end) in enumerate(months(first, last)):
        line, due = _month_line(inputs, begin, end, "last_days" if number else "first_days")
        lines.append(line)
        total, complete = total + (due or Decimal(0)), complete and due is not None
    if optional_amount(inputs, "wage") is None:
        return lines, ""
    label = "合计" if complete else "合计（不含要另算的月份）"
    basis = ("劳动合同法#82", f"{INTERPRETATION}#6")
    lines.append(Line(label, money(total), "各月相加；正常工资以外再付的部分", basis))
    return lines, f"，正常工资以外再付{money(total)}" + ("" if complete else "，另加不足一个月的部分")


def run(inputs: Inputs) -> Outcome:
    """The period and the amount, month by month."""
    start = max(day(inputs, "start"), LAW_BEGINS)
    signed, ended = optional_day(inputs, "signed"), optional_day(inputs, "ended")
    if ended and ended < day(inputs, "start"):
        raise InputError(Mistake("ended", "“算到哪一天”不能早于用工之日"))
    exception = chosen(inputs, "exception")
    if exception in EXCEPTIONS:
        number = "8" if exception == "extended" else "7"
        return _nothing(EXCEPTIONS[exception], (f"{INTERPRETATION}#{number}",))
    first, last = spell(start, signed, ended)
    basis = ("劳动合同法#82", "劳动合同法实施条例#6", "劳动合同法实施条例#7")
    if last < first:
        return _nothing(f"应付的期间从{written(first)}才开始", ("劳动合同法#10", *basis))
    formula = f"用工满一个月的次日，到满一年的前一日、签合同的前一日、离职日中最早的一天（用工{written(start)}）"
    period = f"{written(first)}到{written(last)}"
    lines, clause = _reckon(inputs, first, last)
    year_full = served_until(start, 12)
    if signed is None and last == year_full and (ended is None or ended > year_full):
        words = "视为已订立无固定期限劳动合同，可以要求补签；这以后没有二倍工资"
        keys = ("劳动合同法#14", "劳动合同法实施条例#7", f"{INTERPRETATION}#9")
        lines.append(Line(f"{written(last + ONE_DAY)}起", words, "用工满一年没有签书面劳动合同", keys))
    summary = f"二倍工资从{written(first)}算到{written(last)}{clause}。"
    return Outcome(summary, (Line("二倍工资期间", period, formula, basis), *lines), LIMITS)


DOUBLE_WAGE = Calculator(
    name="erbeigongzi",
    title="没签劳动合同的二倍工资",
    purpose="没签书面劳动合同，从哪天到哪天应付二倍工资，逐月多少",
    fields=(
        date_field("start", "用工之日（入职日）"),
        date_field("signed", "签书面劳动合同的日子", "一直没签就空着", required=False),
        date_field("ended", "算到哪一天", "已离职的填离职日，还在职的填今天；空着就算到满一年的前一日", required=False),
        money_field("wage", "月工资", "填了就逐月算出数额", required=False),
        count_field("first_days", "开头不足一月的实际工作日", "天", 31, "先空着，看结果里要数哪几天", required=False),
        count_field("last_days", "末尾不足一月的实际工作日", "天", 31, "先空着，看结果里要数哪几天", required=False),
        choice_field(
            "exception", "有没有不用付的情形", tuple(EXCEPTIONS.items()), "没有就不选；由单位举证", required=False
        ),
    ),
    run=run,
)

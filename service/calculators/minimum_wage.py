"""最低工资核对 (is the wage below the minimum?): what was paid, less what does not count, against the standard.

    2024-05, 秦皇岛市区, 应发 2600, 加班费 300, 夜班津贴 200: 2600 − 500 = 2100 < 2200 → 差 100.00元

Knows the standards that were checked, by date (河北省最低工资标准沿革). For every other date and for 2019 to 2022, when
the grade of each county is not verified, the user enters the standard. Leaves out days not worked.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome, money
from service.calculators.inputs import (
    amount,
    choice_field,
    chosen,
    date_field,
    day,
    money_field,
    optional_amount,
    said_yes,
    yes_no_field,
)
from service.calculators.periods import plain, written

PLACES = {"city": "秦皇岛市区（含抚宁）", "changli": "昌黎", "lulong": "卢龙", "qinglong": "青龙"}
RULE = "最低工资规定#12"


@dataclass(frozen=True)
class Standard:
    """One standard with the days it is verified for, and place → (元 a month, 元 an hour)."""

    first: dt.date
    last: dt.date
    by_place: dict[str, tuple[int, int]]


#: The last verified standard began on 2023-01-01. A standard is adjusted at least every two years (最低工资规定 10),
#: and no notice of 2025 or 2026 has been seen, so it is taken for sure until the end of 2024 only.
STANDARDS = (
    Standard(
        dt.date(2016, 7, 1),
        dt.date(2019, 10, 31),
        {"city": (1650, 17), "changli": (1590, 16), "lulong": (1590, 16), "qinglong": (1480, 15)},
    ),
    Standard(
        dt.date(2023, 1, 1),
        dt.date(2024, 12, 31),
        {"city": (2200, 22), "changli": (2000, 20), "lulong": (2000, 20), "qinglong": (2000, 20)},
    ),
)
UNVERIFIED = (
    "现行标准本库没有核实：查到依据的最近一次从2023年1月1日起（市区每月2200元、每小时22元，昌黎、卢龙、青龙每月2000元、"
    "每小时20元）。第三方数据里有一档每月2380元的说法，没有官方通知可以核对，本计算不用它；以省人社厅最新通知为准。"
)
GRADES_OF_2019 = (
    "2019年11月1日起是四档：每月1900、1790、1680、1580元，每小时19、18、17、16元；"
    "秦皇岛市区和各县属于哪一档没有核实。2021年、2022年没有查到调整，这是判断，不是官方说明。"
)
LIMITS = (
    "加班工资，夜班、高温、井下、有毒有害等特殊津贴，法定福利待遇不算在内；计件、提成的也不得低于最低工资。",
    "个人缴的社会保险费和住房公积金算不算在内，第十二条没有写，没有判断；“应发工资”请照工资条填扣除它们以前的数。",
    "月标准用于全日制，小时标准用于非全日制；按劳动合同履行地的区、县看档次。没有出满勤的月份没有折算。",
    "责令支付差额而逾期不付的，加付应付金额50%以上100%以下的赔偿金（劳动合同法第八十五条），不按《最低工资规定》的1至5倍。",
)


def known_standard(on: dt.date, place: str, hourly: bool) -> Decimal | None:
    """The verified standard of a day and a place, or None where nothing is verified."""
    for standard in STANDARDS:
        if standard.first <= on <= standard.last:
            return Decimal(standard.by_place[place][1 if hourly else 0])
    return None


def _standard(inputs: Inputs, on: dt.date, hourly: bool) -> tuple[Decimal, str, tuple[str, ...]]:
    """The standard to compare with, where it comes from, and what must be said about it."""
    place = chosen(inputs, "place")
    known, own = known_standard(on, place, hourly), optional_amount(inputs, "standard")
    if on >= dt.date(2025, 1, 1):
        remark = UNVERIFIED
    elif dt.date(2019, 11, 1) <= on <= dt.date(2022, 12, 31):
        remark = GRADES_OF_2019
    else:
        remark = "这一天的标准本库没有收录。" if known is None else ""
    if own is not None:
        if known is not None and known != own:
            remark = f"您填的标准{plain(own)}元与本库记的{plain(known)}元不同，按您填的算；请核对通知。"
        return own, f"您填写的标准{plain(own)}元", (remark,) if remark else ()
    if known is None:
        raise InputError(Mistake("standard", f"请填写{written(on)}当地的最低工资标准。{remark}"))
    return known, f"{PLACES[place]}{written(on)}执行的标准{plain(known)}元", ()


def run(inputs: Inputs) -> Outcome:
    """The comparison for one month, or for one hour."""
    on, hourly = day(inputs, "on"), chosen(inputs, "kind", "monthly") == "hourly"
    standard, source, remarks = _standard(inputs, on, hourly)
    if not said_yes(inputs, "worked", default=True):
        words = "因劳动者本人原因没有提供正常劳动的，不适用第十二条"
        return Outcome(f"{words}。", (Line("最低工资核对", "不适用", words, (RULE,)),), (*remarks, *LIMITS))
    paid, parts = amount(inputs, "paid"), [amount(inputs, name) for name in ("overtime", "allowance", "welfare")]
    if sum(parts) > paid:
        raise InputError(Mistake("paid", "“应发工资”不能少于其中的加班工资、津贴、福利之和"))
    counted = paid - sum(parts)
    difference = "－".join(plain(part) for part in (paid, *parts))
    gap = max(standard - counted, Decimal(0))
    basis = ("劳动合同法#72",) if hourly else ("劳动法#48", RULE)
    lines = (
        Line("能和最低工资比的数", money(counted), difference, (RULE,)),
        Line("最低工资标准", money(standard), source, ("最低工资规定#5",)),
        Line("差额", money(gap), f"{plain(standard)}－{plain(counted)}，不够减的算0", (*basis, "劳动合同法#85")),
    )
    unit = "每小时" if hourly else "当月"
    summary = f"{unit}低于最低工资标准，差{money(gap)}" if gap else f"{unit}没有低于最低工资标准"
    return Outcome(f"{summary}（标准：{source}）。", lines, (*remarks, *LIMITS))


MINIMUM_WAGE = Calculator(
    name="zuidi-gongzi",
    title="最低工资核对",
    purpose="剔除不算的项目，看工资是不是低于当地最低工资标准",
    fields=(
        date_field("on", "工资属于哪一天", "填那个月的任意一天；标准按它执行的日期查"),
        choice_field("place", "在哪里上班", tuple(PLACES.items()), "劳动合同履行地"),
        choice_field(
            "kind",
            "用工形式",
            (("monthly", "全日制（按月）"), ("hourly", "非全日制（按小时）")),
            "不选按月",
            required=False,
        ),
        money_field("paid", "应发工资", "全日制填一个月的，非全日制填一小时的", minimum=Decimal(0)),
        money_field("overtime", "其中加班工资", required=False, minimum=Decimal(0)),
        money_field(
            "allowance", "其中特殊津贴", "夜班、中班、高温、低温、井下、有毒有害等", required=False, minimum=Decimal(0)
        ),
        money_field("welfare", "其中法定福利待遇", required=False, minimum=Decimal(0)),
        yes_no_field("worked", "提供了正常劳动吗", "年休假、产假、婚丧假等视为提供了正常劳动；不选就是“是”"),
        money_field(
            "standard", "当地最低工资标准", "2019年11月到2022年、2025年起必须填，照省人社厅的通知", required=False
        ),
    ),
    run=run,
)

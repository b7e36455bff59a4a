"""经济补偿与赔偿金 (what is due when a contract ends): nothing, N, N and one month's notice pay, or 2N.

    2020-03-01 到 2026-11-22 是 6 年 8 个多月 → 7 个月工资 (劳动合同法 47: 六个月以上算一年)
    月工资 5000, 违法解除 → 5000 × 7 × 2 = 70000.00元 (87)

Leaves out work before 2008 for N (劳动合同法 97: the rules of that time), for 2N it counts (实施条例 25); tax; and the
judgement whether a dismissal is lawful: the user says which case it is.
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
from service.calculators.periods import plain, served_until, written

#: 劳动合同法 97 and 98.
LAW_BEGINS = dt.date(2008, 1, 1)
MOST_YEARS = Decimal(12)
INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"


@dataclass(frozen=True)
class Reason:
    """How the contract ended: what it costs in N (0, 1 or 2), and the articles."""

    words: str
    times: int
    basis: tuple[str, ...]


REASONS = {
    "unlawful": Reason("单位违法解除或者终止", 2, ("劳动合同法#48", "劳动合同法#87")),
    "article_40": Reason(
        "单位依第四十条解除（医疗期满、不能胜任、客观情况重大变化）", 1, ("劳动合同法#40", "劳动合同法#46")
    ),
    "article_41": Reason("单位依第四十一条裁员", 1, ("劳动合同法#41", "劳动合同法#46")),
    "employer_asked": Reason("单位提出，双方协商一致解除", 1, ("劳动合同法#36", "劳动合同法#46")),
    "employer_fault": Reason(
        "单位有第三十八条的过错（欠薪、不缴社保等），职工解除", 1, ("劳动合同法#38", "劳动合同法#46")
    ),
    "expired": Reason("固定期限合同期满，单位不续或者降低条件续", 1, ("劳动合同法#44", "劳动合同法#46")),
    "task_done": Reason("以完成一定任务为期限的合同，任务完成而终止", 1, ("劳动合同法#46", "劳动合同法实施条例#22")),
    "employer_gone": Reason("单位破产、被吊销执照、责令关闭、撤销或者提前解散", 1, ("劳动合同法#44", "劳动合同法#46")),
    "term_over": Reason("单位经营期限届满不再经营", 1, (f"{INTERPRETATION}#48",)),
    "declined": Reason("固定期限合同期满，单位维持或者提高条件，职工不续", 0, ("劳动合同法#46",)),
    "resigned": Reason("职工自己辞职", 0, ("劳动合同法#37", "劳动合同法#46")),
    "worker_asked": Reason("职工提出，双方协商一致解除", 0, ("劳动合同法#36", "劳动合同法#46")),
    "article_39": Reason("单位依第三十九条解除（严重违纪等）", 0, ("劳动合同法#39", "劳动合同法#46")),
    "part_time": Reason("非全日制用工终止", 0, ("劳动合同法#71",)),
}

LIMITS = (
    "属于哪种情形由您选择，本计算没有判断单位的理由是否成立；单位作解除决定的，由单位举证（解释一第四十四条）。",
    "已建工会的单位依第三十九条、第四十条解除没有事先通知工会的，可以按违法解除要求赔偿金；起诉前补正的除外（解释一第四十七条）。",
    "孕期、产期、哺乳期、医疗期、工伤等第四十二条的职工，单位不得依第四十条、第四十一条解除。",
    "工作年限首日和末日都算在内；非本人原因被安排到新单位的，原单位的年限合并计算，请填最早的日子。",
    "月工资高于当地上年度职工月平均工资三倍的，要填这个数才会封顶；它以设区的市级政府公布的为准，本库没有收录。",
    "达到退休年龄、开始领养老金而终止的，第四十六条没有列入；公益性岗位不适用经济补偿的规定（实施条例第十二条）。",
    "工伤职工的一次性补助金、个人所得税没有计算。",
)
BEFORE_2008 = (
    "2008年1月1日以前的工作年限没有计入经济补偿：按当时的规定应当支付的，照当时的规定（劳动合同法第九十七条），"
    "本库没有收录那些规定。"
)


def service_years(start: dt.date, end: dt.date) -> Decimal:
    """Years of 劳动合同法 47: full years, a rest of six months or more is one, a shorter rest is half.

    `service_years(date(2020, 3, 1), date(2026, 11, 22)) == 7`.
    """
    full = end.year - start.year
    while served_until(start, 12 * full) > end:
        full -= 1
    if served_until(start, 12 * full) == end:
        return Decimal(full)
    return full + (Decimal(1) if served_until(start, 12 * full + 6) <= end else Decimal("0.5"))


def _base(inputs: Inputs) -> tuple[Decimal, bool, list[Line]]:
    """The monthly wage that counts, and whether the cap of three averages cuts it."""
    wage, average, minimum = (
        amount(inputs, "wage"),
        optional_amount(inputs, "average"),
        optional_amount(inputs, "minimum"),
    )
    if minimum is not None and wage < minimum:
        formula = f"{plain(wage)}低于当地最低工资，按{plain(minimum)}"
        wage, basis = minimum, ("劳动合同法#47", "劳动合同法实施条例#27")
    else:
        formula, basis = "解除或者终止前12个月的平均应得工资", ("劳动合同法#47", "劳动合同法实施条例#27")
    if average is None or wage <= average * 3:
        return wage, False, [Line("月工资", money(wage), formula, basis)]
    formula = f"{plain(wage)}高于{plain(average)}×3，按三倍"
    return average * 3, True, [Line("月工资（封顶）", money(average * 3), formula, ("劳动合同法#47",))]


def _notice_pay(inputs: Inputs) -> tuple[Decimal, list[Line]]:
    """代通知金: one month's wage of the month before (实施条例 20), only for 第四十条 without 30 days' notice."""
    if chosen(inputs, "reason") != "article_40" or said_yes(inputs, "notified"):
        return Decimal(0), []
    last = optional_amount(inputs, "last_wage")
    if last is None or "notified" not in inputs:
        mistakes = []
        if "notified" not in inputs:
            mistakes.append(Mistake("notified", "依第四十条解除的，请选单位有没有提前30日书面通知"))
        if last is None:
            mistakes.append(Mistake("last_wage", "没有提前30日通知的，请填写“上一个月的工资”，代通知金按它算"))
        raise InputError(*mistakes)
    return last, [Line("代通知金", money(last), "上一个月的工资×1", ("劳动合同法#40", "劳动合同法实施条例#20"))]


def _years(inputs: Inputs, times: int, capped: bool) -> tuple[Decimal, list[Line]]:
    start, end = day(inputs, "start"), day(inputs, "end")
    # 赔偿金 counts from the first day of work (实施条例 25), 经济补偿 from the day the law began (劳动合同法 97).
    first, basis = start, ("劳动合同法#47", "劳动合同法实施条例#25")
    if times == 1:
        first, basis = max(start, LAW_BEGINS), ("劳动合同法#47", "劳动合同法#97")
    years = service_years(first, end)
    formula = f"{written(first)}到{written(end)}：满一年算1，剩下六个月以上算1、不满六个月算0.5"
    if capped and years > MOST_YEARS:
        years, formula = MOST_YEARS, f"{formula}；得{plain(years)}，工资封顶的最多12"
    return years, [Line("计算年限", f"{plain(years)}年", formula, basis)]


def run(inputs: Inputs) -> Outcome:
    """What is due at the end of one employment."""
    start, end = day(inputs, "start"), day(inputs, "end")
    if end < start:
        raise InputError(Mistake("end", "“解除或者终止的日子”不能早于入职日"))
    if end < LAW_BEGINS:
        raise InputError(Mistake("end", "劳动合同法2008年1月1日起施行，以前解除、终止的按当时的规定，本库没有收录"))
    reason = REASONS[chosen(inputs, "reason")]
    limits = (BEFORE_2008, *LIMITS) if start < LAW_BEGINS and reason.times == 1 else LIMITS
    if not reason.times:
        line = Line("经济补偿", "0.00元", f"{reason.words}，不在应付经济补偿的情形里", reason.basis)
        return Outcome("这种情形单位不付经济补偿。", (line,), limits)
    base, capped, wage_lines = _base(inputs)
    years, year_lines = _years(inputs, reason.times, capped)
    due, notice = base * years * reason.times, _notice_pay(inputs)
    label = "赔偿金（2N）" if reason.times == 2 else "经济补偿（N）"
    formula = f"{plain(base)}×{plain(years)}" + ("×2；付了赔偿金的不再付经济补偿" if reason.times == 2 else "")
    basis = (*reason.basis, "劳动合同法#47") + (("劳动合同法实施条例#25",) if reason.times == 2 else ())
    lines = (*wage_lines, *year_lines, Line(label, money(due), formula, basis), *notice[1])
    if not notice[0]:
        return Outcome(f"{label}{money(due)}。", lines, limits)
    total = Line("合计（N＋1）", money(due + notice[0]), "经济补偿＋代通知金", ("劳动合同法#40", "劳动合同法#46"))
    return Outcome(f"经济补偿和代通知金合计{total.value}。", (*lines, total), limits)


SEVERANCE = Calculator(
    name="buchangjin",
    title="经济补偿与赔偿金",
    purpose="离职时该不该付、付多少：N、N＋1（只限第四十条）、2N",
    fields=(
        choice_field("reason", "怎样离职的", tuple((value, reason.words) for value, reason in REASONS.items())),
        date_field("start", "入职日（用工之日）"),
        date_field("end", "解除或者终止的日子", "最后一天在职的日子"),
        money_field("wage", "离职前12个月的月平均应得工资", "含奖金、津贴、补贴；不满12个月的按实际月数平均"),
        money_field(
            "average",
            "当地上年度职工月平均工资",
            "工资高的才用得上：看是否超过三倍，请填政府公布的数",
            required=False,
        ),
        money_field("minimum", "当地月最低工资标准", "平均工资低于它的按它算", required=False),
        yes_no_field("notified", "单位提前30日书面通知了吗", "只用于第四十条"),
        money_field("last_wage", "上一个月的工资", "只用于第四十条的代通知金", required=False),
    ),
    run=run,
)

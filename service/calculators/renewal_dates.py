"""The checks of a renewal that look at dates: term, order, window, report and the join of old and new.

    report_check(answers with signed 2026-06-01, reported 2026-06-09, wages)   # 不合格: the 7th day was 2026-06-08

Where only rolling past days off would save a date, the verdict is 无法判断: the ministry's rules do not mention it.
"""

import datetime as dt

from service.calculators.counting import ONE_DAY, add_months, roll, words
from service.calculators.deadlines import NOT_HELD
from service.calculators.holidays import HolidaysUnknown, is_day_off
from service.calculators.renewal_answers import Answers, Check, Verdict

GOOD, BAD, OPEN = Verdict.GOOD, Verdict.BAD, Verdict.OPEN
REVIEW_DAYS = 15
TERM, WAGE_ROUND = "集体合同规定#38", "工资集体协商试行办法#24"
LATE_REPORT = "马上补报，写明实际签字日和逾期原因，不得倒签、改签；逾期有什么后果，条文没有写"


def date_checks(answers: Answers) -> tuple[Check, ...]:
    """All checks of dates, in the order of the procedure."""
    return (
        term_check(answers),
        effect_check(answers),
        window_check(answers),
        _order(
            "先提出、后审议",
            ("提出续签日", answers.proposed),
            ("审议日", answers.deliberated),
            ("集体合同规定#32", "集体合同规定#36"),
        ),
        _order(
            "先审议、后签字",
            ("审议日", answers.deliberated),
            ("签字日", answers.signed),
            ("集体合同规定#36", "集体合同规定#37"),
        ),
        report_check(answers),
        join_check(answers),
    )


def term_check(answers: Answers) -> Check:
    """One to three years in general, wages in general one (集体合同规定#38, 试行办法#24)."""
    label, start, end = "上一轮期限", answers.last_effective, answers.last_expiry
    basis = (TERM, WAGE_ROUND) if answers.wages else (TERM,)
    if start is None or end is None:
        return _missing(label, basis, "上一轮生效日、期满日")
    one_year, three_years = add_months(start, 12), add_months(start, 36)
    span = f"{words(start)}至{words(end)}"
    if end < one_year - ONE_DAY or end > three_years:
        reason = f"{span}，不在1年（{words(one_year)}）至3年（{words(three_years)}）之间；条文写的是一般1至3年"
        return Check(label, OPEN, reason, basis, "核对期满日填得对不对，看合同怎么写；新一轮把期限定在1至3年")
    if answers.wages and end > one_year:
        reason = f"{span}，超过1年；没有超过一般的1至3年，但工资集体协商一般一年进行一次"
        return Check(label, OPEN, reason, basis, "新一轮工资协议按1年签；中间的年份有没有谈过，查档案")
    return Check(label, GOOD, f"{span}，在条文的一般期限以内", basis)


def effect_check(answers: Answers) -> Check:
    """Signing makes the contract, fifteen days without objection make it effective (集体合同规定#47)."""
    label, signed, effective = "上一轮生效日", answers.last_signed, answers.last_effective
    basis = ("劳动合同法#54", "集体合同规定#47", *(("工资集体协商试行办法#22",) if answers.wages else ()))
    if signed is None or effective is None:
        return _missing(label, basis, "上一轮首席签字日、生效日")
    earliest = signed + dt.timedelta(days=REVIEW_DAYS)
    reason = f"{words(signed)}签字，当天就报送的，第15日是{words(earliest)}；记的生效日是{words(effective)}"
    if effective >= earliest:
        return Check(label, GOOD, reason, basis)
    if answers.wages and effective >= signed:
        remedy = "查有没有无异议的《工资协议审查意见书》，收到那天才是生效日"
        return Check(label, OPEN, f"{reason}；早于第15日，要有无异议的审查意见书", basis, remedy)
    remedy = "签字不是生效；查报送回执，从人社部门收到之日起满15日没有异议才生效，期满日也一起核对"
    return Check(label, BAD, f"{reason}，早了", basis, remedy)


def window_check(answers: Answers) -> Check:
    """Wages within sixty days before the end, other contracts within three months (试行办法#24, 集体合同规定#38)."""
    label, end, proposed = "提出续签的时间", answers.last_expiry, answers.proposed
    basis = (WAGE_ROUND, TERM) if answers.wages else (TERM,)
    if end is None:
        return _missing(label, basis, "上一轮期满日")
    opens = end - dt.timedelta(days=60) if answers.wages else add_months(end, -3)
    period = "60日" if answers.wages else "3个月"
    reason = f"{words(end)}期满，当天不算，往前数{period}是{words(opens)}，窗口从这天到期满前"
    if proposed is None:
        return Check(label, OPEN, f"{reason}；没有填提出续签日", basis, "在窗口里书面提出，留下对方签收的日期")
    if proposed > end:
        remedy = "旧合同期满就终止了；现在书面提出、重新签订，不得倒签"
        return Check(label, BAD, f"{reason}；{words(proposed)}提出，已经期满", basis, remedy)
    if proposed == end:
        remedy = "马上谈，做好新旧接不上的安排"
        return Check(label, OPEN, f"{reason}；期满当天提出，算不算期满前，条文没有写", basis, remedy)
    if proposed < opens:
        reason += f"；{words(proposed)}提出，早于窗口，条文没有写提早提出就无效"
        return Check(label, OPEN, reason, basis, "窗口打开以后再书面提一次最稳")
    return Check(label, GOOD, f"{reason}；{words(proposed)}提出，在窗口里", basis)


def report_check(answers: Answers) -> Check:
    """Wages within seven days of signing, other contracts within ten (试行办法#21, 集体合同规定#42)."""
    label, signed, reported = "报送期限", answers.signed, answers.reported
    days = 7 if answers.wages else 10
    basis = ("工资集体协商试行办法#21", "集体合同规定#42") if answers.wages else ("集体合同规定#42",)
    if signed is None:
        return _missing(label, basis, "本轮签字日")
    last = signed + dt.timedelta(days=days)
    reason = f"{words(signed)}签字，当天不算，第{days}日是{words(last)}"
    if reported is None:
        return Check(label, OPEN, f"{reason}；没有填报送日", basis, f"最迟{words(last)}由企业报送，要回执")
    if reported < signed:
        remedy = "核对两个日期；签字以前报的不算，签字后要重新报"
        return Check(label, BAD, f"{reason}；{words(reported)}报送，早于签字", basis, remedy)
    late = (reported - last).days
    if late <= 0:
        return Check(label, GOOD, f"{reason}；{words(reported)}报送", basis)
    reason += f"；{words(reported)}报送，晚了{late}日"
    if answers.wages and late <= 3:
        reason += "；没有超过集体合同规定的10日，但工资协议按7日"
    return _late_report(label, reason, basis, last, reported)


def _late_report(label: str, reason: str, basis: tuple[str, ...], last: dt.date, reported: dt.date) -> Check:
    """Late by the bare count; a day off at the end may still save it."""
    try:
        rolled = roll(last, is_day_off)
    except HolidaysUnknown:
        return Check(label, OPEN, f"{reason}；{NOT_HELD}", basis, f"查{words(last)}是不是休息日；不是的，{LATE_REPORT}")
    if reported <= rolled:
        reason += f"；末日休息，参照民法典第二百零三条顺延到{words(rolled)}，规章本身没有写顺延"
        return Check(
            label, OPEN, reason, (*basis, "民法典#203"), "问人社部门认不认顺延，把回执留好；下次按不顺延的日期报"
        )
    return Check(label, BAD, reason, basis, LATE_REPORT)


def join_check(answers: Answers) -> Check:
    """Whether the new contract takes effect no later than the day after the old one ends."""
    label, end, signed, reported = "新旧衔接", answers.last_expiry, answers.signed, answers.reported
    basis = (WAGE_ROUND, TERM, "劳动合同法#54") if answers.wages else (TERM, "劳动合同法#54")
    if end is None:
        return _missing(label, basis, "上一轮期满日")
    latest = end - dt.timedelta(days=REVIEW_DAYS)
    plan = f"{words(end)}期满；没有异议的，报送后满15日生效，要接得上最迟{words(latest)}报送（按不顺延算）"
    if signed is not None and signed > end:
        verdict = BAD if answers.wages else OPEN
        remedy = "空档期没有集体合同；劳动合同照旧履行，新合同不得倒签，工资不得低于当地最低工资"
        return Check(label, verdict, f"{plan}；{words(signed)}才签字，旧合同已经终止", basis, remedy)
    if reported is None:
        return Check(label, OPEN, f"{plan}；没有填报送日", basis, f"排好日子，{words(latest)}以前报送")
    try:
        effective = roll(reported + dt.timedelta(days=REVIEW_DAYS), is_day_off) + ONE_DAY
        held = ""
    except HolidaysUnknown:
        effective, held = reported + dt.timedelta(days=REVIEW_DAYS + 1), f"（{NOT_HELD}）"
    reason = f"{plan}；{words(reported)}报送，没有异议的按{words(effective)}生效算{held}"
    if effective <= end + ONE_DAY and not held:
        return Check(label, GOOD, reason, basis)
    if effective <= end + ONE_DAY:
        return Check(label, OPEN, reason, basis, "放假安排公布以后再算一次")
    early = "工资协议收到无异议的审查意见书就生效，可以早一些；" if answers.wages else ""
    return Check(label, OPEN, f"{reason}，中间有空档", basis, f"{early}查实际生效日，空档期照劳动合同履行")


def _order(
    label: str, first: tuple[str, dt.date | None], then: tuple[str, dt.date | None], basis: tuple[str, ...]
) -> Check:
    """Whether one date is not after another."""
    (name, before), (other, after) = first, then
    if before is None or after is None:
        return _missing(label, basis, f"本轮{name}、{other}")
    reason = f"{name}{words(before)}，{other}{words(after)}"
    if before <= after:
        return Check(label, GOOD, reason, basis)
    remedy = f"{other}不能早于{name}；日期填错的改正，程序真的颠倒的要补做，不得倒签"
    return Check(label, BAD, reason, basis, remedy)


def _missing(label: str, basis: tuple[str, ...], what: str) -> Check:
    return Check(label, OPEN, f"没有填全：{what}", basis, "查上一轮档案和本轮材料，补上再核对")

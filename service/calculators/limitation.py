"""仲裁时效 (until when arbitration can be asked for): one year from knowing, with the exception for unpaid wages.

    known 2026-03-01                         → until 2027-03-01 (调解仲裁法 27, 民法典 201 and 202)
    unpaid wages, still employed             → no limit
    unpaid wages, employment ended 2026-05-31 → until 2027-05-31

Leaves out 中止 (suspension) and the old 60 days of 劳动法 82. Where the text is silent it takes the earlier day.
"""

import datetime as dt

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome
from service.calculators.counting import add_months
from service.calculators.inputs import choice_field, chosen, date_field, optional_day
from service.calculators.periods import REST_DAY_LIMIT, written

RULE = "劳动争议调解仲裁法#27"
PERIOD = ("民法典#201", "民法典#202")

LIMITS = (
    "向单位主张权利、向有关部门请求救济、单位同意履行，都使时效中断，从那时起重新算一年；每一次都要留下证据。",
    "因不可抗力等正当理由不能申请的，时效中止，原因消除后接着算；中止的天数没有计算。",
    REST_DAY_LIMIT,
    "过了时效仍可以申请，但对方可以拿时效抗辩；单位仲裁时没有提、到诉讼才提的，法院一般不支持（解释二第二十条）。",
    "劳动法第八十二条的60日是旧规定，以后来的调解仲裁法一年为准。",
)
WAGES_LIMIT = (
    "二倍工资、年休假报酬、经济补偿算不算“劳动报酬”，本条没有写明；拿不准的，按“其他争议”算最稳。",
    "劳动关系终止以后的一年能不能因中断重新计算，第二十七条第四款没有写明；这里按不中断算，最稳。",
)


def _ordinary(known: dt.date, interrupted: dt.date | None) -> tuple[dt.date, Line]:
    first_end = add_months(known, 12)
    if interrupted is None:
        return first_end, Line("最后一天", written(first_end), f"{written(known)}＋1年，当天不算", (RULE, *PERIOD))
    if interrupted < known:
        raise InputError(Mistake("interrupted", "“最近一次中断的日子”不能早于知道权利被侵害的日子"))
    if interrupted > first_end:
        message = (
            f"“最近一次中断的日子”在时效届满（{written(first_end)}）以后，不能使它重新计算；"
            "如果届满以前还有一次中断，请把那一次填在“知道权利被侵害的日子”里"
        )
        raise InputError(Mistake("interrupted", message))
    end = add_months(interrupted, 12)
    return end, Line("最后一天", written(end), f"从中断的{written(interrupted)}起重新算1年", (RULE, *PERIOD))


def _wages(ended: dt.date | None) -> tuple[dt.date | None, Line]:
    if ended is None:
        formula = "劳动关系存续期间因拖欠劳动报酬发生争议，不受一年限制"
        return None, Line("最后一天", "在职期间没有", formula, (RULE,))
    end = add_months(ended, 12)
    return end, Line("最后一天", written(end), f"劳动关系终止的{written(ended)}＋1年，当天不算", (RULE, *PERIOD))


def run(inputs: Inputs) -> Outcome:
    """The last day for asking for arbitration."""
    known, ended, interrupted = (optional_day(inputs, name) for name in ("known", "ended", "interrupted"))
    wages = chosen(inputs, "kind") == "wages"
    if wages:
        end, line = _wages(ended)
    elif known is None:
        raise InputError(Mistake("known", "请填写知道或者应当知道权利被侵害的日子；一年从那天起算"))
    else:
        end, line = _ordinary(known, interrupted)
    lines = [line]
    summary = f"最晚{written(end)}申请仲裁" if end else "劳动关系还在，追讨拖欠的劳动报酬不受一年时效限制"
    filed = optional_day(inputs, "filed")
    if filed and known and filed < known:
        raise InputError(Mistake("filed", "“准备申请的日子”不能早于知道权利被侵害的日子"))
    if filed and end:
        left = (end - filed).days
        value = f"没有超过，还剩{left}天" if left >= 0 else f"超过{-left}天"
        lines.append(Line("申请的日子", value, f"{written(filed)}与{written(end)}相比", (RULE,)))
        summary += f"；{written(filed)}申请{value}"
    return Outcome(f"{summary}。", tuple(lines), (*WAGES_LIMIT, *LIMITS) if wages else LIMITS)


LIMITATION = Calculator(
    name="zhongcai-shixiao",
    title="仲裁时效",
    purpose="算出最晚哪一天可以申请劳动仲裁",
    fields=(
        choice_field(
            "kind", "争的是什么", (("wages", "拖欠劳动报酬（工资、奖金、加班工资等）"), ("other", "其他争议"))
        ),
        date_field("known", "知道或者应当知道权利被侵害的日子", "选“其他争议”的要填", required=False),
        date_field("ended", "劳动关系终止的日子", "追讨劳动报酬的填；还在职就空着", required=False),
        date_field(
            "interrupted",
            "最近一次中断的日子",
            "向单位书面要求、向部门投诉、单位答应给，以最近一次为准；只用于“其他争议”",
            required=False,
        ),
        date_field("filed", "准备申请的日子", "填了就比一比是否超过", required=False),
    ),
    run=run,
)

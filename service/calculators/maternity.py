"""产假与哺乳 (maternity leave and nursing time).

    双胞胎、难产: 98 + 15 + 15 = 128 天; 每天哺乳 1 + 1 = 2 小时, 到满 1 周岁

Leaves out the allowance in money and the days that 河北 adds: they are not verified here, the user may enter them.
"""

import datetime as dt
from decimal import Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome
from service.calculators.counting import ONE_DAY, add_months
from service.calculators.inputs import (
    choice_field,
    chosen,
    count,
    count_field,
    date_field,
    number_field,
    optional_amount,
    optional_day,
    said_yes,
    yes_no_field,
)
from service.calculators.periods import plain, written

RULES = "女职工劳动保护特别规定"
BIRTH_DAYS, BEFORE_BIRTH, DIFFICULT, EACH_FURTHER = 98, 15, 15, 15
EARLY_LOSS, LATE_LOSS = 15, 42

LIMITS = (
    "河北省在98天以外延长的产假天数本库没有核实，没有自动加上；请查现行的省条例，再填进“地方另外延长的天数”。",
    "产假按日历天数连着算；98天里产前可以休15天，这里从您填的产假第一天起数。",
    "生育津贴没有计算：参加生育保险的由基金按单位上年度职工月平均工资付，没有参加的由单位按产假前的工资付（第八条）。",
    "孕期、产期、哺乳期单位不得因此降低工资、辞退、解除合同（第五条）；怀孕7个月以上和哺乳期不得安排加班、夜班。",
)


def _leave(inputs: Inputs) -> tuple[int, Line]:
    babies = count(inputs, "babies", 1)
    parts = [(BIRTH_DAYS, "生育98天")]
    if said_yes(inputs, "difficult"):
        parts.append((DIFFICULT, "难产加15天"))
    if babies > 1:
        parts.append((EACH_FURTHER * (babies - 1), f"多生{babies - 1}个各加15天"))
    days = sum(number for number, _ in parts)
    formula = f"{'＋'.join(str(number) for number, _ in parts)}：{'，'.join(words for _, words in parts)}"
    return days, Line("产假", f"{days}天", formula, (f"{RULES}#7",))


def _loss(months: Decimal | None) -> tuple[int, Line]:
    if months is None:
        raise InputError(Mistake("months", "流产的请填写怀孕月数：未满4个月15天，满4个月42天"))
    days = EARLY_LOSS if months < 4 else LATE_LOSS
    formula = f"怀孕{plain(months)}个月，{'未满' if months < 4 else '满'}4个月"
    return days, Line("流产假", f"{days}天", formula, (f"{RULES}#7",))


def _last_day(start: dt.date, days: int) -> dt.date:
    return start + ONE_DAY * (days - 1)


def _nursing(inputs: Inputs) -> list[Line]:
    babies = count(inputs, "nursed", count(inputs, "babies", 1))
    formula = "1小时" if babies == 1 else f"1小时＋多哺乳的{babies - 1}个各1小时"
    lines = [Line("每天的哺乳时间", f"{babies}小时", f"{formula}，在劳动时间内安排", (f"{RULES}#9",))]
    born = optional_day(inputs, "born")
    if born:
        value = f"{written(add_months(born, 12))}满1周岁"
        lines.append(Line("哺乳时间到", value, f"{written(born)}＋1年，未满1周岁期间享受", (f"{RULES}#9",)))
    return lines


def run(inputs: Inputs) -> Outcome:
    """Days of leave, their last day, and the nursing time."""
    birth = chosen(inputs, "kind") == "birth"
    days, line = _leave(inputs) if birth else _loss(optional_amount(inputs, "months"))
    lines, extra = [line], count(inputs, "local_days") if birth else 0
    if birth:
        formula = "包含在98天里，不另加"
        lines.append(Line("其中产前可以休", f"{BEFORE_BIRTH}天", formula, (f"{RULES}#7",)))
    if extra:
        formula = f"{days}＋您填的地方延长{extra}天"
        lines.append(Line("加上地方延长", f"{days + extra}天", formula, ("人口与计划生育法#25",)))
    start = optional_day(inputs, "start")
    if start:
        last = _last_day(start, days + extra)
        formula = f"{written(start)}起第{days + extra}天，首日算第1天"
        lines.append(Line("最后一天", written(last), formula, (f"{RULES}#7",)))
    if birth:
        lines += _nursing(inputs)
    summary = f"{line.label}{days}天（国家标准）" + (f"，加上地方延长共{days + extra}天" if extra else "")
    return Outcome(f"{summary}。", tuple(lines), LIMITS)


MATERNITY = Calculator(
    name="chanjia",
    title="产假与哺乳时间",
    purpose="产假、流产假几天，到哪天，每天几小时哺乳时间",
    fields=(
        choice_field("kind", "是哪一种", (("birth", "生育"), ("loss", "流产"))),
        count_field("babies", "生了几个", "个", 10, "不填按1个", required=False, minimum=1),
        yes_no_field("difficult", "难产吗", "难产加15天"),
        number_field("months", "流产时怀孕几个月", "个月", 10, "流产的填", required=False),
        date_field("start", "产假第一天", "填了就算最后一天", required=False),
        date_field("born", "孩子出生的日子", "填了就算哺乳时间到哪天", required=False),
        count_field("nursed", "正在哺乳几个", "个", 10, "不填按生了几个算", required=False, minimum=1),
        count_field("local_days", "地方另外延长的天数", "天", 365, "河北的天数本库没有核实，请查后填", required=False),
    ),
    run=run,
)

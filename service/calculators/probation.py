"""试用期上限与工资 (how long a probation may be, and its lowest wage).

    固定期限 24 个月 → 试用期不得超过 2 个月 (劳动合同法 19)
    约定工资 4000    → 试用期工资不低于 4000 × 80 % = 3200.00元 (劳动合同法 20)

Leaves out dismissal during probation. The contract's length is told in months, not reckoned from dates.
"""

from decimal import Decimal

from service.calculators.calculator import Calculator, InputError, Inputs, Line, Mistake, Outcome, money
from service.calculators.inputs import (
    choice_field,
    chosen,
    money_field,
    number_field,
    optional_amount,
    said_yes,
    yes_no_field,
)
from service.calculators.periods import plain

LENGTH, WAGE, PENALTY = "劳动合同法#19", "劳动合同法#20", "劳动合同法#83"

LIMITS = (
    "试用期包含在劳动合同期限内。劳动合同只约定试用期的，试用期不成立，那段期限就是劳动合同期限（劳动合同法第十九条）。",
    "第二十条用“或者”连接两个80%，没有说取高还是取低；这里两个都列出，“至少”一项按较低的算。",
    "最低工资按用人单位所在地的标准；劳动合同履行地不在那里的，看劳动合同法实施条例第十四条。没有填的就没有核对。",
)


def longest(contract: str, months: Decimal | None) -> tuple[int, str]:
    """The longest lawful probation in months, and why. 三个月以上 includes three (民法典 1259)."""
    if contract == "task":
        return 0, "以完成一定工作任务为期限的劳动合同，不得约定试用期"
    if contract == "open":
        return 6, "无固定期限劳动合同，不得超过6个月"
    if months is None:
        raise InputError(Mistake("months", "请填写“劳动合同期限”：固定期限合同要按它算"))
    if months < 3:
        return 0, "劳动合同期限不满3个月，不得约定试用期"
    if months < 12:
        return 1, "期限3个月以上不满1年，不得超过1个月"
    if months < 36:
        return 2, "期限1年以上不满3年，不得超过2个月"
    return 6, "3年以上固定期限，不得超过6个月"


def _cap(inputs: Inputs) -> tuple[int, Line]:
    contract = chosen(inputs, "contract", "fixed")
    if contract == "part_time":
        return 0, Line("试用期最长", "不得约定", "非全日制用工不得约定试用期", ("劳动合同法#70",))
    cap, reason = longest(contract, optional_amount(inputs, "months"))
    if said_yes(inputs, "again"):
        cap, reason = 0, "同一用人单位与同一劳动者只能约定一次试用期"
    return cap, Line("试用期最长", f"{cap}个月" if cap else "不得约定", reason, (LENGTH,))


def _excess(inputs: Inputs, cap: int) -> list[Line]:
    """What was agreed, and what was served, beyond the cap."""
    lines = []
    agreed, served, wage = (optional_amount(inputs, name) for name in ("agreed", "served", "wage"))
    if agreed is not None:
        over = max(agreed - cap, Decimal(0))
        value = f"超过{plain(over)}个月" if over else "没有超过"
        lines.append(Line("约定的试用期", value, f"{plain(agreed)}个月与最长{cap}个月相比", (LENGTH,)))
    if served is not None and served > cap:
        over = served - cap
        if wage is None:
            value, formula = f"按超过的{plain(over)}个月付", "试用期满月工资×超过的月数；没有填工资，没有算出数额"
        else:
            value, formula = money(wage * over), f"{plain(wage)}×（{plain(served)}－{cap}）"
        lines.append(Line("超过部分的赔偿金", value, formula, (PENALTY,)))
    return lines


def _floor(inputs: Inputs) -> list[Line]:
    """The lowest wage: 80 % of the agreed wage, 80 % of the lowest grade, the minimum wage."""
    lines, shares = [], []
    for name, label in (("wage", "劳动合同约定工资的80%"), ("lowest", "本单位相同岗位最低档工资的80%")):
        amount = optional_amount(inputs, name)
        if amount is not None:
            shares.append(amount * 80 / 100)
            lines.append(Line(label, money(shares[-1]), f"{plain(amount)}×80%", (WAGE, "劳动合同法实施条例#15")))
    minimum = optional_amount(inputs, "minimum")
    if not shares:
        return []
    floor = min(shares) if minimum is None else max(min(shares), minimum)
    formula = "上面的80%（有两个的取较低的）" + ("" if minimum is None else f"与最低工资{plain(minimum)}取较高的")
    return [*lines, Line("试用期工资至少", money(floor), formula, (WAGE, "劳动合同法实施条例#15"))]


def run(inputs: Inputs) -> Outcome:
    """The cap, what exceeds it, and the lowest wage."""
    cap, first = _cap(inputs)
    # Without a lawful probation there is no lower probation wage either.
    floor = _floor(inputs) if cap else []
    summary = f"试用期最长{cap}个月" if cap else "这种情况不得约定试用期"
    if floor:
        summary += f"，试用期工资至少{floor[-1].value}"
    return Outcome(f"{summary}。", (first, *_excess(inputs, cap), *floor), LIMITS)


PROBATION = Calculator(
    name="shiyongqi",
    title="试用期上限与工资",
    purpose="试用期最长几个月、试用期工资至少多少、约定超过了怎么赔",
    fields=(
        choice_field(
            "contract",
            "劳动合同种类",
            (
                ("fixed", "固定期限"),
                ("open", "无固定期限"),
                ("task", "以完成一定工作任务为期限"),
                ("part_time", "非全日制用工"),
            ),
            "不选按固定期限算",
            required=False,
        ),
        number_field(
            "months", "劳动合同期限", "个月", 600, "固定期限的要填。1月1日到同年12月31日是12个月", required=False
        ),
        yes_no_field("again", "以前和这个单位约定过试用期吗", "只能约定一次"),
        number_field("agreed", "约定的试用期", "个月", 600, required=False),
        number_field("served", "已经履行的试用期", "个月", 600, "填了就算超过部分的赔偿金", required=False),
        money_field("wage", "劳动合同约定的月工资（转正后）", required=False),
        money_field("lowest", "本单位相同岗位最低档月工资", required=False),
        money_field("minimum", "当地月最低工资标准", "以省人社厅最新通知为准", required=False),
    ),
    run=run,
)

"""扣款上限 (how much of a wage may be deducted for a loss): 20 % of the month's wage, never below the minimum wage.

    工资 2600, 最低工资 2200: min(2600 × 20 % = 520, 2600 − 2200 = 400) = 400元

Leaves out what is withheld by law (income tax, social insurance, court orders: 工资支付暂行规定 15) and fines.
"""

import math
from decimal import Decimal

from service.calculators.calculator import Calculator, Inputs, Line, Outcome, money
from service.calculators.inputs import amount, money_field, optional_amount, said_yes, yes_no_field
from service.calculators.periods import plain

RULE = "工资支付暂行规定#16"
PERCENT = 20

LIMITS = (
    "只管“因劳动者本人原因给单位造成经济损失”的扣赔。罚款、无故少发不是这种情况，单位不得克扣工资（劳动法第五十条）。",
    "个人所得税、个人负担的社会保险费、法院判决要求代扣的抚养费和赡养费（同一规定第十五条）没有计算在内。",
    "单位有多少损失、是不是劳动者的责任、该赔多少，由证据和合同约定决定，本计算没有判断。",
    "农民工违规操作造成损失的，河北也是不超过月工资的20%、余下的不低于最低工资（河北省农民工权益保障条例第二十三条）。",
)

BELOW = "当月工资本来就低于最低工资的，请另用“最低工资核对”。"


def run(inputs: Inputs) -> Outcome:
    """The most that may be deducted this month, and how long a loss takes."""
    wage, minimum = amount(inputs, "wage"), amount(inputs, "minimum")
    if not said_yes(inputs, "agreed"):
        line = Line("本月最多可以扣", "0.00元", "劳动合同没有约定赔偿，第十六条的扣款没有依据", (RULE, "劳动法#50"))
        return Outcome("劳动合同没有约定赔偿的，单位不能依第十六条从工资里扣。", (line,), LIMITS)
    share = wage * PERCENT / 100
    above = max(wage - minimum, Decimal(0))
    cap = min(share, above)
    lines = [
        Line("当月工资的20%", money(share), f"{plain(wage)}×{PERCENT}%", (RULE,)),
        Line("高出最低工资的部分", money(above), f"{plain(wage)}－{plain(minimum)}，不够减的算0", (RULE,)),
        Line("本月最多可以扣", money(cap), "上面两项取较小的", (RULE,)),
    ]
    if not cap:
        summary = "当月工资没有高出最低工资，本月不能扣。"
        return Outcome(summary, tuple(lines), (BELOW, *LIMITS) if wage < minimum else LIMITS)
    lines.append(Line("扣后至少发", money(wage - cap), f"{plain(wage)}－{plain(cap)}", (RULE,)))
    loss = optional_amount(inputs, "loss")
    if loss is not None:
        months = math.ceil(loss / cap)
        lines.append(Line("至少分几个月扣", f"{months}个月", f"{plain(loss)}÷{plain(cap)}，设每月工资相同", (RULE,)))
    return Outcome(f"本月最多可以扣{money(cap)}，扣后至少发{money(wage - cap)}。", tuple(lines), LIMITS)


DEDUCTION = Calculator(
    name="koukuan",
    title="扣款上限",
    purpose="单位要从工资里扣赔偿款，一个月最多扣多少",
    fields=(
        money_field("wage", "当月工资", "扣款以前的当月工资"),
        money_field("minimum", "当地月最低工资标准", "以省人社厅最新通知为准，按劳动合同履行地的档次"),
        yes_no_field("agreed", "劳动合同约定了造成损失要赔偿吗", "没有约定，就没有从工资里扣的依据", required=True),
        money_field("loss", "要赔偿的总额", "填了就算出至少分几个月扣", required=False),
    ),
    run=run,
)

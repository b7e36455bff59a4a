"""Which articles a negotiator needs for a topic. `xieshang check` proves that every key resolves.

Each entry was read in the text before it was written here. Articles of Hebei are given where Hebei's rules apply.
"""

#: Whoever bargains, about whatever.
GENERAL = (
    "劳动合同法#51",
    "工会法#21",
    "集体合同规定#5",
    "集体合同规定#25",
    "集体合同规定#32",
    "集体合同规定#36",
    "劳动合同法#55",
)
#: Of rounds beyond one enterprise: where such agreements may be made, and whom they bind.
WIDER = ("劳动合同法#53", "劳动合同法#54")
#: Of rounds about pay: what may be agreed, what the level is measured by, and the papers owed beforehand.
PAY = ("工资集体协商试行办法#7", "工资集体协商试行办法#8", "工资集体协商试行办法#18", "集体合同规定#9")
PAY_TOPICS = frozenset({"底线工资", "涨幅", "计件工价", "派费", "技能等级", "加班", "降薪"})

#: Topic → articles, the most telling first. Topics of single disputes are left out: nobody bargains about them.
TOPIC_BASIS: dict[str, tuple[str, ...]] = {
    "底线工资": ("劳动法#48", "最低工资规定#3", "最低工资规定#12", "河北省工资支付规定#8"),
    "涨幅": ("劳动法#46", "劳动法#47", "河北省工资支付规定#3"),
    "计件工价": ("劳动法#37", "劳动合同法#31", "最低工资规定#12", "集体合同规定#10"),
    "派费": ("劳动法#37", "劳动合同法#4"),
    "工时": ("劳动法#36", "劳动法#38", "劳动法#41", "集体合同规定#10"),
    "加班": ("劳动法#44", "劳动合同法#31", "工资支付暂行规定#13"),
    "休假": ("劳动法#45", "职工带薪年休假条例#3", "职工带薪年休假条例#5", "集体合同规定#11"),
    "女职工": ("劳动合同法#52", "集体合同规定#14", "女职工劳动保护特别规定#5", "女职工劳动保护特别规定#7"),
    "安全卫生": ("劳动合同法#52", "劳动法#54", "集体合同规定#12"),
    "高温": ("劳动法#54", "集体合同规定#12", "最低工资规定#12"),
    "技能等级": ("集体合同规定#15", "集体合同规定#9"),
    "保险福利": ("集体合同规定#13", "劳动法#72"),
    "新就业形态": ("工会法#3", "劳动合同法#53", "劳动合同法#54"),
    "算法规则": ("劳动合同法#4",),
    "程序": ("集体合同规定#33", "工资集体协商试行办法#17", "工资集体协商试行办法#19"),
    "履行": ("劳动合同法#56", "集体合同规定#55"),
    "拒谈": ("集体合同规定#56", "工会法#54", "集体合同规定#49"),
    "群体事件": ("工会法#28", "集体合同规定#49"),
    "降薪": ("劳动合同法#35", "劳动合同法#4"),
    "裁员": ("劳动合同法#41", "集体合同规定#18"),
}


def keys_for(topics: tuple[str, ...], *, wider: bool) -> tuple[tuple[str, str], ...]:
    """(article key, why it is here), each article once: the topics' own first, then pay, then what is general."""
    found: dict[str, str] = {}
    for topic in topics:
        for key in TOPIC_BASIS.get(topic, ()):
            found.setdefault(key, topic)
    if PAY_TOPICS & set(topics):
        for key in PAY:
            found.setdefault(key, "工资协商")
    for key in WIDER if wider else ():
        found.setdefault(key, "行业、区域协商")
    for key in GENERAL:
        found.setdefault(key, "协商通用")
    return tuple(found.items())

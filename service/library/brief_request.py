"""What a negotiator types in for a brief, checked. Nothing of it is kept anywhere.

    read_request({"side": "职工方", "industry": "餐饮", "region": "河北·秦皇岛", "wage": "2600"}, ("底线工资",))

Own numbers are optional; `OwnNumbers.lines` reckons with them and shows the formula.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from indexer.case_facts import INDUSTRIES
from indexer.cleaning import clean
from service.calculators.calculator import InputError, Mistake, read_date
from service.calculators.deadlines import FIRST_YEAR, LAST_YEAR
from service.library.case_words import number
from service.library.topic_basis import TOPIC_BASIS
from service.search.regions import RegionError, parse_region

SIDES = ("职工方", "企业方")
#: How far a round reaches → the procedure and chain of deadlines it follows.
SCOPES = {"企业": "gongzi-jiti-xieshang-qiye", "行业": "hangyexing", "区域": "quyuxing"}
MAX_REGION = 20
#: Field → (label, unit, lowest, highest): wide enough for every honest number, narrow enough for a slip of the hand.
NUMBERS = {
    "wage": ("现在的工资", "元/月", 1, 1_000_000),
    "minimum": ("当地最低工资", "元/月", 1, 100_000),
    "prices": ("居民消费价格涨幅", "%", -50, 100),
    "profit": ("利润增长", "%", -100, 10_000),
}
#: Field → (label, event of the chain): the days one may know or plan.
DATES = {
    "offer": ("要约送达那天", "yaoyue-shoudao"),
    "meeting": ("协商开始那天", "xieshang-kaishi"),
    "signing": ("签字那天", "qianzi"),
}


@dataclass(frozen=True)
class OwnLine:
    """One thing reckoned from own numbers, with its formula."""

    label: str
    value: str
    formula: str


@dataclass(frozen=True)
class OwnNumbers:
    """元/月 and percent; None where nothing was typed."""

    wage: Decimal | None = None
    minimum: Decimal | None = None
    prices: Decimal | None = None
    profit: Decimal | None = None

    def lines(self) -> tuple[OwnLine, ...]:
        """What the numbers say together."""
        found = []
        if self.wage is not None and self.minimum is not None:
            share = 100 * self.wage / self.minimum
            formula = f"{number(self.wage)} ÷ {number(self.minimum)}"
            found.append(OwnLine("现在的工资是最低工资的", f"{share:.1f}%", formula))
        if self.wage is not None and self.prices is not None:
            kept = self.wage * (1 + self.prices / 100)
            formula = f"{number(self.wage)} ×（1 + {number(self.prices)}%）"
            found.append(OwnLine("只抵消物价，工资要到", f"{kept:.0f}元/月", formula))
        if self.wage is not None and self.profit is not None:
            shared = self.wage * (1 + self.profit / 100)
            formula = f"{number(self.wage)} ×（1 + {number(self.profit)}%）"
            found.append(OwnLine("和利润同步变动，工资是", f"{shared:.0f}元/月", formula))
        return tuple(found)


@dataclass(frozen=True)
class BriefRequest:
    """`region` as typed, `province` the one it lies in; `days` are the known days by event of the chain."""

    side: str
    scope: str
    industry: str
    region: str
    province: str
    topics: tuple[str, ...]
    numbers: OwnNumbers
    days: tuple[tuple[str, dt.date], ...] = ()

    @property
    def other_side(self) -> str:
        return SIDES[1 - SIDES.index(self.side)]

    @property
    def procedure(self) -> str:
        """The slug of the procedure this round follows."""
        return SCOPES[self.scope]


def read_request(raw: Mapping[str, str], topics: tuple[str, ...]) -> BriefRequest:
    """The request a form holds. Raises InputError naming every field that is wrong; input is not repeated."""
    mistakes: list[Mistake] = []

    def choose(name: str, label: str, allowed: tuple[str, ...]) -> str:
        value = clean(raw.get(name, ""))
        if value not in allowed:
            mistakes.append(Mistake(name, f"请选{label}"))
        return value

    side = choose("side", "你在哪一方", SIDES)
    scope = choose("scope", "谈多大范围", tuple(SCOPES))
    industry = choose("industry", "行业", INDUSTRIES)
    region = clean(raw.get("region", ""))
    place = ""
    try:
        place = parse_region(region)
    except RegionError as error:
        mistakes.append(Mistake("region", str(error)))
    if len(region) > MAX_REGION:
        mistakes.append(Mistake("region", f"地区最多{MAX_REGION}个字，写省或者市，例如 秦皇岛"))
    chosen = tuple(topic for topic in TOPIC_BASIS if topic in topics)
    if not chosen:
        mistakes.append(Mistake("topic", "至少选一个议题"))
    numbers = {name: _number(name, raw.get(name, ""), mistakes) for name in NUMBERS}
    days = tuple(
        (event, day)
        for name, (label, event) in DATES.items()
        if (day := _day(name, label, raw.get(name, ""), mistakes)) is not None
    )
    if mistakes:
        raise InputError(*mistakes)
    return BriefRequest(side, scope, industry, region, place, chosen, OwnNumbers(**numbers), days)


def _number(name: str, text: str, mistakes: list[Mistake]) -> Decimal | None:
    label, unit, low, high = NUMBERS[name]
    typed = clean(text).replace(",", "").replace("，", "").removesuffix("%")
    if not typed:
        return None
    value: Decimal | None
    try:
        value = Decimal(typed)
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or not low <= value <= high:
        mistakes.append(Mistake(name, f"“{label}”要写{number(low)}到{number(high)}之间的数，单位{unit}"))
        return None
    return value


def _day(name: str, label: str, text: str, mistakes: list[Mistake]) -> dt.date | None:
    if not clean(text):
        return None
    try:
        day = read_date(name, label, text)
    except InputError as error:
        mistakes.extend(error.mistakes)
        return None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        mistakes.append(Mistake(name, f"“{label}”要在{FIRST_YEAR}年至{LAST_YEAR}年之间"))
        return None
    return day

"""The structured part of a case: who asked for what, on which evidence, how it moved, what came out.

    facts.figures[0] == Figure(name="行业最低工资", topic="底线工资", unit="元/月", voice="来源报道", value=1170)

Plain values; `indexer.case_keys` reads them from front matter, `indexer.case_checks` holds them against the
contract (corpus/README.md, section 七). What the source does not say is absent, never guessed.
"""

from dataclasses import dataclass, field

#: 议题: what a case may be about; comparison, facets and ranges rest on the same word meaning the same thing.
TOPICS = (
    *(
        "底线工资",
        "涨幅",
        "计件工价",
        "派费",
        "工时",
        "加班",
        "休假",
        "女职工",
        "安全卫生",
        "高温",
        "技能等级",
        "保险福利",
    ),
    *("新就业形态", "算法规则", "程序", "履行", "拒谈", "群体事件", "降薪", "裁员", "欠薪", "社保", "劳动关系认定"),
    *("工会干部保护", "经济补偿"),
)
#: 行业: short names, so that cases of one trade stand together.
INDUSTRIES = (
    *(
        "餐饮",
        "快递",
        "家政",
        "建筑",
        "制造",
        "纺织服装",
        "机械五金",
        "化工",
        "建材",
        "交通运输",
        "港口物流",
        "平台用工",
    ),
    *("零售", "电子", "农业", "供水", "物业楼宇", "园区综合", "采矿造纸", "汽车", "保安环卫", "其他"),
)


@dataclass(frozen=True)
class Opening:
    """双方开价: the first positions, each one sentence with its figures."""

    workers: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What a side put on the table; `side` is 职工方, 企业方, 政府 or 双方."""

    side: str
    what: str


@dataclass(frozen=True)
class Round:
    """One event of a case in time order. `when` is as the source has it: 2011, 2011-03, 2011-03-05 or 第一轮.

    `workers` and `employers` are the positions of the sides after it, where known.
    """

    when: str
    what: str = ""
    workers: str = ""
    employers: str = ""


@dataclass(frozen=True)
class Figure:
    """One number of an outcome: `value`, or `low` to `high`, in `unit`; `voice` says whose figure it is."""

    name: str
    topic: str
    unit: str
    voice: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: str = ""


@dataclass(frozen=True)
class CaseProcedure:
    """How the procedure ran, one short sentence each; empty where the source is silent."""

    offer: str = ""
    delegates: str = ""
    vote: str = ""
    filing: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """The structured part of a case; keys are explained in corpus/README.md, section 七.

    `enterprises` and `workers` count what the agreement covers.
    """

    industry: str
    years: str
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    outcome: str
    reliability: str
    coverage: str | None = None
    enterprises: int | None = None
    workers: int | None = None
    opening: Opening = field(default_factory=Opening)
    evidence: tuple[Evidence, ...] = ()
    rounds: tuple[Round, ...] = ()
    figures: tuple[Figure, ...] = ()
    procedure: CaseProcedure = field(default_factory=CaseProcedure)
    basis_stated: tuple[str, ...] = ()
    basis_mapped: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

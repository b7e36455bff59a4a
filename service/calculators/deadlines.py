"""Dates that follow from one known day, along a chain of deadlines.

    (chain, *_) = read_chains(Path("corpus/deadlines.toml"))
    reckoning = reckon(chain, "yaoyue-shoudao", dt.date(2026, 9, 11), is_day_off)
    # 书面答复: 20 natural days end on 2026-10-01, a holiday; rolled to 2026-10-08; safe is 2026-10-01

Three dates are kept apart. `unrolled` is the bare count; `date` is it after rolling past days off, where that is how we
read the law; `safe` is the one to go by for whoever must act. What follows a reckoned date counts from its unrolled
one: it supposes the step before was done on the last certain day, and says so. Interruption, suspension and
agreements of the parties are not known here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.article_keys import article_heading, split_key
from service.calculators.calculator import InputError, Mistake
from service.calculators.counting import ONE_DAY, UNIT_WORDS, Direction, Holidays, Unit, count, roll, words
from service.calculators.deadline_chains import Chain, ChainsError, Event, Mark, Rule, RuleKind, read_chains
from service.calculators.holidays import HolidaysUnknown

__all__ = ["Chain", "ChainsError", "Conflict", "Reckoned", "Reckoning", "Rolling", "Undated", "read_chains", "reckon"]

#: Labour law begins in 1995; the far end only keeps the calendar from running out.
FIRST_YEAR, LAST_YEAR = 1995, 2100
NOT_HELD = "没有该年放假安排，未顺延"
COURT_ROLLING = "民事诉讼法#85"
LIMITS = (
    "民法典第二百零三条写的是法定休假日，周末算不算条文没有明写；本库把周末和放假安排里的休息日都按算理解，所以要办事的一方一律按不顺延的日期办最稳。",
    "推算的日期假定前一步在期限最后一天（不顺延）办完；前一步实际办完的日子知道以后，要从那一天重新算。",
    "时效的中断、中止，部门批准的延长以外的延长，双方另外的约定，这里都没有考虑。",
    "河北省企业集体协商条例第五条以后本库未收录，河北有没有另外的期限未核实，这里按国家规定算。",
)


class Rolling(StrEnum):
    """What became of the last day of a period."""

    NOT_NEEDED = "不用顺延"
    ROLLED = "已顺延"
    UNKNOWN = NOT_HELD
    NOT_APPLIED = "不适用顺延"


@dataclass(frozen=True)
class Reckoned:
    """One date. For a window it is the edge that was counted, and `window` holds (first, last) day.

    `assumed`: `start` was itself reckoned, not given. `basis` are the rule's articles, then those on counting.
    """

    procedure: str
    rule: Rule
    start_event: Event
    start: dt.date
    assumed: bool
    event: Event
    unrolled: dt.date
    date: dt.date
    safe: dt.date
    window: tuple[dt.date, dt.date] | None
    rolling: Rolling
    counting: str
    basis: tuple[str, ...]

    @property
    def overdue_after(self) -> dt.date | None:
        """Who waits for another may call it late after this day; None where that is not certain, as after a guess."""
        rule = self.rule
        certain = self.rolling in (Rolling.NOT_NEEDED, Rolling.ROLLED) or rule.unit is Unit.WORKING_DAY
        late = rule.kind is RuleKind.DEADLINE and rule.direction is Direction.AFTER and rule.mark is not Mark.DEMAND
        return self.date if certain and late and not self.assumed else None


@dataclass(frozen=True)
class Undated:
    """A rule that cannot be reckoned: working days of a year whose holidays are unknown."""

    rule: Rule
    start_event: Event
    start: dt.date
    event: Event
    reason: str


@dataclass(frozen=True)
class Conflict:
    """Rules that say different things about one step. `safe` is the stricter of those that could be dated."""

    group: str
    options: tuple[Reckoned, ...]
    safe: Reckoned
    undated: tuple[Undated, ...]
    reason: str

    @property
    def overdue_after(self) -> dt.date | None:
        """The latest day any of the rules allows; None unless every one of them is certain."""
        ends = [option.overdue_after for option in self.options]
        known = [end for end in ends if end is not None]
        return max(known) if len(known) == len(ends) and not self.undated else None


@dataclass(frozen=True)
class Reckoning:
    """Every date reachable from the given one, in the order of the calendar (ties by rule id)."""

    dates: tuple[Reckoned, ...]
    undated: tuple[Undated, ...]
    conflicts: tuple[Conflict, ...]
    limits: tuple[str, ...] = LIMITS


def reckon(chain: Chain, event: str, date: dt.date, holidays: Holidays) -> Reckoning:
    """All dates that follow from `event` having happened on `date`. Raises InputError on an unknown event or year."""
    events = chain.events()
    if event not in events:
        known = "、".join(f"{item.label}（{item.id}）" for item in chain.event)
        raise InputError(Mistake("event", f"“{chain.title}”没有这个事件，只有：{known}"))
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise InputError(Mistake("date", f"日期要在{FIRST_YEAR}年至{LAST_YEAR}年之间，现在是{date.year}年"))
    found: list[Reckoned] = []
    undated: list[Undated] = []
    for reached in chain.order():
        leading = [one for one in found if one.rule.to == reached]
        if reached != event and not leading:
            continue
        start = date if reached == event else strictest(leading).unrolled
        for rule in (rule for rule in chain.rule if rule.start == reached):
            try:
                found.append(_apply(chain.procedure, rule, events, start, reached != event, holidays))
            except HolidaysUnknown as unknown:
                reason = f"{NOT_HELD}：要数工作日，没有{unknown.year}年的放假安排就数不准，等安排公布以后再算"
                undated.append(Undated(rule, events[rule.start], start, events[rule.to], reason))
    return Reckoning(
        tuple(sorted(found, key=lambda one: (one.date, one.rule.id))), tuple(undated), tuple(_conflicts(found, undated))
    )


def strictest(options: list[Reckoned]) -> Reckoned:
    """The one that also keeps all others: the first deadline, but the last day before which one may not begin."""
    rule = options[0].rule
    opens = rule.kind is RuleKind.WINDOW and rule.direction is Direction.BEFORE
    later = opens or rule.kind is RuleKind.EARLIEST
    return (max if later else min)(options, key=lambda one: (one.safe, one.rule.id))


def _apply(
    procedure: str, rule: Rule, events: dict[str, Event], start: dt.date, assumed: bool, holidays: Holidays
) -> Reckoned:
    end = count(start, rule.amount, rule.unit, rule.direction, holidays)
    rolled, rolling = _rolled(rule, end, holidays)
    shift = ONE_DAY if rule.kind is RuleKind.EARLIEST else dt.timedelta(0)  # the period must have run out
    date, unrolled = rolled + shift, end + shift
    window = None
    if rule.kind is RuleKind.WINDOW:
        window = (end, start) if rule.direction is Direction.BEFORE else (start, end)
    return Reckoned(
        procedure=procedure,
        rule=rule,
        start_event=events[rule.start],
        start=start,
        assumed=assumed,
        event=events[rule.to],
        unrolled=unrolled,
        date=date,
        safe=date if rule.kind is RuleKind.EARLIEST else unrolled,
        window=window,
        rolling=rolling,
        counting=_counting(rule, start, end, rolled, rolling, assumed),
        basis=tuple(dict.fromkeys((*rule.basis, *_counting_basis(rule, rolling)))),
    )


def _rolled(rule: Rule, end: dt.date, holidays: Holidays) -> tuple[dt.date, Rolling]:
    """Only what ends a period after an event rolls: not a window, not a count backwards, not a local demand."""
    backwards = rule.direction is Direction.BEFORE
    if rule.kind is RuleKind.WINDOW or backwards or rule.mark is Mark.DEMAND or rule.unit is Unit.WORKING_DAY:
        return end, Rolling.NOT_APPLIED
    try:
        rolled = roll(end, holidays)
    except HolidaysUnknown:
        return end, Rolling.UNKNOWN
    return rolled, Rolling.NOT_NEEDED if rolled == end else Rolling.ROLLED


def _counting_basis(rule: Rule, rolling: Rolling) -> Iterator[str]:
    if rule.mark is Mark.DEMAND:
        return
    yield "民法典#201"
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        yield "民法典#202"
    if rolling is not Rolling.NOT_APPLIED:
        yield COURT_ROLLING if COURT_ROLLING in rule.basis else "民法典#203"


def _counting(rule: Rule, start: dt.date, end: dt.date, rolled: dt.date, rolling: Rolling, assumed: bool) -> str:
    """The counting method in words."""
    before = rule.direction is Direction.BEFORE
    sentences = [
        f"{'假定' if assumed else ''}{words(start)}是起点，当天不算，往{'前' if before else '后'}数"
        f"{rule.amount}{UNIT_WORDS[rule.unit]}，数到{words(end)}"
    ]
    if rule.unit is Unit.WORKING_DAY:
        sentences.append("周末和放假安排里的休息日不算，调休上班的周末算")
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        matched = end.day == start.day
        sentences.append("按到期月的对应日" if matched else "到期月没有对应日，取月末日")
    if before and rule.mark is not Mark.DEMAND:
        sentences.append("往前倒数怎么数，条文没有专门写，这是本库的算法；不顺延，落在休息日的提前办")
    sentences += _rolling_words(rule, rolled, rolling)
    if rule.kind is RuleKind.EARLIEST:
        sentences.append(f"期满的次日是{words(rolled + ONE_DAY)}")
    return "；".join(sentences) + "。"


def _rolling_words(rule: Rule, rolled: dt.date, rolling: Rolling) -> list[str]:
    if rule.mark is Mark.DEMAND:
        return ["这是工作要求，不是法定期限，不顺延"]
    match rolling:
        case Rolling.NOT_NEEDED:
            return ["这天不是休息日，不用顺延"]
        case Rolling.UNKNOWN:
            return [NOT_HELD]
        case Rolling.ROLLED:
            advice = "等到这天以后再办最稳" if rule.kind is RuleKind.EARLIEST else "要办的一方按不顺延的日期办最稳"
            return [f"这天休息，{_rolling_reading(rule)}顺延到{words(rolled)}，{advice}"]
        case Rolling.NOT_APPLIED:
            return []


def _rolling_reading(rule: Rule) -> str:
    """Why a last day rolls; only for periods of a court case does the statute itself say it."""
    key = COURT_ROLLING if COURT_ROLLING in rule.basis else "民法典#203"
    title, number = split_key(key)
    if key == COURT_ROLLING:
        return f"依{title}{article_heading(number)}"
    return f"参照{title}{article_heading(number)}（定这个期限的条文本身没有写顺延，这是本库的谨慎理解）"


def _conflicts(found: list[Reckoned], undated: list[Undated]) -> Iterator[Conflict]:
    groups: dict[str, list[Reckoned]] = {}
    for one in found:
        if one.rule.group is not None:
            groups.setdefault(one.rule.group, []).append(one)
    for group, options in groups.items():
        safe = strictest(options)
        missing = tuple(one for one in undated if one.rule.group == group)
        said = "；".join(
            f"{'、'.join(one.rule.basis)} {one.rule.amount}{UNIT_WORDS[one.rule.unit]}：{words(one.safe)}"
            for one in sorted(options, key=lambda one: one.rule.id)
        )
        reason = f"几个说法不一致（{said}），取最严的{words(safe.safe)}，几边都不会错"
        if missing:
            reason = f"几个说法不一致：{said}；另有{len(missing)}个说法算不出日期（{NOT_HELD}），可能更严"
        yield Conflict(group, tuple(options), safe, missing, reason)

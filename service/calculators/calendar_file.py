"""Reckoned dates as an iCalendar file (.ics) that phones and mail programs can import.

    to_ics(reckoning.dates, "甲公司工资协商")   # → bytes beginning with b"BEGIN:VCALENDAR"

All-day events on the safe date, a reminder three days before, article and counting method in the description. The
same matter, rule and starting day give the same UID, so that a second import replaces instead of doubling. Nothing
about a person is written; the title is shown as it is given, so leave names of people out of it.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event

from indexer.cleaning import clean
from service.calculators.counting import ONE_DAY, words
from service.calculators.deadline_chains import RuleKind
from service.calculators.deadlines import Reckoned, Rolling

PRODUCT = "-//xieshang-zhiku//deadlines//ZH"
REMIND_BEFORE = dt.timedelta(days=-3)
_KIND_WORDS = {RuleKind.DEADLINE: "最迟", RuleKind.EARLIEST: "最早", RuleKind.WINDOW: "窗口"}


def to_ics(results: Iterable[Reckoned], title: str, *, now: dt.datetime | None = None) -> bytes:
    """The file. `now` is the time stamped on its events; the present if left out."""
    stamp = now or dt.datetime.now(dt.UTC)
    events = {uid(result, title): result for result in results}
    shown = " ".join(clean(title).split())  # one line: the library refuses line breaks in a calendar's name
    calendar = Calendar.new(prodid=PRODUCT, uid=_digest(title, *sorted(events)), name=shown)
    for key, result in events.items():
        calendar.add_component(_event(key, result, stamp))
    return bytes(calendar.to_ical())


def uid(result: Reckoned, title: str) -> str:
    """Stable, and different for another matter: `title` goes in as a digest only."""
    return _digest(title, result.procedure, result.rule.id, result.start.isoformat())


def _digest(*parts: str) -> str:
    """One line that stands for all parts; a lone surrogate in a title must not break it."""
    seed = clean("\n".join(parts)).encode()
    return f"{hashlib.sha256(seed).hexdigest()[:32]}@xieshang-zhiku"


def _event(key: str, result: Reckoned, stamp: dt.datetime) -> Event:
    summary = f"{_KIND_WORDS[result.rule.kind]}：{result.event.label}"
    event = Event.new(
        uid=key,
        stamp=stamp,
        summary=summary,
        description=_description(result),
        start=result.safe,
        end=result.safe + ONE_DAY,
    )
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm.new(description=f"还有3天：{summary}")
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMIND_BEFORE)
    return alarm


def _description(result: Reckoned) -> str:
    rule = result.rule
    lines = [
        f"{rule.who}：{rule.text}",
        f"依据：{'；'.join(result.basis) or '无（工作要求，不是法定期限）'}",
        f"算法：{result.counting}",
    ]
    if rule.mark is not None and rule.basis:
        lines.append(f"性质：{rule.mark}")
    if result.window is not None:
        lines.append(f"窗口：{words(result.window[0])}至{words(result.window[1])}")
    if result.rolling is Rolling.ROLLED:
        lines.append(f"顺延后的日期：{words(result.date)}")
    if result.assumed:
        lines.append(f"推算：假定“{result.start_event.label}”在{words(result.start)}，实际日期不同要重新算")
    if rule.note:
        lines.append(f"提示：{rule.note}")
    return "\n".join(lines)

"""The .ics file is read back by the library that phones' importers resemble most."""

import datetime as dt
from pathlib import Path

from icalendar import Calendar, Event

from service.calculators.calendar_file import to_ics, uid
from service.calculators.deadlines import Reckoning, read_chains, reckon
from service.calculators.holidays import is_day_off

CHAINS = {
    chain.procedure: chain
    for chain in read_chains(Path(__file__).resolve().parent.parent / "corpus" / "deadlines.toml")
}
NOW = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)


def reckoning(event: str, start: dt.date) -> Reckoning:
    return reckon(CHAINS["gongzi-jiti-xieshang-qiye"], event, start, is_day_off)


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).events)


def test_deadline_becomes_an_all_day_event_on_the_safe_day_with_an_alarm() -> None:
    content = to_ics(reckoning("yaoyue-shoudao", dt.date(2026, 9, 11)).dates, "甲公司", now=NOW)
    calendar = Calendar.from_ical(content)
    (event,) = calendar.events
    (alarm,) = event.walk("VALARM")
    assert (str(calendar["VERSION"]), calendar.calendar_name) == ("2.0", "甲公司")
    assert (event.start, event.end) == (dt.date(2026, 10, 1), dt.date(2026, 10, 2))
    assert event.summary == "最迟：书面答复要约"
    assert event.stamp == NOW
    assert (alarm.decoded("TRIGGER"), str(alarm["ACTION"])) == (dt.timedelta(days=-3), "DISPLAY")


def test_description_tells_article_counting_method_and_rolled_date() -> None:
    (event,) = events(to_ics(reckoning("yaoyue-shoudao", dt.date(2026, 9, 11)).dates, "甲公司", now=NOW))
    lines = str(event.description).split("\n")
    assert lines[0] == "收到要约的一方：自收到协商要求之日起20日内书面回应，没有正当理由不得拒绝协商。"
    assert lines[1] == "依据：集体合同规定#32；工资集体协商试行办法#17；民法典#201；民法典#203"
    assert lines[2].startswith("算法：2026年9月11日（星期五）是起点，当天不算，往后数20个自然日")
    assert lines[3] == "顺延后的日期：2026年10月8日（星期四）"


def test_supposed_start_and_mark_are_told() -> None:
    found = events(to_ics(reckoning("baosong", dt.date(2026, 6, 8)).dates, "甲公司", now=NOW))
    texts = {str(event.summary): str(event.description) for event in found}
    assert "性质：稳妥做法" in texts["最早：合同生效"]
    assert "推算：假定“合同生效”在2026年6月24日（星期三）" in texts["最迟：向本方全体人员公布"]


def test_demand_says_that_it_is_no_law_and_window_both_its_ends() -> None:
    (first, *_) = events(to_ics(reckoning("dengji", dt.date(2026, 6, 1)).dates, "甲公司", now=NOW))
    assert "依据：无（工作要求，不是法定期限）" in str(first.description)
    (window,) = events(to_ics(reckoning("xieshang-kaishi", dt.date(2026, 6, 10)).dates, "甲公司", now=NOW))
    assert "窗口：2026年6月5日（星期五）至2026年6月10日（星期三）" in str(window.description)


def test_same_input_gives_the_same_bytes() -> None:
    results = reckoning("qianzi", dt.date(2026, 6, 1)).dates
    assert to_ics(results, "甲公司", now=NOW) == to_ics(results, "甲公司", now=NOW)


def test_uids_differ_between_rules_days_and_matters_and_hide_the_title() -> None:
    results = reckoning("qianzi", dt.date(2026, 6, 1)).dates + reckoning("qianzi", dt.date(2026, 6, 2)).dates
    uids = {uid(result, title) for result in results for title in ("甲公司", "乙公司")}
    assert len(uids) == 2 * len(results)
    assert not any("公司" in one for one in uids)


def test_result_given_twice_is_written_once() -> None:
    results = reckoning("yaoyue-shoudao", dt.date(2026, 9, 11)).dates
    assert len(events(to_ics(results + results, "甲公司", now=NOW))) == 1


def test_no_result_is_still_a_calendar() -> None:
    content = to_ics((), "甲公司", now=NOW)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert events(content) == []


def test_title_and_text_cannot_smuggle_in_lines_of_their_own() -> None:
    results = reckoning("yaoyue-shoudao", dt.date(2026, 9, 11)).dates
    content = to_ics(results, "甲\r\nATTENDEE:mailto:a@b.c\nBEGIN:VEVENT", now=NOW)
    assert b"\r\nATTENDEE" not in content
    assert len(events(content)) == 1
    assert Calendar.from_ical(content).calendar_name == "甲 ATTENDEE:mailto:a@b.c BEGIN:VEVENT"


def test_title_with_every_special_mark_is_read_back() -> None:
    title = "甲；乙,丙;丁\\n：“戊”"
    assert Calendar.from_ical(to_ics((), title + "\x00\ud83d", now=NOW)).calendar_name == title


def test_lines_are_folded_at_75_bytes_and_end_in_crlf() -> None:
    content = to_ics(reckoning("qianzi", dt.date(2026, 6, 1)).dates, "甲公司" * 20, now=NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode("utf-8")


def test_every_date_of_every_chain_can_be_written() -> None:
    for chain in CHAINS.values():
        for event in chain.event:
            results = reckon(chain, event.id, dt.date(2026, 9, 11), is_day_off).dates
            assert [found.start for found in events(to_ics(results, "甲", now=NOW))] == [one.safe for one in results]

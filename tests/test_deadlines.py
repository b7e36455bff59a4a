"""Dates along the chains of corpus/deadlines.toml, worked by hand from the calendar of 2024 to 2026.

Days off that matter here: 2026-01-01 to 03, 02-15 to 23, 04-04 to 06, 05-01 to 05, 06-19 to 21, 09-25 to 27,
10-01 to 07. Worked instead: Sundays 2026-01-04 and 09-20, Saturdays 02-14, 02-28, 05-09 and 10-10.
"""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.article_keys import chinese_number
from indexer.corpus import load_corpus
from indexer.statutes import data_file
from service.calculators.calculator import InputError
from service.calculators.counting import ONE_DAY, Direction, Unit, add_months, count, roll
from service.calculators.deadline_chains import Mark, RuleKind
from service.calculators.deadlines import (
    Chain,
    ChainsError,
    Conflict,
    Reckoned,
    Reckoning,
    Rolling,
    read_chains,
    reckon,
)
from service.calculators.holidays import HolidaysUnknown, is_day_off

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
CHAINS = {chain.procedure: chain for chain in read_chains(CORPUS / "deadlines.toml")}
COMPANY, ARBITRATION = "gongzi-jiti-xieshang-qiye", "laodong-zhengyi"
ENDS_AND_STARTS = st.sampled_from([(chain, event.id) for chain in CHAINS.values() for event in chain.event])
DATES = st.dates(dt.date(2005, 1, 1), dt.date(2027, 12, 31))
KNOWN = st.dates(dt.date(2006, 1, 1), dt.date(2025, 6, 30))
UNIT_TEXT = {Unit.NATURAL_DAY: "日", Unit.WORKING_DAY: "个?工作日", Unit.MONTH: "个?月", Unit.YEAR: "年"}
#: Rules that add two numbers of their article: 60+30 working days, 30+30 days.
SUMS = {"banan-90", "banan-60ri"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def reckoning(procedure: str, event: str, start: str) -> Reckoning:
    return reckon(CHAINS[procedure], event, day(start), is_day_off)


def one(procedure: str, event: str, start: str, rule: str) -> Reckoned:
    """The only date that this rule gives."""
    (found,) = [result for result in reckoning(procedure, event, start).dates if result.rule.id == rule]
    return found


def conflict(procedure: str, event: str, start: str, group: str) -> Conflict:
    (found,) = [clash for clash in reckoning(procedure, event, start).conflicts if clash.group == group]
    return found


@pytest.mark.parametrize(
    ("procedure", "event", "start", "rule", "unrolled", "date"),
    [
        # 30-11 = 19 days are left in September, the 20th is October 1: National Day, off until October 7.
        (COMPANY, "yaoyue-shoudao", "2026-09-11", "dafu-20", "2026-10-01", "2026-10-08"),
        # 2+20 = 22 March, a Sunday.
        (COMPANY, "yaoyue-shoudao", "2026-03-02", "dafu-20", "2026-03-22", "2026-03-23"),
        # 3+20 = 23 June, a Tuesday.
        (COMPANY, "yaoyue-shoudao", "2026-06-03", "dafu-20", "2026-06-23", "2026-06-23"),
        # 25+20 = 45 = 31+14 February, a Saturday worked instead: nothing rolls.
        (COMPANY, "yaoyue-shoudao", "2026-01-25", "dafu-20", "2026-02-14", "2026-02-14"),
        # 1+7 = 8 June, a Monday; 1+10 = 11 June, a Thursday.
        (COMPANY, "qianzi", "2026-06-01", "baosong-7", "2026-06-08", "2026-06-08"),
        (COMPANY, "qianzi", "2026-06-01", "baosong-10", "2026-06-11", "2026-06-11"),
        # 24+7 = 31 = 30+1 October.
        (COMPANY, "qianzi", "2026-09-24", "baosong-7", "2026-10-01", "2026-10-08"),
        # 8+15 = 23 June is the last day of the review; what was not objected to holds from the day after.
        (COMPANY, "baosong", "2026-06-08", "shencha-15", "2026-06-23", "2026-06-23"),
        (COMPANY, "baosong", "2026-06-08", "shengxiao-15", "2026-06-24", "2026-06-24"),
        # 11+15 = 26 September, Mid-autumn, off until Sunday 27; the day after Monday 28 is 29.
        (COMPANY, "baosong", "2026-09-11", "shengxiao-15", "2026-09-27", "2026-09-29"),
        # 24+5 = 29 June, a Monday.
        (COMPANY, "shengxiao", "2026-06-24", "gongbu-5", "2026-06-29", "2026-06-29"),
        # 1+15 = 16 June, a Tuesday.
        (COMPANY, "kongque", "2026-06-01", "buqi-15", "2026-06-16", "2026-06-16"),
        # 29 days to June 30, the 30th is July 1; 15 more are July 16.
        (COMPANY, "xietiao-shouli", "2026-06-01", "xietiao-30", "2026-07-01", "2026-07-01"),
        (COMPANY, "xietiao-shouli", "2026-06-01", "xietiao-15", "2026-07-16", "2026-07-16"),
        # 30 days back are December 1, 60 are November 1; September has no 31st, so its last day.
        (COMPANY, "qiman", "2026-12-31", "xuqian-60", "2026-11-01", "2026-11-01"),
        (COMPANY, "qiman", "2026-12-31", "xuqian-3", "2026-09-30", "2026-09-30"),
        # 10-5 = 5 June.
        (COMPANY, "xieshang-kaishi", "2026-06-10", "ziliao-5", "2026-06-05", "2026-06-05"),
        # A local demand never rolls: 1+30 = 31 = 30+1 October although off; 1+60 = 61 = 30+31 October, a Saturday.
        (COMPANY, "dengji", "2026-09-01", "qidong-30", "2026-10-01", "2026-10-01"),
        (COMPANY, "dengji", "2026-09-01", "wancheng-60", "2026-10-31", "2026-10-31"),
        # Working days 23, 24, then off until 27, then 28, 29, 30.
        ("yaoyue-yingyue", "wenxun", "2026-09-22", "wenxun-5", "2026-09-30", "2026-09-30"),
        # 29, 30, then off until October 7, then 8, 9 and Saturday 10, which is worked.
        ("yaoyue-yingyue", "wenxun", "2026-09-28", "wenxun-5", "2026-10-10", "2026-10-10"),
        # 20+15 = 35 = 30+5 May, Labour Day holidays until 5.
        ("yaoyue-yingyue", "yijian", "2026-04-20", "yijian-15", "2026-05-05", "2026-05-06"),
        # The same day a year on is Sunday, 8 March 2026.
        (ARBITRATION, "zhidao", "2025-03-08", "shixiao-1", "2026-03-08", "2026-03-09"),
        # 2025 has no February 29: its last day, a Friday.
        (ARBITRATION, "zhidao", "2024-02-29", "shixiao-1", "2025-02-28", "2025-02-28"),
        # 3+15 = 18 February, Spring Festival until 23.
        (ARBITRATION, "shoudao-caijue", "2026-02-03", "qisu-15", "2026-02-18", "2026-02-24"),
        # 29 days to April 30, the 30th is May 1, off until 5.
        (ARBITRATION, "shoudao-caijue", "2026-04-01", "chexiao-30", "2026-05-01", "2026-05-06"),
        # 26 days to January 31, 45-26 = 19 February; the 15 more count from there and not from
        # the 24th: 28-19 = 9, then 6 March.
        (ARBITRATION, "shouli", "2026-01-05", "caijue-45", "2026-02-19", "2026-02-24"),
        (ARBITRATION, "shouli", "2026-01-05", "yanchang-15", "2026-03-06", "2026-03-06"),
        # 15 days to January 31, the 30th is February 15.
        (ARBITRATION, "tiaojie-xieyi", "2026-01-16", "sifa-30", "2026-02-15", "2026-02-24"),
        (ARBITRATION, "lvxing-mo", "2024-05-20", "zhixing-2", "2026-05-20", "2026-05-20"),
        (ARBITRATION, "wenshu-shengxiao", "2026-07-01", "baoquan-3", "2026-10-01", "2026-10-08"),
        # 28 days to February 28, two more: March 2, a Monday.
        ("gongshang-rending", "shigu", "2026-01-31", "danwei-30", "2026-03-02", "2026-03-02"),
        # The year has run out on June 10 2026; from the day after.
        ("gongshang-rending", "jielun-zuochu", "2025-06-10", "fucha-1", "2026-06-11", "2026-06-11"),
        # 11 days to December 31, 15-11 = 4 January 2026, a Sunday worked instead.
        ("bei-jiechu", "jiechu", "2025-12-20", "dangan-15", "2026-01-04", "2026-01-04"),
        # Backwards nothing rolls: 31-30 = 1 May.
        ("bei-jiechu", "jiechu", "2026-05-31", "yugao-30", "2026-05-01", "2026-05-01"),
        # A month from January 31 is February 28, a Saturday worked; over a month is March 1.
        ("bei-jiechu", "hetong-daoqi", "2026-01-31", "xuqian-1", "2026-03-01", "2026-03-01"),
        # 4 days to November 7, seven weeks of 5 to December 26 (39), 29 to 31 (42), Sunday January 4 (43),
        # three weeks (58), 26 and 27 January.
        ("qianxin", "lian", "2025-11-03", "banan-60", "2026-01-27", "2026-01-27"),
    ],
)
def test_date_is_the_one_counted_by_hand(
    procedure: str, event: str, start: str, rule: str, unrolled: str, date: str
) -> None:
    result = one(procedure, event, start, rule)
    assert (result.unrolled, result.date) == (day(unrolled), day(date))


def test_who_must_act_goes_by_the_unrolled_day_and_who_waits_by_the_rolled() -> None:
    result = one(COMPANY, "yaoyue-shoudao", "2026-09-11", "dafu-20")
    assert (result.safe, result.overdue_after, result.rolling) == (
        day("2026-10-01"),
        day("2026-10-08"),
        Rolling.ROLLED,
    )


def test_counting_method_is_told_in_words_with_its_articles() -> None:
    result = one(COMPANY, "yaoyue-shoudao", "2026-09-11", "dafu-20")
    assert result.counting == (
        "2026年9月11日（星期五）是起点，当天不算，往后数20个自然日，数到2026年10月1日（星期四）；"
        "这天休息，参照民法典第二百零三条（定这个期限的条文本身没有写顺延，这是本库的谨慎理解）"
        "顺延到2026年10月8日（星期四），要办的一方按不顺延的日期办最稳。"
    )
    assert result.basis == ("集体合同规定#32", "工资集体协商试行办法#17", "民法典#201", "民法典#203")


def test_period_of_a_court_case_rolls_by_its_own_statute() -> None:
    result = one(ARBITRATION, "shoudao-caijue", "2026-02-03", "qisu-15")
    assert "依民事诉讼法第八十五条顺延到2026年2月24日（星期二）" in result.counting
    assert "谨慎理解" not in result.counting
    assert result.basis == ("劳动争议调解仲裁法#48", "劳动争议调解仲裁法#50", "民事诉讼法#85", "民法典#201")


def test_year_without_holiday_arrangement_is_not_rolled_and_says_so() -> None:
    # 2027-05-01 is a Saturday and Labour Day; still nothing is guessed.
    result = one(ARBITRATION, "zhidao", "2026-05-01", "shixiao-1")
    assert (result.date, result.safe, result.overdue_after) == (day("2027-05-01"), day("2027-05-01"), None)
    assert result.rolling is Rolling.UNKNOWN
    assert result.counting.endswith("按到期月的对应日；没有该年放假安排，未顺延。")


def test_working_days_of_an_unknown_year_get_no_date_at_all() -> None:
    # 29, 30, 31 December are three; the fourth lies in 2027.
    found = reckoning("yaoyue-yingyue", "wenxun", "2026-12-28")
    assert found.dates == ()
    (undated,) = found.undated
    assert undated.rule.id == "wenxun-5"
    assert undated.reason == ("没有该年放假安排，未顺延：要数工作日，没有2027年的放假安排就数不准，等安排公布以后再算")


def test_demand_of_the_city_union_carries_no_article() -> None:
    result = one(COMPANY, "dengji", "2026-09-01", "qidong-30")
    assert (result.basis, result.overdue_after, result.rolling) == ((), None, Rolling.NOT_APPLIED)
    assert result.counting.endswith("这是工作要求，不是法定期限，不顺延。")


def test_seven_and_ten_days_conflict_and_seven_is_safe() -> None:
    clash = conflict(COMPANY, "qianzi", "2026-06-01", "baosong")
    assert [option.safe for option in clash.options] == [day("2026-06-08"), day("2026-06-11")]
    assert (clash.safe.rule.id, clash.safe.safe, clash.overdue_after) == (
        "baosong-7",
        day("2026-06-08"),
        day("2026-06-11"),
    )
    assert clash.reason == (
        "几个说法不一致（集体合同规定#42 10个自然日：2026年6月11日（星期四）；"
        "工资集体协商试行办法#21 7个自然日：2026年6月8日（星期一）），取最严的2026年6月8日（星期一），几边都不会错"
    )


def test_contract_other_than_wages_has_ten_days_and_no_conflict() -> None:
    found = reckoning("baosong-shencha", "qianzi-zonghe", "2026-06-01")
    assert found.conflicts == ()
    assert one("baosong-shencha", "qianzi-zonghe", "2026-06-01", "baosong-zonghe-10").safe == day("2026-06-11")


def test_sixty_days_and_three_months_conflict_and_the_later_opening_is_safe() -> None:
    clash = conflict(COMPANY, "qiman", "2026-12-31", "xuqian")
    assert clash.safe.rule.id == "xuqian-60"
    assert clash.safe.window == (day("2026-11-01"), day("2026-12-31"))


def test_days_that_may_be_natural_or_working_are_reckoned_both_ways() -> None:
    # Hearing on Monday June 22. Natural: 22-5 = 17. Working: 19 to 21 are off, so 18, 17, 16, 15, then Friday 12.
    clash = conflict(ARBITRATION, "kaiting", "2026-06-22", "kaiting-5")
    assert {option.rule.unit: option.safe for option in clash.options} == {
        Unit.NATURAL_DAY: day("2026-06-17"),
        Unit.WORKING_DAY: day("2026-06-12"),
    }
    assert clash.safe.safe == day("2026-06-12")


def test_conflict_with_a_reading_that_cannot_be_dated_does_not_promise_safety() -> None:
    clash = conflict(ARBITRATION, "kaiting", "2027-03-15", "kaiting-5")
    assert [option.rule.unit for option in clash.options] == [Unit.NATURAL_DAY]
    assert clash.overdue_after is None
    assert clash.reason.endswith("另有1个说法算不出日期（没有该年放假安排，未顺延），可能更严")


def test_next_step_is_reckoned_from_the_safe_day_of_the_one_before_and_marked_as_supposed() -> None:
    # Signed June 1, reported June 8 (the stricter), reviewed by June 23, effective June 24, published by June 29.
    found = {result.rule.id: result for result in reckoning(COMPANY, "qianzi", "2026-06-01").dates}
    assert {name: (result.start, result.unrolled, result.assumed) for name, result in found.items()} == {
        "baosong-7": (day("2026-06-01"), day("2026-06-08"), False),
        "baosong-10": (day("2026-06-01"), day("2026-06-11"), False),
        "shencha-15": (day("2026-06-08"), day("2026-06-23"), True),
        "shengxiao-15": (day("2026-06-08"), day("2026-06-24"), True),
        "gongbu-5": (day("2026-06-24"), day("2026-06-29"), True),
    }
    assert found["shencha-15"].overdue_after is None
    assert found["shencha-15"].counting.startswith("假定2026年6月8日")


def test_dates_come_in_the_order_of_the_calendar() -> None:
    dates = [result.date for result in reckoning(COMPANY, "qianzi", "2026-06-01").dates]
    assert dates == sorted(dates)


def test_window_after_an_event_ends_on_the_last_day_of_a_short_month() -> None:
    result = one("bei-jiechu", "caiyuan", "2026-08-31", "chongzhao-6")
    assert (result.window, result.rolling) == ((day("2026-08-31"), day("2027-02-28")), Rolling.NOT_APPLIED)


@pytest.mark.parametrize(
    ("event", "start", "field"),
    [("qianming", "2026-06-01", "event"), ("qianzi", "1980-06-01", "date"), ("qianzi", "9999-12-31", "date")],
)
def test_unknown_event_or_year_is_refused_by_name(event: str, start: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        reckoning("biangeng-jiechu", event, start)
    assert [mistake.field for mistake in caught.value.mistakes] == [field]


# --- the file -----------------------------------------------------------------------------------------------------

RULE = """
[[chain.rule]]
id = "{id}"
from = "{start}"
to = "{to}"
amount = 7
unit = "natural_day"
direction = "after"
kind = "deadline"
who = "企业"
text = "报送"
{more}
"""
HEAD = """
[[chain]]
procedure = "shiyan"
title = "试验"
[[chain.event]]
id = "a"
label = "签字"
[[chain.event]]
id = "b"
label = "报送"
"""


def rule(id: str = "r", start: str = "a", to: str = "b", more: str = 'basis = ["劳动法#34"]') -> str:
    return RULE.format(id=id, start=start, to=to, more=more)


def read(folder: Path, text: str) -> tuple[Chain, ...]:
    path = folder / "deadlines.toml"
    path.write_text(text, encoding="utf-8")
    return read_chains(path)


def test_smallest_chain_is_read(tmp_path: Path) -> None:
    (chain,) = read(tmp_path, HEAD + rule())
    (only,) = chain.rule
    assert (only.start, only.to, only.amount, only.basis, only.mark, only.note) == (
        "a",
        "b",
        7,
        ("劳动法#34",),
        None,
        "",
    )
    assert chain.order() == ("a", "b")


def test_empty_file_holds_no_chain(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("[[chain]", "deadlines.toml", "写法不对"),
        (HEAD + rule(more='basis = ["劳动法#34"]\ncolour = "red"'), "$.chain[0].rule[0]", "colour"),
        (HEAD + rule().replace("natural_day", "day"), "$.chain[0].rule[0].unit", "'day'"),
        (HEAD + rule().replace("amount = 7", "amount = 0"), "$.chain[0].rule[0].amount", ">= 1"),
        (HEAD + rule(start="z"), "rule r.from", "“z”不是这条链的事件"),
        (HEAD + rule(to="z"), "rule r.to", "“z”不是这条链的事件"),
        (HEAD + rule(more=""), "rule r.basis", "没有条文"),
        (HEAD + rule(more='mark = "参照"'), "rule r.basis", "没有条文"),
        (HEAD + rule(more='basis = ["劳动法#34"]\nmark = "工作要求"'), "rule r.basis", "工作要求不得配条文号"),
        (HEAD + rule(more='basis = ["劳动法34条"]'), "rule r.basis", "不是条文号键"),
        (HEAD + rule() + rule(), "rule.id", "“r”重复了"),
        (HEAD + rule() + rule("s"), "group （没有）", "要写同一个 group"),
        (HEAD + rule(more='basis = ["劳动法#34"]\ngroup = "g"'), "group g", "只有一条规则"),
        (HEAD + rule() + rule("s", "b", "a"), "shiyan：rule", "绕成了圈"),
        (HEAD + rule() + HEAD + rule(), "procedure", "两条链"),
    ],
)
def test_breach_of_the_form_names_file_key_and_remedy(tmp_path: Path, text: str, place: str, says: str) -> None:
    with pytest.raises(ChainsError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "deadlines.toml"))
    assert place in message
    assert says in message


def test_all_breaches_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ChainsError) as caught:
        read(tmp_path, HEAD + rule(start="y", to="z", more=""))
    assert [problem.key for problem in caught.value.problems] == ["rule r.from", "rule r.to", "rule r.basis"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChainsError, match="没有这个文件"):
        read_chains(tmp_path / "nirgends.toml")


# --- the corpus ---------------------------------------------------------------------------------------------------


def test_every_procedure_with_deadlines_has_its_chain() -> None:
    assert set(CHAINS) == {
        *("gongzi-jiti-xieshang-qiye", "xuqian", "hangyexing", "quyuxing", "daibiao-chansheng", "yaoyue-yingyue"),
        *("baosong-shencha", "biangeng-jiechu", "xieshang-zhengyi-xietiao", "lvxing-zhengyi", "laodong-zhengyi"),
        *("gongshang-rending", "bei-jiechu", "qianxin"),
    }
    assert all((CORPUS / "procedures" / f"{slug}.md").is_file() for slug in CHAINS)


def test_every_number_stands_in_one_of_its_articles() -> None:
    texts = {p.article_key: p.text for p in load_corpus(CORPUS, data_file()).passages if p.article_key}
    for chain in CHAINS.values():
        for item in chain.rule:
            assert [key for key in item.basis if key not in texts] == [], (chain.procedure, item.id)
            if item.basis and item.id not in SUMS:
                # 五日 read both as natural and as working days: the article states one of the readings.
                units = {other.unit for other in chain.rule if other.group == item.group and item.group is not None}
                unit = "|".join(UNIT_TEXT[one_unit] for one_unit in units | {item.unit})
                number = f"(?<![0-9一二三四五六七八九十])({item.amount}|{chinese_number(item.amount)})({unit})"
                assert any(re.search(number, texts[key]) for key in item.basis), (chain.procedure, item.id)


def test_same_rule_in_two_chains_is_the_same() -> None:
    seen: dict[str, tuple[object, ...]] = {}
    for chain in CHAINS.values():
        for item in chain.rule:
            what = (item.to, item.amount, item.unit, item.direction, item.kind)
            assert seen.setdefault(item.id, what) == what, (chain.procedure, item.id)


# --- properties ---------------------------------------------------------------------------------------------------


@given(KNOWN, st.integers(1, 60), st.sampled_from(Unit), st.sampled_from(Direction))
def test_larger_amount_never_ends_nearer(start: dt.date, amount: int, unit: Unit, direction: Direction) -> None:
    assume(unit is not Unit.YEAR)
    near, far = (count(start, number, unit, direction, is_day_off) for number in (amount, amount + 1))
    assert near < far if direction is Direction.AFTER else near > far


@given(DATES, st.integers(1, 400))
def test_natural_days_there_and_back_return_to_the_start(start: dt.date, amount: int) -> None:
    there = count(start, amount, Unit.NATURAL_DAY, Direction.AFTER, is_day_off)
    assert (there - start).days == amount
    assert count(there, amount, Unit.NATURAL_DAY, Direction.BEFORE, is_day_off) == start


@given(KNOWN, st.integers(1, 60))
def test_working_days_there_and_back_return_to_a_working_start(start: dt.date, amount: int) -> None:
    assume(not is_day_off(start))
    there = count(start, amount, Unit.WORKING_DAY, Direction.AFTER, is_day_off)
    assert count(there, amount, Unit.WORKING_DAY, Direction.BEFORE, is_day_off) == start
    passed = [start + dt.timedelta(days=number) for number in range(1, (there - start).days + 1)]
    assert sum(not is_day_off(date) for date in passed) == amount


@given(DATES, st.integers(1, 40))
def test_months_there_and_back_lose_at_most_the_days_a_month_lacks(start: dt.date, months: int) -> None:
    there = add_months(start, months)
    assert (there.year * 12 + there.month) - (start.year * 12 + start.month) == months
    assert there.day == start.day or (there.day < start.day and (there + ONE_DAY).day == 1)
    assert 0 <= (start - add_months(there, -months)).days <= 3


@given(KNOWN)
def test_rolling_stops_at_the_first_day_that_is_not_off(start: dt.date) -> None:
    rolled = roll(start, is_day_off)
    assert rolled >= start
    assert not is_day_off(rolled)
    assert all(is_day_off(start + dt.timedelta(days=number)) for number in range((rolled - start).days))


@given(ENDS_AND_STARTS, DATES)
def test_every_event_of_every_chain_is_reckoned_consistently(place: tuple[Chain, str], start: dt.date) -> None:
    found = reckon(*place, start, is_day_off)
    for result in found.dates:
        after = result.rule.direction is Direction.AFTER
        assert result.unrolled <= result.date
        assert result.safe in (result.unrolled, result.date)
        assert (result.unrolled > result.start) if after else (result.unrolled < result.start)
        assert result.rolling is not Rolling.ROLLED or result.date > result.unrolled
        assert bool(result.basis) is (result.rule.mark is not Mark.DEMAND)
        if result.rule.kind is RuleKind.DEADLINE:
            assert result.safe == result.unrolled
    for clash in found.conflicts:
        if clash.safe.rule.kind is RuleKind.DEADLINE:
            assert clash.safe.safe == min(option.safe for option in clash.options)
        else:
            assert clash.safe.safe == max(option.safe for option in clash.options)


@given(ENDS_AND_STARTS, st.dates(dt.date(2005, 1, 1), dt.date(2023, 12, 31)))
def test_later_start_never_gives_an_earlier_date(place: tuple[Chain, str], start: dt.date) -> None:
    earlier, later = (
        {result.rule.id: result.date for result in reckon(*place, date, is_day_off).dates}
        for date in (start, start + ONE_DAY)
    )
    assert all(earlier[name] <= later[name] for name in earlier.keys() & later.keys())


def test_counting_never_asks_about_holidays_for_natural_days() -> None:
    def refuse(date: dt.date) -> bool:
        raise HolidaysUnknown(date.year)

    ends = [count(day("2026-01-31"), number, Unit.MONTH, Direction.AFTER, refuse) for number in range(1, 5)]
    assert ends == [day("2026-02-28"), day("2026-03-31"), day("2026-04-30"), day("2026-05-31")]
    assert all(first < second for first, second in pairwise(ends))

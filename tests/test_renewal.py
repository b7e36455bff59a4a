"""续签核对: every line with its verdict, worked by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calculators.calculator import InputError, Line, Outcome, read_inputs
from service.calculators.renewal import FIELDS, RENEWAL, check_renewal

#: A renewal with nothing to complain of. Signed June 1 2025, effective June 24, one year; expiry June 23 2026.
GOOD = {
    "kind": "gongzi",
    "last_signed": "2025-06-01",
    "last_effective": "2025-06-24",
    "last_expiry": "2026-06-23",
    "proposed": "2026-04-24",
    "deliberated": "2026-06-01",
    "signed": "2026-06-01",
    "reported": "2026-06-08",
    "worker_reps": "3",
    "worker_external": "1",
    "worker_chief_external": "no",
    "employer_reps": "3",
    "employer_external": "0",
    "employer_chief_external": "no",
    "has_union": "yes",
    "body": "daibiao",
    "total": "60",
    "attending": "40",
    "in_favour": "31",
}


def outcome(**changes: str) -> Outcome:
    """The outcome of the good renewal with these fields changed; an empty text leaves the field open."""
    return RENEWAL.run(read_inputs(RENEWAL, GOOD | changes))


def line(label: str, **changes: str) -> Line:
    (found,) = [one for one in outcome(**changes).lines if one.label == label]
    return found


def verdict(label: str, **changes: str) -> str:
    return line(label, **changes).value.partition("。")[0]


def refused(**changes: str) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        outcome(**changes)
    return {mistake.field: mistake.message for mistake in caught.value.mistakes}


def test_good_renewal_fails_nowhere() -> None:
    # Only the join with the old contract is fine too: reported June 8, 15th day June 23, effective June 24.
    found = outcome()
    assert found.summary == "核对17项：合格16项，不合格0项，无法判断1项。"
    assert [one.label for one in found.lines if one.value.startswith("无法判断")] == ["职工方代表的产生"]


def test_what_was_left_open_cannot_be_judged() -> None:
    found = RENEWAL.run(read_inputs(RENEWAL, {"kind": "qita"}))
    assert found.summary == "核对17项：合格0项，不合格0项，无法判断17项。"
    assert all(one.basis and "。" in one.value for one in found.lines)


def test_failed_lines_are_named_in_the_summary() -> None:
    assert outcome(worker_reps="2", worker_external="0").summary == (
        "核对17项：合格14项，不合格2项，无法判断1项；不合格的是：双方人数对等、每方至少3人。"
    )


@pytest.mark.parametrize(
    ("kind", "reported", "says", "in_words"),
    [
        # Signed June 1 2026: the 7th day is June 8, the 10th June 11.
        ("gongzi", "2026-06-08", "合格", "第7日是2026年6月8日（星期一）；2026年6月8日（星期一）报送"),
        ("gongzi", "2026-06-09", "不合格", "晚了1日；没有超过集体合同规定的10日，但工资协议按7日"),
        ("gongzi", "2026-06-11", "不合格", "晚了3日；没有超过集体合同规定的10日"),
        ("gongzi", "2026-06-12", "不合格", "晚了4日"),
        ("qita", "2026-06-11", "合格", "第10日是2026年6月11日（星期四）"),
        ("qita", "2026-06-12", "不合格", "晚了1日"),
        ("gongzi", "2026-05-31", "不合格", "早于签字"),
        ("gongzi", "", "无法判断", "没有填报送日"),
    ],
)
def test_report_is_due_in_seven_days_for_wages_and_ten_for_others(
    kind: str, reported: str, says: str, in_words: str
) -> None:
    found = line("报送期限", kind=kind, reported=reported)
    assert found.value.partition("。")[0] == says
    assert in_words in found.formula


def test_report_that_only_rolling_would_save_is_not_judged() -> None:
    # 24+7 = October 1, off until 7: October 8 is in time only if the ministry's seven days roll.
    changes = {"deliberated": "2026-09-24", "signed": "2026-09-24", "last_expiry": "2026-12-31", "last_effective": ""}
    found = line("报送期限", **changes, proposed="", reported="2026-10-08")
    assert found.value.startswith("无法判断。问人社部门认不认顺延")
    assert "顺延到2026年10月8日（星期四），规章本身没有写顺延" in found.formula
    assert found.basis == ("工资集体协商试行办法#21", "集体合同规定#42", "民法典#203")
    assert verdict("报送期限", **changes, proposed="", reported="2026-10-09") == "不合格"


def test_late_report_in_a_year_without_holidays_is_not_judged() -> None:
    changes = {"deliberated": "2027-06-01", "signed": "2027-06-01", "last_expiry": "", "proposed": ""}
    found = line("报送期限", **changes, reported="2027-06-09")
    assert found.value.startswith("无法判断")
    assert found.formula.endswith("没有该年放假安排，未顺延")


@pytest.mark.parametrize(
    ("kind", "proposed", "says"),
    [
        # Expiry June 23 2026: 23 days back are May 31, 31 more April 30, 6 more April 24: 60. Three months: March 23.
        ("gongzi", "2026-04-24", "合格"),
        ("gongzi", "2026-04-23", "无法判断"),
        ("gongzi", "2026-06-22", "合格"),
        ("gongzi", "2026-06-23", "无法判断"),
        ("gongzi", "2026-06-24", "不合格"),
        ("qita", "2026-03-23", "合格"),
        ("qita", "2026-03-22", "无法判断"),
    ],
)
def test_renewal_is_proposed_within_sixty_days_or_three_months(kind: str, proposed: str, says: str) -> None:
    changes = {"kind": kind, "proposed": proposed, "deliberated": "", "signed": "", "reported": ""}
    assert verdict("提出续签的时间", **changes) == says


@pytest.mark.parametrize(
    ("kind", "effective", "says"),
    [
        # Signed June 1 2025: reported the same day, the 15th day is June 16.
        ("gongzi", "2025-06-16", "合格"),
        ("gongzi", "2025-06-10", "无法判断"),  # only with an opinion without objection
        ("gongzi", "2025-05-31", "不合格"),
        ("qita", "2025-06-16", "合格"),
        ("qita", "2025-06-15", "不合格"),
        ("qita", "2025-06-01", "不合格"),  # 把签字日当生效日
    ],
)
def test_contract_is_not_effective_by_signing(kind: str, effective: str, says: str) -> None:
    assert verdict("上一轮生效日", kind=kind, last_effective=effective) == says


@pytest.mark.parametrize(
    ("kind", "expiry", "says"),
    [
        # Effective June 24 2025: a year is full on June 23 2026, three on June 24 2028 at the latest.
        ("gongzi", "2026-06-23", "合格"),
        ("gongzi", "2026-06-24", "合格"),
        ("gongzi", "2026-06-22", "无法判断"),
        ("gongzi", "2027-06-23", "无法判断"),
        ("qita", "2027-06-23", "合格"),
        ("qita", "2028-06-24", "合格"),
        ("qita", "2028-06-25", "无法判断"),
    ],
)
def test_term_is_one_to_three_years_in_general(kind: str, expiry: str, says: str) -> None:
    assert verdict("上一轮期限", kind=kind, last_expiry=expiry, proposed="", signed="", reported="") == says


def test_steps_come_in_their_order() -> None:
    assert verdict("先审议、后签字", deliberated="2026-06-02") == "不合格"
    assert verdict("先提出、后审议", proposed="2026-06-02") == "不合格"
    assert verdict("先审议、后签字", deliberated="") == "无法判断"


def test_gap_between_old_and_new_is_told() -> None:
    # Reported June 8, 15th day June 23, effective June 24: the day after expiry. A day later leaves a gap.
    assert verdict("新旧衔接") == "合格"
    late = line("新旧衔接", reported="2026-06-09")
    assert late.value.startswith("无法判断。工资协议收到无异议的审查意见书就生效")
    assert late.formula.endswith("2026年6月9日（星期二）报送，没有异议的按2026年6月25日（星期四）生效算，中间有空档")
    signed_late = {"deliberated": "2026-07-01", "signed": "2026-07-01", "reported": ""}
    assert verdict("新旧衔接", **signed_late) == "不合格"
    assert verdict("新旧衔接", kind="qita", **signed_late) == "无法判断"


@pytest.mark.parametrize(
    ("workers", "employer", "equal", "minimum"),
    [
        ("3", "3", "合格", "合格"),
        ("3", "5", "不合格", "合格"),
        ("2", "2", "合格", "不合格"),
        ("2", "", "无法判断", "不合格"),
        ("3", "", "无法判断", "无法判断"),
    ],
)
def test_sides_are_equal_and_have_three_at_least(workers: str, employer: str, equal: str, minimum: str) -> None:
    changes = {"worker_reps": workers, "employer_reps": employer, "worker_external": "", "employer_external": ""}
    assert (verdict("双方人数对等", **changes), verdict("每方至少3人", **changes)) == (equal, minimum)


@pytest.mark.parametrize(
    ("reps", "external", "says"),
    [("3", "1", "合格"), ("3", "2", "不合格"), ("5", "1", "合格"), ("5", "2", "不合格"), ("6", "2", "合格")],
)
def test_at_most_a_third_comes_from_outside(reps: str, external: str, says: str) -> None:
    # 5÷3 = 1 remainder 2: one, not two.
    assert verdict("职工方外聘不超过1/3", worker_reps=reps, worker_external=external) == says


def test_chief_from_outside_is_never_right() -> None:
    assert verdict("企业方首席不是外单位的人", employer_chief_external="yes") == "不合格"
    assert verdict("职工方首席不是外单位的人", worker_chief_external="") == "无法判断"


def test_without_union_half_of_the_staff_and_the_upper_union_are_asked_for() -> None:
    found = line("职工方代表的产生", has_union="no")
    assert "半数以上职工同意" in found.formula
    assert found.basis == ("集体合同规定#20", "工资集体协商试行办法#9", "劳动合同法#51", "劳动法#33")


@pytest.mark.parametrize(
    ("total", "attending", "favour", "present", "half", "majority"),
    [
        # 60: two thirds are 40, half is 30, more than half is 31.
        ("60", "40", "31", "合格", "合格", "合格"),
        ("60", "39", "31", "不合格", "合格", "合格"),
        ("60", "40", "30", "合格", "合格", "无法判断"),
        ("60", "40", "29", "合格", "不合格", "不合格"),
        ("60", "40", "25", "合格", "不合格", "不合格"),  # 25 of 40 attending is more than half of them, not of all
        # 41: two thirds are 27.33, so 28; half is 20.5, so 21 for both.
        ("41", "28", "21", "合格", "合格", "合格"),
        ("41", "27", "20", "不合格", "不合格", "不合格"),
        ("1", "1", "1", "合格", "合格", "合格"),
    ],
)
def test_votes_are_counted_against_all(
    total: str, attending: str, favour: str, present: str, half: str, majority: str
) -> None:
    changes = {"total": total, "attending": attending, "in_favour": favour}
    labels = ("出席2/3以上", "全体半数以上同意", "全体过半数同意（稳妥口径）")
    assert tuple(verdict(label, **changes) for label in labels) == (present, half, majority)


def test_both_denominators_are_explained() -> None:
    changes = {"total": "41", "attending": "28", "in_favour": "21"}
    assert line("出席2/3以上", **changes) == Line(
        "出席2/3以上", "合格", "全体职工代表41人，2/3至少28人（41×2÷3，不足1人进位），出席28人", ("集体合同规定#36",)
    )
    assert line("全体半数以上同意", **changes).formula == (
        "分母是全体职工代表41人，不是到会人数；半数以上（含恰好一半）至少21票，同意21票"
    )
    exactly_half = line("全体过半数同意（稳妥口径）", in_favour="30")
    assert exactly_half.value == "无法判断。补议一次，争取过半数，两种说法都满足"
    assert exactly_half.formula.endswith("恰好一半，合集体合同规定#36，不合企业民主管理规定#20，后者效力未核实")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"attending": "61"}, "“出席人数”多于“全体职工代表（或者全体职工）人数”，请核对这两项"),
        ({"in_favour": "41"}, "“同意票数”多于“出席人数”，请核对这两项"),
        (
            {"attending": "", "in_favour": "61"},
            "“同意票数”多于“全体职工代表（或者全体职工）人数”，请核对这两项",
        ),
        ({"last_expiry": "2025-06-23"}, "“上一轮生效日”晚于“上一轮期满日”，请核对这两项"),
        ({"last_effective": "", "last_expiry": "2025-05-31"}, "“上一轮首席签字日”晚于“上一轮期满日”，请核对这两项"),
        ({"worker_external": "4"}, "“职工方外聘人数”多于“职工方代表人数”，请核对这两项"),
    ],
)
def test_contradicting_fields_are_refused_by_both_names(changes: dict[str, str], message: str) -> None:
    assert list(refused(**changes).values()) == [message]


def test_all_contradictions_are_told_at_once() -> None:
    assert set(refused(attending="61", in_favour="62", employer_external="9")) == {
        "attending",
        "in_favour",
        "employer_external",
    }


def test_impossible_year_is_refused() -> None:
    assert set(refused(signed="9999-12-31")) == {"signed"}


COUNTS = st.one_of(st.none(), st.integers(0, 200))
DATES = st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2028, 12, 31)))


@given(
    kind=st.sampled_from(["gongzi", "qita"]),
    dates=st.tuples(*[DATES] * 7),
    counts=st.tuples(*[COUNTS] * 6),
    total=st.one_of(st.none(), st.integers(1, 200)),
)
def test_any_renewal_is_judged_on_seventeen_lines_or_refused(
    kind: str, dates: tuple[dt.date | None, ...], counts: tuple[int | None, ...], total: int | None
) -> None:
    names = [field.name for field in FIELDS if field.kind == "date"]
    counted = ["worker_reps", "worker_external", "employer_reps", "employer_external", "attending", "in_favour"]
    given_values = {**dict(zip(names, dates, strict=True)), **dict(zip(counted, counts, strict=True)), "total": total}
    inputs = {"kind": kind} | {name: value for name, value in given_values.items() if value is not None}
    try:
        found = check_renewal(inputs)
    except InputError:  # contradictions have their own test
        return
    assert len(found.lines) == 17
    assert all(one.value.partition("。")[0] in ("合格", "不合格", "无法判断") and one.basis for one in found.lines)


@given(st.integers(1, 500), st.data())
def test_one_more_vote_never_turns_a_pass_into_a_fail(total: int, data: st.DataObject) -> None:
    favour = data.draw(st.integers(0, total - 1))
    rank = {"不合格": 0, "无法判断": 1, "合格": 2}
    for label in ("全体半数以上同意", "全体过半数同意（稳妥口径）"):
        before, after = (
            rank[verdict(label, total=str(total), attending=str(total), in_favour=str(votes))]
            for votes in (favour, favour + 1)
        )
        assert before <= after

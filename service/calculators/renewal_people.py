"""The checks of a renewal that count people: representatives, attendance and votes.

    all 60 delegates, 40 attending, 25 in favour: attendance 合格 (40 of 40), consent 不合格 (30 needed)

Fractions are compared in whole numbers: attending · 3 ≥ total · 2, never a rounded quotient.
"""

from service.calculators.renewal_answers import Answers, Check, Verdict

GOOD, BAD, OPEN = Verdict.GOOD, Verdict.BAD, Verdict.OPEN
VOTE = ("集体合同规定#36",)
LOOK_UP = "查代表名册和委托书，补上再核对"
LOOK_UP_VOTE = "查名册、签到表和计票记录，补上再核对"


def people_checks(answers: Answers) -> tuple[Check, ...]:
    """All checks of people, in the order of the procedure."""
    return (
        equal_check(answers),
        minimum_check(answers),
        external_check("职工方", answers.worker_reps, answers.worker_external),
        external_check("企业方", answers.employer_reps, answers.employer_external),
        chief_check("职工方", answers.worker_chief_external),
        chief_check("企业方", answers.employer_chief_external),
        origin_check(answers),
        attendance_check(answers),
        half_check(answers),
        majority_check(answers),
    )


def equal_check(answers: Answers) -> Check:
    """Both sides have the same number."""
    label, basis = "双方人数对等", ("集体合同规定#19",)
    workers, employer = answers.worker_reps, answers.employer_reps
    if workers is None or employer is None:
        return Check(label, OPEN, "没有填全：双方代表人数", basis, LOOK_UP)
    reason = f"职工方{workers}人，企业方{employer}人"
    if workers == employer:
        return Check(label, GOOD, reason, basis)
    return Check(label, BAD, reason, basis, "两方改成一样多：人多的一方减，或者人少的一方按程序补")


def minimum_check(answers: Answers) -> Check:
    """At least three on each side; the national rule has no upper limit."""
    label, basis = "每方至少3人", ("集体合同规定#19",)
    sides = (("职工方", answers.worker_reps), ("企业方", answers.employer_reps))
    few = [f"{side}只有{reps}人" for side, reps in sides if reps is not None and reps < 3]
    if few:
        return Check(label, BAD, f"{'、'.join(few)}，每方至少3人", basis, "按产生代表的程序补足，两方一样多")
    if None in (answers.worker_reps, answers.employer_reps):
        return Check(label, OPEN, "没有填全：双方代表人数", basis, LOOK_UP)
    return Check(
        label, GOOD, f"职工方{answers.worker_reps}人，企业方{answers.employer_reps}人，国家规定没有上限", basis
    )


def external_check(side: str, reps: int | None, external: int | None) -> Check:
    """At most a third of a side comes from outside."""
    label, basis = f"{side}外聘不超过1/3", ("集体合同规定#23", "工资集体协商试行办法#12")
    if reps is None or external is None:
        return Check(label, OPEN, f"没有填全：{side}代表人数、外聘人数", basis, LOOK_UP)
    reason = f"{side}{reps}人，1/3以内最多{reps // 3}人，外聘{external}人"
    if external * 3 <= reps:
        return Check(label, GOOD, reason, basis)
    return Check(
        label, BAD, reason, basis, f"外聘减到{reps // 3}人以内，名额由本单位的人补上；集体协商指导员当代表也算外聘"
    )


def chief_check(side: str, external: bool | None) -> Check:
    """Nobody from outside is chief representative."""
    label, basis = f"{side}首席不是外单位的人", ("集体合同规定#20", "集体合同规定#21", "集体合同规定#23")
    if external is None:
        return Check(label, OPEN, f"没有填：{side}首席代表是不是外单位的人", basis, LOOK_UP)
    if not external:
        return Check(label, GOOD, "首席代表是本单位的人", basis, "由别人代理的，还要有书面委托书")
    return Check(label, BAD, "首席代表不得由外单位的人员代理", basis, "换成本单位的人，重新书面委托")


def origin_check(answers: Answers) -> Check:
    """How the workers' representatives came to be; papers, not numbers, decide."""
    label, rule, law = "职工方代表的产生", "集体合同规定#20", "劳动合同法#51"
    if answers.has_union is None:
        remedy = "先查清有没有工会，两条路不一样"
        return Check(label, OPEN, "没有填：企业有没有工会", (rule, law), remedy)
    if answers.has_union:
        remedy = "查工会选派的记录；首席由工会主席担任，由别人代理的查主席的书面委托书"
        return Check(label, OPEN, "有工会的由工会选派，要看记录", (rule, "工会法#21"), remedy)
    reason = "没有工会的，民主推荐并经本单位半数以上职工同意，由上级工会指导，要看记录"
    remedy = "查民主推荐记录、本单位半数以上职工同意的签名或者表决记录、上级工会的指导记录"
    return Check(label, OPEN, reason, (rule, "工资集体协商试行办法#9", law, "劳动法#33"), remedy)


def attendance_check(answers: Answers) -> Check:
    """Two thirds of all attend."""
    label, who, total, attending = "出席2/3以上", _who(answers), answers.total, answers.attending
    if total is None or attending is None:
        return Check(label, OPEN, "没有填全：全体人数、出席人数", VOTE, LOOK_UP_VOTE)
    reason = f"{who}{total}人，2/3至少{-(-2 * total // 3)}人（{total}×2÷3，不足1人进位），出席{attending}人"
    if attending * 3 >= total * 2:
        return Check(label, GOOD, reason, VOTE)
    return Check(label, BAD, reason, VOTE, "出席不够不能表决；重新召集，够2/3再审议、表决")


def half_check(answers: Answers) -> Check:
    """Half or more of all consent; exactly half is enough (集体合同规定#36, 民法典#1259 by analogy)."""
    label, basis = "全体半数以上同意", ("集体合同规定#36", "民法典#1259")
    total, favour = answers.total, answers.in_favour
    if total is None or favour is None:
        return Check(label, OPEN, "没有填全：全体人数、同意票数", basis, LOOK_UP_VOTE)
    reason = (
        f"分母是{_who(answers)}{total}人，不是到会人数；半数以上（含恰好一半）至少{-(-total // 2)}票，同意{favour}票"
    )
    if favour * 2 >= total:
        return Check(label, GOOD, reason, basis)
    return Check(label, BAD, reason, basis, "草案没有通过，不能签字；双方再协商，改好以后重新审议、表决")


def majority_check(answers: Answers) -> Check:
    """More than half: what 企业民主管理规定#20 says, whose force is unverified; kept as the careful measure."""
    label, basis = "全体过半数同意（稳妥口径）", ("企业民主管理规定#20", "集体合同规定#36")
    total, favour = answers.total, answers.in_favour
    if total is None or favour is None:
        return Check(label, OPEN, "没有填全：全体人数、同意票数", basis, LOOK_UP_VOTE)
    reason = f"分母是{_who(answers)}{total}人；过半数（不含一半）至少{total // 2 + 1}票，同意{favour}票"
    if favour * 2 > total:
        return Check(label, GOOD, reason, basis)
    if favour * 2 == total:
        reason += "；恰好一半，合集体合同规定#36，不合企业民主管理规定#20，后者效力未核实"
        return Check(label, OPEN, reason, basis, "补议一次，争取过半数，两种说法都满足")
    return Check(label, BAD, reason, basis, "半数都不到，重新协商、重新审议")


def _who(answers: Answers) -> str:
    names = {"daibiao": "全体职工代表", "quanti": "全体职工"}
    return names.get(answers.body, "全体职工代表（或者全体职工）")

"""The ablation report: every system on every set, with paired bootstrap differences from the default.

A difference is the mean over questions of nDCG@10 of a system minus that of the default, resampled 2,000 times with a
fixed seed (Efron 1979; paired, because both answer the same questions). A 95 % interval that holds 0 says: no
difference was shown.
"""

from collections.abc import Sequence

import numpy as np

from service.search.evaluation import Interval, Report, bootstrap, evaluate
from service.search.question_sets import QuestionSet
from service.search.ranking import Searcher
from service.search.systems import SYSTEMS

SHOWN = ("Recall@10", "Recall@50", "Hit@1", "Hit@5", "nDCG@10", "MRR@10")


def ablation(searcher: Searcher, sets: Sequence[QuestionSet], commit: str) -> str:
    """The report as Markdown, one table a set; `commit` names the sources it was made with."""
    digest = searcher.index.manifest.digest
    parts = [
        f"# Ablation report\n\nCommit `{commit}`, index `{digest}`. Made by `evaluate --ablate`; do not edit.\n\n"
        "Percent; the last column is the difference in nDCG@10 from `default` with its paired 95 % interval.\n"
    ]
    for questions in sets:
        reports = [evaluate(searcher, questions, name=name, system=system) for name, system in SYSTEMS.items()]
        parts.append(_table(questions.name, reports))
    return "\n".join(parts)


def paired_difference(report: Report, base: Report) -> Interval:
    """nDCG@10 of `report` minus that of `base`, question by question."""
    differences = [value - base.per_question[qid] for qid, value in report.per_question.items()]
    return bootstrap(np.asarray(differences))


def _table(name: str, reports: Sequence[Report]) -> str:
    lines = [
        f"## {name} ({reports[0].questions} questions)\n",
        f"| system | {' | '.join(SHOWN)} | Δ nDCG@10 |",
        f"|---{'|---' * len(SHOWN)}|---|",
    ]
    for report in reports:
        cells = " | ".join(f"{100 * report.measures[measure].mean:.1f}" for measure in SHOWN)
        change = paired_difference(report, reports[0])
        shown = f"{100 * change.mean:+.1f} [{100 * change.low:+.1f}, {100 * change.high:+.1f}]"
        lines.append(f"| {report.system} | {cells} | {'' if report is reports[0] else shown} |")
    return "\n".join(lines) + "\n"

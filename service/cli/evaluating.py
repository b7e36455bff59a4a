"""`evaluate`: the measures of retrieval, for any queries and qrels. `fit`: the coefficients behind the ranking."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.search.evaluation import Report
    from service.search.question_sets import QuestionSet
    from service.search.ranking import Searcher


def evaluate(
    queries: Annotated[list[Path], typer.Option(help='JSON lines: {"qid": …, "text": …}; may be repeated')],
    qrels: Annotated[list[Path], typer.Option(help="Lines of qid<TAB>article key<TAB>grade; one for each --queries")],
    system: Annotated[str, typer.Option(help="A system by name, or `all`.")] = "default",
    half: Annotated[str | None, typer.Option(help="Only the `dev` or the `test` half, by hash of qid.")] = None,
    ablate: Annotated[Path | None, typer.Option(help="Write the ablation report here (Markdown).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Measure a ranking against judgements, with 95 % bootstrap intervals."""
    import json
    from dataclasses import asdict

    from service.cli.opening import open_searcher
    from service.search.ablation import ablation
    from service.search.evaluation import evaluate as run
    from service.search.systems import SYSTEMS
    from service.settings import read_settings

    if system != "all" and system not in SYSTEMS:
        raise typer.BadParameter(f"{system!r}: choose one of all, {', '.join(SYSTEMS)}", param_hint="--system")
    sets = _sets(queries, qrels, half)
    searcher = open_searcher(read_settings())
    if ablate:
        ablate.write_text(ablation(searcher, sets, _commit()), encoding="utf-8")
        print(f"wrote {ablate}")
        return
    names = list(SYSTEMS) if system == "all" else [system]
    for questions in sets:
        reports = [run(searcher, questions, name=name, system=SYSTEMS[name]) for name in names]
        if as_json:
            print(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
            continue
        if any(item.issue for item in questions.judgements):
            _print_stories(searcher, questions)
        _print(reports)


def _sets(queries: list[Path], qrels: list[Path], half: str | None) -> "list[QuestionSet]":
    from service.search.question_sets import DEV, TEST, QuestionSet, read_judgements, read_queries

    if half not in (None, DEV, TEST):
        raise typer.BadParameter(f"{half!r}: choose {DEV} or {TEST}", param_hint="--half")
    if len(queries) != len(qrels):
        raise typer.BadParameter(f"{len(qrels)} given for {len(queries)} --queries", param_hint="--qrels")
    pairs = zip(queries, qrels, strict=True)
    sets = [QuestionSet(asked.stem, read_queries(asked), read_judgements(judged)) for asked, judged in pairs]
    return [questions.half(half) if half else questions for questions in sets]


def _commit() -> str:
    """The commit of the sources, for a report that is kept; "unknown" outside a checkout."""
    import subprocess

    try:
        found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()


def _print_stories(searcher: "Searcher", questions: "QuestionSet") -> None:
    """What only stories have: is every issue answered, cut into issues and searched whole."""
    import sys

    from service.search.story_evaluation import evaluate_stories

    report = evaluate_stories(searcher, questions)
    for name, measures in (("cut into issues", report.measures), ("as one question", report.whole)):
        cells = (f"{measure} {100 * found.mean:.1f}" for measure, found in measures.items())
        print(f"{report.stories} stories, {name}:", *cells, file=sys.stderr)


def _print(reports: "list[Report]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("system", *reports[0].measures, "p50 ms", "p95 ms", box=None)
    for report in reports:
        cells = [
            f"{100 * found.mean:.1f} [{100 * found.low:.0f}–{100 * found.high:.0f}]"
            for found in report.measures.values()
        ]
        table.add_row(report.system, *cells, f"{report.p50:.0f}", f"{report.p95:.0f}")
    console = Console(highlight=False, width=max(140, Console().width))
    console.print(f"{reports[0].questions} questions, percent")
    console.print(table)
    if reports[0].missing:
        console.print(f"judged keys the index lacks ({len(reports[0].missing)}): {', '.join(reports[0].missing)}")


def fit(
    whole: Annotated[list[Path] | None, typer.Option("--set", help="A set by prefix (folder/name), all of it.")] = None,
    dev: Annotated[list[Path] | None, typer.Option("--dev", help="A set of which only the dev half is used.")] = None,
    foreign: Annotated[Path | None, typer.Option(help="Questions not ours (.jsonl); the dev half is used.")] = None,
) -> None:
    """Fit the fusion and the gate, report them cross-validated, write their two coefficient files."""
    from service.cli.opening import open_searcher
    from service.search.question_sets import DEV, read_queries, read_set, split_of
    from service.settings import read_settings

    sets = [*(read_set(path) for path in whole or ()), *(read_set(path).half(DEV) for path in dev or ())]
    if not sets:
        raise typer.BadParameter("give at least one set of judged questions", param_hint="--set")
    unlike = read_queries(foreign) if foreign else {}
    searcher = open_searcher(read_settings())
    _fit_fusion(searcher, sets)
    _fit_gate(searcher, sets, [text for qid, text in unlike.items() if split_of(qid) == DEV])


def _fit_fusion(searcher: "Searcher", sets: "list[QuestionSet]") -> None:
    from service.search import fitting, learned

    examples = fitting.fusion_examples(searcher, sets)
    for name, measures in fitting.cross_validate(examples).items():
        print(f"{name:24}", *(f"{measure} {100 * value:.1f}" for measure, value in measures.items()))
    note = f"fitted on {len(examples)} questions of {', '.join(questions.name for questions in sets)}"
    fitted = fitting.fusion_file(fitting.fit_fusion(examples), note)
    fitting.write_coefficients(learned.FILE, fitted)


def _fit_gate(searcher: "Searcher", sets: "list[QuestionSet]", unlike: list[str]) -> None:
    from service.search import fitting, gate

    judged = [text for questions in sets for text in questions.queries.values()]
    ours = fitting.gate_lines(searcher, [*judged, *fitting.own_questions(searcher)])
    others = fitting.gate_lines(searcher, [*searcher.index.fields.questions, *unlike])
    note = f"fitted on {len(ours)} questions of ours and {len(others)} others"
    fitted, auc = fitting.fit_gate(ours, others, note)
    print(f"gate: {note}; cross-validated AUC {auc:.4f}, refuse {fitted.refuse:.3f}, accept {fitted.accept:.3f}")
    fitting.write_coefficients(gate.FILE, fitted)

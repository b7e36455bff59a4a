"""`evaluate-answers`: the measures of answers, and every single thing that is wrong with them. `fit-matches`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.answering.evaluation import Report, Share
    from service.answering.measures import Measure

EVALUATION = Path("tests/evaluation")


def evaluate_answers(
    queries: Annotated[Path, typer.Option(help="JSON lines: question, status, keys, facts, forbidden.")] = (
        EVALUATION / "answer_queries.jsonl"
    ),
    conflicts: Annotated[Path, typer.Option(help="A judged set by prefix (folder/name): which rule prevails.")] = (
        EVALUATION / "time"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs, failures included.")] = False,
    show_failures: Annotated[bool, typer.Option("--show-failures", help="List what is wrong, by qid.")] = False,
) -> None:
    """Measure the answers against what is expected of them, with 95 % bootstrap intervals."""
    import datetime as dt
    import json
    from dataclasses import asdict

    from service.answering.answer import Request
    from service.answering.answerer import Answerer
    from service.answering.evaluation import evaluate_answers as run
    from service.answering.expectations import contests, read_expectations
    from service.cli.opening import open_searcher
    from service.search.question_sets import read_set
    from service.settings import read_settings

    expected, contested = read_expectations(queries), contests(read_set(conflicts))
    settings, today = read_settings(), dt.date.today()
    searcher = open_searcher(settings)
    answerer = Answerer(searcher, home_region=settings.home_region)
    report = run(searcher, lambda text: answerer.answer(Request(text), today), expected, contested)
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        return
    _print(report)
    if show_failures:
        for failure in report.failures:
            print(f"{failure.qid}\t{failure.measure}\t{failure.fault}")


def _print(report: "Report") -> None:
    from rich.console import Console
    from rich.table import Table

    from service.answering.evaluation import ALL
    from service.answering.measures import Measure

    table = Table("measure", "questions", "percent", "95 %", "of", box=None)
    for measure in Measure:
        for group, found in report.shares.items():
            if measure in found:
                table.add_row(_name(measure) if group == ALL else "", group, *_cells(found[measure]))
    console = Console(highlight=False)
    console.print(f"{report.questions} questions; ↓ lower is better")
    console.print(table)
    console.print(f"{len(report.near_copies)} questions nearly copy an asked question, which was not hidden")
    if report.missing:
        console.print(f"expected keys the index lacks ({len(report.missing)}): {', '.join(report.missing)}")


def _name(measure: "Measure") -> str:
    from service.answering.measures import LOWER_IS_BETTER

    return f"{measure} ↓" if measure in LOWER_IS_BETTER else measure


def _cells(share: "Share") -> tuple[str, str, str]:
    found = share.interval
    return f"{100 * found.mean:.1f}", f"{100 * found.low:.0f}–{100 * found.high:.0f}", str(share.n)


def fit_matches(
    queries: Annotated[list[Path], typer.Option(help='JSON lines: {"qid": …, "text": …}; may be repeated')],
    qrels: Annotated[Path, typer.Option(help="Lines of qid<TAB>slug of a curated answer<TAB>grade 0 to 2")],
) -> None:
    """Fit when a curated answer is taken, report it cross-validated, write its coefficient file."""
    from service.answering import match_fitting, matching
    from service.cli.opening import open_searcher
    from service.search.fitting import write_coefficients
    from service.search.question_sets import QuestionSet, read_judgements, read_queries
    from service.settings import read_settings

    judgements = read_judgements(qrels)
    sets = [QuestionSet(path.stem, read_queries(path), judgements) for path in queries]
    judged = match_fitting.judged_questions(open_searcher(read_settings()), sets)
    if not judged:
        raise typer.BadParameter(f"{qrels} judges none of the questions", param_hint="--qrels")
    for name, found in match_fitting.cross_validate(judged).items():
        print(
            f"{name:24} {found.taken} of {found.questions} taken, "
            f"{found.to_the_point} to the point, {found.in_part} at least in part"
        )
    note = f"fitted on {sum(len(item.slugs) for item in judged)} judged pairs of {len(judged)} questions"
    fitted = match_fitting.match_file(match_fitting.fit_match(judged), note)
    write_coefficients(matching.FILE, fitted)

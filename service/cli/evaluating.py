"""`evaluate`: the measures of retrieval, for any queries and qrels."""

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    queries: Annotated[Path, typer.Option(help='JSON lines: {"qid": …, "text": …}')],
    qrels: Annotated[Path, typer.Option(help="Lines of qid<TAB>article key<TAB>grade")],
    system: Annotated[str, typer.Option(help="A system by name, or `all`.")] = "default",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Measure a ranking against judgements, with 95 % bootstrap intervals."""
    import json
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from service.cli.opening import open_searcher
    from service.search.evaluation import evaluate as run
    from service.search.evaluation import read_judgements, read_queries
    from service.search.retrieval import SYSTEMS
    from service.settings import read_settings

    if system != "all" and system not in SYSTEMS:
        raise typer.BadParameter(f"{system!r}: choose one of all, {', '.join(SYSTEMS)}", param_hint="--system")
    texts, judgements = read_queries(queries), read_judgements(qrels)
    searcher = open_searcher(read_settings())
    names = list(SYSTEMS) if system == "all" else [system]
    reports = [run(searcher, texts, judgements, name=name, system=SYSTEMS[name]) for name in names]
    if as_json:
        print(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2))
        return
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

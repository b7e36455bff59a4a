"""The corpus and its index: `build`, `check`, `lock`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from indexer.errors import Problem


def build(
    force: Annotated[bool, typer.Option("--force", help="Build even if the index is current.")] = False,
) -> None:
    """Build the index if it is missing, stale or damaged. Interrupted builds go on where they stopped."""
    from rich.console import Console

    from indexer.index import current_recipe, is_current
    from service.settings import read_settings

    settings = read_settings()
    recipe = current_recipe(settings.corpus_dir, settings.encoder)
    console = Console(stderr=True, highlight=False)
    if not force and is_current(settings.index_home, recipe):
        console.print(f"index {recipe.digest} is current")
        return

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from indexer.building import build_index
    from indexer.encoding import load_encoder
    from indexer.segmentation import Segmenter
    from indexer.statutes import data_file
    from indexer.vectors import VectorCache

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with console.status("loading the encoder"):
        encoder, segmenter = load_encoder(settings.encoder), Segmenter(settings.segmenter_cache)
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("encoding", total=None)
        manifest = build_index(
            settings.index_home,
            recipe,
            corpus_root=settings.corpus_dir,
            database=data_file(),
            encoder=encoder,
            segmenter=segmenter,
            cache=VectorCache(settings.vector_cache),
            threads=settings.build_threads,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    console.print(
        f"index {manifest.digest}: {manifest.documents} documents, {manifest.passages} passages, "
        f"{manifest.articles} articles"
    )


def check(
    unlike: Annotated[
        list[Path] | None, typer.Option(help="Test questions (.jsonl) that no asked question may nearly copy.")
    ] = None,
) -> None:
    """Check the corpus against corpus/README.md, and every key that deadlines, calculators and briefs cite."""
    from indexer.corpus import own_files
    from service.settings import read_settings

    root = read_settings().corpus_dir
    problems = _problems(root, unlike or [])
    for problem in problems:
        print(problem)
    print(f"{len(own_files(root))} files, {len(problems)} problems")
    if problems:
        raise typer.Exit(1)


def _problems(root: Path, unlike: list[Path]) -> "list[Problem]":
    """What is wrong inside files first; what lies between them only when nothing is."""
    from indexer.answer_checks import check_answers
    from indexer.checking import check_corpus, check_keys
    from indexer.conflicts import read_conflicts
    from indexer.corpus import load_corpus
    from indexer.coverage import check_asked, check_unlike
    from indexer.lexicon import read_lexicon
    from indexer.statutes import data_file
    from service.calculators.registry import CALCULATORS
    from service.library.cited_keys import calculator_keys, deadline_keys, topic_keys
    from service.search.question_sets import read_queries

    database = data_file()
    problems = list(check_corpus(root, database))
    if problems:
        return problems
    read_lexicon(root)
    corpus = load_corpus(root, database)
    cited = (*deadline_keys(root / "deadlines.toml"), *calculator_keys(), *topic_keys())
    return [
        *check_keys(root, database, cited),
        *check_answers(corpus, read_conflicts(root), CALCULATORS.keys()),
        *check_asked(root, corpus),
        *(problem for path in unlike for problem in check_unlike(root, read_queries(path).values())),
    ]


def lock() -> None:
    """Accept the installed statute data file: write corpus/statutes.lock. Review the difference first."""
    from indexer.statutes import data_file, make_lock, read_choices, write_lock
    from service.settings import read_settings

    root = read_settings().corpus_dir
    path = write_lock(root, make_lock(read_choices(root), data_file()))
    print(f"wrote {path}; review it with: git diff {path}")


def compare(
    reference: Annotated[Path, typer.Option(help="Folder of official texts (.md, .txt); read, never kept.")],
    detail: Annotated[bool, typer.Option("--detail", help="List every article that differs.")] = False,
) -> None:
    """Hold the digests against official texts: numbers lost or added, longest shared run of characters."""
    from rich.console import Console
    from rich.table import Table

    from indexer.comparison import LONG_RUN, compare_digests
    from service.settings import read_settings

    if not reference.is_dir():
        raise typer.BadParameter(f"{reference} is no folder", param_hint="--reference")
    found = compare_digests(read_settings().corpus_dir, reference)
    table = Table(
        "digest", "articles", "missing", "lose a number", "add one", f"runs ≥ {LONG_RUN}", "longest", box=None
    )
    for item in found:
        if item.official is None:
            table.add_row(item.document, "no official text in the folder", *[""] * 5)
            continue
        long_runs = sum(len(article.run) >= LONG_RUN for article in item.articles)
        added = sum(bool(article.added) for article in item.articles)
        counts = (len(item.articles), len(item.missing), len(item.lost), added, long_runs)
        table.add_row(item.document, *map(str, counts), f"{len(item.longest_run)} {item.longest_run[:24]}")
    Console(highlight=False, width=max(150, Console().width)).print(table)
    for item in found if detail else ():
        for article in item.articles:
            if article.lost or article.added or len(article.run) >= LONG_RUN:
                print(f"{item.document}#{article.number} lost {article.lost} added {article.added} run {article.run!r}")

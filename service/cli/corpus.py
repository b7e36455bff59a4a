"""The corpus and its index: `build`, `check`, `lock`."""

from typing import Annotated

import typer


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

    from indexer.encoding import load_encoder
    from indexer.index import build_index
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


def check() -> None:
    """Check the corpus against corpus/README.md; every problem with file and line."""
    from indexer.checking import check_corpus
    from indexer.corpus import own_files
    from indexer.statutes import data_file
    from service.settings import read_settings

    root = read_settings().corpus_dir
    problems = check_corpus(root, data_file())
    for problem in problems:
        print(problem)
    print(f"{len(own_files(root))} files, {len(problems)} problems")
    if problems:
        raise typer.Exit(1)


def lock() -> None:
    """Accept the installed statute data file: write corpus/statutes.lock. Review the difference first."""
    from indexer.statutes import data_file, make_lock, read_choices, write_lock
    from service.settings import read_settings

    root = read_settings().corpus_dir
    path = write_lock(root, make_lock(read_choices(root), data_file()))
    print(f"wrote {path}; review it with: git diff {path}")

"""One run, one table: our search beside the bare encoding of its question and beside two published packages.

    PYTHONPATH=tests .venv/bin/python -m bench [--baisitong /tmp/baisitong/bin/python] [--build]

Every question goes to all systems in turn, on warm processes. Targets: the median of GET /api/search within 1.5 times
that of the bare encoding, the searcher within 1.2 GiB, a first build within 4 minutes on two idle cores. Quality is of
the test halves of our own sets; asked questions that nearly copy a test question are hidden from our search for that
(`service.search.evaluation`), but not while it is timed. The other packages are searched as published; laws that one
does not hold count against it.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import structlog

from bench import baisitong_search, china_law
from bench.contenders import Contender, Found, Worker
from bench.own import own_contenders, served
from bench.resources import builds, peak_memory
from bench.table import Line, markdown, quality
from indexer.passages import Passage
from service.search.evaluation import grades_by_question, ranked_keys, unseen_query
from service.search.question_sets import TEST, QuestionSet, read_set
from service.search.ranking import Searcher
from service.search.systems import DEFAULT
from service.settings import ROOT, read_settings

SETS = tuple(ROOT / "tests" / "evaluation" / name for name in ("bargaining", "negotiation"))
ROUNDS = 3
#: Questions whose answers fill the memory of the searcher.
FILLING = 50


def main() -> None:
    options = _options()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # the table alone goes to stdout
    sets = tuple(read_set(prefix).half(TEST) for prefix in SETS)
    questions = [text for found in sets for text in found.queries.values()]
    with ExitStack() as stack:
        searcher, client = stack.enter_context(served(read_settings()))
        own = own_contenders(searcher, client)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        others = _others(options.baisitong, searcher.index.passages, folder, stack)
        answers = _ask_in_turn((*own, *others), questions)
        lines = [_line(searcher, contender, answers[contender.name], sets, own) for contender in (*own, *others)]
    print(markdown(lines, [found.name for found in sets]))
    if options.baisitong is None:
        print("\nbaisitong was not run: it needs an environment of its own, see tests/bench/baisitong_search.py")
    every = [text for prefix in SETS for text in read_set(prefix).queries.values()]
    print(f"\npeak memory of the searcher after {FILLING} questions: {peak_memory(islice(every, FILLING)):.0f} MiB")
    if options.build:
        for name, cost in zip(("first build", "unchanged build"), builds(), strict=True):
            print(f"{name}: {cost.wall:.0f} s by the clock, {cost.processor:.0f} s of processor")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--baisitong", type=Path, help="Python of an environment that has baisitong")
    parser.add_argument("--build", action="store_true", help="also time a first build (minutes)")
    return parser.parse_args()


def _others(python: Path | None, passages: Sequence[Passage], folder: Path, stack: ExitStack) -> tuple[Contender, ...]:
    started: list[tuple[Contender, Worker]] = [china_law.over_its_own(folder), china_law.over_ours(passages, folder)]
    if python is not None:
        started.append(baisitong_search.over_ours(python, passages, folder))
    for _, worker in started:
        stack.callback(worker.close)
    return tuple(contender for contender, _ in started)


def _ask_in_turn(contenders: Sequence[Contender], questions: Sequence[str]) -> dict[str, list[Found]]:
    """Answers by contender, `ROUNDS` times through the questions after one round to warm up."""
    answers: dict[str, list[Found]] = {contender.name: [] for contender in contenders}
    for number in range(1 + ROUNDS):
        for text in questions:
            for contender in contenders:
                found = contender.ask(text)
                if number:
                    answers[contender.name].append(found)
    return answers


def _line(
    searcher: Searcher, contender: Contender, found: list[Found], sets: Sequence[QuestionSet], own: Sequence[Contender]
) -> Line:
    keys = iter(answer.keys for answer in found)
    measured = []
    for questions in sets:
        rankings = dict(zip(questions.queries, keys, strict=False))
        if contender in own:
            rankings = {qid: tuple(_unseen(searcher, text)) for qid, text in questions.queries.items()}
        grades, _ = grades_by_question(searcher, questions.judgements)
        measured.append(quality(rankings, grades))
    ranks = any(answer.keys for answer in found)
    return Line(contender.name, tuple(answer.milliseconds for answer in found), tuple(measured) if ranks else ())


def _unseen(searcher: Searcher, text: str) -> list[str]:
    """Our ranking of a test question as the evaluation sees it."""
    return ranked_keys(searcher, unseen_query(searcher, text), DEFAULT)


if __name__ == "__main__":
    main()

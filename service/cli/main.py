"""`xieshang`: one command for operators, editors and the curious.

Every command imports what it needs when it runs, so `--help` answers at once. Operators are spoken to in
English, answers are in Chinese. Exit codes: 0 done, 1 the check or measure failed, 2 cannot run as asked.
"""

import sys

import typer

from indexer.errors import IndexerError
from service.cli import (
    asking,
    checking,
    corpus,
    evaluating,
    evaluating_answers,
    feedback,
    modelling,
    reckoning,
    serving,
    submissions,
)
from service.failures import OperatorError

FORESEEN = (IndexerError, OperatorError)

app = typer.Typer(
    name="xieshang",
    help="协商知库: cited answers on collective bargaining and workers' rights.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    asking.ask,
    asking.search,
    asking.show,
    checking.verify,
    corpus.build,
    corpus.check,
    corpus.lock,
    corpus.compare,
    reckoning.calculate,
    reckoning.deadlines,
    serving.serve,
    modelling.mcp,
    evaluating.evaluate,
    evaluating_answers.evaluate_answers,
    evaluating.fit,
    evaluating_answers.fit_matches,
    submissions.submissions,
    feedback.feedback,
):
    app.command()(command)


def main() -> None:
    """Run the command line; every foreseen failure becomes one message on stderr and exit code 2."""
    try:
        app()
    except FORESEEN as error:
        print(f"xieshang: {error}", file=sys.stderr)
        raise SystemExit(2) from error

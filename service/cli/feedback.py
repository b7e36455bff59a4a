"""`feedback`: what people said about answers, listed, or as a CSV file with the questions beside it."""

from pathlib import Path
from typing import Annotated, Optional

import typer


def feedback(
    verdict: Annotated[Optional[str], typer.Option(help="Only 有用 or only 没用.")] = None,
    output: Annotated[Optional[Path], typer.Option(help="Write a CSV file for a table program here.")] = None,
) -> None:
    """List what people said about answers, the latest first; with --output as CSV."""
    from service.library.feedback_file import to_csv
    from service.settings import read_settings
    from service.store.answers import AnswerStore
    from service.store.feedback import VERDICTS, open_feedback

    if verdict is not None and verdict not in VERDICTS:
        raise typer.BadParameter(f"{verdict!r}: choose one of {'、'.join(VERDICTS)}", param_hint="--verdict")
    if output is not None and output.exists():
        raise typer.BadParameter(f"{output} exists; choose another file", param_hint="--output")
    url = read_settings().store_url
    with open_feedback(url) as store:
        found = [item for item in store.every() if verdict in (None, item.verdict)]
    answers = AnswerStore(url)
    judged = [(item, answer.question if (answer := answers.get(item.answer_id)) else "") for item in found]
    answers.close()
    if output is not None:
        output.write_bytes(to_csv(judged))
        print(f"wrote {output}: {len(judged)} rows")
        return
    for item, question in judged:
        print(f"{item.given_at:%Y-%m-%d}  {item.verdict}  {item.reason or '—'}  {question}  {item.text}".rstrip())
    print(f"{len(judged)} judgements")

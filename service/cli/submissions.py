"""`submissions`: what was sent in for the case library, listed, or one as a corpus file for an editor, or marked."""

from pathlib import Path
from typing import Annotated, Optional

import typer


def submissions(
    submission: Annotated[Optional[str], typer.Argument(help="Id of one; without it all are listed.")] = None,
    mark: Annotated[Optional[str], typer.Option(help="Set its status: 待审, 已采用 or 退回.")] = None,
    output: Annotated[Optional[Path], typer.Option(help="Write the Markdown here instead of printing it.")] = None,
) -> None:
    """List the cases sent in for review; export one as a Markdown file of the corpus contract; mark it as decided."""
    import datetime as dt

    from service.library.submission_file import to_markdown
    from service.settings import read_settings
    from service.store.submissions import STATUSES, open_submissions

    if mark is not None and mark not in STATUSES:
        raise typer.BadParameter(f"{mark!r}: choose one of {'、'.join(STATUSES)}", param_hint="--mark")
    with open_submissions(read_settings().store_url) as store:
        if submission is None:
            found = store.every()
            for item in found:
                print(f"{item.id}  {item.received_at:%Y-%m-%d}  {item.status}  {item.title}")
            print(f"{len(found)} submissions")
            return
        if mark is not None and store.mark(submission, mark):
            print(f"{submission}  {mark}")
            return
        one = store.get(submission)
    if one is None:
        raise typer.BadParameter(f"no submission {submission!r}; list them with: xieshang submissions")
    markdown = to_markdown(one.values, dt.date.today())
    if output is None:
        print(markdown, end="")
    elif output.exists():
        raise typer.BadParameter(f"{output} exists; choose another file", param_hint="--output")
    else:
        output.write_text(markdown, encoding="utf-8")
        print(f"wrote {output}; hold it against its source, then run: xieshang check")

"""Citations of a text at the terminal: `verify`."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Optional

import typer


def verify(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A text file in UTF-8; `-` reads standard input.")],
    as_of: Annotated[Optional[dt.datetime], typer.Option(formats=["%Y-%m-%d"], help="Day whose law is wanted.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Check every citation of an article in a text. Exit code 1 when one is wrong."""
    import sys

    from indexer.statutes import data_file, law_names
    from service.checking.checker import Checker, TextTooLong
    from service.checking.findings import Level
    from service.cli.opening import open_searcher
    from service.http.checking_api import CheckOut
    from service.settings import read_settings

    try:
        text = sys.stdin.read() if str(source) == "-" else source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{source} cannot be read: {error}", param_hint="FILE") from error
    checker = Checker(open_searcher(read_settings()), law_names(data_file()))
    try:
        report = checker.check(text, as_of.date() if as_of else dt.date.today())
    except TextTooLong as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
    if as_json:
        print(CheckOut.of(report).model_dump_json(indent=2))
    else:
        if not report.findings:
            print("没有找到法条引用。")
        for finding in report.findings:
            print(f"{finding.level.words}  {finding.cited}")
            for remark in finding.remarks:
                print(f"    {remark.message}")
                for item in remark.differences:
                    print(f"      写的是：{item.written or '（没有写）'}  条文是：{item.article or '（没有这些字）'}")
            if finding.url:
                print(f"    {finding.url}")
        if report.left_over:
            print(f"还有{report.left_over}处引用没有核对。")
    if report.count(Level.WRONG):
        raise typer.Exit(1)

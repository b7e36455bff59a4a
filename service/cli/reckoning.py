"""Numbers at the terminal: `calculate`, `deadlines`."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Optional

import typer


def calculate(
    name: Annotated[str, typer.Argument(help="Name of a calculator; `list` shows all.")],
    inputs: Annotated[Optional[list[str]], typer.Argument(help="field=value …")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Reckon leave, overtime, severance … with formula and articles."""
    import json
    from dataclasses import asdict

    from service.calculators.calculator import InputError, read_inputs
    from service.calculators.registry import CALCULATORS

    if name == "list":
        for item in CALCULATORS.values():
            fields = " ".join(f"{field.name}{'' if field.required else '?'}" for field in item.fields)
            print(f"{item.name}  {item.title}：{fields}")
        return
    if name not in CALCULATORS:
        raise typer.BadParameter(f"{name!r}: choose one of {', '.join(CALCULATORS)}", param_hint="NAME")
    pairs = [item.partition("=") for item in inputs or []]
    try:
        outcome = CALCULATORS[name].run(read_inputs(CALCULATORS[name], {key: value for key, _, value in pairs}))
    except InputError as error:
        for mistake in error.mistakes:
            print(f"{mistake.field}：{mistake.message}")
        raise typer.Exit(2) from error
    if as_json:
        print(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        return
    print(outcome.summary)
    for line in outcome.lines:
        print(f"  {line.label}：{line.value}\n    {line.formula}\n    依据：{'；'.join(line.basis)}")
    for limit in outcome.limits:
        print(f"  没有考虑：{limit}")


def deadlines(
    procedure: Annotated[str, typer.Argument(help="Slug of a procedure; `list` shows all with their events.")],
    event: Annotated[str, typer.Argument(help="What happened on the known day.")] = "",
    date: Annotated[
        Optional[dt.datetime], typer.Argument(formats=["%Y-%m-%d"], help="The known day, 2026-09-11.")
    ] = None,
    ics: Annotated[Optional[Path], typer.Option(help="Also write a calendar file here.")] = None,
) -> None:
    """Every earlier and later date of a procedure from one known day."""
    from service.calculators.calculator import InputError
    from service.calculators.calendar_file import to_ics
    from service.calculators.deadlines import read_chains, reckon
    from service.calculators.holidays import is_day_off
    from service.settings import read_settings

    chains = {chain.procedure: chain for chain in read_chains(read_settings().corpus_dir / "deadlines.toml")}
    if procedure == "list":
        for chain in chains.values():
            print(f"{chain.procedure}  {chain.title}：{'，'.join(f'{item.id}＝{item.label}' for item in chain.event)}")
        return
    if procedure not in chains or date is None:
        raise typer.BadParameter("give a procedure, an event and a day; see: xieshang deadlines list")
    try:
        found = reckon(chains[procedure], event, date.date(), is_day_off)
    except InputError as error:
        print(error)
        raise typer.Exit(2) from error
    for item in found.dates:
        mark = f"（{item.rule.mark}）" if item.rule.mark else ""
        print(
            f"{item.safe}  {item.event.label}{mark}：{item.rule.text}\n    {item.counting}\n    {'；'.join(item.basis)}"
        )
    for conflict in found.conflicts:
        print(f"说法不一致：{conflict.reason}")
    for undated in found.undated:
        print(f"{undated.event.label}：{undated.reason}")
    if ics is not None:
        ics.write_bytes(to_ics(found.dates, chains[procedure].title))
        print(f"wrote {ics}")

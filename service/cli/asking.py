"""Questions at the terminal: `ask`, `search`, `show`."""

import datetime as dt
from typing import Annotated, Optional

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def ask(
    question: Annotated[str, typer.Argument(help="The question, in Chinese.")],
    region: Annotated[Optional[str], typer.Option(help="Province where the person works.")] = None,
    as_of: Annotated[Optional[dt.datetime], typer.Option(formats=["%Y-%m-%d"], help="Day whose law is wanted.")] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with cited passages. Nothing is stored."""
    from rich.console import Console

    from indexer.cleaning import clean
    from service.answering.answer import Request
    from service.answering.answerer import Answerer
    from service.cli.opening import open_searcher
    from service.http.schemas import AnswerOut
    from service.search.regions import RegionError, parse_region
    from service.settings import read_settings

    settings = read_settings()
    try:
        place = parse_region(region) if region else None
    except RegionError as error:
        raise typer.BadParameter(str(error), param_hint="--region") from error
    answerer = Answerer(open_searcher(settings), home_region=settings.home_region)
    request = Request(clean(question)[: settings.max_question], place, as_of.date() if as_of else None)
    answer = answerer.answer(request, dt.date.today())
    if as_json:
        print(AnswerOut.of(answer).model_dump_json(indent=2))
        return
    console = Console(highlight=False)
    for sentence in answer.sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        console.print(f"{sentence.text} {marks}".rstrip(), markup=False)
    for note in answer.notes:
        console.print(f"注意：{note}", style="yellow", markup=False)
    for item in answer.citations:
        effective = f"，{item.effective}起施行" if item.effective else ""
        console.print(
            f"\n[{item.number}] 《{item.title}》{item.heading}（{item.trust}，{item.validity}{effective}）",
            markup=False,
        )
        console.print(f"    {item.url}", style="dim", markup=False)
    if answer.handoff:
        for contact in answer.handoff.contacts:
            console.print(f"{contact.phone} {contact.name}：{contact.purpose}", markup=False)


def search(
    question: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option(min=1, max=100, help="How many hits.")] = 10,
    kind: Annotated[Optional[str], typer.Option(help="regulation, procedure, case or practice.")] = None,
    level: Annotated[Optional[str], typer.Option(help="Rank of a rule or level of a case, e.g. 部门规章.")] = None,
    region: Annotated[Optional[str], typer.Option(help="全国, 河北, 河北·秦皇岛 …")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show rank and score in every list.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ranked passages for a question."""
    import json

    from rich.console import Console
    from rich.table import Table

    from indexer.documents import Kind
    from service.cli.opening import open_searcher
    from service.http.schemas import HitOut
    from service.search.filters import Filters
    from service.settings import read_settings

    if kind is not None and kind not in set(Kind):
        raise typer.BadParameter(f"{kind!r}: choose one of {', '.join(Kind)}", param_hint="--kind")
    filters = Filters(kinds=frozenset({Kind(kind)}) if kind else None, level=level, region=region)
    searcher = open_searcher(read_settings())
    query = searcher.query(question)
    hits = searcher.search(query, k=k, filters=filters) if query else ()
    if as_json:
        rows = []
        for hit in hits:
            row = HitOut.of(hit, dt.date.today()).model_dump(mode="json")
            rows.append({**row, "named": hit.named, "ranks": hit.ranks, "scores": hit.scores} if explain else row)
        print(json.dumps({"query": question, "hits": rows}, ensure_ascii=False, indent=2))
        return
    lists = list(hits[0].ranks) if hits and explain else []
    table = Table("#", "出处", "文字", "score", *lists, box=None)
    for hit in hits:
        source = hit.passage.article_key or hit.passage.id
        places = [f"{hit.ranks[name] or '–'} ({hit.scores[name]:.3f})" for name in lists]
        text = hit.passage.text.replace("\n", " ")[:60]
        table.add_row(str(hit.rank), source + (" ★" if hit.named else ""), text, f"{hit.score:.4f}", *places)
    Console(highlight=False).print(table if hits else "没有找到。")


def show(
    key: Annotated[str, typer.Argument(help="Article key (劳动合同法#38) or passage id (laodong-hetongfa/38).")],
) -> None:
    """Print one article or passage."""
    from indexer.encoding import encoder_id
    from indexer.index import load_index
    from indexer.references import rule_reader
    from service.settings import read_settings

    settings = read_settings()
    index = load_index(settings.index_home, encoder_id(settings.encoder))
    reader = rule_reader(index.documents)
    wanted = {key, *(reference.key for reference in reader.read(key))}
    passage = next((item for item in index.passages if item.id == key or item.article_key in wanted - {None}), None)
    if passage is None:
        raise typer.BadParameter(f"{key!r} is neither an article key nor a passage id that is held")
    document = next(item for item in index.documents if item.slug == passage.slug)
    print(f"《{document.title}》{passage.heading}（{document.trust}，{document.status}）\n\n{passage.text}")

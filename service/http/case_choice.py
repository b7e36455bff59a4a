"""What an address of the case library asks for: conditions of the list, cases to compare."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from indexer.cleaning import clean
from service.http.api import InRuntime
from service.http.errors import BadQuery
from service.library.cases import Choice

MAX_VALUE = 40
Chosen = Annotated[tuple[str, ...], Query(alias="case", description="案例的编号，2到4个")]


def choice(
    runtime: InRuntime,
    q: Annotated[str, Query(description="要查的内容")] = "",
    level: Annotated[str, Query(max_length=MAX_VALUE, description="层级", examples=["行业"])] = "",
    industry: Annotated[str, Query(max_length=MAX_VALUE, description="行业", examples=["餐饮"])] = "",
    region: Annotated[str, Query(max_length=MAX_VALUE, description="省，或省·市", examples=["河北"])] = "",
    topic: Annotated[str, Query(max_length=MAX_VALUE, description="议题", examples=["底线工资"])] = "",
    year: Annotated[str, Query(max_length=MAX_VALUE, description="年份", examples=["2011"])] = "",
    outcome: Annotated[str, Query(max_length=MAX_VALUE, description="结果：已知、未核实、未载")] = "",
    reliability: Annotated[str, Query(max_length=MAX_VALUE, description="可信度：高、中、低")] = "",
) -> Choice:
    """The conditions that stand in the address; the same for the page and the interface. Raises BadQuery."""
    text = clean(q)
    if len(text) > runtime.settings.max_question:
        raise BadQuery(f"要查的内容最多{runtime.settings.max_question}个字。")
    values = {"level": level, "industry": industry, "region": region, "topic": topic}
    values |= {"year": year, "outcome": outcome, "reliability": reliability}
    return Choice(text=text, **{name: clean(value) for name, value in values.items()})


InChoice = Annotated[Choice, Depends(choice)]


def address(chosen: Choice) -> str:
    """The list with these conditions."""
    query = urlencode({"q" if name == "text" else name: value for name, value in chosen.active.items()})
    return f"/cases?{query}" if query else "/cases"

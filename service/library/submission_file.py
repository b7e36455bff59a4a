"""A case that was sent in → a Markdown file as corpus/README.md has it, for an editor to finish.

    to_markdown(values, dt.date(2026, 11, 28))

Reliability is 低 and a note stands in `unverified` until the editor has held it against its source.
"""

import datetime as dt
import re
from collections.abc import Mapping

import yaml

from service.library.submission_fields import RANGE, SPLIT, lines, topics, with_colon

#: What an editor still has to do is written into the file itself.
UNREVIEWED = "报送单位提供，没有核对来源"


def to_markdown(values: Mapping[str, str], reviewed: dt.date) -> str:
    """The case as a corpus file. Reliability stays 低 and a note in `unverified` stays until an editor has checked."""
    head = yaml.safe_dump(front_matter(values, reviewed), allow_unicode=True, sort_keys=False, width=120)
    sections = [("问题", "problem"), ("经过与让步", "course"), ("结果", "result"), ("启示", "lesson")]
    if values["outcome"] == "未核实":
        sections.remove(("结果", "result"))
    body = "\n\n".join(f"## {title}\n\n{_prose(values[name])}" for title, name in sections if values.get(name))
    return f"---\n{head}---\n\n{body}\n"


def front_matter(values: Mapping[str, str], reviewed: dt.date) -> dict[str, object]:
    """The keys of corpus/README.md, section 七, in its order; what was not said is absent."""
    verified = values["outcome"] == "已知"
    opening = {"workers": lines(values, "opening_workers"), "employers": lines(values, "opening_employers")}
    keys: dict[str, object] = {
        "title": values["title"],
        "region": values["region"],
        "level": values["level"],
        "industry": values["industry"],
        "years": values["years"],
        "parties": lines(values, "parties"),
        "coverage": values.get("coverage"),
        "enterprises": int(values["enterprises"]) if values.get("enterprises") else None,
        "workers": int(values["workers"]) if values.get("workers") else None,
        "topics": topics(values),
        "outcome": values["outcome"],
        "reliability": "低",
        "opening": {side: texts for side, texts in opening.items() if texts},
        "evidence": [_evidence(line) for line in lines(values, "evidence")],
        "rounds": [_round(line) for line in lines(values, "rounds")],
        "figures": [_figure(line) for line in lines(values, "figures")] if verified else [],
        "procedure": {name: text for name in ("offer", "delegates", "vote", "filing") if (text := values.get(name))},
        "unverified": [UNREVIEWED],
        "trust": "案例",
        "sources": [
            {"name": f"{line}（{values['union']}报送）", "reliability": "低"} for line in lines(values, "source")
        ],
        "reviewed": reviewed,
    }
    return {name: value for name, value in keys.items() if value not in (None, [], {})}


def _evidence(line: str) -> dict[str, str]:
    side, _, what = with_colon(line).partition("：")
    return {"side": side, "what": what.strip()}


def _round(line: str) -> dict[str, str]:
    """`2026-03：发出要约；职工方：要求2300元` → when, what, workers."""
    when, _, rest = with_colon(line).partition("：")
    found: dict[str, str] = {"when": when.strip()}
    happened = []
    for part in re.split(r"[；;]", rest):
        side, colon, position = part.strip().partition("：")
        name = {"职工方": "workers", "企业方": "employers"}.get(side) if colon else None
        if name:
            found[name] = position.strip()
        elif part.strip():
            happened.append(part.strip())
    return found | ({"what": "；".join(happened)} if happened else {})


def _figure(line: str) -> dict[str, object]:
    name, topic, size, unit, voice, *base = (part.strip() for part in SPLIT.split(line))
    match = RANGE.fullmatch(size)
    assert match is not None
    sizes = {"value": _number(match[1])} if match[2] is None else {"low": _number(match[1]), "high": _number(match[2])}
    found: dict[str, object] = {"name": name, "topic": topic, **sizes, "unit": unit, "voice": voice}
    return found | ({"base": base[0]} if base and base[0] else {})


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _prose(text: str) -> str:
    """Text without marks that the corpus does not use: headings, bold, links, HTML."""
    plain = re.sub(r"^\s*#+\s*", "", text, flags=re.MULTILINE)
    plain = re.sub(r"\*\*|__|<(?=[a-zA-Z/!])|!\[|\]\(", "", plain)
    return "\n\n".join(line.strip() for line in plain.split("\n") if line.strip())

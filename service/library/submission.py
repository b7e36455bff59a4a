"""A case that a union sends in, held against the contract of corpus/README.md.

    report = check(values)      # mistakes to mend, gaps that make the case weaker

Values are texts by field, cleaned and masked. `service.library.submission_file` makes a corpus file of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.case_facts import TOPICS
from indexer.cleaning import clean
from service.library.submission_fields import (
    FIELDS,
    RANGE,
    SIDES,
    SPLIT,
    VOICES,
    SubmissionField,
    lines,
    topics,
    with_colon,
)

#: Fields whose absence makes a case less useful to a negotiator, with the reason.
WANTED = {
    "opening_workers": "没有职工方开价，别人看不出从哪里谈起",
    "opening_employers": "没有企业方开价，别人看不出对方会怎么说",
    "evidence": "没有证据，别人不知道拿什么说服对方",
    "rounds": "没有经过，看不出谁让了什么",
    "figures": "没有结果数字，进不了对比和区间",
    "vote": "没有写表决，看不出程序走完没有",
    "lesson": "没有启示",
}


@dataclass(frozen=True)
class Gap:
    """Something missing or wrong; `field` is where to mend it."""

    field: str
    message: str


@dataclass(frozen=True)
class Report:
    """`mistakes` must be mended before a case is taken; `gaps` are advice."""

    mistakes: tuple[Gap, ...]
    gaps: tuple[Gap, ...]


def check(values: Mapping[str, str]) -> Report:
    """Hold the texts against the contract. Messages never repeat what was typed."""
    mistakes = [
        Gap(field.name, f"请填写“{field.label}”") for field in FIELDS if field.required and not values.get(field.name)
    ]
    for field in FIELDS:
        text = values.get(field.name, "")
        if len(text) > field.longest:
            mistakes.append(Gap(field.name, f"“{field.label}”最多{field.longest}个字，现在有{len(text)}个字"))
        elif text:
            mistakes.extend(Gap(field.name, f"“{field.label}”{message}") for message in _wrong(field, text))
    mistakes += _figure_mistakes(values)
    gaps = [Gap(name, message) for name, message in WANTED.items() if not values.get(name) and _expected(name, values)]
    return Report(tuple(mistakes), tuple(gaps))


def cleaned(raw: Mapping[str, str], mask: Callable[[str], str]) -> dict[str, str]:
    """The texts of known fields, cleaned and masked; empty ones left out."""
    return {field.name: mask(text) for field in FIELDS if (text := clean(raw.get(field.name, "")))}


def _expected(name: str, values: Mapping[str, str]) -> bool:
    """Figures are not wanted where the outcome is not known."""
    return name != "figures" or values.get("outcome") == "已知"


def _wrong(field: SubmissionField, text: str) -> list[str]:
    match field.kind, field.name:
        case "choice", _:
            return [] if text in field.choices else [f"只能写：{'、'.join(field.choices)}"]
        case "count", _:
            return [] if re.fullmatch(r"[1-9]\d{0,8}", text) else ["要写一个整数"]
        case "topics", _:
            return [] if set(topics({"topics": text})) <= set(TOPICS) else [f"只能从这些里选：{'、'.join(TOPICS)}"]
        case _, "evidence":
            return _each(
                text, lambda line: line.partition("：")[0] in SIDES, f"每行先写谁（{'、'.join(SIDES)}），再写冒号"
            )
        case _, "rounds":
            return _each(text, lambda line: bool(line.partition("：")[2]), "每行先写时间，再写冒号，再写发生了什么")
        case _, "figures":
            return _each(text, _is_figure, f"每行写成 名称｜议题｜数｜单位｜谁的数，谁的数只能写：{'、'.join(VOICES)}")
    return []


def _each(text: str, right: Callable[[str], bool], message: str) -> list[str]:
    places = [
        str(number)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not right(with_colon(line))
    ]
    return [f"第{'、'.join(places)}行不对：{message}"] if places else []


def _is_figure(line: str) -> bool:
    parts = [part.strip() for part in SPLIT.split(line)]
    if len(parts) not in (5, 6) or not all(parts[:5]) or parts[4] not in VOICES:
        return False
    size = RANGE.fullmatch(parts[2])
    return size is not None and (size[2] is None or float(size[1]) < float(size[2]))


def _figure_mistakes(values: Mapping[str, str]) -> list[Gap]:
    """Figures are for known outcomes, and about topics of the case."""
    figures = [line for line in lines(values, "figures") if _is_figure(line)]
    if figures and values.get("outcome") not in (None, "已知"):
        return [Gap("figures", "结果不是“已知”的案例不写结果数字")]
    own = set(topics(values))
    if any(SPLIT.split(line)[1].strip() not in own for line in figures):
        return [Gap("figures", "结果数字的议题要在上面的“议题”里")]
    return []

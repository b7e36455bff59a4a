"""The steps of a procedure, read from its Markdown (corpus/README.md, section 六).

A step is a `## 标题 {#代号}` section that opens with a list of `- 标签：内容`. The first step is the start; the
flowchart is derived from `next`, never drawn by hand.
"""

import re
from dataclasses import dataclass

from indexer.documents import Document
from indexer.splitting.sections import Section, sections

LABELS = ("谁办", "依据", "材料", "表单", "时限", "工作要求", "漏了会怎样", "常见错误", "下一步")
REQUIRED = ("谁办", "依据", "下一步")
END = "结束"
NO_BASIS = "无（工作做法）"
_FIELD = re.compile(r"^- ([^：:\n]{2,6})[：:][ \t\u3000]*(\S.*)$", re.MULTILINE)
_SEPARATOR = re.compile(r"\s*；\s*")
#: Keys and step names: for links and the flowchart, no words anybody asks with.
_MACHINE_LINE = re.compile(r"^- (?:依据|表单|下一步)[：:].*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Next:
    """A way out of a step: under `condition` (empty: always) to the step `target`, None at the end."""

    condition: str
    target: str | None


@dataclass(frozen=True)
class Field:
    """One labelled line of a step. `line` counts from 1 in the text of the document."""

    label: str
    value: str
    line: int


@dataclass(frozen=True)
class Step:
    """One step. `basis` are article keys as written; `next` are the ways on."""

    anchor: str
    title: str
    line: int
    fields: tuple[Field, ...]
    basis: tuple[str, ...]
    next: tuple[Next, ...]

    def field(self, label: str) -> str | None:
        """The value behind a label, None if the step does not have it."""
        return next((field.value for field in self.fields if field.label == label), None)


def read_steps(document: Document) -> tuple[Step, ...]:
    """All steps in the order of the text. What is missing or unknown is for `indexer.checking` to say."""
    return tuple(_step(document.text, section) for section in sections(document.text))


def without_machine_lines(text: str) -> str:
    """The text of a step as it is encoded: without its keys, forms and ways on."""
    return _MACHINE_LINE.sub("", text)


def _step(text: str, section: Section) -> Step:
    fields = tuple(
        Field(match.group(1), match.group(2).strip(), text.count("\n", 0, match.start()) + 1)
        for match in _FIELD.finditer(text, section.body.start, section.body.end)
    )
    values = {field.label: field.value for field in fields}
    basis = values.get("依据", "")
    return Step(
        anchor=section.anchor or "",
        title=section.heading,
        line=section.line,
        fields=fields,
        basis=() if basis in ("", NO_BASIS) else tuple(_SEPARATOR.split(basis.strip("；"))),
        next=_ways(values.get("下一步", "")),
    )


def _ways(value: str) -> tuple[Next, ...]:
    """`同意 → ziliao；拒绝 → jujue` → two ways; `结束` → one way with no target."""
    ways = []
    for item in _SEPARATOR.split(value.strip("； ")):
        condition, arrow, target = item.rpartition("→")
        target = target.strip()
        if target:
            ways.append(Next(condition.strip() if arrow else "", None if target == END else target))
    return tuple(ways)

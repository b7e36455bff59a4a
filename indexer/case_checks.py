"""What a machine can see of a case beyond its types: keys that do not resolve, figures that say too little.

    tuple(case_breaches(document, unresolved))     # (front matter key, message), empty when nothing is to mend

`unresolved(key)` says why an article key does not resolve, None when it does.
"""

from collections.abc import Callable, Iterator

from indexer.case_facts import INDUSTRIES, TOPICS, CaseFacts, Figure
from indexer.documents import Document
from indexer.splitting.sections import sections

CASE_SECTIONS = frozenset({"问题", "双方开价与证据", "经过与让步", "结果", "程序", "启示"})
VERDICT_SECTIONS = frozenset({"案情", "争点", "处理结果", "理由", "启示"})

Unresolved = Callable[[str], str | None]


def case_breaches(case: CaseFacts, unresolved: Unresolved) -> Iterator[tuple[str, str]]:
    """Breaches in front matter as (key, message)."""
    for name, basis in (("basis_stated", case.basis_stated), ("basis_mapped", case.basis_mapped)):
        for key in basis:
            message = unresolved(key)
            if message:
                yield name, message
    if case.industry not in INDUSTRIES:
        yield "industry", f"unknown industry {case.industry!r}; allowed: {'、'.join(INDUSTRIES)}"
    for topic in case.topics:
        if topic not in TOPICS:
            yield "topics", f"unknown topic {topic!r}; allowed: {'、'.join(TOPICS)}"
    yield from (("rounds", message) for message in _rounds(case))
    yield from (("figures", message) for message in _figures(case))


def section_breaches(document: Document, case: CaseFacts) -> Iterator[tuple[int, str]]:
    """Breaches in the body as (line of the body, message)."""
    allowed = VERDICT_SECTIONS if document.level == "裁判" else CASE_SECTIONS
    for section in sections(document.text):
        if section.heading not in allowed:
            yield section.line, f"section {section.heading!r} is not one of {'、'.join(sorted(allowed))}"
        if section.heading == "结果" and case.outcome == "未核实":
            yield section.line, "an unverified outcome must not be written as 结果"


def _rounds(case: CaseFacts) -> Iterator[str]:
    for item in case.rounds:
        if not (item.what or item.workers or item.employers):
            yield f"round {item.when!r} says nothing: write what, workers or employers"


def _figures(case: CaseFacts) -> Iterator[str]:
    if case.figures and case.outcome == "未核实":
        yield "an unverified outcome has no figures: remove them or verify the outcome"
    for figure in case.figures:
        if figure.topic not in case.topics:
            yield f"figure {figure.name!r} is about {figure.topic!r}, which is not among the topics of the case"
        if not _has_size(figure):
            yield f"figure {figure.name!r} needs either value, or low and high with low below high"


def _has_size(figure: Figure) -> bool:
    """Exactly one of: a value; a range whose low end is below its high end."""
    if figure.value is not None:
        return figure.low is None and figure.high is None
    return figure.low is not None and figure.high is not None and figure.low < figure.high

"""The structured record of a case in words: one line each for comparison, brief and paper.

figure_words(figure) == "行业最低工资：1170元/月（市最低工资的130%；来源报道）"
"""

from decimal import Decimal

from indexer.case_facts import CaseFacts, CaseProcedure, Figure, Round

PROCEDURE_LABELS = {"offer": "要约", "delegates": "代表", "vote": "表决", "filing": "审查备案"}


def number(value: float | Decimal) -> str:
    """A number as people write it: 1170, 2.5."""
    return f"{value:f}" if isinstance(value, Decimal) else f"{value:.10g}"


def size_words(figure: Figure) -> str:
    """The value or the range with its unit: `1170元/月`, `5.5—8%`."""
    if figure.value is not None:
        return f"{number(figure.value)}{figure.unit}"
    assert figure.low is not None
    assert figure.high is not None
    return f"{number(figure.low)}—{number(figure.high)}{figure.unit}"


def figure_words(figure: Figure) -> str:
    """Name, size, on what basis, and whose figure it is."""
    return f"{figure.name}：{size_words(figure)}（{'；'.join(filter(None, (figure.base, figure.voice)))}）"


def round_words(item: Round) -> str:
    """When, what happened, and where each side stood after it."""
    sides = ((item.workers, "职工方"), (item.employers, "企业方"))
    parts = [item.what, *(f"{side}：{position}" for position, side in sides if position)]
    return f"{item.when}　{'；'.join(filter(None, parts))}"


def procedure_words(procedure: CaseProcedure) -> tuple[str, ...]:
    """What is known of the procedure, a line each."""
    return tuple(
        f"{label}：{text}" for name, label in PROCEDURE_LABELS.items() if (text := str(getattr(procedure, name)))
    )


def opening_words(case: CaseFacts) -> tuple[str, ...]:
    """First positions, each with its side."""
    return (
        *(f"职工方：{text}" for text in case.opening.workers),
        *(f"企业方：{text}" for text in case.opening.employers),
    )


def evidence_words(case: CaseFacts) -> tuple[str, ...]:
    """What was put on the table, each with its side."""
    return tuple(f"{item.side}：{item.what}" for item in case.evidence)


def coverage_words(case: CaseFacts) -> str:
    """What the agreement covers: the source's own words, else the counts; empty where unknown."""
    counts = (f"{case.enterprises}家企业" if case.enterprises else "", f"{case.workers}名职工" if case.workers else "")
    return case.coverage or "、".join(filter(None, counts))

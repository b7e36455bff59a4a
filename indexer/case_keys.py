"""The front matter keys of a case → `CaseFacts`; unknown keys and ill-typed values are refused by msgspec.

`indexer.frontmatter` names file and line of a breach.
"""

from typing import Annotated, Literal

import msgspec

from indexer.case_facts import CaseFacts, CaseProcedure, Evidence, Figure, Opening, Round
from indexer.common_keys import CommonKeys, Reliability

CaseLevel = Literal["企业", "行业", "区域", "平台", "裁判"]
Outcome = Literal["已知", "未核实", "未载"]
Side = Literal["职工方", "企业方", "政府", "双方"]
Voice = Literal["来源报道", "工会一方口径", "企业一方口径", "裁判文书", "官方发布"]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class OpeningKeys(msgspec.Struct, forbid_unknown_fields=True):
    workers: tuple[Text, ...] = ()
    employers: tuple[Text, ...] = ()


class EvidenceKeys(msgspec.Struct, forbid_unknown_fields=True):
    side: Side
    what: Text


class RoundKeys(msgspec.Struct, forbid_unknown_fields=True):
    when: Text | int  # a year alone is a number to YAML
    what: str = ""
    workers: str = ""
    employers: str = ""


class FigureKeys(msgspec.Struct, forbid_unknown_fields=True):
    name: Text
    topic: Text
    unit: Text
    voice: Voice
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: str = ""


class CaseProcedureKeys(msgspec.Struct, forbid_unknown_fields=True):
    offer: str = ""
    delegates: str = ""
    vote: str = ""
    filing: str = ""


class CaseKeys(CommonKeys, kw_only=True):
    """The common keys and what only a case has, in the order of the contract."""

    level: CaseLevel
    industry: Text
    years: Text
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    outcome: Outcome
    reliability: Reliability
    coverage: str | None = None
    enterprises: Count | None = None
    workers: Count | None = None
    opening: OpeningKeys = msgspec.field(default_factory=OpeningKeys)
    evidence: tuple[EvidenceKeys, ...] = ()
    rounds: tuple[RoundKeys, ...] = ()
    figures: tuple[FigureKeys, ...] = ()
    procedure: CaseProcedureKeys = msgspec.field(default_factory=CaseProcedureKeys)
    basis_stated: tuple[str, ...] = ()
    basis_mapped: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


def case_facts(keys: CaseKeys) -> CaseFacts:
    """The frozen value of these keys."""
    return CaseFacts(
        industry=keys.industry,
        years=keys.years,
        parties=keys.parties,
        topics=keys.topics,
        outcome=keys.outcome,
        reliability=keys.reliability,
        coverage=keys.coverage,
        enterprises=keys.enterprises,
        workers=keys.workers,
        opening=Opening(keys.opening.workers, keys.opening.employers),
        evidence=tuple(Evidence(item.side, item.what) for item in keys.evidence),
        rounds=tuple(Round(str(item.when), item.what, item.workers, item.employers) for item in keys.rounds),
        figures=tuple(_figure(item) for item in keys.figures),
        procedure=CaseProcedure(
            keys.procedure.offer, keys.procedure.delegates, keys.procedure.vote, keys.procedure.filing
        ),
        basis_stated=keys.basis_stated,
        basis_mapped=keys.basis_mapped,
        unverified=keys.unverified,
    )


def _figure(keys: FigureKeys) -> Figure:
    return Figure(keys.name, keys.topic, keys.unit, keys.voice, keys.value, keys.low, keys.high, keys.base)

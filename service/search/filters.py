"""Which passages a question may be answered from. Filters apply before the best are chosen.

An empty result stays empty: a filter that lets nothing through never turns into no filter.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.documents import Kind, Status
from indexer.index import Index

NATIONAL = "全国"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """None means any. `region` is exact (“河北”) or the province of a finer one (“河北·秦皇岛”).

    `applicable_in` is the region whose people ask: national rules and that province's own, no other province's.
    `slugs` are the only documents that may pass.
    """

    kinds: frozenset[Kind] | None = None
    level: str | None = None
    region: str | None = None
    status: Status | None = None
    applicable_in: str | None = None
    slugs: frozenset[str] | None = None


#: Rules among themselves: what judgements of articles are measured on.
RULES = Filters(kinds=frozenset({Kind.REGULATION}))


def allowed_rows(index: Index, filters: Filters) -> NDArray[np.bool_]:
    """Mask of the passages that pass every filter, shape (rows,)."""
    passing = {
        document.slug
        for document in index.documents
        if (filters.kinds is None or document.kind in filters.kinds)
        and (filters.level is None or document.level == filters.level)
        and (filters.region is None or within(document.region, filters.region))
        and (filters.status is None or document.status == filters.status)
        and (filters.slugs is None or document.slug in filters.slugs)
        and (filters.applicable_in is None or _applies(document.kind, document.region, filters.applicable_in))
    }
    return np.array([passage.slug in passing for passage in index.passages], dtype=np.bool_)


def province(region: str) -> str:
    """`河北·秦皇岛` → `河北`; 省 and 市 behind a name do not matter."""
    return region.partition("·")[0].removesuffix("省").removesuffix("市")


def within(region: str, wanted: str) -> bool:
    """Whether `region` is `wanted` or lies in it."""
    return region == wanted or region.startswith(f"{wanted}·")


def _applies(kind: Kind, region: str, place: str) -> bool:
    """Rules and practices apply at home only; a case may be compared from anywhere."""
    return kind is Kind.CASE or region == NATIONAL or province(region) == province(place)

"""Is a case that was sent in already here? Suggested to a person, never decided.

likely_duplicates(searcher, values)     # the nearest cases of the library with the reasons
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from indexer.documents import Document
from service.library.cases import all_cases, facts_of, hits_by_case
from service.library.submission_fields import topics
from service.search.filters import province
from service.search.ranking import Searcher

#: Share of characters two titles have in common, 0–1, higher is more alike.
SAME_TITLE = 0.6
#: So much of a title, and of all texts, is compared.
TITLE, TEXT = 100, 300
#: The nearest cases by words.
NEAR_WORDS = 3
MOST = 3
#: So many signs make a suspicion; a like title is one by itself.
ENOUGH = 3


@dataclass(frozen=True)
class Duplicate:
    document: Document
    reasons: tuple[str, ...]


def likely_duplicates(searcher: Searcher, values: Mapping[str, str]) -> tuple[Duplicate, ...]:
    """At most three cases that may be the same one, most signs first."""
    title = values.get("title", "")[:TITLE]
    text = " ".join((title, *topics(values), values.get("problem", "")))[:TEXT]
    near = set(list(hits_by_case(searcher, text))[:NEAR_WORDS])
    found = []
    for document in all_cases(searcher):
        like = SequenceMatcher(None, title, document.title).ratio()
        reasons = _signs(document, values, document.slug in near)
        if like >= SAME_TITLE:
            reasons = ("名称相近", *reasons)
        if like >= SAME_TITLE or len(reasons) >= ENOUGH:
            found.append((Duplicate(document, reasons), like))
    found.sort(key=lambda item: (-len(item[0].reasons), -item[1], item[0].document.slug))
    return tuple(duplicate for duplicate, _ in found[:MOST])


def _signs(document: Document, values: Mapping[str, str], near: bool) -> tuple[str, ...]:
    signs = {
        "同行业": facts_of(document).industry == values.get("industry"),
        "同地区": province(document.region) == province(values.get("region", "")),
        "文字相近": near,
    }
    return tuple(name for name, holds in signs.items() if holds)

"""相近案例: which cases are near a case or a plan, and why (同行业、同议题、同地区、文字相近).

    alike(searcher, Profile(industry="餐饮", topics=("底线工资",), region="河北", text="餐饮 底线工资"), k=3)

Points for what is structurally the same, and fewer for nearness of words; the reasons are the points, so nobody
has to believe a number. Ties go to the more reliable, then the later case.
"""

from dataclasses import dataclass

from indexer.documents import Document
from service.library.cases import RELIABILITIES, all_cases, facts_of, hits_by_case, last_year
from service.search.filters import NATIONAL, province
from service.search.ranking import Searcher

#: Points: a trade shares its costs and customs, a topic its arguments; place matters less, words least.
INDUSTRY, TOPIC, REGION, LEVEL, WORDS = 4.0, 2.0, 1.5, 1.0, 1.5
#: Of more than three topics in common nothing more is learned.
MAX_TOPICS = 3
#: Cases among so many best for the words count as near by words.
NEAR_WORDS = 12
#: 程序 and 其他 are in most cases and say little about being alike.
UNTELLING = frozenset({"程序", "其他"})


@dataclass(frozen=True)
class Profile:
    """What to be near to. `text` is searched for; `level` empty means any."""

    industry: str
    topics: tuple[str, ...]
    region: str
    text: str
    level: str = ""


@dataclass(frozen=True)
class Alike:
    """A case with the reasons why it is near, `score` higher is nearer."""

    document: Document
    reasons: tuple[str, ...]
    score: float


def alike(
    searcher: Searcher, profile: Profile, *, k: int, leave_out: str = "", levels: frozenset[str] | None = None
) -> tuple[Alike, ...]:
    """The `k` nearest cases with at least one reason, nearest first; `levels` are the only levels looked at."""
    near = {slug: place for place, slug in enumerate(hits_by_case(searcher, profile.text), start=1)}
    found = [
        _alike(document, profile, near.get(document.slug, 0))
        for document in all_cases(searcher)
        if document.slug != leave_out and (levels is None or document.level in levels)
    ]
    found = [item for item in found if item.reasons]
    found.sort(key=lambda item: (-item.score, _doubt(item.document), -last_year(item.document), item.document.slug))
    return tuple(found[:k])


def profile_of(document: Document) -> Profile:
    """What a case is to be compared by."""
    case = facts_of(document)
    text = " ".join((document.title, case.industry, *case.topics))
    return Profile(case.industry, case.topics, document.region, text, document.level)


def _alike(document: Document, profile: Profile, place: int) -> Alike:
    case = facts_of(document)
    score, reasons = 0.0, []
    if case.industry == profile.industry and profile.industry not in UNTELLING:
        score += INDUSTRY
        reasons.append("同行业")
    shared = [topic for topic in case.topics if topic in profile.topics and topic not in UNTELLING]
    if shared:
        score += TOPIC * min(len(shared), MAX_TOPICS)
        reasons.append(f"同议题：{'、'.join(shared)}")
    if profile.region != NATIONAL and province(document.region) == province(profile.region):
        score += REGION
        reasons.append("同地区")
    if 0 < place <= NEAR_WORDS:
        score += WORDS * (1 - (place - 1) / NEAR_WORDS)
        reasons.append("文字相近")
    if reasons and document.level == profile.level:
        score += LEVEL
    return Alike(document, tuple(reasons), score)


def _doubt(document: Document) -> int:
    return RELIABILITIES.index(facts_of(document).reliability)

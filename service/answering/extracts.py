"""Answers made of extracts: the articles or steps found, each by the words nearest to the question."""

import datetime as dt
import re
from collections.abc import Iterable

import numpy as np

from indexer.documents import Document, Kind, Trust
from indexer.passages import Passage, Span
from service.answering.answer import Sentence
from service.answering.citation import Citation, cite
from service.answering.extract import asks_amount, best_extract, states_amount
from service.search.query import Query
from service.search.ranking import Hit, Searcher
from service.search.relevance import is_borne_out

MAX_CITED = 3
#: A further passage is cited only if its log-odds of answering lie at most so far below those of the best.
NEAR = 0.5
_ASKS_FOR_CASES = re.compile(
    r"案例|例子|先例|同行|别(?:家|的(?:企业|公司|厂|单位|地方|城市|行业))|别人(?:家|是|都)?怎么|其他(?:企业|公司|地方|城市|行业)|怎么谈|谈成|谈到多少|谈了多少"
)


def asks_for_cases(text: str) -> bool:
    """Whether a question wants other people's bargaining: cases illustrate and do not decide."""
    return bool(_ASKS_FOR_CASES.search(text))


def choose(searcher: Searcher, query: Query, hits: Iterable[Hit], near: float) -> tuple[Hit, ...]:
    """The hits an answer may stand on: the articles that are named; else the best and those close behind it.

    Empty when even the best is not borne out: a high rank is no evidence by itself. `near` is what
    `service.search.relevance.near_enough` says.
    """
    found = tuple(hits)
    named = tuple(hit for hit in found if hit.named)
    if named:
        return named
    if asks_for_cases(query.text):
        return _best_of_each(found)[:MAX_CITED]
    borne = tuple(hit for hit in found if _answers(searcher, query, hit, near))
    return tuple(hit for hit in borne[:MAX_CITED] if _log_odds(hit) >= _log_odds(borne[0]) - NEAR)


def _best_of_each(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The best place of every document, in order."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.slug, hit)
    return tuple(best.values())


def _answers(searcher: Searcher, query: Query, hit: Hit, near: float) -> bool:
    """Near enough; and a passage without any amount does not answer how much or how long."""
    states = states_amount(hit.passage.text) or not asks_amount(query.text)
    return states and is_borne_out(searcher, query, hit, near)


def extracts(
    searcher: Searcher, query: Query, hits: Iterable[Hit], issue: int, day: dt.date, first: int
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """One sentence a hit, citations numbered from `first`."""
    sentences, citations = [], []
    for number, hit in enumerate(hits, start=first):
        sentence, citation = _extract(searcher, query, hit, number, issue, day)
        sentences.append(sentence)
        citations.append(citation)
    return tuple(sentences), tuple(citations)


def _extract(
    searcher: Searcher, query: Query, hit: Hit, number: int, issue: int, day: dt.date
) -> tuple[Sentence, Citation]:
    passage, document = hit.passage, hit.document
    if hit.named:
        span, lead_in = Span(0, len(passage.text)), None
    else:
        of_parts = passage.kind is Kind.REGULATION and len(passage.parts) > 1
        scores = searcher.part_scores(query, passage) if of_parts else [0.0] * len(passage.parts)
        chosen = best_extract(passage, query.text, scores, searcher.index.bigram.weight)
        span, lead_in = chosen.span, chosen.lead_in
    citation = cite(number, passage, document, span, day)
    lead = passage.text[lead_in.start : lead_in.end] if lead_in else ""
    return Sentence(f"{source_of(document, passage)}：{lead}{citation.quote}", (number,), issue), citation


def source_of(document: Document, passage: Passage) -> str:
    """《劳动合同法》第十九条; a digest says that it is one; a section of anything else goes by its heading."""
    place = passage.heading.split(" ")[0] if passage.article_key else f"“{passage.heading}”"
    mark = "" if document.trust is Trust.VERBATIM else f"（{document.trust}）"
    return f"《{document.short_title}》{place}{mark}"


def _log_odds(hit: Hit) -> float:
    probability = min(max(hit.score, 1e-9), 1 - 1e-9)
    return float(np.log(probability / (1 - probability)))

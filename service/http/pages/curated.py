"""Curated answers to browse: all by topic, for one audience or everybody, and each on a page of its own."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.documents import Document, Kind
from service.answering.curated import calculators, curated_sentences
from service.http.api import InRuntime
from service.http.pages.rendering import find_document, of_kind, page
from service.http.pages.sectioning import calculators_named, depths_of
from service.search.ranking import Searcher

router = APIRouter()

AUDIENCES = ("职工", "社工", "协商代表", "企业")
#: The topics people ask about most, each with one example on the home page.
EXAMPLE_TOPICS = ("试用期", "工资", "解除与终止", "加班与工时", "工伤", "要约与应约", "集体合同效力", "协商代表")


@dataclass(frozen=True)
class Audience:
    """A way to narrow the list, and how many answers it leaves."""

    name: str
    count: int


@router.get("/answers")
def answers(request: Request, runtime: InRuntime, audience: str = "") -> Response:
    """Every curated answer under its topic, topics with most answers first; an unknown audience narrows nothing."""
    every = of_kind(runtime.live.current(), Kind.ANSWER)
    chosen = audience if audience in AUDIENCES else None
    shown = [document for document in every if chosen is None or chosen in _audience(document)]
    return page(
        request,
        "answers.html",
        topics=by_topic(shown),
        audiences=[Audience(name, sum(name in _audience(item) for item in every)) for name in AUDIENCES],
        chosen=chosen,
        shown=len(shown),
        count=len(every),
    )


@router.get("/answers/{slug}")
def curated(request: Request, runtime: InRuntime, slug: str) -> Response:
    """One curated answer in its three depths, every citation open to be read."""
    searcher = runtime.live.current()
    document = find_document(searcher, Kind.ANSWER, slug)
    assert document.answer is not None
    sentences, citations = curated_sentences(searcher, document, 0, dt.date.today())
    return page(
        request,
        "curated.html",
        document=document,
        facts=document.answer,
        depths=depths_of(sentences),
        citations=citations,
        calculators=calculators_named(calculators(document)),
        related=[searcher.documents[other] for other in document.answer.related if other in searcher.documents],
    )


def by_topic(documents: list[Document]) -> list[tuple[str, list[Document]]]:
    """Topics with their answers, the fullest first."""
    counts = Counter(document.answer.topic for document in documents if document.answer)
    return [(topic, [item for item in documents if _topic(item) == topic]) for topic, _ in counts.most_common()]


def examples(searcher: Searcher) -> tuple[str, ...]:
    """One question for each of the topics people ask about most: the shortest, which is the most general."""
    every = of_kind(searcher, Kind.ANSWER)
    titles = ([item.title for item in every if _topic(item) == topic] for topic in EXAMPLE_TOPICS)
    return tuple(min(found, key=len) for found in titles if found)


def _topic(document: Document) -> str:
    return document.answer.topic if document.answer else ""


def _audience(document: Document) -> tuple[str, ...]:
    return document.answer.audience if document.answer else ()

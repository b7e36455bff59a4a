"""Curated answers: which one a question really asks for, and its sentences with their citations.

A curated answer is taken when one of its own ways of asking is near to the question and the articles it stands on are
among those the search finds by itself: two witnesses, so that a near wording about another matter does not pass. Of
180 questions with required articles the answers taken hold all of them in 91 % at a cosine of 0.4, 95 % at 0.7.
"""

import datetime as dt
from dataclasses import dataclass

from indexer.answers import REASONS, read_statements
from indexer.documents import Document, Kind
from indexer.passages import Passage, Span
from indexer.segmentation import bigrams
from service.answering.answer import Sentence
from service.answering.citation import Citation, cite
from service.answering.extract import amounts_in, clauses, overlap
from service.search.filters import Filters
from service.search.query import Query
from service.search.ranking import Hit, Searcher

#: One of the answer's articles must be among so many first articles of the search.
AGREEING = 3


@dataclass(frozen=True)
class Match:
    """A curated answer and the cosine of its nearest way of asking."""

    document: Document
    nearness: float


def best_curated(
    searcher: Searcher, query: Query, filters: Filters, articles: tuple[Hit, ...], near: float
) -> Match | None:
    """The curated answer to take, None if none really matches.

    `articles` are the rules found, best first; `near` is what `service.search.relevance.near_enough` says.
    """
    hits = nearest_answers(searcher, query, filters, 1)
    if not hits or not hits[0].document.answer:
        return None
    nearness = hits[0].scores["asked"] - 1.0
    own = {passage.id for passage in sources(searcher, hits[0].document, but=REASONS)}
    agreed = any(hit.passage.id in own for hit in articles[:AGREEING]) or not articles
    return Match(hits[0].document, nearness) if agreed and nearness >= near else None


def nearest_answers(searcher: Searcher, query: Query, filters: Filters, k: int) -> tuple[Hit, ...]:
    """The curated answers nearest to a question, whether they answer it or not."""
    wanted = Filters(kinds=frozenset({Kind.ANSWER}), applicable_in=filters.applicable_in)
    return searcher.search(query, k=k, filters=wanted)


def sources(searcher: Searcher, document: Document, but: str = "") -> tuple[Passage, ...]:
    """The passages an answer stands on, each once, those of the depth `but` left out."""
    found = (
        passage
        for statement in read_statements(document)
        if statement.depth != but
        for source in statement.sources
        if (passage := resolve(searcher, source))
    )
    return tuple(dict.fromkeys(found))


def resolve(searcher: Searcher, source: str) -> Passage | None:
    """The passage that a reference of an answer means; None if it is not in this index."""
    if "#" not in source:
        return searcher.passage(source)
    row = searcher.row_of_key.get(searcher.reader.resolve(source) or "")
    return None if row is None else searcher.index.passages[row]


def calculators(document: Document) -> tuple[str, ...]:
    """Names of the calculators an answer points to, each once."""
    return tuple(dict.fromkeys(name for item in read_statements(document) for name in item.calculators))


def curated_sentences(
    searcher: Searcher,
    document: Document,
    issue: int,
    day: dt.date,
    first: int = 1,
    filters: Filters = Filters(),
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Every sentence of a curated answer with its citations, numbered from `first`.

    Sources that do not pass the filters (another province's rules) are left out, and sentences that have no other.
    The quoted words are those of the cited passage that are nearest to the sentence; one place has one number.
    """
    numbers: dict[tuple[str, Span], int] = {}
    citations: list[Citation] = []
    sentences = []
    allowed = searcher.allowed(filters)
    for statement in read_statements(document):
        own = []
        for source in statement.sources:
            passage = resolve(searcher, source)
            if passage is None or not allowed[searcher.rows[passage.id]]:
                continue
            span = nearest_words(searcher, passage, statement.text)
            number = numbers.setdefault((passage.id, span), first + len(numbers))
            if number == first + len(citations):
                citations.append(cite(number, passage, searcher.documents[passage.slug], span, day))
            own.append(number)
        if own:
            sentences.append(
                Sentence(statement.text, tuple(dict.fromkeys(own)), issue, statement.depth, statement.item)
            )
    return tuple(sentences), tuple(citations)


def nearest_words(searcher: Searcher, passage: Passage, sentence: str) -> Span:
    """The clause of a passage that bears a sentence out: among those with most of its numbers, the likest in words."""
    found = tuple(clauses(passage))
    if not found:
        return Span(0, len(passage.text))
    wanted, tokens = amounts_in(sentence), bigrams(sentence)
    weight = searcher.index.bigram.weight

    def fit(place: int) -> tuple[int, float, int]:
        clause = found[place]
        held = amounts_in(passage.text[clause.span.start : clause.span.end])
        return len(wanted & held), overlap(passage.text, clause, tokens, weight), -place

    return found[max(range(len(found)), key=fit)].span

"""The sentences of a curated answer with their citations. Whether it is taken is `service.answering.matching`."""

import datetime as dt
from collections.abc import Collection

from indexer.answers import DEPTHS, read_statements
from indexer.documents import Document
from indexer.passages import Passage, Span
from indexer.segmentation import bigrams
from service.answering.answer import Sentence
from service.answering.citation import Citation, cite
from service.answering.extract import amounts_in, clauses, overlap
from service.search.filters import Filters
from service.search.ranking import Searcher


def sources(searcher: Searcher, document: Document, depths: Collection[str] = DEPTHS) -> tuple[Passage, ...]:
    """The passages that the given depths of an answer stand on, each once."""
    found = (
        passage
        for statement in read_statements(document)
        if statement.depth in depths
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

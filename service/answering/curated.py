"""A curated answer (编写的答案) as sentences with citations: what it refers to becomes a quote that can be read.

    curated_sentences(searcher, document, 0, today) → sentences of all three depths, citations numbered from 1

A reference to a calculator is no citation; `calculators_of` names those.
"""

import datetime as dt

from indexer.answers import Statement, read_statements
from indexer.documents import Document
from indexer.passages import Passage
from service.answering.answer import Sentence
from service.answering.citation import Citation, cite
from service.answering.extract import best_extract
from service.search.ranking import Searcher


def curated_sentences(
    searcher: Searcher, document: Document, issue: int, day: dt.date
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Every sentence in order, as part of the issue numbered `issue`; one passage is one citation."""
    citations: dict[str, Citation] = {}
    sentences = []
    for statement in read_statements(document):
        numbers = []
        for source in statement.sources:
            passage = _passage(searcher, source)
            if passage is None:
                continue
            if passage.id not in citations:
                citations[passage.id] = _cite(searcher, len(citations) + 1, passage, statement, day)
            numbers.append(citations[passage.id].number)
        sentences.append(Sentence(statement.text, tuple(numbers), issue, statement.depth, statement.item))
    return tuple(sentences), tuple(citations.values())


def calculators_of(document: Document) -> tuple[str, ...]:
    """Names of the calculators an answer points to, each once."""
    return tuple(dict.fromkeys(name for item in read_statements(document) for name in item.calculators))


def _passage(searcher: Searcher, source: str) -> Passage | None:
    if "#" not in source:
        return searcher.passage(source)
    row = searcher.row_of_key.get(searcher.reader.resolve(source) or "")
    return None if row is None else searcher.index.passages[row]


def _cite(searcher: Searcher, number: int, passage: Passage, statement: Statement, day: dt.date) -> Citation:
    """The clause of the passage that shares most with the sentence."""
    span = best_extract(passage, statement.text, [0.0] * len(passage.parts), searcher.index.bigram.weight).span
    return cite(number, passage, searcher.documents[passage.slug], span, day)

"""Document → passages, by kind, from one table."""

from collections.abc import Callable

from indexer.documents import Document, Kind
from indexer.passages import Passage
from indexer.splitting.answer import split_answer
from indexer.splitting.regulation import split_regulation
from indexer.splitting.sections import split_sections

__all__ = ["SPLITTERS", "split"]

Splitter = Callable[[Document], tuple[Passage, ...]]

#: Kind → how its documents are cut. A kind that is not here cannot be indexed yet.
SPLITTERS: dict[Kind, Splitter] = {
    Kind.REGULATION: split_regulation,
    Kind.PROCEDURE: split_sections,
    Kind.CASE: split_sections,
    Kind.PRACTICE: split_sections,
    Kind.FORM: split_sections,
    Kind.ANSWER: split_answer,
}


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in order, never overlapping. Raises KeyError for a kind without a splitter."""
    return SPLITTERS[document.kind](document)

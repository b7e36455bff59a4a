"""A curated answer is one passage: it is found and shown as a whole."""

from indexer.documents import Document
from indexer.passages import Passage, Span, slice_passage


def split_answer(document: Document) -> tuple[Passage, ...]:
    """The whole text as the passage `slug/answer`."""
    return (
        slice_passage(
            document,
            span=Span(0, len(document.text)),
            anchor="answer",
            heading=document.title,
            heading_path=(),
            preface=document.title,
        ),
    )

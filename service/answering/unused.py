"""What was found beside an answer: forms that help with it, curated answers near it, passages it does not stand on."""

from indexer.documents import Document, Kind
from service.answering.answer import Unused
from service.answering.citation import document_url, passage_url
from service.search.query import Query
from service.search.ranking import Hit, Searcher

MAX_FORMS, MAX_PASSAGES = 4, 9


def unused_of(
    searcher: Searcher,
    query: Query,
    *,
    used: tuple[Hit, ...],
    others: tuple[Hit, ...],
    cited: set[str],
    offered: tuple[Document, ...] = (),
) -> tuple[Unused, ...]:
    """Forms first, then curated answers offered, then the hits that carry nothing of the answer, each once.

    `cited` are passage ids.
    """
    left = {hit.passage.id: hit for hit in reversed(others) if hit.passage.id not in cited}
    order = dict.fromkeys(hit.passage.id for hit in others if hit.passage.id in left)
    forms = _forms(searcher, query, {*(hit.passage.id for hit in used), *cited})
    answers = (_answer(searcher, document) for document in {document.slug: document for document in offered}.values())
    return (*forms, *answers, *(_unused(left[passage]) for passage in tuple(order)[:MAX_PASSAGES]))


def _forms(searcher: Searcher, query: Query, places: set[str]) -> tuple[Unused, ...]:
    """The forms the question names, and those used in a step that is cited."""
    steps = {place.replace("/", "#", 1) for place in places}
    wanted = [
        document
        for document in searcher.index.documents
        if document.form and (any(name in query.text for name in document.names) or steps & set(document.form.steps))
    ]
    return tuple(_form(searcher, document) for document in wanted[:MAX_FORMS])


def _form(searcher: Searcher, document: Document) -> Unused:
    passage = searcher.passages_of[document.slug][0]
    return Unused(passage.id, None, Kind.FORM, document.title, "表单", passage_url(passage))


def _answer(searcher: Searcher, document: Document) -> Unused:
    passage = searcher.passages_of[document.slug][0]
    return Unused(passage.id, None, Kind.ANSWER, document.title, "", document_url(Kind.ANSWER, document.slug))


def _unused(hit: Hit) -> Unused:
    passage = hit.passage
    return Unused(
        passage.id, passage.article_key, passage.kind, hit.document.title, passage.heading, passage_url(passage)
    )

"""What was found beside an answer: forms that help with it, and passages it does not stand on."""

from indexer.documents import Document, Kind
from service.answering.answer import Unused
from service.answering.citation import passage_url
from service.search.query import Query
from service.search.ranking import Hit, Searcher

MAX_FORMS, MAX_PASSAGES = 4, 9


def unused_of(
    searcher: Searcher, query: Query, *, used: tuple[Hit, ...], others: tuple[Hit, ...], cited: set[str]
) -> tuple[Unused, ...]:
    """Forms first, then the hits that carry nothing of the answer, each once. `cited` are passage ids."""
    left = {hit.passage.id: hit for hit in reversed(others) if hit.passage.id not in cited}
    order = dict.fromkeys(hit.passage.id for hit in others if hit.passage.id in left)
    forms = _forms(searcher, query, {*(hit.passage.id for hit in used), *cited})
    return (*forms, *(_unused(left[passage]) for passage in tuple(order)[:MAX_PASSAGES]))


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


def _unused(hit: Hit) -> Unused:
    passage = hit.passage
    return Unused(
        passage.id, passage.article_key, passage.kind, hit.document.title, passage.heading, passage_url(passage)
    )

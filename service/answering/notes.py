"""What must be told beside an answer: conflicts of rules, what was left out and why, whose text may differ."""

import datetime as dt
from collections.abc import Iterable

from indexer.conflicts import touching
from indexer.documents import Document, Kind, Status
from indexer.segmentation import bigrams
from service.answering.citation import Citation
from service.answering.validity import text_note, validity_on
from service.search.filters import province
from service.search.query import Query, named_keys
from service.search.ranking import Searcher

#: How many conflicts are told at most, and the share of its topic's bigrams (weighted by rarity) that a question must
#: repeat for a conflict to be about it.
MAX_CONFLICTS, ABOUT = 2, 0.25
#: Documents of these statuses may be answered from; the unverified ones carry a note.
USABLE = frozenset({Status.IN_FORCE, Status.UNVERIFIED})


def notes_of(
    searcher: Searcher, query: Query, citations: Iterable[Citation], region: str | None, day: dt.date
) -> tuple[str, ...]:
    """All notes in the order a reader needs them, each once."""
    cited = tuple(citations)
    found = []
    if region and not holds_rules_of(searcher, region):
        found.append(f"本库没有收录{region}的地方规定，以下只按全国规定回答。")
    found += left_out(searcher, query, {item.article_key for item in cited}, day)
    found += conflict_notes(searcher, query, [item.article_key for item in cited if item.article_key])
    documents = dict.fromkeys(item.passage_id.partition("/")[0] for item in cited)
    found += [note for slug in documents if (note := text_note(searcher.documents[slug], day))]
    return tuple(dict.fromkeys(found))


def conflict_notes(searcher: Searcher, query: Query, keys: Iterable[str]) -> list[str]:
    """What to tell where a cited article takes part in a conflict that the question is about."""
    weight, asked = searcher.index.bigram.weight, query.own_bigrams.keys()
    found = dict.fromkeys(item for key in keys for item in touching(searcher.index.conflicts, key))
    shares = {}
    for item in found:
        topic = {token: weight(token) for token in bigrams(item.topic)}
        shares[item] = sum(value for token, value in topic.items() if token in asked) / sum(topic.values())
    near = sorted((item for item in found if shares[item] >= ABOUT), key=lambda item: -shares[item])
    return [f"{item.topic}——{item.tell}" for item in near[:MAX_CONFLICTS]]


def left_out(searcher: Searcher, query: Query, cited: set[str | None], day: dt.date) -> list[str]:
    """One note for every article that is named by its law and cannot be answered from."""
    notes = []
    for key in named_keys(query):
        row = searcher.row_of_key.get(key)
        if row is None or key in cited:
            continue
        passage = searcher.index.passages[row]
        document = searcher.documents[passage.slug]
        status = validity_on(document, day)
        why = f"在{day:%Y年%-m月%-d日}{status}" if status not in USABLE else f"是{document.region}的规定"
        notes.append(f"《{document.short_title}》{passage.heading}{why}，没有用来回答。")
    return notes


def holds_rules_of(searcher: Searcher, place: str) -> bool:
    """Whether any rule of that province is held."""
    return any(_is_rule_of(document, place) for document in searcher.index.documents)


def _is_rule_of(document: Document, place: str) -> bool:
    return document.kind is Kind.REGULATION and province(document.region) == province(place)

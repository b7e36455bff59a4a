"""Articles that cases and briefs stand on, and the cases that rest on an article."""

from dataclasses import dataclass

from indexer.article_keys import split_key
from indexer.documents import Document
from indexer.passages import Passage
from service.library.cases import all_cases, facts_of
from service.search.ranking import Searcher


@dataclass(frozen=True)
class Resting:
    """Cases that rest on an article: their sources say so (`stated`), or we put it to them (`mapped`)."""

    stated: tuple[Document, ...]
    mapped: tuple[Document, ...]


def article_of(searcher: Searcher, key: str) -> Passage | None:
    """The passage of an article key in any spelling, None when it is no key or not held."""
    try:
        split_key(key)
    except ValueError:
        return None
    row = searcher.row_of_key.get(searcher.reader.resolve(key) or "")
    return None if row is None else searcher.index.passages[row]


def article_words(searcher: Searcher, passage: Passage) -> str:
    """`《劳动合同法》第三十八条`, without the small title a digest may have."""
    return f"《{searcher.documents[passage.slug].short_title}》{passage.heading.split(' ')[0]}"


def cases_resting_on(searcher: Searcher, key: str) -> Resting:
    """The cases whose basis names this article (a key as passages have it). A case stands in one list only."""
    stated, mapped = [], []
    for document in all_cases(searcher):
        case = facts_of(document)
        if _names(searcher, case.basis_stated, key):
            stated.append(document)
        elif _names(searcher, case.basis_mapped, key):
            mapped.append(document)
    return Resting(tuple(stated), tuple(mapped))


def _names(searcher: Searcher, keys: tuple[str, ...], key: str) -> bool:
    return any(other == key or searcher.reader.resolve(other) == key for other in keys)

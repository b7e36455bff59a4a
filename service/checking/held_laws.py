"""The articles that citations are judged by: found by law and number, with their words ready for comparison."""

from dataclasses import dataclass

from indexer.article_keys import article_key, split_key
from indexer.documents import Document, Kind, Trust
from indexer.passages import Passage
from service.checking.extent import extent
from service.checking.quoting import Tokens, is_literal, tokens
from service.search.ranking import Searcher


@dataclass(frozen=True)
class Part:
    """How many 款 an article has, and how many 项 stand in each of them."""

    items: tuple[int, ...]


class HeldLaws:
    """Looks into one index; words are prepared when they are first needed and kept. Safe in several threads."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._documents = {
            document.title: document for document in searcher.index.documents if document.kind is Kind.REGULATION
        }
        self._tokens: dict[str, Tokens] = {}

    def document(self, title: str) -> Document | None:
        """The rule of a title, None when it is not held."""
        return self._documents.get(title)

    def article(self, title: str, number: str) -> Passage | None:
        """The passage of an article, None when it is not held."""
        row = self.searcher.row_of_key.get(article_key(title, number))
        return None if row is None else self.searcher.index.passages[row]

    def articles(self, document: Document) -> tuple[Passage, ...]:
        """All articles of a rule in order."""
        return tuple(item for item in self.searcher.passages_of[document.slug] if item.article_key)

    def extent(self, document: Document) -> int | None:
        """The highest article number of a rule, None when it is not known."""
        keys = (passage.article_key for passage in self.articles(document))
        return extent(document, [split_key(key)[1] for key in keys if key])

    def words(self, passage: Passage) -> Tokens:
        """The words of an article as quotations are compared with them."""
        found = self._tokens.get(passage.id)
        if found is None:
            found = self._tokens[passage.id] = tokens(passage.text)
        return found

    def holding(self, quote: str, document: Document) -> Passage | None:
        """The first article with these words: of `document`, else of any rule held verbatim."""
        others = (item for item in self._documents.values() if item is not document and item.trust is Trust.VERBATIM)
        for candidate in (document, *others):
            for passage in self.articles(candidate):
                if is_literal(quote, self.words(passage)):
                    return passage
        return None


def parts_of(passage: Passage) -> Part:
    """`parts_of` an article of two 款, the first with three 项: Part((3, 0))."""
    items: list[int] = []
    for part in passage.parts:
        is_item = passage.text.startswith(("（", "("), part.span.start)
        if is_item and items:
            items[-1] += 1
        elif not is_item:
            items.append(0)
    return Part(tuple(items))

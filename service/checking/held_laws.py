"""The articles that citations are judged by: found by law and number, with their words ready for comparison."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from indexer.article_keys import article_key, split_key
from indexer.documents import Document, Kind, Trust
from indexer.passages import Passage
from service.checking.extent import extent
from service.checking.quoting import Tokens, is_literal, pieces, tokens
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
        return next((item for item in self.articles(document) if is_literal(quote, self.words(item))), None) or next(
            (item for item in self._candidates(quote) if is_literal(quote, self.words(item))), None
        )

    def _candidates(self, quote: str) -> Iterator[Passage]:
        """Articles held verbatim that have the longest piece of a quotation, found in one pass over all words."""
        passages, starts, whole = self._whole
        longest = max(pieces(quote), key=lambda piece: len(piece.keys), default=None)
        place = whole.find(longest.joined) if longest else -1
        while longest and place >= 0:
            row = bisect_right(starts, place) - 1
            yield passages[row]
            place = whole.find(longest.joined, starts[row] + len(self.words(passages[row]).joined))

    @cached_property
    def _whole(self) -> tuple[tuple[Passage, ...], tuple[int, ...], str]:
        """All articles held verbatim, where the words of each begin, and the words one after the other."""
        documents = (item for item in self._documents.values() if item.trust is Trust.VERBATIM)
        passages = tuple(passage for document in documents for passage in self.articles(document))
        texts = [self.words(passage).joined for passage in passages]
        starts = (0, *accumulate(len(text) for text in texts))
        return passages, starts[:-1], "".join(texts)


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

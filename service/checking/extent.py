"""How many articles a law has, as far as the corpus says it.

    extent(document, ["1", "2", …, "98"]) == 98

Rules of which only a part is held say so in `not_held`; then the last number is what that sentence states, or unknown.
"""

import re
from collections.abc import Iterable

from indexer.article_keys import sort_number
from indexer.documents import Document

_TOTAL = re.compile(r"全文共?(\d+)条")
_PARTIAL = re.compile(r"以后|其余|只有第|只收第")


def extent(document: Document, held: Iterable[str]) -> int | None:
    """The highest number an article of this law can have; None when the corpus does not tell.

    `held` are the number parts of the articles that are held. For a law with inserted articles (刑法) the stated
    total counts them too, so it is an upper bound: an article is never called missing by mistake.
    """
    stated = _TOTAL.search(document.not_held)
    if stated:
        return int(stated.group(1))
    if _PARTIAL.search(document.not_held):
        return None
    return max((sort_number(number)[0] for number in held), default=None)

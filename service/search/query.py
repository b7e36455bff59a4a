"""A question as the search sees it: cleaned text, tokens, vector, and the articles it names."""

import re
from dataclasses import dataclass

from indexer.article_keys import NUMBER, number_of
from indexer.cleaning import clean, has_content, normalize
from indexer.encoding import Encoder, Role, Vectors
from indexer.references import Reference, ReferenceReader
from indexer.segmentation import Segmenter, bigrams

#: A question that is nothing but an article number: 三十八条, 第38条是什么？
_BARE_ARTICLE = re.compile(
    rf"(?:请问)?第?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?(?:是什么|是啥|怎么说|怎么规定的?|讲什么|规定|内容|原文|的|呢)*[?？。!！\s]*"
)


@dataclass(frozen=True)
class Query:
    """`text` is cleaned but otherwise as typed. `references` are the articles named, in order."""

    text: str
    bigrams: tuple[str, ...]
    words: tuple[str, ...]
    vector: Vectors
    references: tuple[Reference, ...]


def make_query(text: str, encoder: Encoder, segmenter: Segmenter, reader: ReferenceReader) -> Query | None:
    """Prepare a question; None when it holds no letter, ideograph or digit."""
    cleaned = clean(text)
    if not has_content(normalize(cleaned)):
        return None
    return Query(
        text=cleaned,
        bigrams=bigrams(cleaned),
        words=segmenter.words(cleaned),
        vector=encoder.encode([cleaned], Role.QUERY)[0],
        references=reader.read(cleaned),
    )


def bare_number(query: Query) -> str | None:
    """The article number when the question is only that: “第三十八条” → "38"."""
    match = _BARE_ARTICLE.fullmatch(query.text)
    return number_of(match.group(1), match.group(2)) if match else None


def named_keys(query: Query) -> tuple[str, ...]:
    """Article keys the question names, of laws that are held, each once."""
    return tuple(dict.fromkeys(reference.key for reference in query.references if reference.key))

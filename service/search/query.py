"""A question as the search sees it: cleaned text, weighted tokens, vector, and the articles it names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.article_keys import NUMBER, number_of
from indexer.cleaning import clean, has_content, normalize
from indexer.encoding import Encoder, Role, Vectors
from indexer.lexicon import Lexicon
from indexer.references import Reference, ReferenceReader
from indexer.segmentation import Segmenter, bigrams

#: A question that is nothing but an article number: 三十八条, 第38条是什么？
_BARE_ARTICLE = re.compile(
    rf"(?:请问)?第?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?(?:是什么|是啥|怎么说|怎么规定的?|讲什么|规定|内容|原文|的|呢)*[?？。!！\s]*"
)
#: Words that ask and name nothing; they are in every question and in no article, but in many headings.
_ASKING = re.compile(
    r"请问|我想问一?下?|想咨询一?下?|什么时候|怎么办|怎么样|怎么|怎样|如何|什么|为什么|多久|多长时间|多少|哪些|哪个|哪里"
    r"|能不能|可不可以|可以吗|是不是|会不会|有没有|要不要|该不该|吗|呢|吧|啊|[？?！!]"
)


#: Weight of asking words: “什么时候” is in the headings of digests and helps a little there, but must not outweigh
#: “生效” (own set: nDCG@10 69.1 with full weight, 68.7 without asking words, 69.2 with half).
ASKING_WEIGHT = 0.5
#: Weight of a legal term that the lexicon is sure of; measured on retrieval.md's benchmark, not sensitive.
TERM_WEIGHT = 0.4

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Query:
    """`text` is cleaned but otherwise as typed; `corrected` has its known typing errors mended.

    `own_bigrams` and `own_words` are the tokens of the question, `bigrams` and `words` those of the legal terms
    besides. `legal_terms` are what the lexicon adds, with their weights; `references` the articles named, in order.
    `hidden` marks asked questions the search must not use, shape (asked,): only an evaluation hides any.
    """

    text: str
    corrected: str
    own_bigrams: Weights
    own_words: Weights
    bigrams: Weights
    words: Weights
    vector: Vectors
    references: tuple[Reference, ...]
    legal_terms: Weights
    hidden: NDArray[np.bool_] | None = None


def make_query(
    text: str, encoder: Encoder, segmenter: Segmenter, reader: ReferenceReader, lexicon: Lexicon
) -> Query | None:
    """Prepare a question; None when it holds no letter, ideograph or digit."""
    cleaned = clean(text)
    if not has_content(normalize(cleaned)):
        return None
    corrected = lexicon.correct(cleaned)
    content, terms = naming_words(corrected), lexicon.legal_terms(normalize(corrected).lower())
    asking = ((content, 1 - ASKING_WEIGHT), (corrected, ASKING_WEIGHT))
    added = tuple((term, TERM_WEIGHT * weight) for term, weight in terms.items())
    own_bigrams = _weights(((bigrams(part), weight) for part, weight in asking), {})
    own_words = _weights(((segmenter.words(part), weight) for part, weight in asking), {})
    return Query(
        text=cleaned,
        corrected=corrected,
        own_bigrams=own_bigrams,
        own_words=own_words,
        bigrams=_weights(((bigrams(part), weight) for part, weight in added), own_bigrams),
        words=_weights(((segmenter.words(part), weight) for part, weight in added), own_words),
        vector=encoder.encode([corrected], Role.QUERY)[0],
        references=reader.read(cleaned),
        legal_terms=terms,
    )


def _weights(parts: Iterable[tuple[Iterable[str], float]], before: Weights) -> Weights:
    """Token → its weight `before` and the weights of the parts it occurs in, once an occurrence."""
    total = dict(before)
    for tokens, weight in parts:
        for token in tokens:
            total[token] = total.get(token, 0.0) + weight
    return total


def naming_words(text: str) -> str:
    """The question without its asking words: “集体合同什么时候生效” → “集体合同 生效”; all of it if nothing is left."""
    content = _ASKING.sub(" ", text)
    return content if has_content(content) else text


def bare_number(query: Query) -> str | None:
    """The article number when the question is only that: “第三十八条” → "38"."""
    match = _BARE_ARTICLE.fullmatch(query.text)
    return number_of(match.group(1), match.group(2)) if match else None


def named_keys(query: Query) -> tuple[str, ...]:
    """Article keys the question names, of laws that are held, each once."""
    return tuple(dict.fromkeys(reference.key for reference in query.references if reference.key))

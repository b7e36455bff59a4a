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
#: Words that ask and name nothing; they are in every question and in no article, but in many headings.
_ASKING = re.compile(
    r"请问|我想问一?下?|想咨询一?下?|什么时候|怎么办|怎么样|怎么|怎样|如何|什么|为什么|多久|多长时间|多少|哪些|哪个|哪里"
    r"|能不能|可不可以|可以吗|是不是|会不会|有没有|要不要|该不该|吗|呢|吧|啊|[？?！!]"
)


@dataclass(frozen=True)
class Query:
    """`text` is cleaned but otherwise as typed; `references` are the articles named, in order.

    In the tokens the asking words stand once and all others twice: “什么时候” is in the headings of digests and
    helps a little there, but must not outweigh “生效” (own set: nDCG@10 69.1 with full weight, 68.7 without
    asking words, 69.2 with half).
    """

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
    content = naming_words(cleaned)
    return Query(
        text=cleaned,
        bigrams=bigrams(content) + bigrams(cleaned),
        words=segmenter.words(content) + segmenter.words(cleaned),
        vector=encoder.encode([cleaned], Role.QUERY)[0],
        references=reader.read(cleaned),
    )


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

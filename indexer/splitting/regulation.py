"""Rules → one passage per article (条); rules without articles → one per section.

The text carries its structure in Markdown headings: `##` 章, `###` 节, `####` 条 (corpus/README.md). Only a
heading line opens an article, so a sentence that merely begins with 第三十八条 never does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article_keys import NUMBER, article_heading, article_key, article_number
from indexer.documents import Document
from indexer.passages import Passage, slice_passage
from indexer.splitting.sections import Section, sections, split_sections

#: A heading that opens an article: 第三十八条, 第二百七十六条之一, 第三十二条 要约与回应
ARTICLE_HEADING = re.compile(rf"第{NUMBER}条(?:之{NUMBER})?(?=\s|$)")
_GENERAL_CHAPTER = re.compile(r"第.+章\s*(总则|附则)\s*$")


@dataclass(frozen=True)
class _Article:
    number: str
    section: Section


def split_regulation(document: Document) -> tuple[Passage, ...]:
    """One passage per article, in order; a rule without articles is split into its sections."""
    articles = tuple(_articles(document.text))
    if not articles:
        return split_sections(document)
    return tuple(_passage(document, article) for article in articles)


def _articles(text: str) -> Iterator[_Article]:
    for section in sections(text):
        if ARTICLE_HEADING.match(section.heading):
            yield _Article(article_number(section.heading), section)


def _passage(document: Document, article: _Article) -> Passage:
    path = article.section.heading_path
    heading = article.section.heading
    own_words = heading.split(maxsplit=1)[1] if " " in heading else ""
    return slice_passage(
        document,
        span=article.section.body,
        anchor=article.number,
        heading=f"{article_heading(article.number)} {own_words}".strip(),
        heading_path=path,
        # 法名 + text was measured best; 章 and 条号 in front of the vector cost 2 points (retrieval.md, C).
        preface=f"{document.title} {own_words}".strip(),
        article_key=article_key(document.title, article.number),
        general=any(_GENERAL_CHAPTER.match(above) for above in path),
    )

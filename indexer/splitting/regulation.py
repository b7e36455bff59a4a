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
#: What is hardly ever the answer to a question: 总则 chapters, housekeeping in 附则 (a penalty there is none),
#: and duties of the state and its offices.
_PRINCIPLES = re.compile(r"第.+章\s*总则\s*$")
_CLOSING = re.compile(r"第.+章\s*附则\s*$")
_HOUSEKEEPING = re.compile(
    r"施行|起实行|废止|解释权|负责解释|所称|制定.{0,12}(?:办法|规定|细则)|参照本|依照本|另行规定"
)
_OFFICIAL_DUTY = re.compile(r"国务院|县级以上|各级|省、自治区|国家(?:鼓励|支持|采取|建立|发展|实行)")


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
    own_words = "".join(heading.split(maxsplit=1)[1:])
    return slice_passage(
        document,
        span=article.section.body,
        anchor=article.number,
        heading=f"{article_heading(article.number)} {own_words}".strip(),
        heading_path=path,
        # 法名 + text was measured best; 章 and 条号 in front of the vector cost 2 points (retrieval.md, C).
        preface=f"{document.title} {own_words}".strip(),
        article_key=article_key(document.title, article.number),
        general=_is_general(path, document.text[article.section.body.start : article.section.body.end].strip()),
    )


def _is_general(path: tuple[str, ...], text: str) -> bool:
    """Whether ranking should prefer other articles to this one."""
    if any(_PRINCIPLES.match(above) for above in path) or _OFFICIAL_DUTY.match(text):
        return True
    return any(_CLOSING.match(above) for above in path) and bool(_HOUSEKEEPING.search(text))

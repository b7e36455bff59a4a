"""What a question names but this library does not hold: said plainly, never answered from memory."""

import re

from indexer.article_keys import article_heading
from indexer.documents import Kind
from service.search.query import Query
from service.search.ranking import Searcher
from service.search.regions import PROVINCES

#: A province's own rule by name: 江苏省集体协商条例, 重庆市集体合同条例.
_LOCAL_RULE = re.compile(
    rf"(?:{'|'.join(PROVINCES)})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?(?:(?![对的有是什怎吗呢])[\u4e00-\u9fff]){{2,24}}?(?:条例|规定|办法)"
)


def not_held(searcher: Searcher, query: Query) -> str | None:
    """One sentence on what is missing; None if the question names nothing, or something that is held."""
    if searcher.named_rows(query):
        return None
    reference = next((found for found in query.references if found.title), None)
    if reference is None or reference.title is None:
        return _local_rule(searcher, query.text)
    if not reference.held:
        return f"本库未收录《{reference.title}》"
    document = next(found for found in searcher.index.documents if found.title == reference.title)
    detail = document.not_held or f"本库收录的《{document.title}》没有这一条"
    return f"本库未收录《{document.title}》{_heading(reference.number)}。{detail}"


def _local_rule(searcher: Searcher, text: str) -> str | None:
    """A rule of a province that is named without an article and is not held."""
    match = _LOCAL_RULE.search(text)
    if match is None:
        return None
    held = (
        name for document in searcher.index.documents if document.kind is Kind.REGULATION for name in document.names
    )
    if any(name in text for name in held if name.endswith(("条例", "规定", "办法"))):
        return None
    return f"本库未收录《{match.group()}》"


def _heading(number: str) -> str:
    try:
        return article_heading(number)
    except ValueError:  # 第0条, 第99999条: no article has such a number
        return f"第{number}条"

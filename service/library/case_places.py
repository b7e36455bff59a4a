"""Where on the page of a case each part of its record stands, so that every cell and sentence can link there."""

from indexer.documents import Document
from indexer.passages import Passage
from service.answering.citation import document_url, passage_url
from service.search.ranking import Searcher

#: Part of the record → sections of the prose that tell the same, best first.
SECTIONS = {
    "opening": ("双方开价与证据", "争点", "问题", "案情"),
    "evidence": ("双方开价与证据", "理由", "案情"),
    "rounds": ("经过与让步", "处理结果", "案情"),
    "figures": ("结果", "处理结果"),
    "procedure": ("程序", "经过与让步"),
    "lessons": ("启示",),
}


def record_url(document: Document, part: str) -> str:
    """The line of the record on the page of a case: `/case/wuhan-catering-2011#record-opening`."""
    return f"{document_url(document.kind, document.slug)}#record-{part}"


def passage_for(searcher: Searcher, document: Document, part: str) -> Passage:
    """The passage that tells a part of the record in prose; the first one where no section is about it."""
    passages = searcher.passages_of[document.slug]
    for heading in SECTIONS[part]:
        for passage in passages:
            if passage.heading == heading:
                return passage
    return passages[0]


def section_of(searcher: Searcher, document: Document, heading: str) -> Passage | None:
    """The passage under a heading, None if the case has none."""
    return next((item for item in searcher.passages_of[document.slug] if item.heading == heading), None)


def section_url(searcher: Searcher, document: Document, part: str) -> str:
    """The address of the passage that tells a part of the record."""
    return passage_url(passage_for(searcher, document, part))

"""Is the article there and in force? What a citation is worth before its words are looked at."""

import datetime as dt

from indexer.article_keys import article_heading, split_key
from indexer.conflicts import Conflict
from indexer.documents import Document, Status, Trust
from indexer.passages import Passage, Span
from service.answering.citation import document_url, passage_url
from service.answering.validity import text_note, validity_on
from service.checking.findings import Issue, Level, Link, Remark
from service.checking.held_laws import HeldLaws, parts_of
from service.checking.mentions import Mention
from service.checking.replaced import MISNAMED, REPLACED


def heading(number: str) -> str:
    """第三十八条 for "38"; a number that no heading can have (0) stays in digits."""
    try:
        return article_heading(number)
    except ValueError:
        return f"第{number}条"


def judge_law(mention: Mention, laws: HeldLaws) -> Remark | None:
    """What is wrong with the law itself, None when it is held."""
    replaced = REPLACED.get(mention.title)
    if replaced is not None:
        source = _link(laws, replaced.source)
        message = (
            f"《{replaced.title}》自{_day(replaced.since)}起已经废止，现在看{replaced.successor}，条号不能照搬。"
            f"{replaced.advice}"
        )
        return Remark(Issue.REPEALED, Level.WRONG, message, links=source)
    if laws.document(mention.title) is None:
        return Remark(
            Issue.LAW_NOT_HELD, Level.UNJUDGED, f"本库未收录《{mention.title}》，不作判断，请到官方渠道查阅原文。"
        )
    return None


def judge_name(mention: Mention) -> Remark | None:
    """A wrong name for a law that is held."""
    formal = MISNAMED.get(mention.title)
    if formal is None:
        return None
    return Remark(Issue.RENAMED, Level.DOUBT, f"《{mention.title}》的正式名称是《{formal}》，请写正式名称。")


def judge_missing(mention: Mention, document: Document, laws: HeldLaws) -> Remark:
    """An article that is not among those held: it does not exist, or cannot be judged."""
    last = laws.extent(document)
    number = int(mention.number.partition("-")[0])
    to_law = (Link(f"《{document.title}》", document_url(document.kind, document.slug)),)
    if number == 0 or (last is not None and number > last):
        ending = f"，全文共{last}条" if last else ""
        message = f"《{document.title}》没有{heading(mention.number)}{ending}。"
        return Remark(Issue.NO_SUCH_ARTICLE, Level.WRONG, message, links=to_law)
    held = {split_key(item.article_key)[1] for item in laws.articles(document) if item.article_key}
    if str(number) in held and "-" in mention.number and document.trust is Trust.VERBATIM:
        message = f"《{document.title}》{heading(str(number))}后面没有“{heading(mention.number)}”。"
        return Remark(Issue.NO_SUCH_ARTICLE, Level.WRONG, message, links=to_law)
    message = f"本库没有收录《{document.title}》{heading(mention.number)}，不作判断。"
    return Remark(Issue.ARTICLE_NOT_HELD, Level.UNJUDGED, message, links=to_law)


def judge_validity(document: Document, day: dt.date) -> Remark | None:
    """Not in force on the day, or not known to be."""
    match validity_on(document, day):
        case Status.REPEALED:
            when = f"自{_day(document.repealed)}起" if document.repealed else ""
            return Remark(Issue.REPEALED, Level.WRONG, f"《{document.title}》{when}已经废止。{document.status_note}")
        case Status.NOT_YET:
            when = f"，{_day(document.effective)}起施行" if document.effective else ""
            return Remark(Issue.NOT_YET, Level.WRONG, f"《{document.title}》在{_day(day)}还没有施行{when}。")
    note = text_note(document, day)
    return Remark(Issue.UNVERIFIED, Level.NOTE, note) if note else None


def judge_overtaken(passage: Passage, conflicts: tuple[Conflict, ...], laws: HeldLaws) -> tuple[Remark, ...]:
    """Articles that another rule has overtaken: what holds instead."""
    return tuple(
        Remark(
            Issue.OVERTAKEN,
            Level.WRONG,
            f"这一条（或者其中一部分）已经被别的规定取代，不能单独作依据。{conflict.topic}：{conflict.adopt}",
            links=tuple(link for key in conflict.prevails for link in _link(laws, key)),
        )
        for conflict in conflicts
        if passage.article_key in conflict.overtaken
    )


def judge_part(mention: Mention, passage: Passage, trust: Trust) -> Remark | None:
    """A 款 or 项 that the article does not have; digests are not the text, so theirs are not counted."""
    if trust is not Trust.VERBATIM:
        return None
    items = parts_of(passage).items
    where = heading(mention.number)
    if mention.paragraph is not None and not 1 <= mention.paragraph <= len(items):
        return Remark(Issue.NO_SUCH_PART, Level.WRONG, f"{where}只有{len(items)}款，没有第{mention.paragraph}款。")
    if mention.item is None:
        return None
    in_one = items[mention.paragraph - 1] if mention.paragraph else max(items, default=0)
    place = f"{where}第{mention.paragraph}款" if mention.paragraph else where
    if not 1 <= mention.item <= in_one:
        has = f"只有{in_one}项" if in_one else "不分项"
        return Remark(Issue.NO_SUCH_PART, Level.WRONG, f"{place}{has}，没有第{mention.item}项。")
    return None


def place(mention: Mention, passage: Passage) -> Span | None:
    """The 款 that is cited, as a span of the passage."""
    if mention.paragraph is None:
        return None
    paragraphs = [part.span for part in passage.parts if not passage.text.startswith(("（", "("), part.span.start)]
    return paragraphs[mention.paragraph - 1] if 1 <= mention.paragraph <= len(paragraphs) else None


def _link(laws: HeldLaws, key: str) -> tuple[Link, ...]:
    title, number = split_key(key)
    passage = laws.article(title, number)
    return (Link(f"《{title}》{heading(number)}", passage_url(passage)),) if passage else ()


def _day(day: dt.date | None) -> str:
    return f"{day:%Y年%-m月%-d日}" if day else ""

"""Is a document in force on a day, and what must the reader know about the text we hold?

Status comes from the corpus; it is compared with the dates, never guessed.
"""

import datetime as dt

from indexer.documents import Document, Status


def validity_on(document: Document, day: dt.date) -> Status:
    """The status of `document` on `day`."""
    if document.repealed and document.repealed <= day:
        return Status.REPEALED
    if document.effective and document.effective > day:
        return Status.NOT_YET
    # The corpus states how it is at the time of writing; a date that is given decides for every other day.
    if (document.status is Status.REPEALED and document.repealed) or (
        document.status is Status.NOT_YET and document.effective
    ):
        return Status.IN_FORCE
    return document.status


def text_note(document: Document, day: dt.date) -> str | None:
    """A sentence when the text held may differ from the text of that day; None when there is nothing to say."""
    if document.version and document.version > day:
        return (
            f"《{document.short_title}》本库收录的是{document.version:%Y年%-m月%-d日}公布的文本，"
            f"{day:%Y年%-m月%-d日}当时的文字可能不同，旧文本本库未收录。"
        )
    if validity_on(document, day) is Status.UNVERIFIED:
        return f"《{document.short_title}》的效力未核实：{(document.status_note or '请以官方文本为准').rstrip('。')}。"
    return None

"""Feedback as CSV for a table program (with the mark that Excel needs to see UTF-8), one row a judgement.

A cell that a table program might take for a formula stays text.
"""

import csv
import io
from collections.abc import Iterable

from service.library.comparison_file import harmless
from service.store.feedback import Feedback

HEAD = ("时间", "评价", "理由", "说明", "问题", "答案", "索引")


def to_csv(judged: Iterable[tuple[Feedback, str]]) -> bytes:
    """Rows of feedback and the question it is about, in the order given."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEAD)
    for item, question in judged:
        given = f"{item.given_at:%Y-%m-%d %H:%M}"
        row = (given, item.verdict, item.reason, item.text, question, f"/answer/{item.answer_id}", item.index_digest)
        writer.writerow([harmless(text) for text in row])
    return buffer.getvalue().encode("utf-8-sig")

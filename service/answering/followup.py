"""A follow-up understood with the question before it: “那工资怎么算？” after 试用期 → “试用期，工资怎么算？”.

Only questions that plainly lean on what was said are rewritten, and the rewritten question is shown. Nothing is guessed
beyond the topic of the answer before.
"""

import re

from service.answering.answer import Answer
from service.search.gate import FIELD_WORDS

#: A longer question says what it is about.
LONGEST = 24
_OPENING = re.compile(r"^(?:那么|那|如果|要是|还有|另外|然后|这样|这个|这种|它)[，,、\s]*")
_LEANS = re.compile(
    r"^(?:那|还有|另外|然后|这样|这个|这种|它|如果|要是)|呢[？?]?$|^(?:多久|多少|怎么|谁|什么时候|去哪|要不要|能不能)"
)


def understood_as(question: str, previous: Answer | None) -> str | None:
    """The whole question a follow-up means, None when it stands on its own."""
    topic = topic_of(previous) if previous else None
    if not topic or len(question) > LONGEST or topic in question:
        return None
    leans = _LEANS.search(question)
    opened = _OPENING.match(question)
    if not leans and any(word in question for word in FIELD_WORDS):
        return None
    rest = question[opened.end() :] if opened else question
    return f"{topic}，{rest}" if rest.strip("？?。！! ") else None


def topic_of(answer: Answer) -> str | None:
    """What an answer was about: the topic of its curated answer, else the question itself without its question mark."""
    topic = next((issue.topic for issue in answer.issues if issue.topic), None)
    if topic:
        return topic
    question = (answer.understood or answer.question).rstrip("？?。！! ")
    return question if answer.citations and len(question) <= LONGEST else None

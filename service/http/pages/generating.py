"""A paragraph by the optional language model beside an answer: only where its asker ticked the box for this question.

The tick travels as a signed token in the address, so an answer's address alone never sends a question anywhere.
Sentences come one by one as server-sent events; the page for browsers without scripts waits for all of them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.answering.answer import Answer
from service.answering.generation import Finished, GenerationFailed, Written, generate, stream
from service.answering.generator_settings import GeneratorSettings
from service.answering.verification import Source
from service.http.api import InRuntime
from service.http.conversation import WrongPrevious
from service.http.errors import NotHere
from service.http.pages.rendering import page

router = APIRouter()


@dataclass(frozen=True)
class Task:
    """What the model is given: the question, the passages the answer cites, and the day whose law is meant."""

    answer: Answer
    question: str
    sources: tuple[Source, ...]
    settings: GeneratorSettings
    day: dt.date


def task(runtime: InRuntime, answer_id: str, consent: str = "") -> Task:
    """The task of an answer. Raises NotHere when the generator is off, was not asked for, or has nothing to read."""
    settings = runtime.settings.generator
    if settings is None:
        raise NotHere("这里没有开启语言模型，答案全部来自本库的条文和编写的答案。")
    try:
        agreed = runtime.conversation.agreed(consent)
    except WrongPrevious:
        agreed = ""
    answer = runtime.store.get(answer_id)
    if answer is None or agreed != answer_id:
        raise NotHere("没有这段文字。要用语言模型，请在提问时勾选。")
    searcher = runtime.live.current()
    ids = dict.fromkeys(item.passage_id for item in answer.citations)
    passages = [passage for passage_id in ids if (passage := searcher.passage(passage_id))]
    if not passages:
        raise NotHere("这个答案没有可以交给语言模型的出处。")
    sources = tuple(Source(passage, searcher.documents[passage.slug]) for passage in passages)
    day = answer.as_of or answer.asked or dt.date.today()
    return Task(answer, answer.understood or answer.question, sources, settings, day)


InTask = Annotated[Task, Depends(task)]


@router.get("/answer/{answer_id}/generated", response_class=EventSourceResponse)
def generated(task: InTask) -> Iterator[ServerSentEvent]:
    """Events `sentence`, then `finished` or `failed`."""
    for part in stream(task.question, task.sources, task.settings, task.day):
        match part:
            case Written(sentence, citations):
                cited = [{"title": item.title, "heading": item.heading, "url": item.url} for item in citations]
                numbers = list(sentence.citations)
                yield ServerSentEvent(
                    event="sentence", data={"text": sentence.text, "numbers": numbers, "citations": cited}
                )
            case Finished(dropped):
                yield ServerSentEvent(event="finished", data={"dropped": dropped})
            case GenerationFailed():
                yield ServerSentEvent(event="failed", data={"message": part.message})


@router.get("/answer/{answer_id}/generated/page")
def generated_page(request: Request, task: InTask) -> Response:
    """The same on a page, when it is complete."""
    written = generate(task.question, task.sources, task.settings, task.day)
    failed = written if isinstance(written, GenerationFailed) else None
    return page(request, "generated.html", answer=task.answer, written=written, failed=failed)

"""The JSON contract other programs are written against. Names here are public and stable."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.config import JsonDict

from indexer.documents import Document, Kind
from indexer.passages import Passage
from service.answering.answer import Answer, Origin
from service.answering.citation import passage_url
from service.answering.refusal import AnswerStatus
from service.answering.validity import validity_on
from service.search.ranking import Hit


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class AskIn(BaseModel):
    """A question. `region` is where the person works; `as_of` the day whose law is wanted."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "试用期最长多久", "region": "河北", "as_of": "2026-11-22"}]}
    )

    question: str = Field(description="问题，最多500字")
    region: str | None = Field(None, max_length=20, description="所在地区，例如 河北")
    as_of: dt.date | None = Field(None, description="问哪一天的规定，缺省为今天")
    previous: str | None = Field(None, max_length=100, description="接着问时，上一个答案的 previous，原样交回")

    @field_validator("as_of", mode="before")
    @classmethod
    def _written_as_a_day(cls, value: object) -> object:
        """A number would be read as seconds since 1970."""
        if value is None or isinstance(value, str | dt.date):
            return value
        raise ValueError("write 2026-11-22")


_ANSWER_EXAMPLE: JsonDict = {
    "id": "9f4c40d9646cce25",
    "status": "answered",
    "question": "劳动仲裁时效多久",
    "understood": None,
    "confidence": "",
    "issues": [
        {
            "question": "劳动仲裁时效多久",
            "origin": "条文摘录",
            "title": None,
            "url": None,
            "topic": None,
            "not_covered": "",
            "reviewed": None,
            "calculators": [],
        }
    ],
    "answer": [
        {
            "text": "《调解仲裁法》第二十七条：劳动争议申请仲裁的时效期间为一年。",
            "citations": [1],
            "issue": 0,
            "depth": "摘录",
            "item": None,
        }
    ],
    "citations": [
        {
            "number": 1,
            "passage_id": "laodong-zhengyi-tiaojie-zhongcaifa/27",
            "article_key": "劳动争议调解仲裁法#27",
            "title": "劳动争议调解仲裁法",
            "heading": "第二十七条",
            "quote": "劳动争议申请仲裁的时效期间为一年。",
            "start": 0,
            "end": 17,
            "validity": "现行有效",
            "trust": "原文",
            "effective": "2008-05-01",
            "url": "/law/laodong-zhengyi-tiaojie-zhongcaifa/27?mark=0-17#quote",
        }
    ],
    "unused": [],
    "notes": [],
    "handoff": None,
    "clarify": None,
    "previous": "9f4c40d9646cce25.Zm9vYmFyYmF6cXV4",
    "url": "/answer/9f4c40d9646cce25",
}


class SentenceOut(_Out):
    """One sentence and the numbers of the citations it stands on; none under a refusal.

    `issue` counts from 0 in `issues`; `depth` is 一句话, 怎么办, 依据与说理 or 摘录; `item` is the number of a step.
    """

    text: str
    citations: list[int]
    issue: int
    depth: str
    item: int | None


class IssueOut(_Out):
    """One question inside the question. `title` and `url` name a curated answer; `calculators` reckon it."""

    question: str
    origin: Origin
    title: str | None
    url: str | None
    topic: str | None
    not_covered: str
    reviewed: dt.date | None
    calculators: list[str]


class ChoiceOut(_Out):
    label: str
    ask: str


class ClarifyOut(_Out):
    """The one fact that decides; `ask` is the whole question to ask then. Under a refusal: questions that are near."""

    question: str
    choices: list[ChoiceOut]


class CitationOut(_Out):
    """`quote` occurs literally in the text of the passage, at characters `start` to `end`."""

    number: int
    passage_id: str
    article_key: str | None
    title: str
    heading: str
    quote: str
    start: int
    end: int
    validity: str
    trust: str
    effective: dt.date | None
    url: str


class UnusedOut(_Out):
    """Found, but nothing of the answer stands on it."""

    passage_id: str
    article_key: str | None
    kind: Kind
    title: str
    heading: str
    url: str


class ContactOut(_Out):
    name: str
    phone: str
    purpose: str


class HandoffOut(_Out):
    """Where to turn, and what to have ready."""

    contacts: list[ContactOut]
    prepare: list[str]


class AnswerOut(_Out):
    """An answer or a refusal; `citations` is empty under every refusal.

    `understood` is the whole question a follow-up was taken for. `previous` is handed back to ask on; None where
    answers are not kept.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_ANSWER_EXAMPLE]})

    id: str
    status: AnswerStatus
    question: str
    understood: str | None
    confidence: str
    issues: list[IssueOut]
    answer: list[SentenceOut]
    citations: list[CitationOut]
    unused: list[UnusedOut]
    notes: list[str]
    handoff: HandoffOut | None
    clarify: ClarifyOut | None
    previous: str | None
    url: str

    @classmethod
    def of(cls, answer: Answer, previous: str | None = None) -> "AnswerOut":
        return cls(
            id=answer.id,
            status=answer.status,
            question=answer.question,
            understood=answer.understood,
            confidence=answer.confidence,
            issues=[IssueOut.model_validate(item) for item in answer.issues],
            answer=[SentenceOut.model_validate(item) for item in answer.sentences],
            citations=[CitationOut.model_validate(item) for item in answer.citations],
            unused=[UnusedOut.model_validate(item) for item in answer.unused],
            notes=list(answer.notes),
            handoff=HandoffOut.model_validate(answer.handoff) if answer.handoff else None,
            clarify=ClarifyOut.model_validate(answer.clarify) if answer.clarify else None,
            previous=previous,
            url=answer.url,
        )


class HitOut(_Out):
    """`score` is the fused score times the prior, higher is better, comparable within one question only."""

    rank: int
    passage_id: str
    kind: Kind
    title: str
    article_key: str | None
    heading: str
    text: str
    validity: str
    trust: str
    score: float
    url: str

    @classmethod
    def of(cls, hit: Hit, today: dt.date) -> "HitOut":
        return cls(
            rank=hit.rank,
            passage_id=hit.passage.id,
            kind=hit.passage.kind,
            title=hit.document.title,
            article_key=hit.passage.article_key,
            heading=hit.passage.heading,
            text=hit.passage.text,
            validity=validity_on(hit.document, today).value,
            trust=hit.document.trust.value,
            score=hit.score,
            url=passage_url(hit.passage),
        )


class SearchOut(_Out):
    query: str
    hits: list[HitOut]


class PassageOut(_Out):
    """One passage with its text. `cites` are the article keys the text refers to."""

    passage_id: str
    document: str
    kind: Kind
    title: str
    article_key: str | None
    heading: str
    heading_path: list[str]
    text: str
    validity: str
    trust: str
    effective: dt.date | None
    region: str
    cites: list[str]
    url: str

    @classmethod
    def of(cls, passage: Passage, document: Document, today: dt.date) -> "PassageOut":
        return cls(
            passage_id=passage.id,
            document=document.slug,
            kind=passage.kind,
            title=document.title,
            article_key=passage.article_key,
            heading=passage.heading,
            heading_path=list(passage.heading_path),
            text=passage.text,
            validity=validity_on(document, today).value,
            trust=document.trust.value,
            effective=document.effective,
            region=document.region,
            cites=list(passage.cites),
            url=passage_url(passage),
        )


class SourceOut(_Out):
    name: str
    url: str | None
    reliability: str | None


class DocumentOut(_Out):
    """A document and the ids of its passages in order."""

    slug: str
    kind: Kind
    title: str
    short_title: str
    aliases: list[str]
    level: str
    issuer: str
    number: str
    region: str
    status: str
    status_note: str
    trust: str
    published: dt.date | None
    effective: dt.date | None
    version: dt.date | None
    repealed: dt.date | None
    reviewed: dt.date | None
    not_held: str
    sources: list[SourceOut]
    passages: list[str]

    @classmethod
    def of(cls, document: Document, passages: list[str]) -> "DocumentOut":
        fields = {name: getattr(document, name) for name in cls.model_fields if name not in ("sources", "passages")}
        sources = [SourceOut.model_validate(source) for source in document.sources]
        return cls(**fields, sources=sources, passages=passages)


class ReadyOut(_Out):
    """Questions can be answered with this index."""

    status: str
    index: str
    model: str
    documents: int
    passages: int
    articles: int


class HealthOut(_Out):
    status: str


class ErrorDetail(_Out):
    code: str
    message: str


class ErrorOut(_Out):
    """The one shape of every error."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"error": {"code": "unknown_region", "message": "不认识的地区“某地”。……"}}]}
    )

    error: ErrorDetail

"""The JSON interface of the citation checker. Nothing that is pasted is stored or logged."""

import datetime as dt
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from indexer.statutes import data_file, law_names
from service.checking.checker import MAX_CHARACTERS, Checker
from service.checking.findings import Finding, Issue, Report
from service.http.api import InRuntime
from service.http.schemas import ErrorOut
from service.search.ranking import Searcher

router = APIRouter()


def checker(runtime: InRuntime) -> Checker:
    """The checker over the index in use."""
    return checker_of(runtime.live.current())


@lru_cache(maxsize=1)
def checker_of(searcher: Searcher) -> Checker:
    """Made once an index."""
    return Checker(searcher, law_names(data_file()))


InChecker = Annotated[Checker, Depends(checker)]


class CheckIn(BaseModel):
    """A text with citations. `as_of` is the day whose law is wanted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "根据《合同法》第52条，协议无效。"}]})

    text: str = Field(description=f"要核对的文字，最多{MAX_CHARACTERS}字")
    as_of: dt.date | None = Field(None, description="按哪一天的规定核对，缺省为今天")


class DifferenceOut(BaseModel):
    """What was written and what the article says; either may be empty."""

    model_config = ConfigDict(from_attributes=True)

    written: str
    article: str


class LinkOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    words: str
    url: str


class SpanOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    start: int
    end: int


class RemarkOut(BaseModel):
    """One thing to say. `level`: right, note, unjudged, doubt, wrong."""

    issue: Issue
    level: str
    message: str
    span: SpanOut | None
    differences: list[DifferenceOut]
    links: list[LinkOut]


class FindingOut(BaseModel):
    """One citation: the characters `start` to `end` of the text. `issue` and `level` are those of the worst remark."""

    start: int
    end: int
    cited: str
    title: str
    article: str
    article_key: str | None
    url: str | None
    trust: str | None
    issue: Issue
    level: str
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, finding: Finding) -> "FindingOut":
        remarks = [
            RemarkOut(
                issue=remark.issue,
                level=remark.level.name.lower(),
                message=remark.message,
                span=SpanOut.model_validate(remark.span) if remark.span else None,
                differences=[DifferenceOut.model_validate(item) for item in remark.differences],
                links=[LinkOut.model_validate(item) for item in remark.links],
            )
            for remark in finding.remarks
        ]
        return cls(
            start=finding.span.start,
            end=finding.span.end,
            cited=finding.cited,
            title=finding.title,
            article=finding.number,
            article_key=finding.article_key,
            url=finding.url,
            trust=finding.trust.value if finding.trust else None,
            issue=finding.issue,
            level=finding.level.name.lower(),
            remarks=remarks,
        )


class CheckOut(BaseModel):
    """All citations in the order of the text. `left_over` counts those beyond the limit, which were not looked at."""

    as_of: dt.date
    findings: list[FindingOut]
    left_over: int

    @classmethod
    def of(cls, report: Report) -> "CheckOut":
        findings = [FindingOut.of(finding) for finding in report.findings]
        return cls(as_of=report.day, findings=findings, left_over=report.left_over)


@router.post(
    "/api/citations/check",
    responses={
        413: {"model": ErrorOut, "description": "请求太大"},
        422: {"model": ErrorOut, "description": "请求的内容不对"},
        503: {"model": ErrorOut, "description": "知识库还没有准备好"},
    },
    summary="核对一段文字里引用的法条",
)
def check(body: CheckIn, checker: InChecker) -> CheckOut:
    """Every cited article found and judged; a text without citations has no findings."""
    return CheckOut.of(checker.check(body.text, body.as_of or dt.date.today()))

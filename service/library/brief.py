"""The evening before a round: one sheet of articles, cases, ranges, counter-arguments, dates and papers.

    brief = write_brief(searcher, chains, read_request(form, topics), today)

Everything that is said of a case or of the law links to a passage that exists (`Said.passage_id`); what the corpus
does not hold is not there. Own numbers are reckoned with and forgotten.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.case_facts import CaseFacts
from indexer.documents import Document, Kind
from indexer.passages import Passage
from indexer.procedures import read_steps
from service.answering.citation import document_url, passage_url
from service.answering.validity import validity_on
from service.calculators.deadlines import Chain, Reckoned, reckon
from service.calculators.holidays import is_day_off
from service.library.articles import article_of, article_words
from service.library.brief_request import BriefRequest, OwnLine
from service.library.case_places import passage_for, record_url, section_of
from service.library.case_words import figure_words, round_words
from service.library.cases import CASE_LEVELS, facts_of, snippet_of
from service.library.ranges import Span, spans
from service.library.similar import Alike, Profile, alike
from service.library.topic_basis import keys_for
from service.search.filters import NATIONAL, province
from service.search.ranking import Searcher

COMPARABLE, DISPUTES, LESSONS = 6, 3, 5
#: Wider net for the ranges than for the cases that are told one by one.
RANGED = 24
BARGAINED = frozenset(CASE_LEVELS) - {"裁判"}
#: Beside its own side, whose words help.
HELPFUL = ("政府", "双方")


@dataclass(frozen=True)
class Said:
    """A sentence with the passage it can be read in; `url` goes there, `place` to the line of the record."""

    text: str
    passage_id: str
    url: str
    place: str = ""


@dataclass(frozen=True)
class ArticleItem:
    """An article that applies: how it begins, why it is here, and whether it is in force."""

    said: Said
    name: str
    why: str
    validity: str
    trust: str


@dataclass(frozen=True)
class CaseItem:
    """A comparable case: why it is comparable, what was asked, how it moved, what was agreed."""

    document: Document
    reasons: tuple[str, ...]
    asked: tuple[Said, ...]
    offered: tuple[Said, ...]
    moves: tuple[Said, ...]
    agreed: tuple[Said, ...]


@dataclass(frozen=True)
class Argument:
    """What the other side said in a case, and what was put against it there; both from the same case."""

    document: Document
    heard: tuple[Said, ...]
    answered: tuple[Said, ...]


@dataclass(frozen=True)
class FormItem:
    title: str
    purpose: str
    url: str


@dataclass(frozen=True)
class Brief:
    """The whole sheet. `spans` are of the same trade, `other_spans` of others.

    `undated` are periods whose first day was not given, in words.
    """

    request: BriefRequest
    own: tuple[OwnLine, ...]
    articles: tuple[ArticleItem, ...]
    not_held: tuple[str, ...]
    cases: tuple[CaseItem, ...]
    spans: tuple[Span, ...]
    other_spans: tuple[Span, ...]
    arguments: tuple[Argument, ...]
    lessons: tuple[Said, ...]
    pitfalls: tuple[Said, ...]
    disputes: tuple[tuple[Alike, Said], ...]
    dates: tuple[Reckoned, ...]
    undated: tuple[str, ...]
    procedure: Document | None
    papers: tuple[str, ...]
    forms: tuple[FormItem, ...]


def write_brief(searcher: Searcher, chains: Iterable[Chain], request: BriefRequest, today: dt.date) -> Brief:
    """Gather the sheet. `today` decides what is in force."""
    profile = Profile(
        request.industry,
        request.topics,
        request.province,
        " ".join((request.industry, *request.topics, "协商")),
        request.scope,
    )
    near = alike(searcher, profile, k=RANGED, levels=BARGAINED)
    told, ranged = near[:COMPARABLE], [item.document for item in near]
    disputes = alike(searcher, profile, k=DISPUTES, levels=frozenset({"裁判"}))
    procedure = searcher.documents.get(request.procedure)
    dates, undated = _dates(chains, request)
    return Brief(
        request=request,
        own=request.numbers.lines(),
        articles=tuple(_articles(searcher, request, today)),
        not_held=_not_held(searcher, request),
        cases=tuple(_case(searcher, item) for item in told),
        spans=spans((item for item in ranged if facts_of(item).industry == request.industry), request.topics),
        other_spans=spans((item for item in ranged if facts_of(item).industry != request.industry), request.topics),
        arguments=tuple(_arguments(searcher, told, request)),
        lessons=tuple(_lessons(searcher, told)),
        pitfalls=tuple(_pitfalls(searcher, procedure)) if procedure else (),
        disputes=tuple((item, _telling(searcher, item.document)) for item in disputes if _shares_topic(item)),
        dates=dates,
        undated=undated,
        procedure=procedure,
        papers=procedure.procedure.papers if procedure and procedure.procedure else (),
        forms=tuple(_forms(searcher, request.procedure)),
    )


def said(document: Document, passage: Passage, text: str, part: str = "") -> Said:
    """A sentence of a document, tied to a passage of it."""
    return Said(text, passage.id, passage_url(passage), record_url(document, part) if part else "")


def _articles(searcher: Searcher, request: BriefRequest, today: dt.date) -> Iterable[ArticleItem]:
    """Articles that are held and apply where the round takes place."""
    for key, why in keys_for(request.topics, wider=request.scope != "企业"):
        passage = article_of(searcher, key)
        if passage is None:
            continue
        document = searcher.documents[passage.slug]
        if document.region != NATIONAL and province(document.region) != request.province:
            continue
        yield ArticleItem(
            said(document, passage, snippet_of(passage)),
            article_words(searcher, passage),
            why,
            validity_on(document, today).value,
            document.trust.value,
        )


def _not_held(searcher: Searcher, request: BriefRequest) -> tuple[str, ...]:
    """What the procedure says we do not hold, and that local rules of another province are missing."""
    procedure = searcher.documents.get(request.procedure)
    own = (procedure.not_held,) if procedure and procedure.not_held else ()
    local = any(
        document.kind is Kind.REGULATION and province(document.region) == request.province
        for document in searcher.index.documents
    )
    missing = () if local else (f"本库没有收录{request.province}的地方规定，这里只列全国的规定。",)
    return (*missing, *own)


def _case(searcher: Searcher, item: Alike) -> CaseItem:
    document, case = item.document, facts_of(item.document)
    opening, rounds = passage_for(searcher, document, "opening"), passage_for(searcher, document, "rounds")
    figures = passage_for(searcher, document, "figures")
    agreed = [said(document, figures, figure_words(figure), "figures") for figure in case.figures]
    if not agreed and case.outcome == "已知":
        agreed = [said(document, figures, snippet_of(figures))]
    return CaseItem(
        document=document,
        reasons=item.reasons,
        asked=tuple(said(document, opening, text, "opening") for text in case.opening.workers),
        offered=tuple(said(document, opening, text, "opening") for text in case.opening.employers),
        moves=tuple(
            said(document, rounds, round_words(move), "rounds")
            for move in case.rounds
            if move.workers or move.employers
        ),
        agreed=tuple(agreed),
    )


def _arguments(searcher: Searcher, told: tuple[Alike, ...], request: BriefRequest) -> Iterable[Argument]:
    """Cases in which the other side's words are known, with what was put against them."""
    for item in told:
        document, case = item.document, facts_of(item.document)
        opening, evidence = passage_for(searcher, document, "opening"), passage_for(searcher, document, "evidence")
        heard = [said(document, opening, text, "opening") for text in _positions(case, request.other_side)]
        heard += [
            said(document, evidence, found.what, "evidence")
            for found in case.evidence
            if found.side == request.other_side
        ]
        answered = [
            said(document, evidence, f"{found.side}：{found.what}", "evidence")
            for found in case.evidence
            if found.side in (request.side, *HELPFUL)
        ]
        if heard:
            yield Argument(document, tuple(heard), tuple(answered))


def _positions(case: CaseFacts, side: str) -> tuple[str, ...]:
    return case.opening.employers if side == "企业方" else case.opening.workers


def _lessons(searcher: Searcher, told: tuple[Alike, ...]) -> Iterable[Said]:
    """The first lesson of each comparable case that draws one."""
    found = [(item.document, section_of(searcher, item.document, "启示")) for item in told]
    for document, section in [pair for pair in found if pair[1]][:LESSONS]:
        assert section is not None
        first = next(line for line in section.text.split("\n") if line.strip())
        yield said(document, section, first.lstrip("- ").strip())


def _pitfalls(searcher: Searcher, procedure: Document) -> Iterable[Said]:
    """The mistakes that the steps of the procedure warn of."""
    for step in read_steps(procedure):
        mistake = step.field("常见错误")
        if mistake:
            passage = searcher.index.passages[searcher.rows[f"{procedure.slug}/{step.anchor}"]]
            yield said(procedure, passage, f"{step.title}：{mistake}")


def _telling(searcher: Searcher, document: Document) -> Said:
    """How a dispute ended, in its own first words."""
    passage = passage_for(searcher, document, "figures")
    return said(document, passage, snippet_of(passage))


def _shares_topic(item: Alike) -> bool:
    return any(reason.startswith("同议题") for reason in item.reasons)


def _dates(chains: Iterable[Chain], request: BriefRequest) -> tuple[tuple[Reckoned, ...], tuple[str, ...]]:
    """Every date that follows from the days given, each once; and the periods that still wait for their first day."""
    chain = next((chain for chain in chains if chain.procedure == request.procedure), None)
    if chain is None:
        return (), ()
    days = {event: day for event, day in request.days if event in chain.events()}
    found: dict[str, Reckoned] = {}
    for event, day in days.items():
        for reckoned in reckon(chain, event, day, is_day_off).dates:
            if not reckoned.assumed or reckoned.rule.id not in found:
                found[reckoned.rule.id] = reckoned
    waiting = [rule for rule in chain.rule if rule.id not in found and rule.start not in days]
    labels = {event.id: event.label for event in chain.event}
    undated = tuple(f"“{labels[rule.start]}”以后知道日子再算：{rule.text}" for rule in waiting if rule.basis)
    return tuple(sorted(found.values(), key=lambda one: (one.safe, one.rule.id))), undated


def _forms(searcher: Searcher, procedure: str) -> Iterable[FormItem]:
    for document in searcher.index.documents:
        if document.form and any(step.partition("#")[0] == procedure for step in document.form.steps):
            yield FormItem(document.title, document.form.purpose, document_url(document.kind, document.slug))

"""Question → answer: curated answers where one really matches, else extracts, or a refusal with a name.

    answerer = Answerer(searcher, home_region="河北")
    answerer.answer(Request("试用期最长多久"), today).status is AnswerStatus.ANSWERED

No language model takes part. A long story is answered issue by issue. What was found but not used is kept apart in
`unused`; a refusal has no citation.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

from indexer.coverage import alike
from indexer.documents import Choice, Clarify, Document, Kind
from indexer.segmentation import bigrams
from service.answering.answer import Answer, Issue, Origin, Request, Sentence
from service.answering.citation import Citation, document_url
from service.answering.curated import calculators, curated_sentences
from service.answering.extracts import asks_for_cases, choose, extracts
from service.answering.followup import understood_as
from service.answering.matching import OFFER, TAKE, Match, matches, nearest_answers
from service.answering.not_held import not_held
from service.answering.notes import USABLE, left_out, notes_of
from service.answering.refusal import AnswerStatus, Refusal, refusal
from service.answering.unused import unused_of
from service.answering.validity import validity_on
from service.search.filters import Filters
from service.search.gate import Field, Verdict
from service.search.issues import clauses, find_issues
from service.search.query import Query, named_keys
from service.search.ranking import Hit, Searcher
from service.search.relevance import NEAR_ENOUGH, near_enough

#: How many hits are looked at for each issue.
CONSIDERED = 12
CASES = frozenset({Kind.CASE})
RULES = frozenset({Kind.REGULATION})
RULES_AND_PROCEDURES = frozenset({Kind.REGULATION, Kind.PROCEDURE, Kind.PRACTICE})
NEAREST_QUESTIONS = 3
#: A broad question for a sum of money cannot be answered before the fact is known; others are answered for each case.
_ASKS_SUM = re.compile(r"多少钱|能拿多少|能赔|赔多|补偿多少|拿多少|给多少")
#: Cosine from which an unsure question is answered all the same, and probability from which one clause decides.
SURE_MATCH, SURE_CLAUSE = 0.65, 0.8
#: A text that is unsure as a whole is ours if so many of its clauses are.
STORY_CLAUSES = 2


@dataclass(frozen=True)
class _Found:
    """What one issue is answered with; `used` and `others` are the hits it stands on and the rest.

    `offered` are curated answers that may fit where none was sure enough to be taken.
    """

    issue: Issue
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    used: tuple[Hit, ...]
    others: tuple[Hit, ...]
    match: Match | None
    offered: tuple[Document, ...] = ()


@dataclass(frozen=True)
class _Clause:
    """One clause of a longer text, judged by itself."""

    text: str
    query: Query
    verdict: Verdict


@dataclass(frozen=True)
class Answerer:
    """Answers questions from one loaded index."""

    searcher: Searcher
    home_region: str = field(kw_only=True)

    def answer(self, request: Request, today: dt.date) -> Answer:
        """Answer or refuse. Never raises for anything a person can type."""
        understood = understood_as(request.question, request.previous)
        query = self.searcher.query(understood or request.question)
        if query is None:
            return self._refuse(request, today, refusal(AnswerStatus.EMPTY_QUESTION))
        missing = not_held(self.searcher, query)
        if missing:
            return self._refuse(request, today, refusal(AnswerStatus.NOT_HELD, missing), understood)
        if not self.searcher.named_rows(query):
            verdict = self.searcher.judge(query)
            judged = () if verdict.field is Field.OURS else self._judged_clauses(query)
            if verdict.field is not Field.OURS and not _is_our_story(verdict, judged):
                clause = _sure_clause(judged)
                if clause is None:
                    return self._not_ours(request, today, query, verdict, understood)
                understood, query = clause
        return self._compose(request, today, query, understood)

    def _judged_clauses(self, query: Query) -> tuple[_Clause, ...]:
        """The clauses of a text of several, each judged by itself: real questions may be hidden among other words."""
        pieces = clauses(query.text)
        found = ((piece, self.searcher.query(piece)) for piece in pieces if len(pieces) > 1)
        return tuple(_Clause(piece, part, self.searcher.judge(part)) for piece, part in found if part)

    def _not_ours(
        self, request: Request, today: dt.date, query: Query, verdict: Verdict, understood: str | None
    ) -> Answer:
        """Another field, no question at all, or too unsure to answer: then one question is asked back."""
        near = nearest_answers(self.searcher, query, self._filters(request, today), NEAREST_QUESTIONS)
        if verdict.field is Field.UNSURE:
            if near and near[0].scores["asked"] - 1.0 >= SURE_MATCH:
                return self._compose(request, today, query, understood)
            refused = refusal(AnswerStatus.NEED_FACT, "没有把握这是不是劳动方面的事")
            return self._refuse(request, today, refused, understood, _choices("您想问的是不是下面哪一个？", near))
        if verdict.field is Field.OTHER_LAW and verdict.other:
            refused = refusal(AnswerStatus.OUT_OF_SCOPE, verdict.other.name, turn_to=verdict.other.turn_to)
        else:
            refused = refusal(AnswerStatus.OUT_OF_SCOPE)
        return self._refuse(request, today, refused, understood)

    def _compose(self, request: Request, today: dt.date, query: Query, understood: str | None) -> Answer:
        day = request.as_of or today
        found: list[_Found] = []
        for text in find_issues(self.searcher, query.text):
            part = query if text == query.text else self.searcher.query(text)
            first = 1 + sum(len(item.citations) for item in found)
            answered = part and self._answer_issue(request, part, len(found), day, first)
            if answered and not _repeats(answered, found):
                found.append(answered)
        if not found:
            clause = _sure_clause(self._judged_clauses(query))
            if clause:
                return self._compose(request, today, clause[1], clause[0])
            near = nearest_answers(self.searcher, query, self._filters(request, day), NEAREST_QUESTIONS)
            refused = refusal(AnswerStatus.NOT_FOUND)
            choices = _choices("相近的问题（不是答案）：", near)
            notes = tuple(left_out(self.searcher, query, set(), day))
            return self._refuse(request, today, refused, understood, choices, notes)
        clarify = self._clarify(found)
        if clarify and len(found) == 1 and _ASKS_SUM.search(query.text) and self._is_broad(query, found[0]):
            refused = refusal(AnswerStatus.NEED_FACT, "还需要知道一件事，才能给出对的答案")
            return self._refuse(request, today, refused, understood, clarify)
        return self._answered(request, today, query, found, understood, clarify)

    def _answered(
        self,
        request: Request,
        today: dt.date,
        query: Query,
        found: list[_Found],
        understood: str | None,
        clarify: Clarify | None,
    ) -> Answer:
        citations = tuple(citation for item in found for citation in item.citations)
        notes = notes_of(self.searcher, query, citations, request.region, request.as_of or today)
        guessed = found[0].used[:1] if found[0].used and found[0].used[0].named and not named_keys(query) else ()
        told = tuple(f"问题没有写是哪部法律，这里按《{hit.document.short_title}》回答。" for hit in guessed)
        return Answer(
            id=self._id(request, today),
            status=AnswerStatus.ANSWERED,
            question=request.question,
            sentences=tuple(sentence for item in found for sentence in item.sentences),
            citations=citations,
            unused=unused_of(
                self.searcher,
                query,
                used=tuple(hit for item in found for hit in item.used),
                others=tuple(hit for item in found for hit in item.others),
                cited={citation.passage_id for citation in citations},
                offered=tuple(document for item in found for document in item.offered),
            ),
            notes=(*told, *notes),
            region=request.region,
            as_of=request.as_of,
            asked=today,
            issues=tuple(item.issue for item in found),
            clarify=clarify,
            understood=understood,
            previous=request.previous.id if request.previous else None,
            confidence=_confidence(found),
        )

    def _answer_issue(self, request: Request, query: Query, number: int, day: dt.date, first: int) -> _Found | None:
        """A curated answer if one matches, else extracts; None when nothing is borne out."""
        filters = self._filters(request, day)
        hits = self._hits(query, filters)
        named = bool(hits) and hits[0].named
        as_of = request.as_of
        near_answers = () if named or asks_for_cases(query.text) else matches(self.searcher, query, filters)
        match = near_answers[0] if near_answers and near_answers[0].probability >= TAKE else None
        if match and (as_of is None or (match.document.reviewed and as_of >= match.document.reviewed)):
            return self._from_curated(query, match, hits, filters, number, day, first)
        near = NEAR_ENOUGH if named else near_enough(self.searcher, query)  # what is named needs no gate
        used = self._with_prevailing(choose(self.searcher, query, hits, near), hits)
        guessed = named and not named_keys(query)
        used = used[:1] if guessed else used
        if not used:
            return None
        sentences, citations = extracts(self.searcher, query, used, number, day, first)
        issue = Issue(query.text, Origin.EXTRACT)
        others = tuple(hit for hit in hits if hit not in used)
        offered = tuple(item.document for item in near_answers if item.probability >= OFFER)
        return _Found(issue, sentences, citations, used, others, None, offered)

    def _with_prevailing(self, used: tuple[Hit, ...], hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Where a rule that is used loses a conflict, the one that prevails stands beside it, before it."""
        lost = {hit.passage.article_key for hit in used if not hit.named}
        conflicts = self.searcher.index.conflicts
        prevailing = {key for item in conflicts if lost & set(item.rules) - set(item.prevails) for key in item.prevails}
        added = tuple(hit for hit in hits if hit.passage.article_key in prevailing and hit not in used)
        return (*added[:1], *used)

    def _from_curated(
        self, query: Query, match: Match, hits: tuple[Hit, ...], filters: Filters, number: int, day: dt.date, first: int
    ) -> _Found:
        document = match.document
        assert document.answer is not None
        sentences, citations = curated_sentences(self.searcher, document, number, day, first, filters)
        cited = {citation.passage_id for citation in citations}
        issue = Issue(
            question=query.text,
            origin=Origin.CURATED,
            title=document.title,
            url=document_url(Kind.ANSWER, document.slug),
            topic=document.answer.topic,
            not_covered=document.answer.not_covered,
            reviewed=document.reviewed,
            calculators=calculators(document),
        )
        used = tuple(hit for hit in hits if hit.passage.id in cited)
        others = tuple(hit for hit in hits if hit.passage.id not in cited)
        return _Found(issue, sentences, citations, used, others, match)

    def _filters(self, request: Request, day: dt.date) -> Filters:
        """What applies where the person works and was in force on the day."""
        documents = self.searcher.index.documents
        usable = frozenset(document.slug for document in documents if validity_on(document, day) in USABLE)
        return Filters(applicable_in=request.region or self.home_region, slugs=usable)

    def _hits(self, query: Query, filters: Filters) -> tuple[Hit, ...]:
        """Rules and steps, or cases when the question asks for them; overtaken articles only when named."""
        kinds = CASES if asks_for_cases(query.text) else RULES_AND_PROCEDURES
        wanted = Filters(kinds=kinds, applicable_in=filters.applicable_in, slugs=filters.slugs)
        overtaken = {key for conflict in self.searcher.index.conflicts for key in conflict.overtaken}
        found = self.searcher.search(query, k=CONSIDERED, filters=wanted)
        return tuple(hit for hit in found if hit.named or hit.passage.article_key not in overtaken)

    def _clarify(self, found: list[_Found]) -> Clarify | None:
        """The fact that the first curated answer depends on, if it says so."""
        documents = (item.match.document for item in found if item.match)
        return next((doc.answer.clarify for doc in documents if doc.answer and doc.answer.clarify), None)

    def _is_broad(self, query: Query, found: _Found) -> bool:
        """Whether the question is nearly the very one whose answer depends on a fact, and tells no fact."""
        facts = found.match.document.answer if found.match else None
        if facts is None or facts.clarify is None or found.match is None:
            return False
        own = frozenset(bigrams(query.text))
        return any(alike(own, frozenset(bigrams(text))) for text in (found.match.document.title, *facts.asked))

    def _refuse(
        self,
        request: Request,
        today: dt.date,
        refused: Refusal,
        understood: str | None = None,
        clarify: Clarify | None = None,
        notes: tuple[str, ...] = (),
    ) -> Answer:
        return Answer(
            id=self._id(request, today),
            status=refused.status,
            question=request.question,
            sentences=(Sentence(refused.message, ()),),
            notes=notes,
            handoff=refused.handoff,
            region=request.region,
            as_of=request.as_of,
            asked=today,
            clarify=clarify,
            understood=understood,
            previous=request.previous.id if request.previous else None,
        )

    def _id(self, request: Request, today: dt.date) -> str:
        before = request.previous.id if request.previous else ""
        index = self.searcher.index.manifest.digest
        parts = (request.question, request.region, request.as_of or today, index, before)
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def _is_our_story(verdict: Verdict, judged: tuple[_Clause, ...]) -> bool:
    """A long story says much that is not ours, which makes it unsure as a whole."""
    ours = sum(clause.verdict.field is Field.OURS for clause in judged)
    return verdict.field is Field.UNSURE and ours >= STORY_CLAUSES


def _sure_clause(judged: tuple[_Clause, ...]) -> tuple[str, Query] | None:
    """The first clause that is surely ours."""
    return next(((item.text, item.query) for item in judged if item.verdict.probability >= SURE_CLAUSE), None)


def _repeats(answered: _Found, found: list[_Found]) -> bool:
    """Whether an issue is answered by the same curated answer, or the same passages, as one before."""
    places = {citation.passage_id for citation in answered.citations}
    return any(
        (answered.issue.url and answered.issue.url == before.issue.url)
        or places <= {citation.passage_id for citation in before.citations}
        for before in found
    )


def _choices(question: str, near: tuple[Hit, ...]) -> Clarify | None:
    """Questions that are near, to be asked with one press."""
    titles = tuple(dict.fromkeys(hit.document.title for hit in near))
    return Clarify(question, tuple(Choice(title, title) for title in titles)) if titles else None


def _confidence(found: list[_Found]) -> str:
    """In words how well the answer is borne out; no percentage, because none would be true."""
    curated = [item for item in found if item.match]
    if len(curated) == len(found):
        return "编写的答案，每一句都有出处；它依据的条文，检索时也排在最前面。"
    if any(hit.named for item in found for hit in item.used):
        return "问题点名了条文，下面是这一条的全文。"
    if all(len(item.used) > 1 or item.match for item in found):
        return "几处条文说到了这件事，下面是最接近的原话，请对照全文。"
    return "只找到一处接近的内容，请点开对照全文，拿不准先打电话问。"

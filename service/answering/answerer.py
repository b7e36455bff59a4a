"""Question → answer: every sentence an extract with its citation, or a refusal with a name.

    answerer = Answerer(searcher, home_region="河北")
    answerer.answer("试用期最长多久", today).status is AnswerStatus.ANSWERED

No language model takes part. What was found but not used is kept apart in `unused`; a refusal has no citation.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field, replace

import numpy as np

from indexer.conflicts import touching
from indexer.dense import Scores
from indexer.documents import Document, Kind, Status, Trust
from indexer.passages import Passage, Span
from indexer.segmentation import bigrams
from service.answering.answer import Answer, Issue, Origin, Request, Sentence, Unused
from service.answering.citation import Citation, cite, document_url, passage_url
from service.answering.curated import calculators_of, curated_sentences
from service.answering.extract import best_extract
from service.answering.refusal import AnswerStatus, Refusal, refusal
from service.answering.validity import text_note, validity_on
from service.search.filters import Filters, province
from service.search.gate import Field
from service.search.query import Query, named_keys
from service.search.ranking import Hit, Searcher

#: How many hits are looked at, and how many of them an answer may stand on.
CONSIDERED, MAX_CITED = 12, 3
CASES, FORMS = frozenset({Kind.CASE}), frozenset({Kind.FORM})
RULES_AND_PROCEDURES = frozenset(Kind) - CASES - FORMS - {Kind.ANSWER}
_ASKS_FOR_FORMS = re.compile(
    r"(?:书|函|表|卡|记录|合同|协议|决议|名册|文本)怎么[写填]|表格|表单|模板|范本|样本|样式|格式"
)
#: How many conflicts are told with an answer at most: those whose topic shares most characters with the question.
MAX_CONFLICTS = 1
MAX_FORMS = 4
_ASKS_FOR_CASES = re.compile(
    r"案例|例子|先例|同行|别[的人家]|其他(?:企业|公司|地方|城市|行业)|怎么谈|谈成|谈到多少|谈了多少"
)
#: Documents of these statuses may be answered from; the unverified ones carry a note.
USABLE = frozenset({Status.IN_FORCE, Status.UNVERIFIED})
#: A further passage is cited only if its score is at least this share of the best one's.
NEAR = 0.85


@dataclass(frozen=True)
class Answerer:
    """Answers questions from one loaded index."""

    searcher: Searcher
    home_region: str = field(kw_only=True)

    def answer(self, request: Request, today: dt.date) -> Answer:
        """Answer or refuse. Never raises for anything a person can type."""
        query = self.searcher.query(request.question)
        if query is None:
            return self._refuse(request, refusal(AnswerStatus.EMPTY_QUESTION), today)
        refused = self._refusal_before_search(query)
        if refused:
            return self._refuse(request, refused, today)
        day = request.as_of or today
        curated = self._curated(request, day, today)
        if curated:
            return curated
        hits = self._hits(query, request, day)
        if not hits:
            return self._refuse(request, refusal(AnswerStatus.NOT_FOUND), today)
        return self._compose(request, query, hits, day, today)

    def _curated(self, request: Request, day: dt.date, today: dt.date) -> Answer | None:
        """The curated answers whose titles or ways of asking the question spells out, one issue each."""
        parts = [part for part in re.split("[？?\\n]", request.question) if part.strip()]
        found = [document for part in parts if (document := self._written_for(part.strip()))]
        if not found:
            return None
        sentences: list[Sentence] = []
        citations: list[Citation] = []
        for number, document in enumerate(found):
            said, cited = curated_sentences(self.searcher, document, number, day)
            shift = len(citations)
            sentences += [replace(item, citations=tuple(n + shift for n in item.citations)) for item in said]
            citations += [replace(item, number=item.number + shift) for item in cited]
        return Answer(
            id=self._id(request, today),
            status=AnswerStatus.ANSWERED,
            question=request.question,
            sentences=tuple(sentences),
            citations=tuple(citations),
            region=request.region,
            as_of=request.as_of,
            asked=today,
            issues=tuple(_issue(document) for document in found),
            clarify=next((document.answer.clarify for document in found if document.answer), None),
            understood=f"{request.previous.question}——{request.question}" if request.previous else None,
            previous=request.previous.id if request.previous else None,
            confidence="这是我们按条文编写并核对过的答案。",
        )

    def _written_for(self, question: str) -> Document | None:
        return next(
            (
                document
                for document in self.searcher.index.documents
                if document.answer and question in (document.title, *document.answer.asked)
            ),
            None,
        )

    def _refusal_before_search(self, query: Query) -> Refusal | None:
        """Not held, or not our field."""
        missing = self._not_held(query)
        if missing:
            return refusal(AnswerStatus.NOT_HELD, missing)
        if self.searcher.named_rows(query):
            return None
        verdict = self.searcher.judge(query)
        if verdict.field is Field.OURS:
            return None
        return refusal(AnswerStatus.OUT_OF_SCOPE, law=verdict.field is Field.OTHER_LAW)

    def _not_held(self, query: Query) -> str | None:
        """What the question names but the corpus does not hold; None if it names nothing or something held."""
        if not query.references or self.searcher.named_rows(query):
            return None
        reference = next((ref for ref in query.references if ref.title), None)
        if reference is None or reference.title is None:
            return None
        if not reference.held:
            return f"本库未收录《{reference.title}》"
        document = next(doc for doc in self.searcher.index.documents if doc.title == reference.title)
        main, _, inserted = reference.number.partition("-")
        heading = f"第{main}条" + (f"之{inserted}" if inserted else "")
        detail = document.not_held or f"本库收录的《{document.title}》没有这一条"
        return f"本库未收录《{document.title}》{heading}。{detail}"

    def _hits(self, query: Query, request: Request, day: dt.date) -> tuple[Hit, ...]:
        """Hits that apply in the region, were in force on the day and were not overtaken by another rule.

        Cases illustrate and do not decide, so only a question about other people's bargaining is answered from
        them. Forms are filled in, not quoted: see `_forms`.
        """
        kinds = CASES if _ASKS_FOR_CASES.search(query.text) else RULES_AND_PROCEDURES
        usable = frozenset(
            document.slug for document in self.searcher.index.documents if validity_on(document, day) in USABLE
        )
        place = request.region or self.home_region
        filters = Filters(applicable_in=place, kinds=kinds, slugs=usable)
        every = self.searcher.search(query, k=CONSIDERED, filters=filters)
        overtaken = {key for conflict in self.searcher.index.conflicts for key in conflict.overtaken}
        return tuple(hit for hit in every if hit.named or hit.passage.article_key not in overtaken)

    def _compose(self, request: Request, query: Query, hits: tuple[Hit, ...], day: dt.date, today: dt.date) -> Answer:
        used = _choose(hits)
        guessed = used[0].named and not named_keys(query)
        used = used[:1] if guessed else used
        parts = self.searcher.part_scores(query)
        sentences, citations = [], []
        for number, hit in enumerate(used, start=1):
            sentence, citation = self._sentence(number, query, hit, parts, day)
            sentences.append(sentence)
            citations.append(citation)
        notes = [note for hit in used if (note := text_note(hit.document, day))]
        notes[:0] = self._left_out(query, hits, day)
        notes += self._conflict_notes(query, used)
        if request.region and not self._holds_rules_of(request.region):
            notes.insert(0, f"本库没有收录{request.region}的地方规定，以下只按全国规定回答。")
        if guessed:
            notes.insert(0, f"问题没有写是哪部法律，这里按《{used[0].document.short_title}》回答。")
        return Answer(
            id=self._id(request, today),
            status=AnswerStatus.ANSWERED,
            question=request.question,
            sentences=tuple(sentences),
            citations=tuple(citations),
            unused=(*self._forms(query, used), *(_unused(hit) for hit in hits if hit not in used)),
            notes=tuple(dict.fromkeys(notes)),
            region=request.region,
            as_of=request.as_of,
            asked=today,
            issues=(Issue(request.question, Origin.EXTRACT),),
            previous=request.previous.id if request.previous else None,
        )

    def _forms(self, query: Query, used: tuple[Hit, ...]) -> tuple[Unused, ...]:
        """The forms the question names, and those used in a step that is cited."""
        steps = {hit.passage.id.replace("/", "#", 1) for hit in used}
        documents = [document for document in self.searcher.index.documents if document.form]
        wanted = [
            document
            for document in documents
            if any(name in query.text for name in document.names)
            or (document.form and steps & set(document.form.steps))
        ]
        passages = (self.searcher.passages_of[document.slug][0] for document in wanted)
        return tuple(
            Unused(passage.id, None, Kind.FORM, document.title, "表单", passage_url(passage))
            for document, passage in zip(wanted, passages, strict=True)
        )[:MAX_FORMS]

    def _conflict_notes(self, query: Query, used: tuple[Hit, ...]) -> list[str]:
        """What to tell where a cited article takes part in a conflict that the question is about."""
        asked = set(query.bigrams)
        keys = [hit.passage.article_key for hit in used if hit.passage.article_key]
        found = dict.fromkeys(item for key in keys for item in touching(self.searcher.index.conflicts, key))
        shared = {item: len(asked & set(bigrams(item.topic))) for item in found}
        near = sorted((item for item in found if shared[item]), key=lambda item: -shared[item])
        return [f"{item.topic}——{item.tell}" for item in near[:MAX_CONFLICTS]]

    def _left_out(self, query: Query, hits: tuple[Hit, ...], day: dt.date) -> list[str]:
        """One note for every article that is named by its law and cannot be answered from."""
        found = {hit.passage.article_key for hit in hits}
        notes = []
        for key in named_keys(query):
            row = self.searcher.row_of_key.get(key)
            if row is None or key in found:
                continue
            passage = self.searcher.index.passages[row]
            document = self.searcher.documents[passage.slug]
            status = validity_on(document, day)
            why = f"在{day:%Y年%-m月%-d日}{status}" if status not in USABLE else f"是{document.region}的规定"
            notes.append(f"《{document.short_title}》{passage.heading}{why}，没有用来回答。")
        return notes

    def _holds_rules_of(self, place: str) -> bool:
        return any(
            document.kind is Kind.REGULATION and province(document.region) == province(place)
            for document in self.searcher.index.documents
        )

    def _sentence(self, number: int, query: Query, hit: Hit, parts: Scores, day: dt.date) -> tuple[Sentence, Citation]:
        passage, document = hit.passage, hit.document
        if hit.named:
            span, lead_in = Span(0, len(passage.text)), None
        else:
            chosen = best_extract(passage, query.text, self._part_scores(hit, parts), self._weight)
            span, lead_in = chosen.span, chosen.lead_in
        citation = cite(number, passage, document, span, day)
        lead = passage.text[lead_in.start : lead_in.end] if lead_in else ""
        return Sentence(f"{_source(document, passage)}：{lead}{citation.quote}", (number,)), citation

    def _part_scores(self, hit: Hit, parts: Scores) -> list[float]:
        """Cosine of the question with every part of the passage; that of the whole where parts have no vector."""
        index = self.searcher.index
        first, last = np.searchsorted(index.part_rows, [hit.row, hit.row + 1])
        scores = [float(score) for score in parts[first:last]]
        return scores if len(scores) == len(hit.passage.parts) else [max(scores)] * len(hit.passage.parts)

    def _weight(self, token: str) -> float:
        return self.searcher.index.bigram.weight(token)

    def _refuse(self, request: Request, refused: Refusal, today: dt.date) -> Answer:
        return Answer(
            id=self._id(request, today),
            status=refused.status,
            question=request.question,
            sentences=(Sentence(refused.message, ()),),
            handoff=refused.handoff,
            region=request.region,
            as_of=request.as_of,
            asked=today,
            previous=request.previous.id if request.previous else None,
        )

    def _id(self, request: Request, today: dt.date) -> str:
        before = request.previous.id if request.previous else None
        parts = (request.question, request.region, request.as_of or today, self.searcher.index.manifest.digest, before)
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def _choose(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits an answer stands on: the articles that are named; else the best and those close behind it."""
    named = tuple(hit for hit in hits if hit.named)
    return named or tuple(hit for hit in hits[:MAX_CITED] if hit.score >= NEAR * hits[0].score)


def _issue(document: Document) -> Issue:
    assert document.answer is not None
    return Issue(
        question=document.title,
        origin=Origin.CURATED,
        title=document.title,
        url=document_url(document.kind, document.slug),
        topic=document.answer.topic,
        not_covered=document.answer.not_covered,
        reviewed=document.reviewed,
        calculators=calculators_of(document),
    )


def _source(document: Document, passage: Passage) -> str:
    """《劳动合同法》第十九条; a digest says that it is one; a section of anything else goes by its heading."""
    place = passage.heading.split(" ")[0] if passage.article_key else f"“{passage.heading}”"
    mark = "" if document.trust is Trust.VERBATIM else f"（{document.trust}）"
    return f"《{document.short_title}》{place}{mark}"


def _unused(hit: Hit) -> Unused:
    passage = hit.passage
    return Unused(
        passage.id, passage.article_key, passage.kind, hit.document.title, passage.heading, passage_url(passage)
    )

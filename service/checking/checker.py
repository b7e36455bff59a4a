"""A pasted text → a report: every citation of an article found and judged, one finding each.

    checker = Checker(searcher, law_names(data_file()))
    checker.check("《合同法》第52条", today).findings[0].issue is Issue.REPEALED

No language model takes part, nothing is stored. Not judged: whether an argument is sound, and laws that are not held.
"""

import datetime as dt
from collections.abc import Iterable

from indexer.article_keys import article_key
from indexer.documents import Document
from indexer.passages import Passage
from service.answering.citation import document_url, passage_url
from service.checking import judging, wording
from service.checking.claims import Claim, find_claims
from service.checking.findings import Finding, Issue, Level, Link, Remark, Report
from service.checking.held_laws import HeldLaws
from service.checking.mentions import Mention, find_mentions
from service.checking.naming import names_of
from service.checking.pasted import Pasted, squeeze
from service.checking.replaced import MISNAMED, UNION_LAW, UNION_LAW_NUMBERS
from service.checking.wording import Cited, Effort
from service.search.ranking import Searcher

#: The longest text taken, in characters.
MAX_CHARACTERS = 20_000
#: The most citations looked at in one text.
MAX_CITATIONS = 200


class TextTooLong(ValueError):
    """A text over the limit; the message is for the person who pasted it."""


class Checker:
    """Checks texts against one index. `other_laws` are titles of laws that are not held; safe in several threads."""

    def __init__(self, searcher: Searcher, other_laws: Iterable[str] = ()) -> None:
        self._laws = HeldLaws(searcher)
        self._names = names_of(searcher.index.documents, other_laws)
        self._conflicts = searcher.index.conflicts

    def check(self, text: str, day: dt.date) -> Report:
        """Every citation of `text` as of `day`. Raises TextTooLong."""
        if len(text) > MAX_CHARACTERS:
            raise TextTooLong(f"文字有{len(text)}个字，一次最多核对{MAX_CHARACTERS}个字。请分几次核对。")
        pasted = squeeze(text)
        every = find_mentions(pasted.text, self._names)
        mentions = every[:MAX_CITATIONS]
        effort = Effort()
        findings = [
            finding
            for claim in find_claims(pasted.text, mentions)
            for finding in self._claim(claim, pasted, text, day, effort)
        ]
        return Report(text, day, tuple(findings), len(every) - len(mentions))

    def _claim(self, claim: Claim, pasted: Pasted, text: str, day: dt.date, effort: Effort) -> Iterable[Finding]:
        """The findings of one list of articles; what is said of all of them is told at the last one that is held."""
        held = [self._held(mention) for mention in claim.mentions]
        cited = tuple(Cited(passage, document.trust) for document, passage in held if document and passage)
        said = self._said(claim, cited, pasted, effort) if cited and len(cited) == len(held) else ()
        for i, (mention, (document, passage)) in enumerate(zip(claim.mentions, held, strict=True)):
            remarks = [*self._judge(mention, document, passage, day), *(said if i == len(held) - 1 else ())]
            if passage is not None and i == len(held) - 1:
                remarks = self._with_old_number(mention, claim, remarks)
            yield self._finding(mention, document, passage, remarks, pasted, text)

    def _held(self, mention: Mention) -> tuple[Document | None, Passage | None]:
        title = MISNAMED.get(mention.title, mention.title)
        return self._laws.document(title), self._laws.article(title, mention.number)

    def _judge(
        self, mention: Mention, document: Document | None, passage: Passage | None, day: dt.date
    ) -> Iterable[Remark]:
        """Law, name, validity, article, 款 and 项."""
        if document is None:
            remark = judging.judge_law(mention, self._laws)
            yield from [remark] if remark else []
            return
        checks = [judging.judge_name(mention), judging.judge_validity(document, day)]
        if passage is None:
            checks.append(judging.judge_missing(mention, document, self._laws))
        else:
            checks.append(judging.judge_part(mention, passage, document.trust))
            checks += judging.judge_overtaken(passage, self._conflicts, self._laws)
        yield from (remark for remark in checks if remark)

    def _said(self, claim: Claim, cited: tuple[Cited, ...], pasted: Pasted, effort: Effort) -> tuple[Remark, ...]:
        """Quotations, numbers and matter of a claim about articles that are all held."""
        found = []
        for quote in claim.quotations:
            words = pasted.text[quote.span.start : quote.span.end]
            at = pasted.original(quote.span.start, quote.span.end)
            remark = wording.judge_quotation(quote, words, cited, self._laws, at, effort)
            found.append(remark)
            if remark is None or remark.issue is Issue.QUOTE_UNCHECKED:
                found.append(wording.judge_numbers(words, cited))
        if not any(not quote.marked for quote in claim.quotations):
            found.append(wording.judge_numbers(claim.text[: self._names.first(claim.text)], cited))
        remarks = tuple(remark for remark in found if remark)
        if any(remark.issue in (Issue.QUOTE_FOUND, Issue.QUOTE_ELSEWHERE) for remark in remarks):
            return remarks
        matter = wording.judge_matter(claim.text, cited, self._laws, effort)
        return (*remarks, matter) if matter else remarks

    def _with_old_number(self, mention: Mention, claim: Claim, remarks: list[Remark]) -> list[Remark]:
        """工会法 was renumbered in 2021: a hint, and a doubt when the new number fits what is said better."""
        new = UNION_LAW_NUMBERS.get(mention.number) if mention.title == UNION_LAW else None
        passage = self._laws.article(UNION_LAW, mention.number)
        moved = self._laws.article(UNION_LAW, new) if new else None
        if new is None or passage is None or moved is None:
            return remarks
        words = claim.text
        better = wording.coverage(words, moved, self._laws) > wording.coverage(words, passage, self._laws) + 0.1
        name = f"《{UNION_LAW}》{judging.heading(new)}"
        message = f"2021年修正以前的{judging.heading(mention.number)}，现在是{judging.heading(new)}"
        message += "；这里说的内容更像现在的这一条，请核对条号。" if better else "；引用旧材料时请核对条号。"
        level = Level.DOUBT if better else Level.NOTE
        if better:  # says the same, and why
            remarks = [remark for remark in remarks if remark.issue is not Issue.CONTENT_ELSEWHERE]
        return [*remarks, Remark(Issue.OLD_NUMBER, level, message, links=(Link(name, passage_url(moved)),))]

    def _finding(
        self,
        mention: Mention,
        document: Document | None,
        passage: Passage | None,
        remarks: list[Remark],
        pasted: Pasted,
        text: str,
    ) -> Finding:
        span = pasted.original(mention.start, mention.end)
        url = document_url(document.kind, document.slug) if document else None
        if passage is not None:
            url = passage_url(passage, judging.place(mention, passage))
            if not remarks:
                remarks.append(Remark(Issue.IN_FORCE, Level.RIGHT, "条文存在，现行有效。"))
        return Finding(
            span=span,
            cited=text[span.start : span.end],
            title=document.title if document else mention.title,
            number=mention.number,
            article_key=article_key(document.title, mention.number) if document and passage else None,
            url=url,
            trust=document.trust if document else None,
            remarks=tuple(sorted(remarks, key=lambda remark: -remark.level)),
        )

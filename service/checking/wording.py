"""What a text says about an article, held against the article: quotations, numbers, and whether it is the right one."""

import re
from dataclasses import dataclass

from indexer.documents import Kind, Trust
from indexer.passages import Passage, Span
from indexer.references import fold
from indexer.segmentation import bigrams
from service.answering.citation import passage_url
from service.checking.amounts import amounts
from service.checking.claims import Quotation
from service.checking.findings import Issue, Level, Link, Remark
from service.checking.held_laws import HeldLaws
from service.checking.quoting import LONGEST, compare, is_literal, likeness, tokens
from service.search.filters import Filters

#: Quotations of fewer tokens are names and catchwords (“三期”), not the words of an article.
SHORTEST, SHORTEST_INTRODUCED = 8, 4
#: From this likeness on, words that are not said to be a quotation are meant as one.
MEANT = 0.75
#: More differences than these are a summary, not a slip.
MOST_SLIPS = 3
#: Likeness below which a difference is not shown: the words are other words altogether.
SHOWN = 0.5
#: Shares of the claim's bigrams: what the cited article has at most, and another one at least, to raise a doubt.
FOREIGN, FITTING = 0.2, 0.5
#: A claim of fewer bigrams is too short to say which article it is about.
TELLING = 8
#: Facts of a person's case: their numbers are hers, not the article's.
_FACTS = re.compile(
    r"工作了?[0-9一二三四五六七八九十两]|干了|入职|工龄|月薪|月工资|共计|合计|应得|算下来|[×=*]|[0-9]元"
)


@dataclass
class Effort:
    """What may still be spent on one text, so that none keeps the service busy for long: tokens of quotations that
    are not literal and are compared word by word, and searches for the article a claim is about."""

    tokens: int = 4000
    searches: int = 30

    def compare(self, size: int) -> bool:
        """Whether a quotation of so many tokens may still be compared."""
        self.tokens -= min(size, LONGEST)
        return self.tokens >= 0

    def search(self) -> bool:
        """Whether one more search may be made."""
        self.searches -= 1
        return self.searches >= 0


@dataclass(frozen=True)
class Cited:
    """An article that a claim cites and that is held."""

    passage: Passage
    trust: Trust


def judge_quotation(
    quote: Quotation, words: str, cited: tuple[Cited, ...], laws: HeldLaws, at: Span, effort: Effort
) -> Remark | None:
    """The remark on one quotation; None when it is none of an article's words. `cited` is not empty."""
    size = len(tokens(words).keys)
    if size < (SHORTEST_INTRODUCED if quote.introduced else SHORTEST):
        return None
    if any(is_literal(words, laws.words(item.passage)) for item in cited):
        return Remark(Issue.QUOTE_FOUND, Level.RIGHT, "引文与条文一致。", at) if quote.marked else None
    best = max(cited, key=lambda item: likeness(words, laws.words(item.passage)))
    near = likeness(words, laws.words(best.passage))
    if any(item.trust is not Trust.VERBATIM for item in cited):
        if not quote.marked:
            return None
        message = "本库收录的是这一条的要点，不是原文，引号里的文字无法逐字核对，请查官方文本。"
        return Remark(Issue.QUOTE_UNCHECKED, Level.NOTE, message, at)
    if near >= SHOWN and not effort.compare(size):
        return Remark(Issue.QUOTE_UNCHECKED, Level.UNJUDGED, "引文太多太长，这一处没有逐字比较，请分几次核对。", at)
    if not quote.marked:
        return _stated(words, best, near, laws, at)
    document = laws.searcher.documents[best.passage.slug]
    elsewhere = laws.holding(words, document)
    if elsewhere is not None:
        title = laws.searcher.documents[elsewhere.slug].title
        name = f"《{title}》{elsewhere.heading.split(' ')[0]}"
        link = (Link(name, passage_url(elsewhere)),)
        return Remark(Issue.QUOTE_ELSEWHERE, Level.WRONG, f"引号里的话不在这一条，在{name}。", at, links=link)
    if near < SHOWN:
        if not quote.introduced:
            return None
        return Remark(Issue.QUOTE_DIFFERS, Level.WRONG, "引号里的话不是这一条的文字，请核对条号和原文。", at)
    differences = compare(words, laws.words(best.passage))
    return Remark(Issue.QUOTE_DIFFERS, Level.WRONG, "引文与条文不一致。", at, differences)


def _stated(words: str, best: Cited, near: float, laws: HeldLaws, at: Span) -> Remark | None:
    """Words behind 规定： without marks: near the article they are meant as its words, else they are a summary."""
    if near < MEANT:
        return None
    differences = compare(words, laws.words(best.passage))
    if len(differences) > MOST_SLIPS or sum(len(item.article) for item in differences) > len(words) // 4:
        return None
    return Remark(Issue.QUOTE_DIFFERS, Level.DOUBT, "这句话与条文的文字不完全一致，请核对。", at, differences)


def judge_numbers(text: str, cited: tuple[Cited, ...]) -> Remark | None:
    """Numbers with a unit that none of the cited articles has."""
    if _FACTS.search(text):
        return None
    held = {amount.value for item in cited for amount in amounts(fold(item.passage.text))}
    money = any(unit == "元" for _, unit in held)
    missing = [
        text[amount.start : amount.end]
        for amount in amounts(text)
        if amount.value not in held and (amount.value[1] != "元" or money)
    ]
    if not missing:
        return None
    where = "本库的要点" if any(item.trust is not Trust.VERBATIM for item in cited) else "条文"
    listed = "、".join(f"“{item}”" for item in dict.fromkeys(missing))
    return Remark(Issue.NUMBER_UNSUPPORTED, Level.DOUBT, f"{where}里没有{listed}这个数，请核对。")


def coverage(text: str, passage: Passage, laws: HeldLaws) -> float:
    """Share of the text's bigrams that the article (with its heading) has, rare ones weighing more, 0 to 1."""
    weigh = laws.searcher.index.bigram.weight
    own = set(bigrams(f"{passage.heading}。{passage.text}"))
    weights = {token: weigh(token) for token in set(bigrams(text))}
    total = sum(weights.values())
    return sum(weight for token, weight in weights.items() if token in own) / total if total else 0.0


def judge_matter(text: str, cited: tuple[Cited, ...], laws: HeldLaws, effort: Effort) -> Remark | None:
    """A claim about something else: the cited articles say next to nothing of it, another one says it."""
    if len(set(bigrams(text))) < TELLING:
        return None
    own = max(coverage(text, item.passage, laws) for item in cited)
    if own > FOREIGN:
        return None
    query = laws.searcher.query(text[:200]) if effort.search() else None
    if query is None:
        return None
    hits = laws.searcher.search(query, k=5, filters=Filters(kinds=frozenset({Kind.REGULATION})))
    keys = {item.passage.article_key for item in cited}
    hits = tuple(hit for hit in hits if not keys & {hit.passage.article_key, *hit.passage.cites})
    best = max(hits, key=lambda hit: coverage(text, hit.passage, laws), default=None)
    if best is None or best.passage.article_key is None or coverage(text, best.passage, laws) < FITTING:
        return None
    name = f"《{best.document.title}》{best.passage.heading.split(' ')[0]}"
    message = f"这一条说的似乎不是这件事；说这件事的可能是{name}，请核对。"
    return Remark(Issue.CONTENT_ELSEWHERE, Level.DOUBT, message, links=(Link(name, passage_url(best.passage)),))

"""Curated answers held to their contract (corpus/README.md, section 十二).

Every sentence ends in references that resolve; every number in it stands in a passage it refers to, or is reckoned by
the calculator it refers to; it never stands on an overtaken rule alone; no question is claimed by two answers.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from indexer.amounts import numbers
from indexer.answers import DEPTHS, SHORT, STEPS, Statement, read_statements
from indexer.conflicts import Conflict
from indexer.corpus import Corpus
from indexer.documents import Document
from indexer.errors import Problem
from indexer.passages import Passage
from indexer.splitting.sections import sections

#: Characters of 一句话, items of 怎么办, ways of asking.
LONGEST_SHORT = 125
FEWEST_STEPS, MOST_STEPS = 3, 7
FEWEST_ASKED = 3
#: Counting what the sentence itself lists (两个条件, 三份材料) claims nothing of the law; 第三人 is no number.
_COUNTING = re.compile(r"[两二三四五](?=个(?![月工小])|份|级|类|项|处|方)|第三人")


def check_answers(corpus: Corpus, conflicts: Iterable[Conflict], calculators: Collection[str]) -> Iterator[Problem]:
    """Every breach, in the order of documents. `calculators` are the names that exist."""
    overtaken = {key: conflict for conflict in conflicts for key in conflict.overtaken}
    passages = {passage.article_key or passage.id: passage for passage in corpus.passages}
    answers = [document for document in corpus.documents if document.answer]
    slugs = {document.slug for document in answers}
    for document in answers:
        path = Path(document.path)
        for line, message in (*_shape(document, slugs), *_statements(document, corpus, passages, calculators)):
            yield Problem(path, line, message)
        for line, message in _overtaken(document, corpus, overtaken):
            yield Problem(path, line, message)
    yield from _claimed_twice(answers)


def _shape(document: Document, slugs: Collection[str]) -> Iterator[tuple[int, str]]:
    facts = document.answer
    assert facts is not None
    headings = tuple(section.heading for section in sections(document.text))
    if headings != DEPTHS:
        yield 1, f"the sections are {'、'.join(headings)}; they must be {'、'.join(DEPTHS)}"
    statements = read_statements(document)
    short = sum(len(item.text) for item in statements if item.depth == SHORT)
    if short > LONGEST_SHORT:
        yield 1, f"{SHORT} has {short} characters; at most {LONGEST_SHORT} are read on a phone"
    steps = {item.paragraph for item in statements if item.depth == STEPS}
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS or any(
        item.item is None for item in statements if item.depth == STEPS
    ):
        yield 1, f"{STEPS} must be a numbered list of {FEWEST_STEPS} to {MOST_STEPS} items"
    if len(facts.asked) < FEWEST_ASKED:
        yield 1, f"{len(facts.asked)} ways of asking; at least {FEWEST_ASKED} are wanted"
    for slug in facts.related:
        if slug not in slugs:
            yield 1, f"related names {slug!r}, which is no answer"


def _statements(
    document: Document, corpus: Corpus, passages: dict[str, Passage], calculators: Collection[str]
) -> Iterator[tuple[int, str]]:
    for item in read_statements(document):
        if not item.references:
            yield item.line, f"no reference before the full stop of {item.text[:30]!r}"
            continue
        for name in item.calculators:
            if name not in calculators:
                yield item.line, f"no calculator is called {name!r}"
        keys = [resolved(corpus, source) for source in item.sources]
        for source, key in zip(item.sources, keys, strict=True):
            if key not in passages:
                yield item.line, f"{source} is no article and no passage"
        missing = unsupported(item, [passages[key] for key in keys if key in passages])
        if missing:
            yield item.line, f"{'、'.join(missing)} stands in no passage that {item.text[:30]!r} refers to"


def unsupported(item: Statement, cited: Iterable[Passage]) -> tuple[str, ...]:
    """The numbers of a sentence that no cited passage holds; a calculator may have reckoned any number."""
    if item.calculators:
        return ()
    said = _COUNTING.sub("", item.text)
    held = {number for passage in cited for number in numbers(f"{passage.preface}\n{passage.text}")}
    return tuple(sorted(set(numbers(said)) - held))


def resolved(corpus: Corpus, source: str) -> str | None:
    """The article key or passage id that a reference means, None if the law is not held."""
    return corpus.reader.resolve(source) if "#" in source else source


def _overtaken(document: Document, corpus: Corpus, overtaken: dict[str, Conflict]) -> Iterator[tuple[int, str]]:
    """A losing rule may be named beside the one that prevails, never alone."""
    for item in read_statements(document):
        keys = [resolved(corpus, source) for source in item.sources]
        lost = [key for key in keys if key in overtaken]
        if lost and len(lost) == len(keys):
            yield (
                item.line,
                f"{lost[0]} is overtaken (conflict {overtaken[lost[0]].id}): refer to what prevails as well",
            )


def _claimed_twice(answers: Iterable[Document]) -> Iterator[Problem]:
    seen: dict[str, Document] = {}
    for document in answers:
        assert document.answer is not None
        for text in (document.title, *document.answer.asked):
            first = seen.setdefault(text, document)
            if first is not document:
                yield Problem(Path(document.path), 1, f"{text!r} is already answered by {first.path}")

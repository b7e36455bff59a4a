"""Do the asked questions cover the rules evenly, and are they our own?

Every article that is not general is asked for by `LEAST` to `MOST` questions or left out with a reason; no question
stands twice; none nearly copies a question the search is measured with. Partial coverage was measured to hurt what is
not covered (retrieval.md, C), so it is an error and not a warning.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from indexer.asked import FOLDER, LEFT_OUT, Asked, LeftOut, read_asked, target_rows
from indexer.corpus import Corpus
from indexer.errors import CorpusError, Problem
from indexer.passages import Passage
from indexer.segmentation import bigrams

LEAST, MOST = 3, 10
#: Characters of one question.
SHORTEST, LONGEST = 2, 40
#: Two questions are near-copies from this share of common bigrams (Jaccard) on.
NEAR_COPY = 0.5


def alike(left: Collection[str], right: frozenset[str]) -> bool:
    """Whether two sets of bigrams belong to near-copies."""
    shared = len(right.intersection(left))
    return shared > 0 and shared >= NEAR_COPY * (len(left) + len(right) - shared)


def check_asked(root: Path, corpus: Corpus) -> Iterator[Problem]:
    """Every breach in corpus/asked/; nothing while the folder holds no file."""
    try:
        questions, omissions = read_asked(root)
    except CorpusError as error:
        yield from error.problems
        return
    if not questions:
        return
    places = target_rows(corpus.passages)
    yield from _unknown(questions, omissions, places.keys())
    yield from _wording(questions)
    asked = Counter(places[item.target] for item in questions if item.target in places)
    omitted = {places[target] for item in omissions for target in item.targets if target in places}
    for row, passage in enumerate(corpus.passages):
        yield from _coverage(root, passage, asked[row], row in omitted)


def check_unlike(root: Path, others: Iterable[str]) -> Iterator[Problem]:
    """Asked questions that nearly copy one of `others`, the questions of a test set."""
    questions, _ = read_asked(root)
    tokens = [(item, frozenset(bigrams(item.text))) for item in questions]
    for other in others:
        own = frozenset(bigrams(other))
        for item, asked in tokens:
            if alike(own, asked):
                yield Problem(item.path, item.line, f"{item.text!r} nearly copies the test question {other!r}")


def _unknown(questions: Iterable[Asked], omissions: Iterable[LeftOut], known: Collection[str]) -> Iterator[Problem]:
    for item in questions:
        if item.target not in known:
            yield Problem(item.path, item.line, f"{item.target} is no article, passage or document of the corpus")
    for omission in omissions:
        for target in omission.targets:
            if target not in known:
                yield Problem(omission.path, omission.line, f"{target} is no article, passage or document")


def _wording(questions: Iterable[Asked]) -> Iterator[Problem]:
    seen: dict[str, Asked] = {}
    for item in questions:
        if not SHORTEST <= len(item.text) <= LONGEST:
            yield Problem(item.path, item.line, f"{len(item.text)} characters; {SHORTEST} to {LONGEST} are allowed")
        first = seen.setdefault(item.text, item)
        if first is not item:
            yield Problem(item.path, item.line, f"{item.text!r} is already asked in {first.path}:{first.line}")


def _coverage(root: Path, passage: Passage, asked: int, omitted: bool) -> Iterator[Problem]:
    """Only articles must be asked for; steps, forms and practices may be."""
    path = (root / FOLDER / f"{passage.slug}.tsv").relative_to(root.parent)
    if asked and omitted:
        yield Problem(path, 1, f"{passage.article_key or passage.id} is asked for and marked {LEFT_OUT}")
    elif passage.article_key and asked and not LEAST <= asked <= MOST:
        yield Problem(path, 1, f"{passage.article_key} has {asked} questions; {LEAST} to {MOST} are wanted")
    elif passage.article_key and not asked and not omitted and not passage.general:
        yield Problem(path, 1, f"{passage.article_key} has no question; write {LEAST} or mark it {LEFT_OUT}")

"""Question → hits, best first: the door to search for answers, interfaces and evaluation alike.

    searcher = Searcher(load_index(home, encoder.id), encoder, segmenter)
    searcher.search(searcher.query("劳动合同法38条"), k=1)[0].passage.article_key == "劳动合同法#38"

Articles that the question names come before everything else, in the order it names them.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from indexer.article_keys import article_key
from indexer.dense import centre
from indexer.documents import Document
from indexer.encoding import Encoder, Role, Vectors
from indexer.index import Index
from indexer.passages import Passage
from indexer.pieces import part_texts
from indexer.references import rule_reader
from indexer.segmentation import Segmenter, bigrams
from service.search.filters import Filters, allowed_rows
from service.search.fusion import fuse
from service.search.gate import Verdict, field_rows, gate_signals, judge
from service.search.learned import coefficients, learned_scores
from service.search.prior import kind_shift, prior, prior_signals
from service.search.query import Query, bare_number, make_query, named_keys
from service.search.retrieval import Retrieval, adapted, asked_lists, retrieve
from service.search.systems import DEFAULT, LISTS, Fusion, System

MAX_HITS = 100
#: Combinations of filters whose masks are kept.
MAX_MASKS = 256


@dataclass(frozen=True)
class Hit:
    """`rank` counts from 1. `score` is the fused score, higher is better (a probability where fusion is learned);
    `named` marks an article the question itself names. `ranks` and `scores` give the place in every list, 0 where
    not found."""

    rank: int
    row: int
    passage: Passage
    document: Document
    score: float
    named: bool
    ranks: dict[str, int]
    scores: dict[str, float]


class Searcher:
    """An index with everything that a search needs, loaded once. Safe to call from several threads."""

    def __init__(self, index: Index, encoder: Encoder, segmenter: Segmenter) -> None:
        self.index = index
        self.encoder = encoder
        self.segmenter = segmenter
        self.documents = {document.slug: document for document in index.documents}
        self.rows = {passage.id: row for row, passage in enumerate(index.passages)}
        self.row_of_key = {
            passage.article_key: row for row, passage in enumerate(index.passages) if passage.article_key
        }
        self.passages_of = {
            slug: tuple(passages) for slug, passages in groupby(index.passages, key=lambda passage: passage.slug)
        }
        self.reader = rule_reader(index.documents)
        self._citing = _citing(index)
        self._asked = asked_lists(index)
        self._prior = prior(index)
        self.prior_signals = prior_signals(index)
        self._kind_shift = kind_shift(index)
        self._field = field_rows(index)
        self._allowed: dict[Filters, NDArray[np.bool_]] = {}
        self._part_vectors: dict[str, Vectors] = {}

    def query(self, text: str) -> Query | None:
        """Prepare a question; None when it has no content."""
        return make_query(text, self.encoder, self.segmenter, self.reader, self.index.lexicon)

    def search(
        self, query: Query, *, k: int, filters: Filters = Filters(), system: System = DEFAULT
    ) -> tuple[Hit, ...]:
        """The best `k` (1 to `MAX_HITS`) passages that pass the filters, best first."""
        allowed = self.allowed(filters)
        if not allowed.any():
            return ()
        retrieval = self.retrieve(query, allowed, system)
        fused = self._fuse(retrieval, allowed, system)
        named = [row for row in self.named_rows(query) if allowed[row]]
        best = [row for row in _best_rows(fused, k) if row not in named]
        rows = [*named, *best][: max(1, min(k, MAX_HITS))]
        return tuple(
            self._hit(rank, row, row in named, retrieval, float(fused[row])) for rank, row in enumerate(rows, start=1)
        )

    def retrieve(self, query: Query, allowed: NDArray[np.bool_], system: System = DEFAULT) -> Retrieval:
        """The lists of a system, before they are fused."""
        return retrieve(self.index, self._asked, query, allowed, system.lists, lexicon=system.lexicon)

    def allowed(self, filters: Filters) -> NDArray[np.bool_]:
        """Mask of the passages that pass the filters, reckoned once for each combination asked for."""
        if filters not in self._allowed:
            if len(self._allowed) >= MAX_MASKS:
                self._allowed.clear()
            self._allowed[filters] = allowed_rows(self.index, filters)
        return self._allowed[filters]

    @cached_property
    def asked_bigrams(self) -> tuple[frozenset[str], ...]:
        """The bigrams of every asked question; needed by evaluation only."""
        return tuple(frozenset(bigrams(asked.text)) for asked in self.index.asked)

    def _fuse(self, retrieval: Retrieval, allowed: NDArray[np.bool_], system: System) -> NDArray[np.float64]:
        if system.fusion is Fusion.LEARNED:
            return learned_scores(retrieval, allowed, self.prior_signals, self._kind_shift, coefficients())
        weights = {name: LISTS.get(name, 1.0) for name in retrieval.ranks}
        fused = fuse(retrieval.ranks, weights, system.k)
        return fused * self._prior if system.prior else fused

    def judge(self, query: Query) -> Verdict:
        """Whether the question is of our field."""
        return judge(self.index, self._field, query)

    def named_rows(self, query: Query) -> list[int]:
        """Rows of the articles the question names; a bare number means that article of the core laws."""
        keys = named_keys(query) or self._core_keys(bare_number(query))
        return [self.row_of_key[key] for key in keys if key in self.row_of_key]

    def citing(self, key: str) -> tuple[Passage, ...]:
        """Passages whose text refers to an article, in index order."""
        return self._citing.get(key, ())

    def gate_signals(self, query: Query) -> dict[str, float]:
        """What the gate looks at, by name."""
        return gate_signals(self.index, self._field, query)

    def part_scores(self, query: Query, passage: Passage) -> list[float]:
        """Cosine of the question with every 款 and item of a rule, in order.

        The index holds vectors of pieces that pack several; those of single parts are encoded when a passage is
        quoted for the first time (0.3 s for seven items), and kept.
        """
        if passage.id not in self._part_vectors:
            texts = part_texts(passage, self.documents[passage.slug])
            self._part_vectors[passage.id] = centre(self.encoder.encode(texts, Role.PASSAGE), self.index.mean)
        found = self._part_vectors[passage.id] @ adapted(self.index, query.vector)
        return [float(score) for score in found]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of an id, None if there is none."""
        row = self.rows.get(passage_id)
        return None if row is None else self.index.passages[row]

    def _core_keys(self, number: str | None) -> tuple[str, ...]:
        """劳动合同法 first: it is the law that people mean when they name none."""
        if number is None:
            return ()
        titles = [document.title for document in self.index.documents if document.core]
        titles.sort(key=lambda title: title != "劳动合同法")
        return tuple(article_key(title, number) for title in titles)

    def _hit(self, rank: int, row: int, named: bool, retrieval: Retrieval, score: float) -> Hit:
        passage = self.index.passages[row]
        return Hit(
            rank=rank,
            row=row,
            passage=passage,
            document=self.documents[passage.slug],
            score=score,
            named=named,
            ranks={name: int(ranks[row]) for name, ranks in retrieval.ranks.items()},
            scores={name: float(scores[row]) for name, scores in retrieval.scores.items()},
        )


def _citing(index: Index) -> dict[str, tuple[Passage, ...]]:
    """Article key → the passages that refer to it."""
    found: dict[str, tuple[Passage, ...]] = {}
    for passage in index.passages:
        for key in passage.cites:
            found[key] = (*found.get(key, ()), passage)
    return found


def _best_rows(fused: NDArray[np.float64], k: int) -> list[int]:
    """Rows in falling order of score, ties to the lower row, rows without a score left out."""
    order = np.argsort(-fused, kind="stable")[: max(k, 0) + MAX_HITS]
    return [int(row) for row in order if fused[row] > 0]

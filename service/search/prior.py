"""What is known of an article before the question: is it a core law, how often is it cited, is it general.

    factor = 1 for a rule + 0.15 for a core law + 0.10 · log(1 + times cited by other articles) − 0.15 if general

The factor multiplies the fusion of ranks; measured +6.6 nDCG@10 (retrieval.md, table C). The learned fusion takes the
three signals themselves. Only citations between rules count: what we write ourselves must not move the ranking.
Nothing here is learnt from questions.
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from indexer.documents import Kind
from indexer.index import Index

SIGNALS = ("core", "cited", "general")
CORE_LAW = 0.15
CITED = 0.10
GENERAL = 0.15
#: A rule decides, a procedure explains, a case illustrates: where all kinds are ranked together.
KIND_WEIGHT = {
    Kind.REGULATION: 1.0,
    Kind.ANSWER: 1.0,
    Kind.PROCEDURE: 0.95,
    Kind.PRACTICE: 0.95,
    Kind.FORM: 0.9,
    Kind.CASE: 0.8,
}


#: Log-odds a kind loses per unit of weight where the fusion is learned: the learning was from rules only.
SHIFT = 4.0


def kind_shift(index: Index) -> NDArray[np.float64]:
    """Log-odds that a passage loses for its kind where all kinds are ranked together, shape (rows,); 0 for rules."""
    return SHIFT * (np.array([KIND_WEIGHT[passage.kind] for passage in index.passages]) - 1.0)


def prior_signals(index: Index) -> NDArray[np.float64]:
    """Core law (0 or 1), log(1 + citations), general (0 or 1) of every passage, shape (rows, 3)."""
    core = {document.slug for document in index.documents if document.core}
    cited = Counter(key for passage in index.passages if passage.article_key for key in passage.cites)
    rows = [
        (passage.slug in core, np.log1p(cited[passage.article_key] if passage.article_key else 0), passage.general)
        for passage in index.passages
    ]
    return np.asarray(rows, dtype=np.float64).reshape(-1, len(SIGNALS))


def prior(index: Index) -> NDArray[np.float64]:
    """One positive factor per passage, shape (rows,)."""
    kinds = np.array([KIND_WEIGHT[passage.kind] for passage in index.passages])
    return np.asarray(kinds + prior_signals(index) @ np.array([CORE_LAW, CITED, -GENERAL]), dtype=np.float64)

"""The automatic prior: which articles are asked about, before the question is known.

Its kind's weight (1 for a rule) + 0.15 for a core law + 0.10 · log(1 + times cited by other articles) − 0.15 for
总则, 附则 and other general articles. Only citations between rules count: what we write ourselves must not move
the ranking. Nothing in it is learnt from questions; measured +6.6 nDCG@10 (retrieval.md, table C).
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from indexer.documents import Kind
from indexer.index import Index

CORE_LAW = 0.15
CITED = 0.10
GENERAL = 0.15
#: A rule decides, a procedure explains, a case illustrates: where all kinds are ranked together.
KIND_WEIGHT = {Kind.REGULATION: 1.0, Kind.PROCEDURE: 0.95, Kind.PRACTICE: 0.95, Kind.FORM: 0.9, Kind.CASE: 0.8}


def prior(index: Index) -> NDArray[np.float64]:
    """One positive factor per passage, shape (rows,)."""
    core = {document.slug for document in index.documents if document.core}
    cited = Counter(key for passage in index.passages if passage.article_key for key in passage.cites)
    return np.array(
        [
            KIND_WEIGHT[passage.kind]
            + CORE_LAW * (passage.slug in core)
            + CITED * np.log1p(cited[passage.article_key] if passage.article_key else 0)
            - GENERAL * passage.general
            for passage in index.passages
        ]
    )

"""Four lists and their fusion, over four articles that a reader can rank by eye.

Article 1 is 工工, 2 is 资资, 3 is 协协, 4 is 商商. The question 资资资协协工 holds 3 资, 2 协, 1 工 and no 商,
so the dense lists rank the articles 2, 3, 1, 4; of its pairs only 资资 (twice) and 协协 (once) occur in an article.
"""

from pathlib import Path

import numpy as np
import pytest
from corpus_files import regulation_keys, write_document
from tiny_encoder import LetterEncoder
from tiny_library import make_index

from indexer.dense import centre
from indexer.index import Index
from indexer.references import ReferenceReader
from indexer.segmentation import Segmenter
from service.search.query import Query, make_query
from service.search.retrieval import LISTS, SYSTEMS, Retrieval, System, best_part, retrieve

QUESTION = "资资资协协工"
EVERYTHING = np.ones(4, dtype=np.bool_)
NO_PRIOR = np.ones(4)


def write_letters(root: Path) -> None:
    body = "".join(
        f"#### 第{n}条\n\n{text}\n\n" for n, text in zip("一二三四", ("工工", "资资", "协协", "商商"), strict=True)
    )
    write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Index:
    return make_index(tmp_path_factory.mktemp("letters"), segmenter, write_letters, choices="statute = []\n")


@pytest.fixture(scope="module")
def query(segmenter: Segmenter) -> Query:
    made = make_query(QUESTION, LetterEncoder(), segmenter, ReferenceReader({}))
    assert made is not None
    return made


def run(index: Index, query: Query, *lists: str) -> Retrieval:
    return retrieve(index, query, EVERYTHING, NO_PRIOR, System(lists=lists, prior=False))


def ranks(retrieval: Retrieval) -> dict[str, list[int]]:
    return {name: found.tolist() for name, found in retrieval.ranks.items()}


def test_dense_lists_rank_every_passage_and_bm25_only_what_shares_a_token(index: Index, query: Query) -> None:
    retrieval = run(index, query, "bigram", "dense", "parts")
    assert ranks(retrieval) == {"bigram": [0, 1, 2, 0], "dense": [3, 1, 2, 4], "parts": [3, 1, 2, 4]}


def test_lists_are_fused_by_rank(index: Index, query: Query) -> None:
    fused = run(index, query, "bigram", "dense").fused
    assert fused.tolist() == [1 / 63, 1 / 61 + 1 / 61, 1 / 62 + 1 / 62, 1 / 64]


def test_prior_multiplies_where_the_system_says_so(index: Index, query: Query) -> None:
    factor = np.array([1.0, 0.5, 1.0, 2.0])
    plain = retrieve(index, query, EVERYTHING, factor, System(lists=("dense",), prior=False))
    weighed = retrieve(index, query, EVERYTHING, factor, System(lists=("dense",)))
    assert plain.fused.tolist() == [1 / 63, 1 / 61, 1 / 62, 1 / 64]
    assert weighed.fused.tolist() == [1 / 63, 0.5 / 61, 1 / 62, 2 / 64]


def test_passage_that_is_not_allowed_is_in_no_list(index: Index, query: Query) -> None:
    allowed = np.array([True, False, True, False])
    retrieval = retrieve(index, query, allowed, NO_PRIOR, System(lists=("bigram", "dense"), prior=False))
    assert ranks(retrieval) == {"bigram": [0, 0, 1, 0], "dense": [2, 0, 1, 0]}
    assert retrieval.fused.tolist() == [1 / 62, 0, 1 / 61 + 1 / 61, 0]


def test_nothing_allowed_means_nothing_found(index: Index, query: Query) -> None:
    nothing = np.zeros(4, dtype=np.bool_)
    assert retrieve(index, query, nothing, NO_PRIOR, System()).fused.tolist() == [0, 0, 0, 0]


def test_dense_score_is_the_centred_cosine_moved_to_be_positive(index: Index, query: Query) -> None:
    cosine = index.dense.scores(centre(query.vector, index.mean))
    scores = run(index, query, "dense").scores["dense"]
    assert scores == pytest.approx(cosine + 1)
    assert (scores > 0).all()


def test_passage_answers_with_the_best_of_its_parts(tmp_path: Path, segmenter: Segmenter, query: Query) -> None:
    def write(root: Path) -> None:
        body = "#### 第一条\n\n商商\n资资资协协工\n\n#### 第二条\n\n资资\n"
        write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)

    index = make_index(tmp_path, segmenter, write, choices="statute = []\n")
    vector = centre(query.vector, index.mean)
    parts = index.parts.scores(vector).tolist()
    assert index.part_rows.tolist() == [0, 0, 1]
    assert best_part(index, vector).tolist() == [max(parts[:2]), parts[2]]
    assert parts[1] == pytest.approx(1)


def test_default_system_uses_every_list_and_the_prior() -> None:
    assert SYSTEMS["default"] == System(lists=LISTS, prior=True)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_run_alone_and_left_out(name: str, index: Index, query: Query) -> None:
    assert set(retrieve(index, query, EVERYTHING, NO_PRIOR, SYSTEMS[name]).ranks) == {name}
    assert set(retrieve(index, query, EVERYTHING, NO_PRIOR, SYSTEMS[f"no-{name}"]).ranks) == set(LISTS) - {name}

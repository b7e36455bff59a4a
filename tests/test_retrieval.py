"""Lists over four articles and three questions that a reader can rank by eye.

Article 1 is 工工, 2 is 资资, 3 is 协协, 4 is 商商. The question 资资资协协工 holds 3 资, 2 协, 1 工 and no 商,
so the dense lists rank the articles 2, 3, 1, 4; of its pairs only 资资 (twice) and 协协 (once) occur in an article.
The asked questions are 资 for article 2, 工 for article 1, and 商 for the curated answer, which rests on article 4.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from corpus_files import answer_keys, regulation_keys, write_companion, write_document
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tiny_encoder import LetterEncoder
from tiny_library import make_index

from indexer.dense import centre
from indexer.index import Index
from indexer.lexicon import Lexicon, LexiconRule
from indexer.references import ReferenceReader
from indexer.segmentation import Segmenter
from service.search.query import Query, make_query
from service.search.retrieval import Retrieval, adapted, asked_lists, best_of, best_part, retrieve
from service.search.systems import LISTS, PLAIN

QUESTION = "资资资协协工"
ANSWER = 4
LEXICON = Lexicon((LexiconRule("资资资", ("商商",), 1.0),))


def write_letters(root: Path) -> None:
    body = "".join(
        f"#### 第{n}条\n\n{text}\n\n" for n, text in zip("一二三四", ("工工", "资资", "协协", "商商"), strict=True)
    )
    write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)


def write_asked(root: Path) -> None:
    write_letters(root)
    keys = answer_keys(title="商商商", asked=[])
    write_document(root / "answers", "da", keys, "## 一句话\n\n甲[甲规定#4]。\n")
    write_companion(root, "asked/jia.tsv", "甲规定#2\t资资\n甲规定#1\t工工\n")


def build(folder: Path, segmenter: Segmenter, write: Callable[[Path], None]) -> Index:
    return make_index(folder, segmenter, write, choices="statute = []\n")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Index:
    return build(tmp_path_factory.mktemp("letters"), segmenter, write_letters)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Index:
    return build(tmp_path_factory.mktemp("asked"), segmenter, write_asked)


@pytest.fixture(scope="module")
def query(segmenter: Segmenter) -> Query:
    made = make_query(QUESTION, LetterEncoder(), segmenter, ReferenceReader({}), LEXICON)
    assert made is not None
    return made


def run(index: Index, query: Query, *names: str, lexicon: bool = True) -> Retrieval:
    everything = np.ones(len(index.passages), dtype=np.bool_)
    return retrieve(index, asked_lists(index), query, everything, names, lexicon=lexicon)


def ranks(retrieval: Retrieval) -> dict[str, list[int]]:
    return {name: found.tolist() for name, found in retrieval.ranks.items()}


def test_dense_lists_rank_every_passage_and_bm25_only_what_shares_a_token(index: Index, query: Query) -> None:
    retrieval = run(index, query, "bigram", "dense", "parts", lexicon=False)
    assert ranks(retrieval) == {"bigram": [0, 1, 2, 0], "dense": [3, 1, 2, 4], "parts": [3, 1, 2, 4]}


def test_legal_term_of_the_lexicon_finds_what_the_question_does_not_say(index: Index, query: Query) -> None:
    with_terms, without = (run(index, query, "bigram", lexicon=lexicon) for lexicon in (True, False))
    assert (with_terms.ranks["bigram"][3], without.ranks["bigram"][3]) == (3, 0)
    # 商商 comes in with 0.4 · 1; in an article alike, 协协 of the question counts 1.
    assert with_terms.scores["bigram"][3] == pytest.approx(0.4 * with_terms.scores["bigram"][2])


def test_passage_that_is_not_allowed_is_in_no_list(index: Index, query: Query) -> None:
    allowed = np.array([True, False, True, False])
    retrieval = retrieve(index, asked_lists(index), query, allowed, ("bigram", "dense"), lexicon=False)
    assert ranks(retrieval) == {"bigram": [0, 0, 1, 0], "dense": [2, 0, 1, 0]}


def test_nothing_allowed_means_nothing_found(index: Index, query: Query) -> None:
    nothing = np.zeros(4, dtype=np.bool_)
    found = ranks(retrieve(index, asked_lists(index), query, nothing, LISTS))
    assert found == {name: [0, 0, 0, 0] for name in LISTS}


def test_dense_score_is_the_cosine_of_the_adapted_question_moved_to_be_positive(index: Index, query: Query) -> None:
    scores = run(index, query, "dense").scores["dense"]
    assert scores == pytest.approx(index.dense.scores(adapted(index, query.vector)) + 1)
    assert (scores > 0).all()


def test_question_is_centred_by_the_questions_and_turned_by_the_adapter(index: Index) -> None:
    swap = np.eye(5, dtype=np.float32)[[0, 2, 1, 3, 4]]
    mean = np.array([0, 0.2, 0, 0, 0], dtype=np.float32)
    turned = adapted(replace(index, asked_mean=mean, adapter=swap), np.array([0, 0.8, 0.8, 0, 0], dtype=np.float32))
    # (0.8 − 0.2, 0.8) = (0.6, 0.8), already of unit length, and swapped.
    assert turned == pytest.approx([0, 0.8, 0.6, 0, 0])


def test_plain_lists_know_neither_adapter_nor_asked_questions(index: Index, query: Query) -> None:
    other = replace(index, adapter=-index.adapter, asked_mean=index.mean)
    assert ranks(run(other, query, *PLAIN)) == ranks(run(index, query, *PLAIN))
    assert ranks(run(other, query, "dense")) != ranks(run(index, query, "dense"))


def test_passage_answers_with_the_best_of_its_parts(tmp_path: Path, segmenter: Segmenter, query: Query) -> None:
    def write(root: Path) -> None:
        body = f"#### 第一条\n\n{'商' * 120}\n资资资协协工\n\n#### 第二条\n\n资资\n"
        write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)

    index = build(tmp_path, segmenter, write)
    vector = centre(query.vector, index.mean)
    parts = index.parts.scores(vector).tolist()
    assert index.part_rows.tolist() == [0, 0, 1]
    assert best_part(index, vector).tolist() == [max(parts[:2]), parts[2]]
    assert parts[1] == pytest.approx(1)


# Asked questions


def test_asked_list_ranks_only_what_is_asked_for_by_its_nearest_question(asked: Index, query: Query) -> None:
    # 资 lies nearest, then 工; 商, which asks for article 4 and for the answer, lies farthest: ties to the lower row.
    assert ranks(run(asked, query, "asked")) == {"asked": [2, 1, 0, 3, ANSWER]}


def test_curated_list_ranks_only_what_curated_answers_rest_on(asked: Index, query: Query) -> None:
    assert ranks(run(asked, query, "curated")) == {"curated": [0, 0, 0, 1, 2]}


def test_asked_bigram_list_compares_the_words_of_the_questions_without_legal_terms(asked: Index, query: Query) -> None:
    assert ranks(run(asked, query, "asked-bigram")) == {"asked-bigram": [0, 1, 0, 0, 0]}


@pytest.mark.parametrize("name", ["asked", "asked-bigram", "curated"])
def test_index_without_questions_finds_nothing_by_them(name: str, index: Index, query: Query) -> None:
    assert ranks(run(index, query, name)) == {name: [0, 0, 0, 0]}


def test_hidden_question_counts_in_no_list(asked: Index, query: Query) -> None:
    texts = [question.text for question in asked.asked]
    hidden = replace(query, hidden=np.array([text in ("资资", "商商商") for text in texts]))
    found = ranks(run(asked, hidden, "asked", "asked-bigram", "curated"))
    assert found == {"asked": [1, 0, 0, 0, 0], "asked-bigram": [0] * 5, "curated": [0] * 5}


def test_pairs_are_sorted_by_passage_and_keep_their_question(asked: Index) -> None:
    lists = asked_lists(asked)
    pairs = sorted(zip(lists.every.passages.tolist(), lists.every.questions.tolist(), strict=True))
    assert lists.every.passages.tolist() == sorted(lists.every.passages.tolist()) == [0, 1, 3, ANSWER]
    assert [asked.asked[question].text for _, question in pairs] == ["工工", "资资", "商商商", "商商商"]
    assert lists.curated.passages.tolist() == [3, ANSWER]


@pytest.mark.parametrize("name", [*LISTS, *PLAIN])
def test_every_list_can_be_run_alone(name: str, asked: Index, query: Query) -> None:
    assert set(run(asked, query, name).ranks) == {name}


# The best of each row


def scores(*values: float) -> NDArray[np.float32]:
    return np.asarray(values, dtype=np.float32)


def test_best_score_of_each_row_is_kept_and_a_row_without_one_has_the_floor() -> None:
    rows = np.array([0, 0, 2, 2, 2])
    assert best_of(scores(1, 2, 5, 3, 4), rows, 4).tolist() == [2, 0, 5, 0]
    assert best_of(scores(-2, -3, 5, 3, 4), rows, 4, floor=-1).tolist() == [-2, -1, 5, -1]


def test_no_score_leaves_the_floor_everywhere() -> None:
    assert best_of(scores(), np.array([], dtype=np.int64), 2, floor=-1).tolist() == [-1, -1]


@given(st.lists(st.tuples(st.integers(0, 6), st.floats(-1, 1, width=32)), max_size=20))
def test_best_is_the_maximum_over_each_row(pairs: list[tuple[int, float]]) -> None:
    pairs.sort(key=lambda pair: pair[0])
    rows = np.array([row for row, _ in pairs], dtype=np.int64)
    found = best_of(scores(*(score for _, score in pairs)), rows, 7, floor=-2).tolist()
    assert found == [max((score for at, score in pairs if at == row), default=-2) for row in range(7)]

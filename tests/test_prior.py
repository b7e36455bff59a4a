"""One factor per passage, from its kind, its law and who cites it."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from corpus_files import make_document
from tiny_library import bare_index, make_passage

from indexer.documents import Document, Kind
from indexer.passages import Passage
from indexer.splitting import SPLITTERS
from service.search.prior import KIND_WEIGHT, SHIFT, SIGNALS, kind_shift, prior, prior_signals

LAW = make_document("甲。", title="甲法", slug="jia")
CORE = replace(make_document("乙。", title="乙法", slug="yi"), core=True)
CASE = make_document("丙。", Kind.CASE, title="丙案", slug="bing")


def factors(*passages: Passage, documents: tuple[Document, ...] = (LAW, CORE, CASE)) -> list[float]:
    return list(prior(bare_index(documents, passages)))


def test_signals_are_core_citations_and_general_row_by_row() -> None:
    passages = (
        make_passage(LAW, "甲。", general=True),
        make_passage(CORE, "乙。", "1", cites=("甲法#1",)),
        make_passage(CORE, "乙。", "2", cites=("甲法#1",)),
        make_passage(CASE, "丙。", "s1", cites=("乙法#1",)),
    )
    found = prior_signals(bare_index((LAW, CORE, CASE), passages))
    assert SIGNALS == ("core", "cited", "general")
    assert found == pytest.approx(np.array([[0, log(1 + 2), 1], [1, 0, 0], [1, 0, 0], [0, 0, 0]]))


def test_learned_log_odds_lose_by_the_weight_of_the_kind() -> None:
    index = bare_index((LAW, CASE), (make_passage(LAW, "甲。"), make_passage(CASE, "丙。", "s1")))
    assert kind_shift(index) == pytest.approx([0.0, SHIFT * (0.8 - 1.0)])


def test_no_passage_has_no_signals() -> None:
    assert prior_signals(bare_index((), ())).shape == (0, 3)


def test_plain_article_counts_as_it_is() -> None:
    assert factors(make_passage(LAW, "甲。")) == [1.0]


def test_article_of_a_core_law_counts_a_little_more() -> None:
    assert factors(make_passage(CORE, "乙。")) == [1.0 + 0.15]


def test_general_article_counts_less() -> None:
    assert factors(make_passage(LAW, "甲。", general=True)) == [1.0 - 0.15]


def test_article_gains_by_the_logarithm_of_its_citations() -> None:
    cited = make_passage(LAW, "甲。")
    citing = [make_passage(CORE, "乙。", number, cites=("甲法#1",)) for number in ("1", "2")]
    assert factors(cited, *citing)[0] == pytest.approx(1.0 + 0.10 * log(1 + 2))


def test_what_we_write_ourselves_does_not_move_the_ranking() -> None:
    citing = make_passage(CASE, "丙。", "s1", cites=("甲法#1",))
    assert factors(make_passage(LAW, "甲。"), citing)[0] == 1.0


def test_passage_without_article_key_is_not_cited_by_anything() -> None:
    section = make_passage(LAW, "甲。", "s1", article_key=None)
    assert factors(section, make_passage(CORE, "乙。", cites=("甲法#1",)))[0] == 1.0


def test_rule_counts_more_than_procedure_and_procedure_more_than_case() -> None:
    assert KIND_WEIGHT[Kind.REGULATION] > KIND_WEIGHT[Kind.PROCEDURE] > KIND_WEIGHT[Kind.CASE] > 0
    assert factors(make_passage(CASE, "丙。", "s1")) == [KIND_WEIGHT[Kind.CASE]]


@pytest.mark.parametrize("kind", SPLITTERS)
def test_every_kind_that_can_be_split_has_a_weight(kind: Kind) -> None:
    document = make_document("丁。", kind, title="丁", slug="ding")
    assert factors(make_passage(document, "丁。"), documents=(document,)) == [KIND_WEIGHT[kind]]


def test_least_factor_is_still_positive() -> None:
    assert min(KIND_WEIGHT.values()) - 0.15 > 0

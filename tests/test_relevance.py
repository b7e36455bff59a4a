"""Near by one of two signals, or not borne out: a rank is no evidence."""

import pytest
from tiny_library import make_searcher

from indexer.segmentation import Segmenter
from service.search.query import Query
from service.search.ranking import Hit, Searcher
from service.search.relevance import NEAR_ENOUGH, REPEATED, is_borne_out, repeated_share


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def hit(searcher: Searcher, passage_id: str, **scores: float) -> Hit:
    """A hit of the first rank, found by the given lists only."""
    row = searcher.rows[passage_id]
    passage = searcher.index.passages[row]
    document = searcher.documents[passage.slug]
    return Hit(1, row, passage, document, 0.99, False, dict.fromkeys(scores, 1), scores)


def query(searcher: Searcher, question: str) -> Query:
    made = searcher.query(question)
    assert made is not None
    return made


def test_share_is_all_for_its_own_words_and_nothing_for_foreign_ones(searcher: Searcher) -> None:
    own = hit(searcher, "laodong-hetongfa/19")
    assert repeated_share(searcher, query(searcher, "试用期不得超过六个月"), own) == 1.0
    assert repeated_share(searcher, query(searcher, "奖金按季发放"), own) == 0.0


def test_share_weighs_bigrams_by_their_rarity(searcher: Searcher) -> None:
    # 试用、用期 stand in the article; 期奖、奖金 do not. No asking words: every bigram has the factor 1.
    weight = searcher.index.bigram.weight
    held, other = weight("试用") + weight("用期"), weight("期奖") + weight("奖金")
    share = repeated_share(searcher, query(searcher, "试用期奖金"), hit(searcher, "laodong-hetongfa/19"))
    assert share == pytest.approx(held / (held + other))


def test_title_and_headings_count_as_words_of_the_passage(searcher: Searcher) -> None:
    assert repeated_share(searcher, query(searcher, "劳动合同法"), hit(searcher, "laodong-hetongfa/19")) == 1.0
    assert repeated_share(searcher, query(searcher, "要约与回应"), hit(searcher, "guiding/32")) == 1.0


def test_near_asked_question_is_enough_without_a_common_word(searcher: Searcher) -> None:
    asked = query(searcher, "奖金按季发放")
    assert is_borne_out(searcher, asked, hit(searcher, "laodong-hetongfa/19", asked=1.01 + NEAR_ENOUGH))
    assert not is_borne_out(searcher, asked, hit(searcher, "laodong-hetongfa/19", asked=0.99 + NEAR_ENOUGH))


def test_repeated_words_are_enough_without_an_asked_question(searcher: Searcher) -> None:
    found = hit(searcher, "laodong-hetongfa/19")
    asked = query(searcher, "试用期不得超过六个月")
    assert repeated_share(searcher, asked, found) >= REPEATED
    assert is_borne_out(searcher, asked, found)


def test_first_rank_and_high_score_are_no_evidence(searcher: Searcher) -> None:
    assert not is_borne_out(searcher, query(searcher, "奖金按季发放"), hit(searcher, "laodong-hetongfa/19"))

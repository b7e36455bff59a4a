"""Question → hits: named articles first, then the fused order; k, filters and ties kept in bounds."""

from pathlib import Path

import pytest
from corpus_files import regulation_keys, write_companion, write_document
from tiny_library import make_searcher

from indexer.documents import Kind
from indexer.segmentation import Segmenter
from service.search.filters import Filters
from service.search.query import Query
from service.search.ranking import MAX_HITS, Hit, Searcher
from service.search.systems import Fusion, System

LETTERS = ("工工", "资资", "协协", "商商")


def write_letters(root: Path) -> None:
    """甲规定: articles 1 to 4 are 工工, 资资, 协协, 商商. 乙规定 has three articles alike."""
    body = "".join(f"#### 第{n}条\n\n{text}\n\n" for n, text in zip("一二三四", LETTERS, strict=True))
    write_document(root / "regulations", "jia", regulation_keys(title="甲规定"), body)
    twins = "".join(f"#### 第{n}条\n\n雨雪\n\n" for n in "一二三")
    write_document(root / "regulations", "yi", regulation_keys(title="乙规定", core=True), twins)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("letters"), segmenter, write_letters, choices="statute = []\n")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"), segmenter)


def ask(searcher: Searcher, text: str) -> Query:
    query = searcher.query(text)
    assert query is not None
    return query


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.id for hit in hits]


BIGRAM = System(lists=("bigram",), fusion=Fusion.RANKS, prior=False)


def test_hits_are_in_falling_order_of_the_fused_score(letters: Searcher) -> None:
    # Of the pairs 资资资协 holds, 资资 stands in article 2; 协协资资资 adds article 3, once against twice.
    hits = letters.search(ask(letters, "资资资协协"), k=10, system=BIGRAM)
    assert ids(hits) == ["jia/2", "jia/3"]
    assert [(hit.rank, hit.score) for hit in hits] == [(1, 1 / 61), (2, 1 / 62)]


def test_hit_says_its_place_and_score_in_every_list(letters: Searcher) -> None:
    system = System(lists=("bigram", "dense"), fusion=Fusion.RANKS, prior=False)
    hit = letters.search(ask(letters, "资资资协协工"), k=3, system=system)[2]
    assert (hit.passage.id, hit.document.title, hit.row, hit.named) == ("jia/1", "甲规定", 0, False)
    assert hit.ranks["bigram"] == 0
    assert hit.scores["bigram"] == 0.0
    # The twins of 乙规定 hold no letter at all and stand behind.
    assert hit.ranks["dense"] == 3
    assert hit.score == 0.5 / 63  # the weight of the dense list


def test_prior_multiplies_where_the_system_says_so(letters: Searcher) -> None:
    query = ask(letters, "雨雪")
    plain, weighed = (
        letters.search(query, k=1, system=System(lists=("bigram",), fusion=Fusion.RANKS, prior=prior))[0].score
        for prior in (False, True)
    )
    assert plain == 1 / 61
    assert weighed == pytest.approx(1.15 / 61)  # 乙规定 is core


def test_learned_score_is_a_probability_that_falls(letters: Searcher) -> None:
    found = [hit.score for hit in letters.search(ask(letters, "资资资协协"), k=MAX_HITS)]
    assert found == sorted(found, reverse=True)
    assert all(0 < score < 1 for score in found)


def test_alike_passages_come_in_the_order_of_the_corpus(letters: Searcher) -> None:
    hits = letters.search(ask(letters, "雨雪"), k=10, system=BIGRAM)
    assert ids(hits) == ["yi/1", "yi/2", "yi/3"]


def test_named_articles_come_first_in_the_order_of_the_question(letters: Searcher) -> None:
    hits = letters.search(ask(letters, "甲规定第四条和第一条，资资"), k=3)
    assert ids(hits)[:2] == ["jia/4", "jia/1"]
    assert [(hit.rank, hit.named) for hit in hits] == [(1, True), (2, True), (3, False)]


def test_no_passage_is_found_twice(letters: Searcher) -> None:
    found = ids(letters.search(ask(letters, "甲规定第二条、甲规定2条，资资"), k=MAX_HITS))
    assert found[0] == "jia/2"
    assert sorted(found) == sorted(set(found))


def test_bare_number_means_the_core_law(letters: Searcher) -> None:
    query = ask(letters, "第二条")
    assert [letters.index.passages[row].id for row in letters.named_rows(query)] == ["yi/2"]


def test_labour_contract_law_is_meant_before_other_core_laws(tmp_path: Path, segmenter: Segmenter) -> None:
    def write(root: Path) -> None:
        for slug, title in (("a", "甲规定"), ("b", "劳动合同法")):
            keys = regulation_keys(title=title, core=True)
            write_document(root / "regulations", slug, keys, "#### 第二条\n\n雨雪。\n")

    searcher = make_searcher(tmp_path, segmenter, write, choices="statute = []\n")
    assert ids(searcher.search(ask(searcher, "第2条"), k=2)) == ["b/2", "a/2"]


def test_article_that_does_not_exist_is_not_named(library: Searcher) -> None:
    query = ask(library, "劳动合同法第九百条")
    assert library.named_rows(query) == []
    assert not any(hit.named for hit in library.search(query, k=5))


@pytest.mark.parametrize(("k", "count"), [(-5, 1), (0, 1), (1, 1), (3, 3), (7, 7), (10_000, 7)])
def test_k_is_clamped(k: int, count: int, letters: Searcher) -> None:
    assert len(letters.search(ask(letters, "资资"), k=k)) == count


def test_named_articles_count_towards_k(letters: Searcher) -> None:
    assert ids(letters.search(ask(letters, "甲规定第四条、第一条"), k=1)) == ["jia/4"]


def test_filters_apply_before_the_best_are_chosen(library: Searcher) -> None:
    query = ask(library, "试用期不得超过六个月")
    assert library.search(query, k=1)[0].passage.id == "laodong-hetongfa/19"
    (hit,) = library.search(query, k=1, filters=Filters(kinds=frozenset({Kind.PRACTICE})))
    assert (hit.passage.id, hit.rank) == ("pingjia/s1", 1)


def test_filter_holds_for_named_articles_too(library: Searcher) -> None:
    query = ask(library, "劳动合同法第十九条")
    hits = library.search(query, k=MAX_HITS, filters=Filters(region="河北"))
    assert {hit.document.slug for hit in hits} == {"hebei", "pingjia"}


def test_filter_that_lets_nothing_through_finds_nothing(library: Searcher) -> None:
    query = ask(library, "劳动合同法第十九条试用期")
    assert library.search(query, k=MAX_HITS, filters=Filters(region="火星")) == ()


def test_same_question_has_the_same_ranking(library: Searcher) -> None:
    first, second = (ids(library.search(ask(library, "报酬支付"), k=MAX_HITS)) for _ in range(2))
    assert first == second


def test_every_passage_can_be_had_by_its_id_and_no_other_id(library: Searcher) -> None:
    for passage in library.index.passages:
        assert library.passage(passage.id) is passage
    assert library.passage("laodong-hetongfa/9999") is None


def test_passages_of_a_document_are_in_its_own_order(library: Searcher) -> None:
    assert {slug: len(passages) for slug, passages in library.passages_of.items()} == {
        "laodong-hetongfa": 4,
        "gonghuifa": 1,
        "beijing": 1,
        "guiding": 2,
        "hebei": 1,
        "jiu": 1,
        "tongzhi": 1,
        "xin": 1,
        "liucheng": 2,
        "canyin": 2,
        "pingjia": 1,
    }
    assert [passage.id for passage in library.passages_of["liucheng"]] == ["liucheng/yaoyue", "liucheng/qianding"]


def test_citing_passages_are_those_whose_text_refers_to_an_article(library: Searcher) -> None:
    assert [passage.id for passage in library.citing("工会法#2")] == ["guiding/33", "liucheng/qianding"]
    assert [passage.id for passage in library.citing("劳动合同法#38")] == ["laodong-hetongfa/82"]
    assert library.citing("劳动合同法#19") == ()


def test_gate_signals_of_a_question_are_those_of_its_verdict(library: Searcher) -> None:
    query = ask(library, "单位的试用期多久")
    assert library.judge(query).signals == library.gate_signals(query)


def test_bigrams_of_asked_questions_are_known_for_evaluation(tmp_path: Path, segmenter: Segmenter) -> None:
    def write(root: Path) -> None:
        write_letters(root)
        write_companion(root, "asked/jia.tsv", "甲规定#1\t工资呢\n")

    searcher = make_searcher(tmp_path, segmenter, write, choices="statute = []\n")
    assert searcher.asked_bigrams == (frozenset({"工资", "资呢"}),)


def test_part_scores_are_one_cosine_per_part(library: Searcher) -> None:
    passage = max(library.index.passages, key=lambda item: len(item.parts))
    scores = library.part_scores(ask(library, "工资"), passage)
    assert len(scores) == len(passage.parts) > 1
    assert all(abs(score) <= 1 + 1e-6 for score in scores)
    assert library.part_scores(ask(library, "工资"), passage) == scores

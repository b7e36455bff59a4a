"""corpus/ → index directory → index: a tiny corpus, built with an encoder that counts four characters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from corpus_files import (
    Article,
    Law,
    answer_keys,
    case_keys,
    choose_statutes,
    lock_statutes,
    procedure_keys,
    regulation_keys,
    write_companion,
    write_document,
    write_statutes,
)
from tiny_encoder import LetterEncoder

from indexer.building import build_index
from indexer.corpus import Corpus, corpus_digest, load_corpus
from indexer.encoding import Role, Vectors
from indexer.errors import CorpusError, IndexCorrupt, IndexMismatch, IndexMissing
from indexer.fields import read_fields
from indexer.index import Index, IndexedQuestion, current_digest, current_recipe, is_current, load_index
from indexer.lexicon import LexiconRule, read_lexicon
from indexer.manifest import Manifest, Recipe
from indexer.segmentation import Segmenter, bigrams, segmenter_id
from indexer.sparse import SparseIndex
from indexer.vectors import BATCH, VectorCache

UNION = Law(
    "中华人民共和国工会法",
    (
        Article("第一条", "工会代表职工协商。", "第一章 总则"),
        Article("第二条", "企业应当：\n（一）支付工资；\n（二）依照本法第一条、第二条协商。", "第二章 职责"),
    ),
)
FOREST = Law("中华人民共和国森林法", (Article("第一条", "保护树木。"), Article("第二条", "采伐凭证。")))
CHOICES = '[[statute]]\nslug = "gonghuifa"\ntitle = "工会法"\nwhy = "工会"\n'

#: id of every passage of the corpus below, in the order of statutes.toml, folders and file names.
PASSAGES = (
    "gonghuifa/1", "gonghuifa/2", "guiding/32", "liucheng/yaoyue", "canyin/s1", "canyin/s2", "fugongzi/answer",
)  # fmt: skip
#: The parts that are encoded, with the row each answers as: packed lines of rules, items behind their lead-in; a step
#: without its keys; sections as wholes; of an answer the first sentence, without its references.
PARTS = (
    (0, "工会法\n工会代表职工协商。"),
    (1, "工会法\n企业应当：（一）支付工资；（二）依照本法第一条、第二条协商。"),
    (2, "集体合同规定 要约\n依照工会法第二条提出协商。"),
    (3, "工资集体协商 提出要约\n- 谁办：工会\n"),
    (4, "某市餐饮 问题\n工资低，2011年协商。"),
    (5, "某市餐饮 结果\n工资涨了。"),
    (6, "谁付工资\n企业付。"),
)
#: Asked questions in order: those of corpus/asked, then the title and the other questions of the answer, which rests on
#: 工会法#2 in 一句话 and on the step in 怎么办; what 依据与说理 adds does not count.
ASKED = (
    IndexedQuestion("工资不发找谁", (1,)),
    IndexedQuestion("协商怎么开头", (3,)),
    IndexedQuestion("谁付工资", (6, 1, 3), curated=True),
    IndexedQuestion("工资归谁付", (6, 1, 3), curated=True),
)
FIELDS = """
[[field]]
name = "知识产权"
turn_to = "可以问知识产权局。"
words = ["商标"]
questions = ["商标被人用了"]

[chatter]
questions = ["商场几点开门", "你好"]
"""


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Workshop:
    """A corpus and a data folder below one temporary folder, and the tools to build."""

    root: Path
    database: Path
    home: Path
    segmenter: Segmenter
    cache: VectorCache

    def recipe(self, encoder: LetterEncoder) -> Recipe:
        return Recipe(corpus=corpus_digest(self.root), encoder=encoder.id, segmenter=segmenter_id(), code="tests")

    def build(self, encoder: LetterEncoder, progress: Callable[[int, int], None] = silent) -> Manifest:
        return build_index(
            self.home,
            self.recipe(encoder),
            corpus_root=self.root,
            database=self.database,
            encoder=encoder,
            segmenter=self.segmenter,
            cache=self.cache,
            threads=1,
            progress=progress,
        )

    def corpus(self) -> Corpus:
        return load_corpus(self.root, self.database)

    def folder(self) -> Path:
        """The folder of the index in use."""
        digest = current_digest(self.home)
        assert digest is not None
        return self.home / digest


@pytest.fixture
def shop(tmp_path: Path, segmenter: Segmenter) -> Iterator[Workshop]:
    root, database = tmp_path / "corpus", tmp_path / "laws.db"
    write_statutes(database, UNION, FOREST)
    choose_statutes(root, CHOICES)
    lock_statutes(root, database)
    regulation = "#### 第三十二条 要约\n\n依照工会法第二条提出协商。\n"
    write_document(root / "regulations", "guiding", regulation_keys(title="集体合同规定"), regulation)
    procedure = "## 提出要约 {#yaoyue}\n\n- 谁办：工会\n- 依据：集体合同规定#32\n- 下一步：结束\n"
    write_document(root / "procedures", "liucheng", procedure_keys(), procedure)
    case = "## 问题\n\n工资低，2011年协商。\n\n## 结果\n\n工资涨了。\n"
    write_document(root / "cases", "canyin", case_keys(title="某市餐饮"), case)
    answer = "## 一句话\n\n企业付[工会法#2]。\n\n## 怎么办\n\n1. 提要约[liucheng/yaoyue]。\n\n"
    answer += "## 依据与说理\n\n见[工会法#1]。\n"
    write_document(root / "answers", "fugongzi", answer_keys(title="谁付工资", asked=["工资归谁付"]), answer)
    write_companion(root, "asked/jia.tsv", "工会法#2\t工资不发找谁\nliucheng\t协商怎么开头\n工会法#1\t不问\t总则\n")
    write_companion(root, "lexicon/terms.tsv", "炒鱿鱼\t解除劳动合同\t0.9\n")
    write_companion(root, "lexicon/fields.toml", FIELDS)
    cache = VectorCache(tmp_path / "vectors.sqlite")
    yield Workshop(root, database, tmp_path / "index", segmenter, cache)
    cache.close()


def letters(*counts: int) -> Vectors:
    """The unit vector of (1, n(工), n(资), n(协), n(商))."""
    return np.asarray(counts, dtype=np.float32) / np.linalg.norm(counts)


def test_loaded_index_holds_the_corpus_that_was_built(shop: Workshop, encoder: LetterEncoder) -> None:
    manifest = shop.build(encoder)
    index = load_index(shop.home, encoder.id)
    corpus = shop.corpus()
    assert index.manifest == manifest
    assert (index.documents, index.passages) == (corpus.documents, corpus.passages)
    assert tuple(passage.id for passage in index.passages) == PASSAGES


def test_manifest_counts_what_was_built(shop: Workshop, encoder: LetterEncoder) -> None:
    manifest = shop.build(encoder)
    assert manifest.recipe == shop.recipe(encoder)
    assert (manifest.digest, manifest.dimension) == (shop.recipe(encoder).digest, 5)
    found = (manifest.documents, manifest.passages, manifest.articles, manifest.parts, manifest.asked)
    assert found == (5, len(PASSAGES), 3, len(PARTS), len(ASKED))
    on_disk = {str(path.relative_to(shop.folder())) for path in shop.folder().rglob("*") if path.is_file()}
    assert on_disk == {*manifest.files, "manifest.json"}


def test_every_passage_equals_its_slice_of_its_document(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    index = load_index(shop.home, encoder.id)
    texts = {document.slug: document.text for document in index.documents}
    for passage in index.passages:
        assert texts[passage.slug][passage.start : passage.end] == passage.text


@pytest.fixture
def index(shop: Workshop, encoder: LetterEncoder) -> Index:
    shop.build(encoder)
    return load_index(shop.home, encoder.id)


def test_row_of_a_passage_is_the_same_in_every_list(index: Index, shop: Workshop) -> None:
    result = PASSAGES.index("canyin/s2")
    text = f"{index.passages[result].preface}\n{index.passages[result].text}"
    assert text == "某市餐饮 结果\n工资涨了。"
    vector = letters(1, 1, 1, 0, 0)
    assert index.raw.scores(vector)[result] == pytest.approx(1)
    centred = (vector - index.mean) / np.linalg.norm(vector - index.mean)
    assert int(np.argmax(index.dense.scores(centred))) == result
    assert index.dense.scores(centred)[result] == pytest.approx(1)
    assert found_by(index.bigram, bigrams("涨了")) == [result]
    assert found_by(index.word, shop.segmenter.words("涨")) == [result]


def found_by(rows: SparseIndex, tokens: Sequence[str]) -> list[int]:
    """Rows that hold one of the tokens."""
    return [int(row) for row in np.flatnonzero(rows.scores(dict.fromkeys(tokens, 1.0)))]


def test_every_list_has_a_row_for_every_passage(index: Index) -> None:
    lists = (index.bigram, index.word, index.raw, index.dense)
    assert [len(rows) for rows in lists] == [len(PASSAGES)] * 4
    assert len(index.parts) == len(index.part_rows) == len(PARTS)


def part_vectors() -> Vectors:
    return LetterEncoder().encode([text for _, text in PARTS], Role.PASSAGE)


def unit_rows(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def passage_vectors() -> Vectors:
    """The mean of the vectors of a passage's parts, brought to unit length."""
    parts, rows = part_vectors(), np.array([row for row, _ in PARTS])
    return unit_rows(np.stack([parts[rows == row].mean(axis=0) for row in range(len(PASSAGES))]))


def test_vector_of_a_passage_is_the_mean_of_its_parts(index: Index) -> None:
    for row, vector in enumerate(passage_vectors()):
        assert index.raw.scores(vector)[row] == pytest.approx(1)


def test_mean_is_the_mean_of_the_passage_vectors(index: Index) -> None:
    assert index.mean == pytest.approx(passage_vectors().mean(axis=0))


def test_part_answers_as_the_passage_it_lies_in(index: Index) -> None:
    assert index.part_rows.tolist() == [row for row, _ in PARTS]


def test_part_vectors_are_centred_like_passages(index: Index) -> None:
    for part, vector in enumerate(unit_rows(part_vectors() - index.mean)):
        assert index.parts.scores(vector)[part] == pytest.approx(1)


def test_only_parts_questions_and_other_laws_are_encoded(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    questions = [*(asked.text for asked in ASKED), "商标被人用了", "商场几点开门", "你好"]
    assert sorted(encoder.asked) == sorted([*questions, *(text for _, text in PARTS), "森林法\n保护树木。"])


def test_title_and_chapter_are_found_by_words_though_they_are_not_in_the_text(index: Index, shop: Workshop) -> None:
    assert found_by(index.bigram, bigrams("职责")) == [PASSAGES.index("gonghuifa/2")]
    assert found_by(index.word, shop.segmenter.words("餐饮")) == [4, 5]


def test_references_of_an_answer_are_no_words_to_find_it_by(index: Index) -> None:
    assert found_by(index.bigram, bigrams("会法")) == [0, 1, 2]


def test_question_asks_for_its_passage_and_a_curated_one_for_what_the_answer_stands_on(index: Index) -> None:
    assert index.asked == ASKED
    pairs = [(number, row) for number, question in enumerate(ASKED) for row in question.rows]
    assert [tuple(pair) for pair in index.asked_pairs.tolist()] == pairs


def test_asked_questions_are_centred_by_their_own_mean(index: Index) -> None:
    vectors = LetterEncoder().encode([asked.text for asked in ASKED], Role.QUERY)
    assert index.asked_mean == pytest.approx(vectors.mean(axis=0))
    for row, vector in enumerate(unit_rows(vectors - vectors.mean(axis=0))):
        assert index.asked_dense.scores(vector)[row] == pytest.approx(1)


def test_few_questions_leave_the_adapter_the_identity(index: Index) -> None:
    assert index.adapter.tolist() == np.eye(5).tolist()


def test_asked_questions_are_found_by_their_bigrams(index: Index) -> None:
    assert index.asked_bigram is not None
    assert found_by(index.asked_bigram, bigrams("开头")) == [1]


def test_lexicon_and_other_fields_are_those_of_the_corpus(index: Index, shop: Workshop) -> None:
    assert index.lexicon == read_lexicon(shop.root)
    assert index.lexicon.rules == (LexiconRule("炒鱿鱼", ("解除劳动合同",), 0.9),)
    assert index.fields == read_fields(shop.root)
    assert index.fields.questions == ("商标被人用了", "商场几点开门", "你好")
    assert len(index.foreign_questions) == 3


def test_articles_of_laws_that_are_not_ours_are_sampled(index: Index) -> None:
    # Of the two articles of 森林法 every 48th is taken: the first.
    assert len(index.foreign_articles) == 1
    assert index.foreign_articles.scores(letters(1, 0, 0, 0, 0)) == pytest.approx([1])


def test_corpus_without_what_is_not_ours_still_loads(shop: Workshop, encoder: LetterEncoder) -> None:
    write_statutes(shop.database, UNION)
    lock_statutes(shop.root, shop.database)
    (shop.root / "lexicon" / "fields.toml").unlink()
    shop.build(encoder)
    index = load_index(shop.home, encoder.id)
    assert (len(index.foreign_articles), len(index.foreign_questions)) == (0, 0)


def test_corpus_without_questions_still_loads(shop: Workshop, encoder: LetterEncoder) -> None:
    (shop.root / "asked" / "jia.tsv").unlink()
    (shop.root / "answers" / "fugongzi.md").unlink()
    shop.build(encoder)
    index = load_index(shop.home, encoder.id)
    assert (index.asked, index.asked_bigram, len(index.asked_dense)) == ((), None, 0)
    assert index.asked_pairs.shape == (0, 2)


def test_question_for_an_article_that_does_not_exist_stops_the_build(shop: Workshop, encoder: LetterEncoder) -> None:
    write_companion(shop.root, "asked/yi.tsv", "# 注\n工会法#99\t甲乙\n")
    with pytest.raises(CorpusError, match=r"corpus/asked/yi\.tsv:2: 工会法#99 is no article"):
        shop.build(encoder)
    assert current_digest(shop.home) is None


def test_cites_are_the_keys_a_text_refers_to_without_itself(index: Index) -> None:
    cites = {passage.id: passage.cites for passage in index.passages if passage.cites}
    assert cites == {
        "gonghuifa/2": ("工会法#1",),
        "guiding/32": ("工会法#2",),
        "liucheng/yaoyue": ("集体合同规定#32",),
        "fugongzi/answer": ("工会法#2", "工会法#1"),
    }


def test_title_of_a_case_is_no_law_that_could_be_cited(shop: Workshop) -> None:
    body = "## 问题\n\n见某市餐饮12。\n"
    write_document(shop.root / "cases", "duibi", case_keys(title="另一案"), body)
    (passage,) = (passage for passage in shop.corpus().passages if passage.slug == "duibi")
    assert passage.cites == ()


# What is current, and what makes it stale


def test_nothing_is_current_before_the_first_build(shop: Workshop, encoder: LetterEncoder) -> None:
    assert current_digest(shop.home) is None
    assert not is_current(shop.home, shop.recipe(encoder))
    with pytest.raises(IndexMissing, match="run: xieshang build"):
        load_index(shop.home, encoder.id)


def test_index_of_an_unchanged_corpus_is_current(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    assert is_current(shop.home, shop.recipe(encoder))


def test_second_build_of_an_unchanged_corpus_encodes_nothing(shop: Workshop, encoder: LetterEncoder) -> None:
    first = shop.build(encoder)
    encoder.asked.clear()
    second = shop.build(encoder)
    assert encoder.asked == []
    assert (second.digest, second.files) == (first.digest, first.files)
    assert is_current(shop.home, shop.recipe(encoder))


def test_change_of_the_corpus_makes_the_index_stale_and_one_text_new(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    write_document(shop.root / "cases", "canyin", case_keys(title="某市餐饮"), "## 问题\n\n工资低。\n")
    assert not is_current(shop.home, shop.recipe(encoder))
    encoder.asked.clear()
    shop.build(encoder)
    assert encoder.asked == ["某市餐饮 问题\n工资低。"]
    assert is_current(shop.home, shop.recipe(encoder))


@pytest.mark.parametrize(
    "name",
    [
        "statutes.toml", "statutes.lock", "cases/canyin.md", "regulations/guiding.md", "answers/fugongzi.md",
        "asked/jia.tsv", "lexicon/terms.tsv", "lexicon/fields.toml",
    ],
)  # fmt: skip
def test_every_file_of_the_corpus_decides_the_recipe(shop: Workshop, name: str) -> None:
    before = current_recipe(shop.root, "some/model")
    with (shop.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = current_recipe(shop.root, "some/model")
    assert (after.corpus != before.corpus, after.encoder, after.code) == (True, before.encoder, before.code)


def test_new_name_of_a_file_decides_the_recipe(shop: Workshop) -> None:
    before = corpus_digest(shop.root)
    (shop.root / "cases" / "canyin.md").rename(shop.root / "cases" / "shifu.md")
    assert corpus_digest(shop.root) != before


def test_recipe_names_encoder_and_segmenter(shop: Workshop) -> None:
    recipe = current_recipe(shop.root, "some/model")
    assert (recipe.encoder, recipe.segmenter) == ("sentence-transformers:some/model", segmenter_id())


# Building beside the index in use


def test_index_before_is_kept_for_the_service_that_still_reads_it(shop: Workshop, encoder: LetterEncoder) -> None:
    folders = []
    for outcome in ("涨了。", "又涨了。", "没涨。"):
        write_document(shop.root / "cases", "canyin", case_keys(title="某市餐饮"), f"## 结果\n\n{outcome}\n")
        shop.build(encoder)
        folders.append(shop.folder().name)
    assert len(set(folders)) == 3
    assert {path.name for path in shop.home.iterdir() if path.is_dir()} == set(folders[1:])


def test_progress_counts_every_text_to_the_end(shop: Workshop, encoder: LetterEncoder) -> None:
    seen: list[tuple[int, int]] = []
    shop.build(encoder, lambda done, total: seen.append((done, total)))
    total = len(PARTS) + len(ASKED) + 3 + 1  # and three questions and one article that are not ours
    assert (seen[0][1], seen[-1]) == (total, (total, total))
    assert seen == sorted(seen)


class Tiring(LetterEncoder):
    """Encodes the questions and one batch of parts, then gives up."""

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        if len(self.asked) >= BATCH:
            raise KeyboardInterrupt
        return super().encode(texts, role)


def test_interrupted_build_keeps_its_vectors_and_leaves_no_trace(shop: Workshop, encoder: LetterEncoder) -> None:
    sections = "".join(f"## 第{number}点\n\n工资{number}。\n\n" for number in range(BATCH))
    write_document(shop.root / "cases", "canyin", case_keys(title="某市餐饮"), sections)
    tiring = Tiring()
    with pytest.raises(KeyboardInterrupt):
        shop.build(tiring)
    assert current_digest(shop.home) is None
    assert [path.name for path in shop.home.iterdir()] == ["build.lock"]

    shop.build(encoder)
    assert len(tiring.asked) == len(ASKED) + 3 + BATCH
    assert set(tiring.asked).isdisjoint(encoder.asked)


def test_failed_build_leaves_the_index_in_use_alone(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    before = shop.folder()
    write_document(shop.root / "cases", "liang", case_keys(title="某市餐饮"), "## 结果\n\n涨了。\n")
    with pytest.raises(CorpusError, match=r"'某市餐饮' is already used by corpus/cases/canyin\.md"):
        shop.build(encoder)
    assert shop.folder() == before
    assert tuple(passage.id for passage in load_index(shop.home, encoder.id).passages) == PASSAGES


def test_breaches_of_all_files_are_reported_together(shop: Workshop, encoder: LetterEncoder) -> None:
    for name in ("yi", "er"):
        write_document(shop.root / "cases", name, "title: 甲\n", "## 结果\n\n涨了。\n")
    with pytest.raises(CorpusError) as caught:
        shop.build(encoder)
    assert [problem.path.name for problem in caught.value.problems] == ["er.md", "yi.md"]


# Damage


def index_files(shop: Workshop) -> list[Path]:
    return sorted(path for path in shop.folder().rglob("*") if path.is_file())


def test_truncation_of_any_file_is_refused_with_the_command_that_mends_it(
    shop: Workshop, encoder: LetterEncoder
) -> None:
    shop.build(encoder)
    for path in index_files(shop):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(IndexCorrupt, match=f"{path.name}.*run: xieshang build"):
            load_index(shop.home, encoder.id)
        assert not is_current(shop.home, shop.recipe(encoder))
        path.write_bytes(whole)
    load_index(shop.home, encoder.id)


def test_loss_of_any_file_is_refused_with_the_command_that_mends_it(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    for path in index_files(shop):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexCorrupt, match=f"{path.name}.*run: xieshang build"):
            load_index(shop.home, encoder.id)
        path.write_bytes(whole)


def test_altered_passage_of_the_same_length_is_refused(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    path = shop.folder() / "passages.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("涨", "跌"), encoding="utf-8")
    with pytest.raises(IndexCorrupt, match=r"passages\.jsonl was altered"):
        load_index(shop.home, encoder.id)


@pytest.mark.parametrize("pointer", ["0123456789abcdef\n", "no such folder"])
def test_pointer_to_an_index_that_is_gone_is_refused(shop: Workshop, encoder: LetterEncoder, pointer: str) -> None:
    shop.build(encoder)
    (shop.home / "CURRENT").write_text(pointer, encoding="ascii")
    with pytest.raises(IndexCorrupt, match="run: xieshang build"):
        load_index(shop.home, encoder.id)


def test_rebuilding_mends_a_damaged_index(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    (shop.folder() / "dense.faiss").write_bytes(b"")
    shop.build(encoder)
    assert is_current(shop.home, shop.recipe(encoder))
    assert len(load_index(shop.home, encoder.id).dense) == len(PASSAGES)


def test_index_of_another_encoder_is_refused(shop: Workshop, encoder: LetterEncoder) -> None:
    shop.build(encoder)
    message = "built with encoder letters, the service uses other; run: xieshang build"
    with pytest.raises(IndexMismatch, match=message):
        load_index(shop.home, "other")
    assert not is_current(shop.home, shop.recipe(LetterEncoder("other")))

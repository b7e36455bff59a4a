"""The real corpus kept to its contract: curated answers, asked questions, lexicon and fields."""

from pathlib import Path

import pytest

from indexer.amounts import numbers
from indexer.answer_checks import check_answers, resolved, unsupported
from indexer.answers import read_statements
from indexer.conflicts import read_conflicts
from indexer.corpus import Corpus, load_corpus
from indexer.coverage import check_asked, check_unlike
from indexer.fields import read_fields
from indexer.lexicon import read_lexicon
from indexer.statutes import data_file
from service.calculators.registry import CALCULATORS
from service.search.question_sets import read_queries
from service.settings import read_settings

EVALUATION = Path(__file__).parent / "evaluation"
#: Sets that no asked question may nearly copy. `short` is left out: of “年假几天” there is only one way to ask.
UNLIKE = ("bargaining", "negotiation", "stories", "time", "case")


@pytest.fixture(scope="module")
def root() -> Path:
    return read_settings().corpus_dir


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    return load_corpus(root, data_file())


def test_curated_answers_keep_their_contract(root: Path, corpus: Corpus) -> None:
    problems = check_answers(corpus, read_conflicts(root), CALCULATORS.keys())
    assert [str(problem) for problem in problems] == []


def test_every_sentence_of_an_answer_stands_on_what_is_held_and_its_numbers_stand_there(corpus: Corpus) -> None:
    passages = {passage.article_key or passage.id: passage for passage in corpus.passages}
    sentences = counted = 0
    for document in corpus.documents:
        for item in read_statements(document) if document.answer else ():
            keys = [resolved(corpus, source) for source in item.sources]
            assert item.references, (document.path, item)
            assert [key for key in keys if key not in passages] == [], (document.path, item)
            assert unsupported(item, [passages[key] for key in keys if key]) == (), (document.path, item)
            sentences += 1
            counted += len(numbers(item.text))
    assert sentences > 3000
    assert counted > 500


def test_asked_questions_cover_the_rules_evenly(root: Path, corpus: Corpus) -> None:
    assert [str(problem) for problem in check_asked(root, corpus)] == []


@pytest.mark.parametrize("name", UNLIKE)
def test_asked_questions_are_not_those_the_search_is_measured_with(name: str, root: Path) -> None:
    texts = read_queries(EVALUATION / f"{name}_queries.jsonl").values()
    assert [str(problem) for problem in check_unlike(root, texts)] == []


def test_lexicon_and_other_fields_can_be_read_and_are_not_empty(root: Path) -> None:
    lexicon, fields = read_lexicon(root), read_fields(root)
    assert lexicon.rules
    assert lexicon.abbreviations
    assert lexicon.typos
    assert all(field.turn_to and field.questions for field in fields.others)
    assert fields.chatter

"""How good search and gate are on the real index, held above their floors (tests/evaluation/floor.toml).

Near-copies among the asked questions are hidden, so no set is measured on its own words. Needs the index that
`make test` builds first; says so when there is none.
"""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from service.search.evaluation import evaluate, grades_by_question, ranked_keys, unseen_query
from service.search.gate import Field
from service.search.question_sets import DEV, TEST, read_queries, read_set, split_of
from service.search.ranking import Searcher
from service.search.systems import LISTS, SYSTEMS

EVALUATION = Path(__file__).parent / "evaluation"
FLOORS = tomllib.loads((EVALUATION / "floor.toml").read_text(encoding="utf-8"))
#: Of rankings; that of answers is held by test_answer_evaluation.py.
FLOOR: dict[str, dict[str, dict[str, float]]] = {name: FLOORS[name] for name in FLOORS if name != "answers"}
REFUSED = frozenset({Field.OTHER_LAW, Field.NOT_A_QUESTION})
#: Shares in percent: other law that may be taken for ours, and our questions that must not be refused.
MOST_ACCEPTED, LEAST_KEPT = 5.0, 95.0


@pytest.fixture(scope="module")
def searcher(real_searcher: Searcher) -> Searcher:
    return real_searcher


@pytest.mark.parametrize("half", [DEV, TEST])
@pytest.mark.parametrize("name", FLOOR)
def test_every_measure_stays_above_its_floor(name: str, half: str, searcher: Searcher) -> None:
    report = evaluate(searcher, read_set(EVALUATION / name).half(half), name="default", system=SYSTEMS["default"])
    assert report.missing == ()
    found = {measure: 100 * report.measures[measure].mean for measure in FLOOR[name][half]}
    below = {
        measure: round(found[measure], 1) for measure, least in FLOOR[name][half].items() if found[measure] < least
    }
    assert below == {}


def test_floor_covers_both_halves_of_every_set_and_the_promise_for_bargaining() -> None:
    assert {name: set(halves) for name, halves in FLOOR.items()} == {
        name: {DEV, TEST} for name in ("bargaining", "negotiation", "short", "time")
    }
    assert FLOOR["bargaining"][TEST]["Hit@1"] >= 70
    assert FLOOR["bargaining"][TEST]["Hit@5"] >= 90


def test_fusion_is_better_than_every_single_list(searcher: Searcher) -> None:
    questions = read_set(EVALUATION / "bargaining").half(TEST)
    found = {
        name: evaluate(searcher, questions, name=name, system=SYSTEMS[name]).measures["nDCG@10"].mean
        for name in ("default", *(f"only-{name}" for name in LISTS))
    }
    assert max(found, key=lambda name: found[name]) == "default"


def test_named_article_comes_first_in_every_spelling(searcher: Searcher) -> None:
    questions = read_set(EVALUATION / "lookup")
    wanted, missing = grades_by_question(searcher, questions.judgements)
    assert missing == ()
    failed = []
    for qid, grades in wanted.items():
        ranking = ranked_keys(searcher, searcher.query(questions.queries[qid]), SYSTEMS["default"])
        if len(grades) == 1 and ranking[:1] != list(grades):
            failed.append((questions.queries[qid], *grades, ranking[0]))
    assert failed == []


def foreign(kind: str, half: str) -> dict[str, str]:
    """Text by qid of the questions that are not ours, of one class (`chat`, `other_law`, …)."""
    lines = (EVALUATION / "out_of_scope.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    return {item["qid"]: item["text"] for item in items if item["class"] == kind and split_of(item["qid"]) == half}


def judged(searcher: Searcher, texts: Iterable[str], *fields: Field) -> list[str]:
    """The questions of which the gate says one of `fields`; what holds no word at all is of none."""
    queries = [(text, unseen_query(searcher, text)) for text in texts]
    return [text for text, query in queries if query and searcher.judge(query).field in fields]


def test_chatter_is_never_taken_for_a_question_of_ours(searcher: Searcher) -> None:
    chatter = foreign("chat", TEST)
    assert chatter
    assert judged(searcher, chatter.values(), Field.OURS) == []


def test_other_law_is_seldom_taken_for_ours(searcher: Searcher) -> None:
    texts = foreign("other_law", TEST)
    accepted = judged(searcher, texts.values(), Field.OURS)
    assert 100 * len(accepted) / len(texts) <= MOST_ACCEPTED, accepted


def test_real_question_behind_an_injection_is_ours(searcher: Searcher) -> None:
    texts = read_queries(EVALUATION / "injection_real.jsonl")
    assert judged(searcher, texts.values(), Field.OTHER_LAW, Field.NOT_A_QUESTION, Field.UNSURE) == []


def test_questions_of_our_field_are_seldom_refused(searcher: Searcher) -> None:
    sets = [read_set(EVALUATION / name).half(TEST) for name in ("bargaining", "negotiation", "short")]
    texts = [text for questions in sets for text in questions.queries.values()]
    refused = judged(searcher, texts, *REFUSED)
    assert 100 * (len(texts) - len(refused)) / len(texts) >= LEAST_KEPT, refused

"""Stories that hold several issues: is each of them answered?

A story is cut into its issues, each is searched, and the rankings are dealt out in turn, that of the whole story last.
`Issue@k` is the share of the judged issues with an article of grade 2 or 3 among the first k; `All@k` the share of the
stories in which that holds for every issue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from service.search.evaluation import Interval, bootstrap, canonical_key, ranked_keys, unseen_query
from service.search.issues import find_issues
from service.search.question_sets import QuestionSet
from service.search.ranking import Searcher
from service.search.systems import DEFAULT

NEEDED = 2


@dataclass(frozen=True)
class StoryReport:
    """`measures` by name: Issue@5, Issue@10, All@10; `whole` the same when stories are not cut."""

    stories: int
    measures: dict[str, Interval]
    whole: dict[str, Interval]


def evaluate_stories(searcher: Searcher, stories: QuestionSet) -> StoryReport:
    """Measure every story that has judgements with issues."""
    wanted: dict[str, dict[str, set[str]]] = {}
    for item in stories.judgements:
        if item.grade >= NEEDED and item.issue:
            key = canonical_key(searcher, item.key)
            wanted.setdefault(item.qid, {}).setdefault(item.issue, set()).add(key)
    texts = {qid: stories.queries[qid] for qid in wanted if qid in stories.queries}
    whole = {qid: ranked_keys(searcher, unseen_query(searcher, text), DEFAULT) for qid, text in texts.items()}
    cut = {qid: dealt_out([*_rankings(searcher, text), whole[qid]]) for qid, text in texts.items()}
    return StoryReport(len(texts), _measures(cut, wanted), _measures(whole, wanted))


def dealt_out(rankings: Sequence[Sequence[str]]) -> list[str]:
    """First of each ranking, then second of each, and so on; each key once."""
    turns = (key for turn in zip_longest(*rankings) for key in turn if key is not None)
    return list(dict.fromkeys(turns))


def _rankings(searcher: Searcher, text: str) -> list[list[str]]:
    issues = find_issues(searcher, text)
    return [ranked_keys(searcher, unseen_query(searcher, issue), DEFAULT) for issue in issues if issue != text]


def _measures(rankings: dict[str, list[str]], wanted: dict[str, dict[str, set[str]]]) -> dict[str, Interval]:
    def found(qid: str, k: int) -> list[bool]:
        return [bool(keys & set(rankings[qid][:k])) for keys in wanted[qid].values()]

    return {
        "Issue@5": bootstrap(np.array([np.mean(found(qid, 5)) for qid in rankings])),
        "Issue@10": bootstrap(np.array([np.mean(found(qid, 10)) for qid in rankings])),
        "All@10": bootstrap(np.array([float(all(found(qid, 10))) for qid in rankings])),
    }

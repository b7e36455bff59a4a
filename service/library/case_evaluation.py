"""How well are cases found? Hit@k: the share of questions with a relevant case among the first k.

    hit_at(searcher, {"q1": "餐饮底薪怎么谈"}, (Judgement("q1", "wuhan-catering-2011", 2),), k=3) == 1.0

Judgements are of case slugs; the files are those of `service.search.question_sets` with slugs for keys.
"""

from collections.abc import Iterable

from service.library.cases import hits_by_case
from service.search.question_sets import EvaluationError, Judgement
from service.search.ranking import Searcher


def ranked_cases(searcher: Searcher, text: str) -> tuple[str, ...]:
    """Slugs of the cases found for a question, best first."""
    return tuple(hits_by_case(searcher, text))


def hit_at(searcher: Searcher, queries: dict[str, str], judgements: Iterable[Judgement], *, k: int) -> float:
    """Share of the judged questions with a relevant case (grade > 0) among the first `k`.

    Raises EvaluationError when a judged case is not in the index, or no question is judged.
    """
    wanted: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.key not in searcher.documents:
            raise EvaluationError(f"qrels of {judgement.qid}: no case {judgement.key!r} in the index")
        if judgement.grade > 0:
            wanted.setdefault(judgement.qid, set()).add(judgement.key)
    judged = [qid for qid in queries if qid in wanted]
    if not judged:
        raise EvaluationError(f"none of {len(queries)} questions is judged: no qid of the queries is in the qrels")
    found = sum(bool(wanted[qid] & set(ranked_cases(searcher, queries[qid])[:k])) for qid in judged)
    return found / len(judged)

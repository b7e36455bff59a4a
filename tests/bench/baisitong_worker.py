"""Runs baisitong for `bench.baisitong_search`, in an environment of its own: nothing of ours is imported.

It goes the way of the package's `RagService`: rewrite the question, embed it, `HybridRetriever.search`.
"""

import json
import sys
from pathlib import Path

from baisitong.services.documents import chunk_text  # type: ignore[import-not-found]
from baisitong.services.retriever import HybridRetriever, rewrite_query  # type: ignore[import-not-found]

from bench.serving_worker import answer_lines

TOP = 10


def load(rows: Path) -> tuple[HybridRetriever, list[str]]:
    """The retriever over all pieces, and the key of each piece by its number. Short articles are one piece."""
    pieces = [
        (key, piece)
        for key, text in json.loads(rows.read_text(encoding="utf-8"))
        for piece in chunk_text(text) or [text]
    ]
    retriever = HybridRetriever()
    retriever.rebuild(
        [
            {"chunk_id": number, "document_id": number, "content": piece, "doc_title": key, "embedding_json": None}
            for number, (key, piece) in enumerate(pieces)
        ]
    )
    return retriever, [key for key, _ in pieces]


def main() -> None:
    retriever, keys = load(Path(sys.argv[1]))

    def search(text: str) -> list[str]:
        rewritten = rewrite_query(text, None)
        hits = retriever.search(rewritten, retriever._tfidf.transform(rewritten), top_k=TOP)
        return list(dict.fromkeys(keys[hit.chunk_id] for hit in hits))

    answer_lines(search)


if __name__ == "__main__":
    main()

"""Text → tokens, the same for index and query: character bigrams, and jieba words in search mode.

    bigrams("试用期最长2个月") == ("试用", "用期", "期最", "最长", "2", "个月")
    Segmenter(cache).words("集体合同") == ("集体", "合同", "集体合同")

No dictionary of long labour terms: it was measured to lower retrieval (long terms stop matching their parts).
"""

import logging
import re
from importlib.metadata import version
from pathlib import Path

from indexer.article_keys import NUMBER, article_heading, number_of
from indexer.cleaning import normalize

#: jieba's hidden Markov model is quadratic on odd runs; lines are cut to this many characters.
MAX_RUN = 500
_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9][a-z0-9.%]*")
_ARABIC_ARTICLE = re.compile(rf"第\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?")


def canonical(text: str) -> str:
    """Normalised lower-case text with article numbers in one spelling: 第39条 → 第三十九条."""
    return _ARABIC_ARTICLE.sub(_one_spelling, normalize(text).lower())


def _one_spelling(match: re.Match[str]) -> str:
    """第39条 → 第三十九条; a number that no article has (第0条, 第九千九千条) stays as typed."""
    try:
        return article_heading(number_of(match.group(1), match.group(2)))
    except ValueError:
        return match.group()


def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of ideographs, and whole runs of latin letters and digits."""
    tokens: list[str] = []
    for run in _RUN.findall(canonical(text)):
        if run[0] < "\u3400" or len(run) == 1:
            tokens.append(run)
        else:
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tuple(tokens)


class Segmenter:
    """jieba with a tokenizer and a cache folder of our own.

    jieba's default cache lies in the shared temp folder and is unmarshalled unchecked, so any local user could
    plant one there; `cache` must be a folder only we write to.
    """

    def __init__(self, cache: Path) -> None:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        cache.mkdir(parents=True, exist_ok=True)
        self._jieba = jieba.Tokenizer()
        self._jieba.tmp_dir = str(cache)
        self._jieba.initialize()

    @property
    def id(self) -> str:
        """Goes into the manifest; index and query must agree on it."""
        return segmenter_id()

    def words(self, text: str) -> tuple[str, ...]:
        """jieba's search mode: long words and the shorter words inside them, in order."""
        tokens: list[str] = []
        for line in canonical(text).split("\n"):
            for start in range(0, len(line), MAX_RUN):
                tokens.extend(self._jieba.lcut_for_search(line[start : start + MAX_RUN]))
        return tuple(token for token in tokens if _RUN.fullmatch(token))


def segmenter_id() -> str:
    """The segmenter's identity without loading its dictionary."""
    return f"jieba-{version('jieba')}-search"

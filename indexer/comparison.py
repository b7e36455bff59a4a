"""Digests held against official texts: is every number right, and was no sentence copied?

    compare_digests(Path("corpus"), Path("../shared/reference"))

For every digest (要点) with an official text in the folder, article by article: the numbers that only one side has,
and the longest run of characters both share, punctuation aside. Runs of names and fixed terms are for the reader
to judge; a number that is missing is for the writer to mend. The official texts are read and never kept.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from indexer.amounts import numbers
from indexer.article_keys import NUMBER, article_number
from indexer.cleaning import normalize
from indexer.corpus import read_own_documents
from indexer.documents import Document, Kind, Trust
from indexer.splitting import split

#: Runs shorter than this are names and terms; 13 characters begin to be a sentence.
LONG_RUN = 13
_OFFICIAL_ARTICLE = re.compile(rf"^[#\s*]*(第{NUMBER}条(?:之{NUMBER})?)(?:末款|第{NUMBER}款)?[\s*]+", re.MULTILINE)
_CHAPTER = re.compile(rf"^[#\s*]*第{NUMBER}[编章节]\s.*$", re.MULTILINE)
_IDEOGRAPH = re.compile(r"[^\u4e00-\u9fff]")
_NOT_TEXT = re.compile(r"[\W_]")


@dataclass(frozen=True)
class ArticleComparison:
    """One article: numbers only the official text has, only the digest has, and the longest shared run."""

    number: str
    lost: tuple[str, ...]
    added: tuple[str, ...]
    run: str


@dataclass(frozen=True)
class Comparison:
    """One digest. `missing` are articles of the official text the digest lacks; `official` None when not found."""

    document: str
    official: str | None
    articles: tuple[ArticleComparison, ...]
    missing: tuple[str, ...]

    @property
    def lost(self) -> tuple[ArticleComparison, ...]:
        """Articles that lost a number of the official text."""
        return tuple(article for article in self.articles if article.lost)

    @property
    def longest_run(self) -> str:
        return max((article.run for article in self.articles), key=len, default="")


def compare_digests(corpus: Path, reference: Path) -> tuple[Comparison, ...]:
    """Compare every digest under `corpus` with its official text in the folder `reference`."""
    files = sorted(path for path in reference.iterdir() if path.suffix in (".md", ".txt"))
    digests = [
        document
        for document in read_own_documents(corpus)
        if document.kind is Kind.REGULATION and document.trust is Trust.DIGEST
    ]
    return tuple(_compare(document, _official_file(document, files)) for document in digests)


def official_articles(text: str) -> dict[str, str]:
    """Article number → text of an official file; a later 第X条末款 is added to its article."""
    text = _CHAPTER.sub("", normalize(text))
    matches = list(_OFFICIAL_ARTICLE.finditer(text))
    found: dict[str, str] = {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=False):
        number = article_number(match.group(1))
        found[number] = found.get(number, "") + text[match.end() : end]
    return found


def longest_run(digest: str, official: str) -> str:
    """The longest run of characters both texts share, punctuation and blanks left out."""
    left, right = _NOT_TEXT.sub("", normalize(digest)), _NOT_TEXT.sub("", normalize(official))
    match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return left[match.a : match.a + match.size]


def _official_file(document: Document, files: list[Path]) -> Path | None:
    """The file whose name begins with a name of the document, brackets and quotation marks left out."""
    names = {_IDEOGRAPH.sub("", normalize(name)) for name in document.names}
    for path in files:
        title = _IDEOGRAPH.sub("", re.split(r"[_(]\d|_", path.stem)[0])
        if title and any(title in (name, name.removeprefix("最高人民法院")) for name in names):
            return path
    return None


def _compare(document: Document, file: Path | None) -> Comparison:
    if file is None:
        return Comparison(document.title, None, (), ())
    official = official_articles(file.read_text(encoding="utf-8"))
    own = {passage.anchor: passage.text for passage in split(document) if passage.article_key}
    return Comparison(
        document=document.title,
        official=file.name,
        articles=tuple(_article(number, own[number], official[number]) for number in own if number in official),
        missing=tuple(number for number in official if number not in own),
    )


def _article(number: str, digest: str, official: str) -> ArticleComparison:
    here, there = set(numbers(digest)), set(numbers(official))
    return ArticleComparison(
        number, tuple(sorted(there - here)), tuple(sorted(here - there)), longest_run(digest, official)
    )

"""Fixtures that more than one test file uses. Builders of corpus files are plain functions in corpus_files.py."""

from pathlib import Path

import pytest
from hypothesis import settings
from tiny_encoder import LetterEncoder

from indexer.errors import IndexUnusable
from indexer.segmentation import Segmenter
from service.cli.opening import open_searcher
from service.search.ranking import Searcher
from service.settings import read_settings

# The same examples on every machine, and nothing written beside the tests.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def encoder() -> LetterEncoder:
    """A fresh encoder that counts four characters."""
    return LetterEncoder()


@pytest.fixture(scope="session")
def segmenter_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `segmenter` keeps its dictionary in."""
    return tmp_path_factory.mktemp("jieba")


@pytest.fixture(scope="session")
def real_searcher() -> Searcher:
    """The searcher over the index of the real corpus, which `make test` builds first; loaded once for the session."""
    try:
        return open_searcher(read_settings())
    except IndexUnusable as error:
        pytest.fail(f"{error} (make test does so)")


@pytest.fixture(scope="session")
def segmenter(segmenter_cache: Path) -> Segmenter:
    """jieba with its own dictionary cache; loading takes about a second, so the whole session shares it."""
    return Segmenter(segmenter_cache)

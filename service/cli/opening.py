"""What most commands need: settings, and a searcher over the current index."""

from service.search.ranking import Searcher
from service.settings import Settings


def open_searcher(settings: Settings) -> Searcher:
    """Load index, encoder and segmenter. Raises IndexUnusable or EncoderError."""
    from indexer.encoding import encoder_id, load_encoder
    from indexer.index import load_index
    from indexer.segmentation import Segmenter

    index = load_index(settings.index_home, encoder_id(settings.encoder))
    return Searcher(index, load_encoder(settings.encoder), Segmenter(settings.segmenter_cache))

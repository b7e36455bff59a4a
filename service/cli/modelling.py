"""`mcp`: the library as tools for a language model on this machine."""


def mcp() -> None:
    """Serve search, read_article, ask, verify_citations, deadlines to an MCP client over stdin and stdout."""
    import sys

    import structlog

    from indexer.index import current_digest
    from service.cli.opening import open_searcher
    from service.mcp.server import Library, make_server
    from service.search.live import LiveSearcher
    from service.settings import read_settings

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # stdout carries the protocol
    settings = read_settings()
    live = LiveSearcher(lambda: open_searcher(settings), lambda: current_digest(settings.index_home))
    live.start()
    make_server(Library(live, settings)).run("stdio")

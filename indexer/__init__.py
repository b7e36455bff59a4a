"""corpus/ → index directory. Knows nothing of the service that reads the index."""

"""Question → ranked passages. Knows no HTTP and no HTML."""

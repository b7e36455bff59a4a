"""The index directory → search → cited answers → HTTP, pages and command line."""

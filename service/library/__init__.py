"""What people do with the corpus: walk procedures, fill in forms. Values in, values out; no HTTP, no HTML."""

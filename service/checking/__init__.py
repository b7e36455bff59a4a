"""Pasted text → one finding for every citation of an article: right, wrong, or not to be judged. Knows no HTML."""

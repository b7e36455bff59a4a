"""Ranked passages → an answer in which every sentence is cited, or a refusal with a name. Knows no HTML."""

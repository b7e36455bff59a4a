"""The library as tools for a language model (Model Context Protocol); results are those of the JSON interface."""

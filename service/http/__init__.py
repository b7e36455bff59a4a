"""The JSON interface and the pages, over one application."""

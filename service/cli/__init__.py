"""The console command `xieshang`."""

from service.cli.main import main

__all__ = ["main"]

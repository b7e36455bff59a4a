"""The front matter keys that every kind of document has (corpus/README.md, section 四)."""

import datetime as dt
from typing import Literal

import msgspec

from indexer.documents import Trust

Reliability = Literal["高", "中", "低"]


class SourceKeys(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    url: str | None = None
    reliability: Reliability | None = None


class CommonKeys(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    title: str
    region: str
    trust: Trust
    sources: list[SourceKeys]
    reviewed: dt.date
    short_title: str | None = None
    aliases: list[str] = []
    not_held: str = ""

"""What a feed says of itself and of each of its articles, whatever it is written in.

An item is called by the first 8 hex digits of the hash of its own id (else its address, else its title), because feeds
move: what is first today is second tomorrow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from quoth.articles import dates
from quoth.articles.html import Note

MOST_ITEMS = 20_000
"""Items of one feed that are read; what follows is said. Feeds with full text have 10 to 100."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one article. `content` is HTML unless `plain`; `summary` likewise, where it has another.

    `collected` is when somebody put the article aside: the latest that it can have come out. `unpublished` is the word
    of a program for what nobody has published yet ("draft").
    """

    key: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    byline: str | None = None
    language: str | None = None
    outlet: str | None = None
    content: str | None = field(default=None, repr=False)
    summary: str | None = field(default=None, repr=False)
    plain: bool = False
    collected: str | None = None
    unpublished: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it says of itself, its items in order, and what was wrong with it."""

    title: str | None
    url: str | None
    language: str | None
    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()


def told_apart(items: list[Item]) -> Iterator[Item]:
    """`items`, those with a key that came before under another: their place behind it."""
    seen: dict[str, int] = {}
    for item in items:
        again = seen.get(item.key, 0)
        seen[item.key] = again + 1
        yield replace(item, key=f"{item.key}.{again + 1}") if again else item


def key_of(own: str) -> str:
    """What an item is called whose own id is `own`."""
    return hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:8]


def string_of(value: Any) -> str | None:
    """`value` where it is a string with words in it."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and value.strip() else None


def line_of(value: str | None) -> str | None:
    """`value` on one line, of at most 500 characters; None where nothing is left."""
    shown = "".join(c if c.isprintable() else " " for c in (value or "")[:2000])
    return " ".join(shown.encode("utf-8", "replace").decode().split())[:500] or None


def person_of(value: str | None) -> str | None:
    """A byline: RSS writes ``press@post.example (Ada Bell)``."""
    line = line_of(value)
    m = re.fullmatch(r"\S{1,200}@\S{1,200} \((.{1,200})\)", line or "")
    return m[1] if m else None if line and re.fullmatch(r"\S+@\S+", line) else line


def date_of(value: str | None) -> str | None:
    """`value` as an ISO date or date-time; None where it is none, or could be two."""
    try:
        return dates.iso(value.strip()[:100]) if value and value.strip() else None
    except ValueError:
        return None

"""Feeds: RSS, Atom and JSON Feed, to the articles that they hold and the addresses that they name.

`item` says what a feed and its items are, `rss` and `jsonfeed` read them out of their two notations, `text` makes the
article of an item, or says that it is a teaser. `read` never raises but NoArticleError for what is no feed.
"""

from __future__ import annotations

from dataclasses import replace

from quoth.articles.feed import jsonfeed, rss
from quoth.articles.feed.item import Feed, Item
from quoth.articles.feed.jsonfeed import is_json_feed
from quoth.articles.feed.text import article
from quoth.articles.html import Note, decode_page

__all__ = ["Feed", "Item", "article", "is_json_feed", "read"]


def read(data: bytes) -> Feed:
    """The feed that `data` holds. Raises NoArticleError where it is none."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return jsonfeed.feed(data)
    decoded = decode_page(data)
    notes = tuple(Note("encoding", n) for n in decoded.notes)
    feed = rss.feed(decoded.text)
    return replace(feed, notes=(*notes, *feed.notes))

"""JSON Feed, versions 1 and 1.1, and what feed readers export (`starred`)."""

from __future__ import annotations

import json
import re
from typing import Any

from quoth.articles.feed import starred
from quoth.articles.feed.item import MOST_ITEMS, Feed, Item, date_of, key_of, line_of, string_of, told_apart
from quoth.articles.html import NoArticleError, Note
from quoth.articles.language import code as language_code

_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')


def is_json_feed(head: bytes) -> bool:
    """Whether a JSON file that begins with `head` says that it is a feed, or a feed reader's export."""
    return bool(_JSON_FEED.search(head[:4096])) or starred.is_export(head)


def feed(data: bytes) -> Feed:
    """The feed that JSON holds. Raises NoArticleError where it is none."""
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise NoArticleError("json", f"expected a JSON Feed, found what is no JSON: {why}") from None
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise NoArticleError("not-a-feed", "expected a JSON Feed with a list of items")
    if not items:
        raise NoArticleError("empty", "expected articles, found a feed without items")
    feed: dict[str, Any] = value
    notes = []
    if len(items) > MOST_ITEMS:
        notes.append(Note("too-many-items", f"only the first {MOST_ITEMS:,} items of the feed were read"))
    read = starred.item if starred.is_export(data) else _json_item
    made = [read(n, i if isinstance(i, dict) else {}) for n, i in enumerate(items[:MOST_ITEMS], 1)]
    return Feed(
        None if read is starred.item else line_of(string_of(feed.get("title"))),
        string_of(feed.get("home_page_url")) or string_of(feed.get("feed_url")),
        language_code(string_of(feed.get("language")) or ""),
        tuple(told_apart(made)),
        tuple(notes),
    )


def _json_item(number: int, item: dict[str, Any]) -> Item:
    url = string_of(item.get("url")) or string_of(item.get("external_url"))
    url = url if url and url.startswith(("http://", "https://")) and len(url) <= 2000 else None
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [line_of(string_of(p.get("name"))) for p in people or [] if isinstance(p, dict)]
    own = item.get("id")
    html, plain = string_of(item.get("content_html")), string_of(item.get("content_text"))
    return Item(
        key_of(str(own)[:2000] if isinstance(own, str | int) and str(own) else url or str(number)),
        line_of(string_of(item.get("title"))),
        url,
        date_of(string_of(item.get("date_published"))),
        date_of(string_of(item.get("date_modified"))),
        ", ".join(n for n in names if n) or None,
        language_code(string_of(item.get("language")) or ""),
        None,
        html or plain,
        string_of(item.get("summary")) if not (html or plain) else None,
        not html,
    )

"""What feed readers export of what was starred or read: the JSON of the former Google Reader, whose form Inoreader,
FreshRSS, The Old Reader and others write to this day.

An item has its feed's own words, its address under `canonical` or `alternate`, its outlet under `origin`, and its text
under `content` or, as most programs have it, under `summary`.
"""

from __future__ import annotations

import re
from typing import Any

from quoth.articles.feed.item import Item, date_of, key_of, line_of, string_of

_EXPORT = re.compile(rb'"(?:user/[^"/]{1,60}/state/|tag:google\.com,2005:reader/)')


def is_export(head: bytes) -> bool:
    """Whether a JSON file that begins with `head` is such an export."""
    return bool(_EXPORT.search(head[:4096].replace(b"\\/", b"/")))


def item(number: int, value: dict[str, Any]) -> Item:
    """What an export says of one article."""
    url = next((href for name in ("canonical", "alternate") if (href := _address(value.get(name)))), None)
    origin = value.get("origin")
    return Item(
        key_of(string_of(value.get("id")) or url or str(number)),
        line_of(string_of(value.get("title"))),
        url,
        _moment(value.get("published")),
        _moment(value.get("updated")),
        line_of(string_of(value.get("author"))),
        None,
        line_of(string_of(origin.get("title"))) if isinstance(origin, dict) else None,
        _words(value.get("content")),
        _words(value.get("summary")),
    )


def _address(links: Any) -> str | None:
    for link in links[:9] if isinstance(links, list) else ():
        href = string_of(link.get("href")) if isinstance(link, dict) else None
        if href and href.startswith(("http://", "https://")) and len(href) <= 2000:
            return href
    return None


def _moment(seconds: Any) -> str | None:
    return date_of(str(seconds)) if isinstance(seconds, int) and seconds > 0 else None


def _words(value: Any) -> str | None:
    return string_of(value.get("content")) if isinstance(value, dict) else None

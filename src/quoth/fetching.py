"""From addresses among the inputs to what stands there: those that the user named, and with ``--fetch`` a feed's links.

Feeds are the only thing whose links are followed, and only those of the items that have no text of their own in it. An
address in an article, in a table or on a page is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quoth.articles import listing
from quoth.articles.remote import Got, Remote
from quoth.fetch import Fetched, Fetcher, FetchError
from quoth.fetch.fetcher import SOFTWARE
from quoth.fetch.kept import Archive, folder_of
from quoth.types import Article, Problem

MOST_LINKS = 200
"""Of one feed that are followed, from its top. Feeds have 10 to 100 items."""

FEED_FILES = (".rss", ".atom", ".xml", ".rdf")
_LARGEST = 16 << 20  # bytes of a file that is looked at for being a feed
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

Input = str | Path | Remote


def fetcher_for(store: Path | None) -> Fetcher:
    """A way to the network whose answers are kept beside `store`; with None they are not kept."""
    return Fetcher(None if store is None else Archive(folder_of(store), SOFTWARE))


def named(inputs: Iterable[Input], get: Callable[[str], Fetched]) -> list[Input]:
    """`inputs` with each address made a `Remote`, which is fetched by `get` when it is read and not before."""
    return [_remote(one, get) if isinstance(one, str) and _URL.match(one) else one for one in inputs]


def followed(inputs: Sequence[Input], get: Callable[[str], Fetched]) -> Iterator[Input]:
    """`inputs`, and behind each feed among them the links of its items that have no text of their own, as `Remote`.

    A feed is an address where one stands, or a file with a feed's suffix, also of a folder or a glob. What cannot be
    read comes as it is: whoever reads it says what is wrong.
    """
    for one in inputs:
        yield one
        for data in _feeds(one):
            for link in teased(data):
                yield _remote(link, get)


def teased(data: bytes) -> list[str]:
    """The addresses of a feed's items that have no text in it, in order, each once, at most `MOST_LINKS`."""
    from quoth.articles import feed

    try:
        whole = feed.read(data)
    except ValueError:
        return []
    found: dict[str, None] = {}
    for item in whole.items:
        if not item.url or not _URL.match(item.url):
            continue
        try:
            feed.article(item, whole)
        except ValueError:
            found.setdefault(item.url)
        if len(found) == MOST_LINKS:
            break
    return list(found)


def unless_followed(found: Iterable[Article | Problem]) -> Iterator[Article | Problem]:
    """`found` without what only says that a feed's item has no text of its own: its link was followed."""
    return (one for one in found if not (isinstance(one, Problem) and one.code == "teaser"))


def _feeds(one: Input) -> Iterator[bytes]:
    if isinstance(one, Remote):
        try:
            got = one.got()
        except ValueError:
            return
        if _is_feed(got.body):
            yield got.body
        return
    for place in listing.places([one]):
        if isinstance(place, listing.Place) and place.at.lower().endswith(FEED_FILES):
            file = Path(place.at)
            with suppress(OSError):
                if file.is_file() and file.stat().st_size <= _LARGEST:
                    yield file.read_bytes()


def _is_feed(body: bytes) -> bool:
    from quoth.articles import feed

    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return feed.is_json_feed(body)
    return head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf"))


def _remote(url: str, get: Callable[[str], Fetched]) -> Remote:
    def got() -> Got:
        found = get(url)
        return Got(found.body, found.kind, found.final)

    return Remote(url, got)


__all__ = ["FetchError", "Fetcher", "fetcher_for", "followed", "named", "teased", "unless_followed"]

"""What is delivered item by item, as articles: feeds, and what agencies send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from quoth.articles import agency, feed
from quoth.articles.html import Note, decode_page
from quoth.articles.opening import whole
from quoth.articles.place import Place
from quoth.articles.run import Run, Whereabouts, made
from quoth.articles.text import Decoded
from quoth.types import Article, Problem


def articles(place: Place, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of XML: of a feed, or of an agency's delivery, as its first element tells."""
    data = whole(raw)
    if not _is_json(data) and agency.is_delivery((decoded := decode_page(data)).text):
        yield from _of_agency(place, decoded, run)
    else:
        yield from of_feed(place, data, run)


def of_feed(place: Place, data: bytes, run: Run) -> Iterator[Article | Problem]:
    """The articles of a feed, in whatever notation."""
    found = feed.read(data)
    yield from _said(place, found.notes)
    for item in found.items:
        at = Whereabouts(item.url, item.title)
        yield made(place, item.key, partial(feed.article, item, found), run, at=at)


def _of_agency(place: Place, decoded: Decoded, run: Run) -> Iterator[Article | Problem]:
    delivery = agency.read(decoded.text)
    yield from _said(place, (Note("encoding", said) for said in decoded.notes))
    yield from _said(place, delivery.notes)
    for item in delivery.items:
        label = None if delivery.one else item.key
        yield made(place, label, partial(agency.article, item), run, at=Whereabouts(item.url, item.headline))
    if delivery.passed is not None:
        yield from _said(place, [Note("other-items", delivery.passed)])


def _said(place: Place, notes: Iterable[Note]) -> Iterator[Problem]:
    """What there is to say of the file itself."""
    return (Problem(place.where(), note.message, code=note.code, of_meta=True) for note in notes)


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"

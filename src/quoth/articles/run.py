"""One run of reading: the field map, the user's metadata, the ids that are taken, and articles made under them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from quoth.articles import compose, databank, dates, meta
from quoth.articles.fields import lookup
from quoth.articles.kinds import Kind
from quoth.articles.meter import Meter
from quoth.articles.place import Label, Place, unread
from quoth.articles.table import Row, is_ninjs, row_facts
from quoth.articles.table.row_text import article_text
from quoth.articles.text import NotTextError, first_tag, notice, without_surrogates
from quoth.errors import QuothError
from quoth.types import Article, Problem

if TYPE_CHECKING:
    from quoth.articles.html import PageText


@dataclass(slots=True)
class Run:
    """What one call of `read` knows: the field map, the metadata, standard input, and the ids that are taken.

    `stems` are those of files that may be one article; of a table's, rows alone are articles.
    """

    fields: Mapping[str, str]
    meta: meta.Meta
    stdin: bytes | None = None
    stems: frozenset[str] = frozenset()
    row_ids: set[bytes] = field(default_factory=set)
    repeated: set[bytes] = field(default_factory=set)
    meter: Meter | None = None  # while the articles themselves are read
    again: Callable[[Place], Iterable[Row]] | None = None  # the rows of a table once more
    _orders: dict[str, dates.Orders] = field(default_factory=dict)

    def orders(self, place: Place) -> dates.Orders:
        """What stands first in the numeric dates of the table at `place`, which is read once more, once, to tell.

        None of a table inside of an archive, which is not read twice.
        """
        if place.member is not None or self.again is None:
            return {}
        if place.at not in self._orders:
            meter, self.meter = self.meter, None
            try:
                rows = (row.value for row in self.again(place) if isinstance(row.value, dict))
                days = (lookup(row, "published", self.fields)[1] for row in rows)
                self._orders[place.at] = dates.column_orders(days)
            finally:
                self.meter = meter
        return self._orders[place.at]


Read = Callable[[Place, Kind, BinaryIO, Run], Iterator[Article | Problem]]
"""Reads what a file holds, as `inside.articles` does."""


class Whereabouts(NamedTuple):
    """What is known of an article that could not be read."""

    url: str | None
    title: str | None

    def of(self, one: Article | Problem) -> Article | Problem:
        """A Problem with what is known of its article; an article as it is."""
        if isinstance(one, Article) or one.article is None:
            return one
        return replace(one, article=replace(one.article, url=self.url, title=self.title))


def made(
    place: Place,
    row: Label,
    make: Callable[[], PageText],
    run: Run,
    *,
    name: str | None = None,
    at: Whereabouts | None = None,
) -> Article | Problem:
    """The article of `place`, or of its `row`, that `make` makes, under `name` if given; a Problem where it raises,
    which tells where the article is (`at`).
    """
    one = _made(place, row, make, run, name or named(place, row, run))
    return at.of(one) if at else one


def _made(place: Place, row: Label, make: Callable[[], PageText], run: Run, name: str) -> Article | Problem:
    given = run.meta.of(name, place.path, place.inside(row))
    try:
        page = make()
    except (QuothError, MemoryError):
        raise
    except ValueError as error:
        return unread(place, str(error), row, name=name, code=getattr(error, "code", None) or "no-article")
    except Exception as error:
        return broken(place, error, row, name=name)
    return compose.article(place, row, name, page.text, given=given, page=page)


def named(place: Place, row: Label, run: Run) -> str:
    """The id of what is meant by `row` of `place`; one that is inside of a file never has that of another file."""
    name = place.id(row)
    inside = row is not None or place.member is not None
    return place.told_apart(name, row) if inside and not place.clashes and name in run.stems else name


def broken(place: Place, error: Exception, row: Label = None, *, name: str | None = None) -> Problem:
    """The Problem that is quoth's own fault; with ``QUOTH_DEBUG`` the error itself."""
    if os.environ.get("QUOTH_DEBUG"):
        raise error
    message = f"quoth broke on this file ({type(error).__name__}: {error}); please report it"
    return unread(place, message, row, name=name, code="broken")


def of_row(place: Place, row: Row, run: Run) -> Article | Problem:
    """The article of a table's row, or why it has none."""
    name, notes = _row_id(place, row, run)
    given = run.meta.of(name, place.path, place.inside(row.number))
    if row.problem is not None:
        return unread(place, row.problem, row.number, name=name, code=row.code)
    if "text" not in run.fields and is_ninjs(row.value):
        from quoth.articles import agency

        item = agency.ninjs_item(row.value)
        at = Whereabouts(item.url, item.headline)
        one = made(place, row.number, partial(agency.article, item), run, name=name, at=at)
        return _mapped(one, row, run) if isinstance(one, Article) else one
    try:
        decoded = article_text(row.value, run.fields)
    except NotTextError as error:
        return unread(place, str(error), row.number, name=name, code=error.code)
    stated, wrong = row_facts.stated(row.value, run.fields, lambda: run.orders(place))
    page = None
    if "html" in run.fields and first_tag(decoded.text):
        page = _page(decoded.text)
        if not page.text.strip():
            return unread(place, "expected words, found tags alone", row.number, name=name, code="no-text")
    met = (*row.notes, *(decoded.notes or (() if page else notice(decoded.text))), *notes, *wrong)
    text = page.text if page else decoded.text
    return compose.article(place, row.number, name, text, stated=stated, given=given, notes=met, page=page)


def _page(markup: str) -> PageText:
    from quoth.articles.html import read_fragment

    return read_fragment(markup)


def _mapped(article: Article, row: Row, run: Run) -> Article:
    """`article` with what the field map says of it."""
    stated, _ = row_facts.stated(row.value, run.fields)
    wanted = {"byline" if name == "authors" else name for name in run.fields}
    said: dict[str, Any] = {name: value for name, value in stated.items() if name in wanted}
    return replace(article, **said, inferred=tuple(n for n in article.inferred if n not in said))


def of_document(place: Place, number: int, one: databank.Document, run: Run) -> Article | Problem:
    """The article of a document that a database put into a file with others, or why it has none."""
    name = named(place, number, run)
    given = run.meta.of(name, place.path, place.inside(number))
    stated, wrong = row_facts.stated(one.stated, {})
    if one.missing is not None:
        problem = unread(place, one.missing, number, name=name, code="no-text")
        return Whereabouts(stated.get("url"), stated.get("title")).of(problem)
    notes = (*notice(one.text), *wrong, *filter(None, [one.note]))
    return compose.article(place, number, name, one.text, stated=stated, given=given, notes=notes)


def own_id(row: Row, run: Run) -> str | None:
    """The id that a row brings with it under the field map's name; None where it has none."""
    _, value = lookup(row.value, "id", run.fields) if isinstance(row.value, dict) else (None, None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return without_surrogates(str(value).strip()).text or None


def digest(name: str) -> bytes:
    """A short stand-in for an id: a million of them are kept."""
    return hashlib.blake2b(name.encode("utf-8"), digest_size=16).digest()


def _row_id(place: Place, row: Row, run: Run) -> tuple[str, tuple[str, ...]]:
    """The id of a row, and what there is to say about it: its own where the field map names one, else by its number.

    A table inside of an archive is not read twice, so that its rows keep their numbers.
    """
    if "id" in run.fields and isinstance(row.value, dict) and place.member is None:
        own = own_id(row, run)
        if own is None:
            return place.id(row.number), ("id: the row has none; its number was taken",)
        clashes = digest(own) in run.repeated or own in run.stems
        return place.told_apart(own, row.number) if clashes else own, ()
    return named(place, row.number, run), ()

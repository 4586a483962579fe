"""What is inside of a file: one article, a table's rows, a feed's items, the pages of a web archive, or other files.

`articles` hands a stream to the reader for what it is, by its name and by how it begins; an archive's members and a
letter's files come back here, one level deep. Whatever a reader raises becomes a Problem with the place and a code, and
the run goes on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from quoth.articles import kinds
from quoth.articles.kinds import Kind
from quoth.articles.opening import whole
from quoth.articles.place import Place, unread
from quoth.articles.run import Run, broken
from quoth.articles.table import Row
from quoth.articles.table import rows as tables
from quoth.articles.unpack import beginning, unpacked
from quoth.errors import QuothError
from quoth.types import Article, Problem

_UNREADABLE: Mapping[Kind, str] = {
    "book": "e-books are not read: save the article as a page or as text",
    "opendocument": "sheets and slides of OpenDocument are not read: save a sheet as XLSX or CSV, slides as PDF",
    "tape": "tar archives are not read: unpack it and give its folder",
    "office": "files of old office programs are not read: save a document as DOCX, PDF or text, a sheet as XLSX or CSV;"
    " the name of a message ends in .msg",
    "arrow": "Arrow files are not read: write the table as Parquet, CSV or JSON Lines",
    "references": "lists of references (RIS, BibTeX) hold no articles: give the articles' pages or files",
    "shortcut": "a shortcut is an address and no page: give the address as an input to have it fetched",
    "winmail": "files that Outlook packed in its own way are not read: save them from the program that shows the mail",
}
_MISNAMED: Mapping[Kind, Mapping[Kind, Kind]] = {
    "text": {},
    "feed": {"page": "page", "warc": "warc", "zip": "zip"},
    "workbook": {"text": "delimited", "page": "sheet", "zip": "workbook", "document": "workbook"},
    "document": {"office": "office", "page": "page"},
    "page": {"sheet": "sheet", "webarchive": "webarchive"},
}
"""What a file is taken for that is called one thing and begins as another; those called text or workbook are whatever
they begin as, if nothing else stands here, and all others what they are called.
"""
_LOOK = 4096  # bytes by which a file is told that its name does not tell


def articles(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of `raw`, which lies at `place` and is by its name of `kind`, and a Problem for what gave none."""
    try:
        stream = _buffered(raw)
        yield from _read(place, _looked_at(kind, stream), stream, run)
    except (QuothError, MemoryError):
        raise
    except OSError as error:
        yield unread(place, f"reading failed: {error.strerror or error}", code="unreadable")
    except ValueError as error:
        yield unread(place, str(error), code=getattr(error, "code", None) or "no-article")
    except Exception as error:
        yield broken(place, error)


def rows(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Row]:
    """The rows of what is a table by its name or by how it begins; may raise what `rows.rows` raises."""
    stream = _buffered(raw)
    yield from tables.rows(place, _looked_at(kind, stream), stream, run)


def _read(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of `raw`, which is of `kind`. A reader is loaded when its first file comes."""
    if kind in _UNREADABLE:
        yield unread(place, _UNREADABLE[kind], code="unsupported")
    elif kind in tables.TABLES:
        yield from tables.articles(place, kind, raw, run)
    elif kind == "feed":
        from quoth.articles import deliveries

        yield from deliveries.articles(place, raw, run)
    elif kind == "warc":
        from quoth.articles import crawl

        yield from crawl.articles(place, raw, run)
    elif kind == "zip":
        from quoth.articles import bundle

        yield from bundle.articles(place, raw, run, articles)
    elif kind == "mail":
        from quoth.articles.mail import letters

        yield from letters.articles(place, None, whole(raw), run, articles)
    elif kind == "mailbox":
        from quoth.articles.mail import letters

        yield from letters.of_mailbox(place, unpacked(raw), run, articles)
    else:
        from quoth.articles import single

        yield from single.articles(place, kind, raw, run)


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[arg-type]


def _looked_at(kind: Kind, raw: io.BufferedReader) -> Kind:
    return kind_of(kind, raw.peek(_LOOK)) if kind in _MISNAMED else kind


def kind_of(kind: Kind, head: bytes) -> Kind:
    """`kind`, unless how the file begins (`head`) says more than its name: that it is a page though called XML, or a
    table of text though called a workbook, as many programs hand out their `.xls`.
    """
    if kind not in _MISNAMED:
        return kind
    found = kinds.by_beginning(beginning(head[:_LOOK]))
    return _MISNAMED[kind].get(found, found if kind in ("text", "workbook") else kind)

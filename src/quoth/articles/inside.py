"""What is inside of a file: one article, a table's rows, a feed's items, the pages of a web archive, or other files.

`articles` reads one stream as what it is; an archive's members are read in the same way, one level deep. Whatever a
reader raises becomes a Problem with the place and a code, and the run goes on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from quoth.articles import compose, databank, kinds, table, unpack
from quoth.articles.fields import unknown_columns
from quoth.articles.kinds import Kind
from quoth.articles.listing import Place, unread
from quoth.articles.opening import whole
from quoth.articles.run import Run, broken, made, named, of_document, of_row, whereabouts
from quoth.articles.table import Row
from quoth.articles.text import Decoded, NotTextError, decode
from quoth.articles.unpack import UnfoldError
from quoth.errors import QuothError
from quoth.types import Article, Problem

if TYPE_CHECKING:
    from quoth.articles.html import PageText
    from quoth.articles.warc import Page

TABLES: frozenset[Kind] = frozenset({"json", "lines", "delimited", "parquet", "workbook"})
_UNREADABLE: Mapping[Kind, str] = {
    "book": "e-books are not read: save the article as a page or as text",
    "opendocument": "OpenDocument files are not read: save a letter as DOCX, PDF or text, a sheet as XLSX or CSV",
    "tape": "tar archives are not read: unpack it and give its folder",
    "office": "files of old office programs are not read: save a document as DOCX, PDF or text, a sheet as XLSX or CSV,"
    " a message as .eml",
    "arrow": "Arrow files are not read: write the table as Parquet, CSV or JSON Lines",
    "winmail": "files that Outlook packed in its own way are not read: save them from the program that shows the mail",
}
_DATABANK = re.compile(rb">\s*(?:End of Document|Document [A-Z0-9]{12,20}\w{6,14}|\d{1,5} of \d{1,5} DOCUMENTS?)\s*<")
"""What a page has that a news database made of many articles."""
_LOOK = 4096  # bytes by which a file is told that its name does not tell


def articles(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of `raw`, which lies at `place` and is by its name of `kind`, and a Problem for what gave none."""
    try:
        raw = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
        kind = _looked_at(kind, raw)  # type: ignore[arg-type]
        if kind in _UNREADABLE:
            yield unread(place, _UNREADABLE[kind], code="unsupported")
        elif kind in TABLES:
            yield from _of_table(place, kind, raw, run)
        elif kind == "warc":
            yield from _of_warc(place, raw, run)
        elif kind == "zip":
            yield from _of_zip(place, raw, run)
        elif kind == "mailbox":
            yield from _of_mailbox(place, unpack.unpacked(raw), run)
        else:
            data = whole(place, raw)
            if isinstance(data, Problem):
                yield data
            elif kind == "feed":
                yield from _of_feed(place, data, run)
            elif kind == "mail":
                from quoth.articles import letters

                yield from letters.articles(place, None, data, run, articles)
            else:
                yield from _of_whole(place, kind, data, run)
    except (QuothError, MemoryError):
        raise
    except OSError as error:
        yield unread(place, f"reading failed: {error.strerror or error}", code="unreadable")
    except ValueError as error:
        yield unread(place, str(error), code=getattr(error, "code", None) or "no-article")
    except Exception as error:
        yield broken(place, error)


def rows(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Row]:
    """The rows of a table, of whatever kind; none of a JSON file that is a feed. May raise OSError and UnfoldError."""
    if kind in ("text", "workbook"):
        raw = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
        kind = _looked_at(kind, raw)  # type: ignore[arg-type]
    if kind == "lines":
        yield from table.line_rows(unpack.unpacked(raw))
    elif kind == "delimited":
        from quoth.articles import delimited

        tabs = kinds.tab_separated(place.at if place.member is None else place.member)
        yield from delimited.rows(unpack.unpacked(raw), run.fields, tabs=tabs)
    elif kind == "parquet":
        from quoth.articles import parquet

        yield from parquet.rows(unpack.unpacked(raw), run.fields)
    elif kind in ("json", "workbook"):
        data = whole(place, raw)
        if isinstance(data, Problem):
            yield Row(None, problem=data.message, code=data.code)
        elif kind == "workbook":
            from quoth.articles import workbook

            yield from workbook.rows(data, run.fields)
        elif not _is_json_feed(data):
            yield from table.json_rows(data, run.fields)


def _looked_at(kind: Kind, raw: io.BufferedReader) -> Kind:
    """`kind`, unless how the file begins says more than its name: that it is a page though called XML, or a table of
    text though called a workbook, as many programs hand out their `.xls`.
    """
    if kind not in ("text", "feed", "workbook"):
        return kind
    found = kinds.by_beginning(unpack.beginning(raw.peek(_LOOK)[:_LOOK]))
    if kind == "workbook":
        return "delimited" if found == "text" else kind if found in ("zip", "document") else found
    return found if kind == "text" or found in ("page", "warc", "zip") else kind


def _of_table(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    if kind == "json":
        data = whole(place, raw)
        if isinstance(data, Problem):
            yield data
            return
        if _is_json_feed(data):
            yield from _of_feed(place, data, run)
            return
        for row in table.json_rows(data, run.fields):
            yield of_row(place, row, run)
        return
    columns: Sequence[str] | None = None
    for row in rows(place, kind, raw, run):
        if columns is None and isinstance(row.value, dict):
            columns = list(row.value)
            if kind != "lines" and not run.meta and (unknown := unknown_columns(columns, run.fields)):
                yield Problem(place.where(), unknown, code="columns", of_meta=True)
        if row.code == "other-sheets":
            yield Problem(place.where(), row.problem or "", code=row.code, of_meta=True)
        else:
            yield of_row(place, row, run)


def _is_json_feed(data: bytes) -> bool:
    if b"jsonfeed.org" not in data[:4096]:
        return False
    from quoth.articles import feed

    return feed.is_json_feed(data)


def _of_whole(place: Place, kind: Kind, data: bytes, run: Run) -> Iterator[Article | Problem]:
    """The one article of a file, or why there is none; those of a text or document in which a database put many."""
    if kind == "page" and not _DATABANK.search(data):
        yield made(place, None, lambda: _page(data), run)
        return
    try:
        page = _document(data) if kind == "document" else _all_of_page(data) if kind == "page" else None
        decoded = None if page else decode(data)
    except NotTextError as error:
        yield unread(place, str(error), code=error.code)
        return
    except ValueError as error:
        yield unread(place, str(error), code=getattr(error, "code", None) or "no-article")
        return
    text = page.text if page else decoded.text if decoded else ""
    if bundle := databank.split(text):
        yield Problem(place.where(), bundle.remark, code="database", of_meta=True)
        yield from (of_document(place, number, one, run) for number, one in enumerate(bundle.documents, 1))
    elif page:
        yield made(place, None, lambda: _page(data) if kind == "page" else page, run)
    else:
        name = named(place, None, run)
        given = run.meta.of(name, place.path, place.inside(None))
        yield compose.article(place, None, name, text, given=given, notes=decoded.notes if decoded else ())


def _of_mailbox(place: Place, stream: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of a mailbox, numbered from 1 as its messages stand in it."""
    from quoth.articles import letters
    from quoth.articles.mailbox import messages

    number = 0
    for number, one in enumerate(messages(stream), 1):
        yield from letters.articles(place, number, one, run, articles)
    if not number:
        yield unread(place, "expected a mailbox, found no line that begins with “From ”", code="empty")


def _of_feed(place: Place, data: bytes, run: Run) -> Iterator[Article | Problem]:
    """The articles of XML (or of JSON Feed): of a feed, or of an agency's delivery, as its first element tells."""
    from quoth.articles import agency, feed
    from quoth.articles.html import decode_page

    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{" and agency.is_delivery((decoded := decode_page(data)).text):
        yield from _of_agency(place, decoded, run)
        return
    whole_feed = feed.read(data)
    for note in whole_feed.notes:
        yield Problem(place.where(), note.message, code=note.code, of_meta=True)
    for item in whole_feed.items:
        one = made(place, item.key, lambda item=item: feed.article(item, whole_feed), run)  # type: ignore[misc]
        yield whereabouts(one, url=item.url, title=item.title) if isinstance(one, Problem) else one


def _of_agency(place: Place, decoded: Decoded, run: Run) -> Iterator[Article | Problem]:
    from quoth.articles import agency

    delivery = agency.read(decoded.text)
    for said in decoded.notes:
        yield Problem(place.where(), said, code="encoding", of_meta=True)
    for note in delivery.notes:
        yield Problem(place.where(), note.message, code=note.code, of_meta=True)
    for item in delivery.items:
        one = made(place, None if delivery.one else item.key, lambda item=item: agency.article(item), run)  # type: ignore[misc]
        yield whereabouts(one, url=item.url, title=item.headline) if isinstance(one, Problem) else one
    if delivery.passed is not None:
        yield Problem(place.where(), delivery.passed, code="other-items", of_meta=True)


def _of_warc(place: Place, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    from quoth.articles.warc import Damage, Others, pages

    others, any_page = None, False
    for one in pages(raw):
        if isinstance(one, Others):
            others = one
        elif isinstance(one, Damage):
            any_page = True
            yield unread(
                place,
                f"bytes {one.start} to {one.end} were skipped: {one.why}",
                f"{one.start}-{one.end}",
                code=one.code,
            )
        else:
            any_page = True
            got = made(place, one.name, lambda one=one: _of_page(one), run)  # type: ignore[misc]
            yield whereabouts(got, url=one.url, title=None) if isinstance(got, Problem) else _dated(got, one, place)
    if not any_page:
        why = f"expected articles, found none: {others}" if others else "expected a web archive, found an empty file"
        yield unread(place, why, code="no-pages" if others else "empty")
    elif others is not None:
        yield Problem(place.where(), str(others), code="other-records", of_meta=True)


def _of_page(page: Page) -> PageText:
    """The article of an archived page."""
    from quoth.articles.html import NoArticleError, Note, PageText, of_bytes

    if page.wrong is not None:
        raise NoArticleError(page.wrong[1], page.wrong[0])
    if page.kind == "text":
        decoded = decode(page.body)
        notes = tuple(Note("encoding", n) for n in decoded.notes)
        return PageText(decoded.text, (), (), url=page.url, notes=notes)
    return of_bytes(page.body, charset=page.charset, url=page.url)


def _dated(article: Article, page: Page, place: Place) -> Article:
    """`article`, with what the crawl tells of its date where nobody states one: the latest day that it can have.

    That is no date of publication: crawlers come for pages that are years old, and a day too late would make others
    the first to have had its words.
    """
    if article.published is not None or page.day is None:
        return article
    said = f"states no date; crawled on {page.day}, so published on that day or before"
    return replace(article, problems=(*article.problems, Problem(place.where(page.name), said, code="undated")))


def _of_zip(place: Place, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    from quoth.articles.archive import Member, Passed, members

    if place.member is not None:
        yield unread(place, "an archive inside of another file is not read: unpack it", code="archive")
        return
    count, passed = 0, None
    for one in members(raw, place.at):
        if isinstance(one, Passed):
            passed = one
            continue
        count += 1
        within = replace(place, member=one.name)
        if not isinstance(one, Member):
            yield unread(within, one.message, code=one.code)
            continue
        with one.stream as stream:
            yield from articles(within, kinds.by_name(one.name), stream, run)
    if not count:
        yield unread(place, f"expected articles, found none{f': {passed}' if passed else ''}", code="empty")
    elif passed is not None:
        yield Problem(place.where(), str(passed), code="other-files", of_meta=True)


def _all_of_page(data: bytes) -> PageText:
    """Whatever a page says, none of it chosen."""
    from quoth.articles.html import decode_page, read_fragment

    return read_fragment(decode_page(data).text)


def _page(data: bytes) -> PageText:
    from quoth.articles.html import of_bytes

    return of_bytes(data)


def _document(data: bytes) -> PageText:
    from quoth.articles.document import of_bytes

    return of_bytes(data)


__all__ = ["TABLES", "UnfoldError", "articles", "rows"]

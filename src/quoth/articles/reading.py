"""From inputs to articles: lists the places, gives the ids, then reads one file at a time.

`kinds` says which reader a file is for; `_READERS` has those that make one article of a file's bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from quoth.articles import compose, kinds, listing, meta, table
from quoth.articles.kinds import Kind
from quoth.articles.listing import STDIN, Place, unread
from quoth.articles.meter import Meter
from quoth.articles.remote import Remote
from quoth.articles.table import FIELDS, Row
from quoth.articles.text import MOST_BYTES, NotTextError, decode, notice, without_surrogates
from quoth.articles.unpack import UnfoldError, unpacked
from quoth.errors import QuothError, UsageError
from quoth.types import Article, Problem

if TYPE_CHECKING:
    from quoth.articles.html import PageText

_PIECE = 1 << 20
_NOT_YET: Mapping[str, str] = {
    "a feed": "XML and feeds are not read yet: save each article's text to a .txt file",
    "a web archive": "web archives (WARC) are not read yet: save each article's text to a .txt file",
    "a table": "CSV, Excel and Parquet tables are not read yet: write one JSON object a line to a .jsonl file",
}


def read(
    inputs: Iterable[str | Path | Remote],
    *,
    fields: Mapping[str, str] | None = None,
    meta: str | Path | None = None,
    meter: Meter | None = None,
) -> Iterator[Article | Problem]:
    """The articles that `inputs` name, in their order, and a Problem for each thing that gave none.

    Inputs are files, folders (recursively, sorted by name, without hidden files), patterns, "-" for standard input, and
    addresses as `Remote`; an address in plain text is refused. A Problem has an `article` (id and path, no text) where
    it stands for one that could not be read or was set aside; those about an article that could be read are in its own
    `problems`. All names are listed before the first article comes out; files are read one at a time, as articles are
    asked for. No text is altered.

    `fields` maps our names (`table.FIELDS`) to those of JSON rows, as in ``{"text": "content.body"}``; `meta` is a CSV
    file, see `quoth.articles.meta`; `meter` is kept up with what is read. Raises UsageError for a name that is not
    ours, for metadata that cannot be read, and, before the first article, for a field that not one row has.
    """
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    chosen = dict(fields or {})
    for name in chosen:
        if name not in FIELDS:
            raise UsageError(f"unknown field {name!r} in the field map: expected one of {', '.join(FIELDS)}")
    return _articles(inputs, _Run(chosen, _load(meta)), Path(meta) if meta is not None else None, meter)


def _load(path: str | Path | None) -> meta.Meta:
    return meta.load(path)


@dataclass(slots=True)
class _Run:
    """What one call of `read` knows: the field map, the metadata, standard input, and the ids that are taken."""

    fields: Mapping[str, str]
    meta: meta.Meta
    stdin: bytes | None = None
    stems: frozenset[str] = frozenset()
    row_ids: set[bytes] = field(default_factory=set)
    repeated: set[bytes] = field(default_factory=set)
    meter: Meter | None = None  # while the articles themselves are read


def _articles(
    inputs: Iterable[str | Path | Remote], run: _Run, table_path: Path | None, meter: Meter | None
) -> Iterator[Article | Problem]:
    listed = listing.places(inputs, skip=table_path)
    if any(isinstance(p, Place) and p.at == STDIN for p in listed):
        run.stdin = _standard_input()
    _check_fields(listed, run)
    run.stems = frozenset(p.stem for p in listed if isinstance(p, Place))
    listed = listing.named(listed, lambda p: _holds_rows(p, run), lambda name: _digest(name) in run.row_ids)
    yield from run.meta.problems
    if meter is not None:
        meter.list(listed)
        run.meter = meter
    for i, place in enumerate(listed):
        listed[i] = Problem("", "")  # read, and let go
        if meter is not None:
            meter.begin(place)
        if isinstance(place, Problem):
            yield place
        else:
            for one in _read_place(place, run):
                yield _located(one, place) if place.remote is not None else one
            if place.remote is not None:
                place.remote.let_go()
    yield from run.meta.unmatched()


def _located(one: Article | Problem, place: Place) -> Article | Problem:
    """An article with the address that it was found at, where it does not state its own; a Problem as it is."""
    if place.remote is None or isinstance(one, Problem) or one.url:
        return one
    return replace(one, url=place.remote.got().final)


def _read_place(place: Place, run: _Run) -> Iterator[Article | Problem]:
    kind = _kind(place, run)
    if kind in _NOT_YET:
        found = listing.opened(place)
        if isinstance(found, int):
            os.close(found)
        yield found if isinstance(found, Problem) else unread(place, _NOT_YET[kind])
    elif kind in ("json", "lines"):
        for row in _rows(place, run):
            yield row if isinstance(row, Problem) else _read_row(place, row, run)
    else:
        yield _read_whole(place, kind, run)


def _read_whole(place: Place, kind: Kind, run: _Run) -> Article | Problem:
    """The one article of a file, or why there is none."""
    data = _bytes(place, run)
    if isinstance(data, Problem):
        return data
    if kind == "text":
        kind = kinds.by_beginning(data)
    if kind in _NOT_YET:
        return unread(place, _NOT_YET[kind])
    name = place.id()
    given = run.meta.of(name, place.path, None)
    if kind == "text":
        try:
            decoded = decode(data)
        except NotTextError as error:
            return unread(place, str(error))
        del data
        return compose.article(place, None, name, decoded.text, given=given, notes=decoded.notes)
    try:
        page = _READERS[kind](data)
    except (QuothError, MemoryError):
        raise
    except ValueError as error:
        return unread(place, str(error), code=getattr(error, "code", None))
    except Exception as error:
        if os.environ.get("QUOTH_DEBUG"):
            raise
        message = f"quoth broke on this file ({type(error).__name__}: {error}); please report it"
        return unread(place, message, code="broken")
    return compose.article(place, None, name, page.text, given=given, page=page)


def _page(data: bytes) -> PageText:
    from quoth.articles.html import of_bytes

    return of_bytes(data)


def _mail(data: bytes) -> PageText:
    from quoth.articles.mail import of_bytes

    return of_bytes(data)


def _document(data: bytes) -> PageText:
    from quoth.articles.document import of_bytes

    return of_bytes(data)


_READERS: Mapping[Kind, Callable[[bytes], PageText]] = {"page": _page, "mail": _mail, "document": _document}
"""What makes one article of a file's bytes. They raise a ValueError, perhaps with a `code`, where there is none."""


def _read_row(place: Place, row: Row, run: _Run) -> Article | Problem:
    name, notes = _row_id(place, row, run)
    given = run.meta.of(name, place.path, row.number)
    if row.problem is not None:
        return unread(place, row.problem, row.number, name=name)
    try:
        decoded = table.article_text(row.value, run.fields)
    except NotTextError as error:
        return unread(place, str(error), row.number, name=name)
    stated, wrong = compose.stated_by(row.value, run.fields)
    met = (*row.notes, *(decoded.notes or notice(decoded.text)), *notes, *wrong)
    return compose.article(place, row.number, name, decoded.text, stated=stated, given=given, notes=met)


def _row_id(place: Place, row: Row, run: _Run) -> tuple[str, tuple[str, ...]]:
    """The id of a row, and what there is to say about it: its own where the field map names one, else by its number."""
    if "id" in run.fields and isinstance(row.value, dict):
        own = _own_id(row, run)
        if own is None:
            return place.id(row.number), ("id: the row has none; its number was taken",)
        clashes = _digest(own) in run.repeated or own in run.stems
        return place.told_apart(own, row.number) if clashes else own, ()
    name = place.id(row.number)
    clashes = row.number is not None and not place.clashes and name in run.stems
    return place.told_apart(name, row.number) if clashes else name, ()


def _own_id(row: Row, run: _Run) -> str | None:
    _, value = table.lookup(row.value, "id", run.fields) if isinstance(row.value, dict) else (None, None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return without_surrogates(str(value).strip()).text or None


def _check_fields(listed: list[Place | Problem], run: _Run) -> None:
    """Raises UsageError when a field of the map is in no row at all; learns the ids that rows bring with them.

    Stops at the row with which all fields have been seen, as a rule the first; only a map for `id` reads every table
    twice, because ids that clash must be known before the first article comes out.
    """
    if not run.fields:
        return
    missing, seen, has = dict(run.fields), 0, list[str]()
    for place in listed:
        if isinstance(place, Problem) or _kind(place, run) not in ("json", "lines"):
            continue
        for row in _rows(place, run):
            if isinstance(row, Problem) or not isinstance(row.value, dict):
                continue
            seen += 1
            has = has or [str(k) for k in row.value][:12]
            missing = {n: k for n, k in missing.items() if table.lookup(row.value, n, run.fields)[0] is None}
            if "id" in run.fields:
                if own := _own_id(row, run):
                    digest = _digest(own)
                    (run.repeated if digest in run.row_ids else run.row_ids).add(digest)
            elif not missing:
                return
    if missing and seen:
        named = ", ".join(f"{n}={k}" for n, k in missing.items())
        raise UsageError(f"no row has the field of {named}: the first row has {', '.join(has) or 'none'}")


def _rows(place: Place, run: _Run) -> Iterator[Row | Problem]:
    """The rows of a JSON or JSON Lines file, or the Problem that it cannot be opened."""
    if _kind(place, run) == "lines":
        stream = _stream(place, run)
        if isinstance(stream, Problem):
            yield stream
            return
        with stream:
            try:
                yield from table.line_rows(stream)
            except OSError as error:
                yield unread(place, f"reading failed: {error.strerror}")
            except UnfoldError as error:
                yield unread(place, str(error), code="compression")
        return
    data = _bytes(place, run)
    if isinstance(data, Problem):
        yield data
    else:
        yield from table.json_rows(data, run.fields)


def _holds_rows(place: Place, run: _Run) -> bool:
    kind = _kind(place, run)
    if kind != "json":
        return kind == "lines"
    first = next(iter(_rows(place, run)), None)
    return isinstance(first, Row) and first.number is not None


def _kind(place: Place, run: _Run) -> Kind:
    if place.at == STDIN:
        return kinds.sniffed(run.stdin or b"")
    return kinds.by_name(place.at if place.remote is None else place.remote.name)


def _bytes(place: Place, run: _Run) -> bytes | Problem:
    """All bytes of a file, or the Problem that they cannot be had or are more than `MOST_BYTES`."""
    stream = _stream(place, run)
    if isinstance(stream, Problem):
        return stream
    with stream:
        try:
            data = _capped(stream)
        except OSError as error:
            return unread(place, f"reading failed: {error.strerror}")
        except UnfoldError as error:
            return unread(place, str(error), code="compression")
    if len(data) > MOST_BYTES:
        return unread(
            place,
            f"has more than {MOST_BYTES:,} bytes: split it, or write its articles to a .jsonl file",
            code="too-large",
        )
    return data


def _stream(place: Place, run: _Run) -> BinaryIO | Problem:
    if place.at == STDIN:
        return io.BytesIO(run.stdin or b"")
    if place.remote is not None:
        try:
            return unpacked(place.remote.opened())
        except ValueError as error:
            return unread(place, str(error), code=getattr(error, "code", None))
    found = listing.opened(place)
    if isinstance(found, Problem):
        return found
    return unpacked(run.meter.counted(found) if run.meter else os.fdopen(found, "rb"))


def _capped(stream: BinaryIO) -> bytes:
    """What `stream` holds, at most `MOST_BYTES` and one more; asked for in pieces, since a read sets its room aside."""
    pieces, room = [], MOST_BYTES + 1
    while room and (piece := stream.read(min(room, _PIECE))):
        pieces.append(piece)
        room -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _standard_input() -> bytes:
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is not None:
        return _capped(buffer)
    return sys.stdin.read(MOST_BYTES + 1).encode("utf-8", "surrogateescape")


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8"), digest_size=16).digest()

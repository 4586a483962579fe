"""From inputs to articles: lists the places, gives the ids, then reads one file at a time.

`kinds` says which reader a file is for, `opening` gives its bytes, `inside` reads what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from quoth.articles import databank, ids, inside, kinds, listing, meta, opening, own
from quoth.articles.fields import called, checked, lookup
from quoth.articles.kinds import Kind
from quoth.articles.meter import Meter
from quoth.articles.place import STDIN, Place
from quoth.articles.remote import Remote
from quoth.articles.run import Run, digest, own_id
from quoth.articles.table import Row
from quoth.articles.table.rows import TABLES, is_json_feed
from quoth.articles.unpack import unpacked
from quoth.errors import UsageError
from quoth.types import Article, Problem

_HEAD = 1 << 18
"""Bytes of a text by which it is told whether a database put several articles into it: its cover stands first."""


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

    `fields` maps our names (`fields.FIELDS`) to those of JSON rows, as in ``{"text": "content.body"}``; `meta` is a CSV
    file, see `quoth.articles.meta`; `meter` is kept up with what is read. Raises UsageError for a name that is not
    ours, for metadata that cannot be read, and, before the first article, for a field that not one row has.
    """
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    return _articles(inputs, Run(checked(fields), _load(meta)), Path(meta) if meta is not None else None, meter)


def _load(path: str | Path | None) -> meta.Meta:
    return meta.load(path)


def _articles(
    inputs: Iterable[str | Path | Remote], run: Run, table_path: Path | None, meter: Meter | None
) -> Iterator[Article | Problem]:
    listed = listing.places(inputs, skip=table_path)
    if any(isinstance(p, Place) and p.at == STDIN for p in listed):
        run.stdin = opening.standard_input()
    _check_fields(listed, run)
    run.again = lambda place: _rows(place, run)
    run.stems = frozenset(p.stem for p in listed if isinstance(p, Place) and _kind(p, run) not in _SEVERAL)
    listed = ids.named(listed, lambda p: _holds_rows(p, run), lambda name: digest(name) in run.row_ids)
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


def _read_place(place: Place, run: Run) -> Iterator[Article | Problem]:
    if _own(place, run):
        yield Problem(place.path, own.REMARK, of_meta=True, code="own")
        return
    stream = opening.stream(place, run)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        yield from inside.articles(place, _kind(place, run), stream, run)


def _own(place: Place, run: Run) -> bool:
    """Whether quoth wrote the file; with a field for the text somebody wants its rows read all the same."""
    return place.at != STDIN and place.remote is None and "text" not in run.fields and own.is_own(place.at)


def _check_fields(listed: list[Place | Problem], run: Run) -> None:
    """Raises UsageError when a field of the map is in no row at all; learns the ids that rows bring with them.

    Stops at the row with which all fields have been seen, as a rule the first; only a map for `id` reads every table
    twice, because ids that clash must be known before the first article comes out.
    """
    if not run.fields:
        return
    missing, seen, has = called(run.fields), 0, list[str]()
    for place in listed:
        if isinstance(place, Problem) or _kind(place, run) not in TABLES:
            continue
        for row in _rows(place, run):
            if not isinstance(row.value, dict):
                continue
            seen += 1
            has = has or [str(k) for k in row.value][:12]
            missing = {n: k for n, k in missing.items() if lookup(row.value, n, run.fields)[0] is None}
            if "id" in run.fields:
                if own := own_id(row, run):
                    known = digest(own)
                    (run.repeated if known in run.row_ids else run.row_ids).add(known)
            elif not missing:
                return
    if missing and seen:
        named = ", ".join(f"{n}={k}" for n, k in missing.items())
        raise UsageError(f"no row has the field of {named}: the first row has {', '.join(has) or 'none'}")


def _rows(place: Place, run: Run) -> Iterator[Row]:
    """The rows of a table, as far as they can be had; what is wrong with it is said when its articles are read."""
    stream = opening.stream(place, run)
    if isinstance(stream, Problem):
        return
    with stream:
        try:
            yield from inside.rows(place, _kind(place, run), stream, run)
        except (OSError, ValueError):
            return


def _holds_rows(place: Place, run: Run) -> bool:
    """Whether the articles of a file are called `stem#…`; asked only where another file has the stem."""
    kind = _kind(place, run)
    if kind == "json":
        stream = opening.stream(place, run)
        if isinstance(stream, Problem):
            return False
        with stream:
            try:
                if is_json_feed(unpacked(stream).read(4096)):
                    return True
            except (OSError, ValueError):
                return False
        first = next(iter(_rows(place, run)), None)
        return first is not None and first.number is not None
    return kind in _SEVERAL or (kind in _PERHAPS and _holds_several(place, kind, run))


_SEVERAL: frozenset[Kind] = frozenset(TABLES - {"json"}).union(("warc", "zip", "mailbox"))
_PERHAPS: frozenset[Kind] = frozenset({"feed", "text", "document", "page"})


def _holds_several(place: Place, kind: Kind, run: Run) -> bool:
    """Whether a file has articles with names of their own where its name does not tell: a feed and an agency's message
    have them, a page and one item have not; a text and a document have them where a database put several into it.
    """
    stream = opening.stream(place, run)
    if isinstance(stream, Problem):
        return False
    with stream:
        try:
            whole = unpacked(stream)
            head = whole.read(_HEAD)
            found = inside.kind_of(kind, head)
            if found == "feed":
                return not kinds.is_one_item(head)
            if found == "document":
                from quoth.articles import document

                return databank.may_be_split(document.of_bytes(head + opening.capped(whole)).text)
            if found == "text":
                return databank.may_be_split(head.decode("utf-8", "replace"))
        except (OSError, ValueError):
            return False
    return found in _SEVERAL


def _kind(place: Place, run: Run) -> Kind:
    if place.at == STDIN:
        return kinds.sniffed(run.stdin or b"")
    return kinds.by_name(place.at if place.remote is None else place.remote.name)

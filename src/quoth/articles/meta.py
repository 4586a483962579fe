"""The user's metadata: a CSV of outlets, dates, titles and languages, joined to articles by id or path.

It is read as spreadsheets write it, as tables of articles are: with commas, semicolons or tabs, in UTF-8 or
windows-1252 (which is said). Of a date that could be two days (03.04.2026) the others of the column may tell which.

Columns: `id` and/or `path`, and any of `outlet`, `published` (or `date`), `title`, `url`, `language`. A path matches as
it was given to quoth, or when it leads to the same file from here or from the table's own folder; it may name a row
(`feed.jsonl#3`), and a table's path without a row speaks for all its rows. Where rows for the same article differ in
how closely they name it, the id comes before the row, the row before the file.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.articles import dates, folder, language
from quoth.articles.fields import OF_ARTICLES
from quoth.articles.table import delimited
from quoth.articles.text import Decoded, NotTextError, decode
from quoth.errors import UsageError
from quoth.types import Problem

_EACH = 3  # rows without an article that are told one by one


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table; `line` is where it stands. Empty cells are None."""

    line: int
    id: str | None
    path: str | None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Meta:
    """The table, and which of its rows have met an article."""

    path: str = ""
    by_id: dict[str, Entry] = field(default_factory=dict)
    by_path: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _entries: list[Entry] = field(default_factory=list)
    _met: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether there is a table, though perhaps an empty one."""
        return bool(self.path)

    def of(self, article: str, path: str, row: int | str | None) -> Entry | None:
        """The row for the article with this id, path and row; None where there is none."""
        if not self._entries:
            return None
        found: list[Entry | None] = [self.by_id.get(article)]
        if self.by_path:
            real = folder.real(path) if path != "-" else path
            suffixes = ("", f"#{row}") if row is not None else ("",)
            found += [self.by_path.get(p + suffix) for suffix in reversed(suffixes) for p in (path, real)]
        entries = [e for e in found if e is not None]
        self._met.update(e.line for e in entries)
        return entries[0] if entries else None

    def unmatched(self) -> Iterator[Problem]:
        """A Problem for each row that met no article; one for all past `_EACH`. Ask when all articles have been read.

        A table of all that a desk has is used for the few articles of a day, too.
        """
        unmet = [e for e in self._entries if e.line not in self._met]
        called = [f"id {e.id!r}" if e.id else f"path {e.path!r}" for e in unmet]
        if len(unmet) > _EACH:
            some = ", ".join(called[:_EACH])
            said = f"{len(unmet):,} rows met no article and were not used: {some} and {len(unmet) - _EACH:,} more"
            yield _wrong(f"{self.path}#{unmet[0].line}", said)
            return
        for entry, name in zip(unmet, called, strict=True):
            yield _wrong(f"{self.path}#{entry.line}", f"no article has the {name}: the row was not used")


def load(path: str | Path | None) -> Meta:
    """The table at `path`, or an empty one. Raises UsageError when it cannot be read as one."""
    if path is None:
        return Meta()
    shown = os.fspath(path)
    meta = Meta(shown)
    try:
        decoded = _decoded(Path(path).read_bytes())
        lines = io.StringIO(decoded.text.removeprefix("\ufeff"), newline="")
        reader = csv.DictReader(lines, delimiter=begun(lines))
        columns = [c.strip().lower() if c else "" for c in reader.fieldnames or ()]
        if "id" not in columns and "path" not in columns:
            named = ", ".join(c for c in columns if c) or "no columns"
            raise UsageError(f"{shown}: the metadata needs a column id or path, it has {named}")
        meta.problems += [_wrong(shown, note) for note in decoded.notes]
        for column in columns:
            if column not in OF_ARTICLES:
                message = f"unknown column {column!r}: it was not used; known are {', '.join(OF_ARTICLES)}"
                meta.problems.append(_wrong(shown, message))
        reader.fieldnames = columns
        rows = [(row, reader.line_num) for row in reader]
        orders = dates.column_orders(row.get("published") or row.get("date") for row, _ in rows)
        for row, line in rows:
            _take(meta, row, line, orders)
    except (NotTextError, csv.Error) as error:
        raise UsageError(f"{shown}: the metadata must be a CSV file: {error}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{shown}: the metadata cannot be read: {why}") from error
    return meta


def is_table(data: bytes) -> bool:
    """Whether `data` is such a table, by its first line: it names articles, and nothing but what this module joins."""
    try:
        lines = io.StringIO(text_of(data), newline="")
        names = {c.strip().lower() for c in next(csv.reader(lines, delimiter=begun(lines)), ())}
    except (NotTextError, csv.Error):
        return False
    return bool(names & {"id", "path"}) and names <= {*OF_ARTICLES}


def text_of(data: bytes) -> str:
    """The text of a table; raises NotTextError where it is none."""
    return _decoded(data).text.removeprefix("\ufeff")


def begun(lines: io.StringIO) -> str:
    """What stands between the cells of `lines`, which are then at the line with the names of the columns."""
    separator, alone = delimited.separator_of(lines.readline())
    if not alone:
        lines.seek(0)
    return separator


def _decoded(data: bytes) -> Decoded:
    """UTF-8 with whatever is in it, since a bad row costs only itself; else as other texts are read."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return decode(data)


def _take(meta: Meta, row: dict[str, str], line: int, orders: dates.Orders) -> None:
    """Adds one row to `meta`, or a Problem where it cannot be used; `orders` is that of all its dates."""
    where = f"{meta.path}#{line}"
    cells = {k: v.strip() for k, v in row.items() if k in OF_ARTICLES and isinstance(v, str) and v.strip()}
    if not cells:
        return
    if "id" not in cells and "path" not in cells:
        meta.problems.append(_wrong(where, "the row has neither an id nor a path: it was not used"))
        return
    if "\0" in cells.get("path", ""):
        meta.problems.append(_wrong(where, "expected a path, got one with a NUL in it: the row was not used"))
        return
    published = None
    if written := cells.get("published") or cells.get("date"):
        try:
            published = dates.iso(written, lambda: orders)
        except dates.AmbiguousError as error:
            meta.problems.append(_wrong(where, f"published: {error}; write the year first to say which"))
        except ValueError as error:
            meta.problems.append(_wrong(where, f"published: {error}"))
    stated = cells.get("language")
    if stated and language.code(stated) is None:
        meta.problems.append(_wrong(where, f"language: expected a code such as en, got {stated!r}"))
    entry = Entry(
        line,
        cells.get("id"),
        cells.get("path"),
        outlet=cells.get("outlet"),
        published=published,
        title=cells.get("title"),
        language=language.code(stated) if stated else None,
        url=cells.get("url"),
    )
    meta._entries.append(entry)
    keys = [(meta.by_id, entry.id)] if entry.id else []
    if entry.path:
        keys += [(meta.by_path, p) for p in _spellings(entry.path, meta.path)]
    for table, key in keys:
        if key and (earlier := table.setdefault(key, entry)) is not entry and earlier.line != line:
            meta.problems.append(
                _wrong(where, f"line {earlier.line} already speaks for {key!r}: this one was not used")
            )
            meta._met.add(line)
            return


def _wrong(where: str, message: str) -> Problem:
    return Problem(where, message, of_meta=True)


def _spellings(path: str, table: str) -> list[str]:
    """The ways in which an article's path may match: as given, from here, from the table's folder."""
    name, mark, row = path.rpartition("#")
    base, suffix = (name, mark + row) if mark and row.isdigit() else (path, "")
    here = os.path.realpath(base)
    there = os.path.realpath(os.path.join(os.path.dirname(table), base))  # noqa: PTH118, PTH120
    return list(dict.fromkeys(p + suffix for p in (base, here, there)))

"""The rows of a table of any kind (JSON, CSV, Parquet, workbooks, tables in pages), and the articles in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from quoth.articles import kinds, table
from quoth.articles.fields import unknown_columns
from quoth.articles.kinds import Kind
from quoth.articles.opening import whole
from quoth.articles.place import Place
from quoth.articles.run import Run, of_row
from quoth.articles.table import Row
from quoth.articles.unpack import unpacked
from quoth.types import Article, Problem

TABLES: frozenset[Kind] = frozenset({"json", "lines", "delimited", "parquet", "workbook", "sheet"})


def articles(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Article | Problem]:
    """The articles of a table, row by row. A JSON file may be a feed, which has items instead."""
    if kind == "json":
        data = whole(raw)
        if is_json_feed(data):
            from quoth.articles import deliveries

            yield from deliveries.of_feed(place, data, run)
        else:
            yield from (of_row(place, row, run) for row in table.json_rows(data, run.fields))
        return
    first = True
    for row in rows(place, kind, raw, run):
        if first and isinstance(row.value, dict):
            first = False
            if kind != "lines" and not run.meta and (unknown := unknown_columns(list(row.value), run.fields)):
                yield Problem(place.where(), unknown, code="columns", of_meta=True)
        if row.code == "other-sheets":
            yield Problem(place.where(), row.problem or "", code=row.code, of_meta=True)
        else:
            yield of_row(place, row, run)


def rows(place: Place, kind: Kind, raw: BinaryIO, run: Run) -> Iterator[Row]:
    """The rows of a table, of whatever kind; none of a JSON file that is a feed, and of what is no table.

    May raise OSError, and ValueError with a `code`, for what cannot be read as a whole.
    """
    if kind == "lines":
        yield from table.line_rows(unpacked(raw))
    elif kind == "delimited":
        from quoth.articles.table import delimited

        tabs = kinds.tab_separated(place.at if place.member is None else place.member)
        yield from delimited.rows(unpacked(raw), run.fields, tabs=tabs)
    elif kind == "parquet":
        from quoth.articles.table import parquet

        yield from parquet.rows(unpacked(raw), run.fields)
    elif kind == "workbook":
        from quoth.articles import workbook

        yield from workbook.rows(whole(raw), run.fields)
    elif kind == "sheet":
        from quoth.articles.table import page_table

        yield from page_table.rows(whole(raw), run.fields)
    elif kind == "json" and not is_json_feed(data := whole(raw)):
        yield from table.json_rows(data, run.fields)


_MARKS = (b"jsonfeed.org", b"state", b"google.com,2005")


def is_json_feed(data: bytes) -> bool:
    """Whether a JSON file is a feed, or a feed reader's export, whose items go by other rules than rows."""
    if not any(mark in data[:4096] for mark in _MARKS):  # else the readers of feeds would be loaded for every table
        return False
    from quoth.articles import feed

    return feed.is_json_feed(data)

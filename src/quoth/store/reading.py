"""One revision of an article out of the store: its row, its attributions, and whether they are what was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quoth.store.encode import Columns, decode
from quoth.store.opening import in_words
from quoth.store.stored import Row, shown
from quoth.types import Attributed, Problem


def read(db: sqlite3.Connection, path: Path, query: str, key: Any) -> Attributed | Problem | None:
    """What `query` (`quoth.store.stored`) finds for `key` in the store at `path`; a Problem when it is damaged, None
    when there is no revision. Raises StoreError when the file cannot be read.
    """
    with in_words(path), one_state(db):
        row = row_of(db, query, key)
        if row is None:
            return None
        try:
            columns, why = columns_of(db, row), ""
        except ValueError as error:
            columns, why = None, str(error)
    try:
        if columns is None:
            raise ValueError(why)
        return decode(columns, row.checksum)
    except ValueError as error:
        return Problem(
            f"{path}: {shown(row.id)}",
            f"what is stored of this article is damaged ({error}) and is not shown; give its file to quoth again",
        )


def row_of(db: sqlite3.Connection, query: str, key: Any) -> Row | None:
    """The row that `query` finds for `key`."""
    found = db.execute(query, (key,)).fetchone()
    return None if found is None else Row(*found)


def columns_of(db: sqlite3.Connection, row: Row) -> Columns:
    """The revision of `row` with its attributions. Raises ValueError where a column is of another type."""
    query = "SELECT said, vector FROM attributions WHERE revision = ? ORDER BY position"
    return row.columns(db.execute(query, (row.revision,)).fetchall())


@contextmanager
def one_state(db: sqlite3.Connection) -> Iterator[None]:
    """One state of the file for several queries: a writer beside us changes nothing in between."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")

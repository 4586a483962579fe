"""One article into the store, inside a transaction that is open: as its first revision, its next, or in place of one.

The same words are read or attributed anew, not revised; and what is damaged is no revision worth keeping.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum, auto

from quoth.store.encode import Columns, decode, sql
from quoth.store.reading import columns_of, row_of
from quoth.store.stored import BY_REVISION, shown


class Written(Enum):
    """What became of an article that was to be written."""

    KEPT = auto()
    MENDED = auto()  # kept, in place of a revision that was damaged: when it was first read is not known any more
    TAKEN = auto()  # not kept: another run took its id meanwhile, and the next run, which sees that, gives it another


def write(db: sqlite3.Connection, place: str, columns: Columns) -> Written:
    """Writes `columns` as what stands at `place`. Raises sqlite3.Error."""
    article = _number(db, place, columns.id)
    if article is None:
        return Written.TAKEN
    newest = db.execute(
        "SELECT revision, number, text, kept_at, checksum FROM revisions WHERE article = ? "
        "ORDER BY number DESC LIMIT 1",
        (article,),
    ).fetchone()
    if newest is None:
        _insert(db, article, 1, columns, _now())
        return Written.KEPT
    revision, number, text, kept_at, checksum = newest
    if _damaged(db, revision):
        # What was damaged may be what is written now: then it is known when it was first read.
        again = isinstance(kept_at, str) and replace(columns, kept_at=kept_at).checksum == checksum
        _overwrite(db, revision, columns, kept_at if again else _now())
        return Written.KEPT if again else Written.MENDED
    if text == columns.text:
        _overwrite(db, revision, columns, kept_at)
    else:
        _insert(db, article, number + 1, columns, _now())
    return Written.KEPT


def _number(db: sqlite3.Connection, place: str, name: str) -> int | None:
    """The article at `place`, made under the id `name` where there is none; None where another has the id."""
    row = db.execute("SELECT article, id FROM articles WHERE place = ?", (sql(place),)).fetchone()
    if row is not None:
        return int(row[0]) if shown(row[1]) == name else None
    if db.execute("SELECT 1 FROM articles WHERE id = ?", (sql(name),)).fetchone():
        return None
    return db.execute("INSERT INTO articles (place, id) VALUES (?, ?)", (sql(place), sql(name))).lastrowid


def _damaged(db: sqlite3.Connection, revision: int) -> bool:
    row = row_of(db, BY_REVISION, revision)
    if row is None:
        return True
    try:
        decode(columns_of(db, row), row.checksum)
    except ValueError:
        return True
    return False


def _insert(db: sqlite3.Connection, article: int, number: int, columns: Columns, at: str) -> None:
    """Writes `columns` as the revision `number` of `article`, first read at this time."""
    added = db.execute(
        "INSERT INTO revisions (article, number, kept_at, made_by, text, facts, problems, checksum) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (article, number, *_values(columns, at)),
    )
    _say(db, added.lastrowid, columns)


def _overwrite(db: sqlite3.Connection, revision: int, columns: Columns, at: str) -> None:
    """Writes `columns`, first read at this time, in place of what stands in `revision`."""
    db.execute(
        "UPDATE revisions SET kept_at = ?, made_by = ?, text = ?, facts = ?, problems = ?, checksum = ? "
        "WHERE revision = ?",
        (*_values(columns, at), revision),
    )
    db.execute("DELETE FROM attributions WHERE revision = ?", (revision,))
    _say(db, revision, columns)


def _say(db: sqlite3.Connection, revision: int | None, columns: Columns) -> None:
    db.executemany(
        "INSERT INTO attributions (revision, position, said, vector) VALUES (?, ?, ?, ?)",
        [(revision, position, *said) for position, said in enumerate(columns.said)],
    )


def _values(columns: Columns, at: str) -> tuple[str | bytes, ...]:
    """The columns of the table of revisions, in the order of the statements, of what was first read at this time."""
    kept = replace(columns, kept_at=at)
    return at, kept.made_by, kept.text, kept.facts, kept.problems, kept.checksum


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""Whether the file of a store is whole: its pages, its references, and every revision of every article."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from quoth.errors import StoreError
from quoth.store.opening import in_words
from quoth.store.reading import read
from quoth.store.stored import BY_REVISION
from quoth.types import Problem

_EMPTY = "SELECT id FROM articles WHERE article NOT IN (SELECT article FROM revisions)"
_SHOWN = 20  # faults of one kind at most


def refuse_damaged(db: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError where pages, indexes or references of the file do not fit together.

    So an article can be missing only where that is said: what is in a row is checked when the row is read, but a
    row that a damaged page no longer leads to is in nobody's way. It reads the whole file, a gigabyte a second
    where the system has it in memory (measured: 67 MB, 2,000 articles, in 0.08 s).
    """
    with in_words(path):
        [(said,), *_] = db.execute("PRAGMA integrity_check(1)").fetchall()
        loose = db.execute("PRAGMA foreign_key_check").fetchone()
        empty = db.execute(_EMPTY).fetchone()
    if said != "ok" or loose or empty:
        why = said if said != "ok" else "a row belongs to nothing" if loose else "an article has no text"
        raise StoreError(
            f"{path} is damaged ({' '.join(str(why).split())[:200]}) and was left as it is: see `quoth doctor "
            f"--store {path}`, bring back a copy, or start a new one with --store or --no-store"
        )


def faults(db: sqlite3.Connection, path: Path) -> list[Problem]:
    """Everything wrong with the file."""
    found = []
    where = str(path)
    try:
        pages = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({_SHOWN})")]
        found += [Problem(where, f"SQLite finds: {line}") for line in pages if line != "ok"]
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
        found += [Problem(where, f"a row of {row[0]} belongs to nothing") for row in loose[:_SHOWN]]
        found += [Problem(f"{where}: {row[0]}", "has no text at all") for row in db.execute(_EMPTY)]
        for (revision,) in db.execute("SELECT revision FROM revisions ORDER BY revision").fetchall():
            if isinstance(one := read(db, path, BY_REVISION, revision), Problem):
                found.append(one)
    except (sqlite3.Error, UnicodeDecodeError, StoreError) as error:
        found.append(Problem(where, f"SQLite cannot read it to the end: {error}"))
    return found

"""The file that the page is served from, beside the store: opened without trusting it, thrown away when it is not ours.

Readers are many and quick: each has a connection that cannot write, and a question that takes too long is ended.
Writers take turns. What one request sees is one state of the file.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quoth.search import tables

VERSION = 4
APPLICATION = 0x71756F70  # "quop"
SECONDS = 1.0  # that a reader's queries may take; see TooSlowError
_STEP = 10_000  # instructions of SQLite between two looks at the clock, about a millisecond


class TooSlowError(Exception):
    """A question took longer than `SECONDS` to answer."""


@dataclass(slots=True)
class _Reader:
    """A connection that cannot write, and until when what is asked of it may take."""

    db: sqlite3.Connection
    until: float = float("inf")


class Index:
    """One open index. `path` is beside the store, or in a folder of its own where nothing can be written there."""

    def __init__(self, store: Path) -> None:
        self._writing = threading.Lock()
        self._idle: list[_Reader] = []
        self._folder: TemporaryDirectory[str] | None = None
        self.path = store.with_name(f"{store.name}-page")
        try:
            self._writer = _opened(self.path)
        except (OSError, sqlite3.Error):
            self._folder = TemporaryDirectory(prefix="quoth-")
            self.path = Path(self._folder.name) / "page.db"
            self._writer = _opened(self.path)

    def close(self) -> None:
        """Lets go of the file; nobody may be reading any more."""
        while self._idle:
            self._idle.pop().db.close()
        self._writer.close()
        if self._folder is not None:
            self._folder.cleanup()

    @contextmanager
    def writing(self, *, new: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction for the one who writes: all of it is kept or nothing. Its version grows, but for what nobody
        is shown yet (`new` False).
        """
        with self._writing:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                if new:
                    self._writer.execute(
                        "INSERT INTO facts VALUES ('version', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1"
                    )
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file. Raises TooSlowError once the questions asked took `SECONDS`."""
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = self._another()
        reader.until = time.monotonic() + SECONDS
        try:
            reader.db.execute("BEGIN")
            try:
                yield reader.db
            finally:
                reader.until = float("inf")
                reader.db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise TooSlowError from error
            raise
        finally:
            self._idle.append(reader)

    def version(self) -> int:
        """A number that grows with every change."""
        with self.reading() as db:
            row = db.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()
        return int(row[0]) if row else 0

    def _another(self) -> _Reader:
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        _careful(db)
        db.execute("PRAGMA query_only = ON")
        db.row_factory = sqlite3.Row
        reader = _Reader(db)
        db.set_progress_handler(lambda: time.monotonic() > reader.until, _STEP)
        return reader


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to the index at `path`, which is made anew when it is not one that this version made."""
    db = _connected(path)
    try:
        if _ours(db):
            return db
    except sqlite3.Error:
        pass
    db.close()
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(FileNotFoundError):
            file.unlink()
    db = _connected(path)
    db.execute("BEGIN EXCLUSIVE")
    for statement in _statements():
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")
    return db


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    _careful(db)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")  # what is lost in a power cut is derived again
    return db


def _careful(db: sqlite3.Connection) -> None:
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "cache_size = -8000"):
        db.execute(f"PRAGMA {pragma}")


def _ours(db: sqlite3.Connection) -> bool:
    """Whether every table is as `index.sql` makes it, and nothing else is there."""
    (application,), (version,) = (db.execute(f"PRAGMA {p}").fetchone() for p in ("application_id", "user_version"))
    if (application, version) != (APPLICATION, VERSION):
        return False
    return _schema(db) == _fresh()


@cache
def _fresh() -> frozenset[Sequence[Any]]:
    """The schema of an index just made, the tables that FTS5 keeps for itself included."""
    db = sqlite3.connect(":memory:")
    for statement in _statements():
        db.execute(statement)
    schema = _schema(db)
    db.close()
    return schema


def _schema(db: sqlite3.Connection) -> frozenset[Sequence[Any]]:
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


@cache
def _statements() -> tuple[str, ...]:
    whole = (Path(__file__).parent / "index.sql").read_text(encoding="utf-8")
    own = tuple(s[s.index("CREATE") :].rstrip() for s in re.split(r";\n", whole) if "CREATE" in s)
    return (*own, *tables.statements())

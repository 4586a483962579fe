"""The file that the page is served from, beside the store: opened without trusting it, thrown away when it is not ours.

Readers are many and quick: each has a connection that cannot write, and a question that takes too long is ended.
Writers take turns. What one request sees is one state of the file.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quoth.search import tables
from quoth.store.derived import Derived, tables_in
from quoth.store.opening import all_or_nothing

VERSION = 10
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
            with all_or_nothing(self._writer):
                yield self._writer
                if new:
                    self._writer.execute(
                        "INSERT INTO facts VALUES ('version', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1"
                    )

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
        _file().guard(db)
        db.execute("PRAGMA query_only = ON")
        db.row_factory = sqlite3.Row
        reader = _Reader(db)
        db.set_progress_handler(lambda: time.monotonic() > reader.until, _STEP)
        return reader


@cache
def _file() -> Derived:
    own = tables_in(Path(__file__).parent / "index.sql")
    return Derived(APPLICATION, VERSION, (*own, *tables.statements()), memory=8000)


def _opened(path: Path) -> sqlite3.Connection:
    """The one connection that writes. Raises OSError or sqlite3.Error where nothing can be written."""
    db = _file().opened(path, threads=True)
    db.execute("BEGIN IMMEDIATE")
    db.execute("ROLLBACK")
    return db

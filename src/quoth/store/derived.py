"""Files beside a store that can be made again from it: the page's index, what ``quoth who`` searches.

Such a file is thrown away and made anew whenever it is not exactly one that this version made, or not as it was left
(`quoth.store.seal`). A file that is somebody else's is never touched.

Several processes may open one at once. Only who holds the seal's lock alone may throw a file away, so nobody loses one
that is open; the tables are made in one transaction by whoever finds none. Its head says whose it is before anything
else is in it, so what a killed process left is known too.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.store.seal import Found, Seal


@dataclass(frozen=True, slots=True)
class Derived:
    """One kind of such file: `application` and `version` stand in its head, `statements` make its tables.

    `memory` is what SQLite may hold of it for each connection, in KiB.
    """

    application: int
    version: int
    statements: tuple[str, ...]
    memory: int

    def opened(self, path: Path, *, threads: bool = False) -> sqlite3.Connection:
        """A connection to the file at `path`, made anew where it has to be; with `threads` several may use it in turn.

        Raises OSError where another program's file stands there, or one that is not as this version makes it and that
        somebody has open; sqlite3.Error where it cannot be read or written.
        """
        self._refuse_foreign(path)
        seal = Seal(path)
        try:
            db = self._as_found(path, seal.broken(), threads=threads)
        except BaseException:
            seal.put()
            raise
        seal.share()
        db.seal = seal
        return db

    def _as_found(self, path: Path, found: Found, *, threads: bool) -> _Connection:
        """A connection to the file at `path`, or to a new one in its place where it is not ours or not sound."""
        if found != "altered":
            db = self._connected(path, threads=threads)
            with suppress(sqlite3.Error):
                self._make_tables(db)
                if self._is_ours(db) and (found != "unknown" or _is_sound(db)):
                    return db
            db.close()
            if found == "open":
                raise OSError(f"{path} is not as this version of quoth makes it, and another quoth has it open")
        remove(path)
        db = self._connected(path, threads=threads)
        try:
            self._make_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _make_tables(self, db: sqlite3.Connection) -> None:
        """Makes the tables where there are none; of several who find none, one."""
        if _schema(db):
            return
        db.execute("BEGIN EXCLUSIVE")
        if not _schema(db):
            for statement in self.statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {self.version}")
        db.execute("COMMIT")

    def guard(self, db: sqlite3.Connection) -> None:
        """Sets what a connection to such a file may do: nothing in it is trusted."""
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024)
        pragmas = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", f"cache_size = -{self.memory}")
        for pragma in pragmas:
            db.execute(f"PRAGMA {pragma}")

    def _connected(self, path: Path, *, threads: bool) -> _Connection:
        db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=not threads, factory=_Connection)
        self.guard(db)
        with suppress(sqlite3.Error):  # not a file of SQLite, or not to be written: that shows in what is asked next
            if path.stat().st_size == 0:
                db.execute(f"PRAGMA application_id = {self.application}")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # what is lost in a power cut is made again
        return db

    def _refuse_foreign(self, path: Path) -> None:
        """Raises OSError unless the file is not there, is empty or says that quoth made it: it is somebody's."""
        if not path.exists() and not path.is_symlink():
            return
        head = b"" if path.is_file() and not path.is_symlink() else b"somebody's"
        if not head:
            with suppress(FileNotFoundError), path.open("rb") as file:
                head = file.read(72)
        if head and (head[:16] != b"SQLite format 3\0" or head[68:72] != self.application.to_bytes(4, "big")):
            raise OSError(f"{path} is another program's")

    def _is_ours(self, db: sqlite3.Connection) -> bool:
        """Whether every table is as the statements make it, and nothing else is there."""
        (application,), (version,) = (db.execute(f"PRAGMA {p}").fetchone() for p in ("application_id", "user_version"))
        return (application, version) == (self.application, self.version) and _schema(db) == self._fresh()

    def _fresh(self) -> frozenset[Sequence[Any]]:
        """The schema of a file just made, the tables that FTS5 keeps for itself included."""
        db = sqlite3.connect(":memory:")
        for statement in self.statements:
            db.execute(statement)
        schema = _schema(db)
        db.close()
        return schema


class _Connection(sqlite3.Connection):
    """A connection that seals its file when it is closed."""

    seal: Seal | None = None

    def close(self) -> None:
        super().close()
        seal, self.seal = self.seal, None
        if seal is not None:
            seal.put()


def _is_sound(db: sqlite3.Connection) -> bool:
    """Whether pages and indexes of the file fit together."""
    return [row[0] for row in db.execute("PRAGMA integrity_check(1)")] == ["ok"]


def remove(path: Path) -> None:
    """Deletes the file and what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


def tables_in(file: Path) -> tuple[str, ...]:
    """The statements of a file of SQL, which end with a semicolon at the end of a line, as SQLite keeps them: without
    the comments before each, and the semicolon.
    """
    whole = file.read_text(encoding="utf-8")
    return tuple(s[s.index("CREATE") :].rstrip() for s in re.split(r";\n", whole) if "CREATE" in s)


def _schema(db: sqlite3.Connection) -> frozenset[Sequence[Any]]:
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))

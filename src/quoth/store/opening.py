"""Opening a store's file without trusting it, and saying in words what SQLite has to say.

A file is opened only when its first bytes, its application_id, its schema version and the very text of its tables are
quoth's own: then no trigger, view or expression of somebody else's can run when quoth writes.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from quoth.errors import StoreError
from quoth.store.derived import tables_in
from quoth.store.lock import really

SCHEMA = 1
APPLICATION = 0x71756F74  # "quot"
PATIENCE = 60.0  # seconds to wait for another writer, whose transactions take milliseconds
_MAGIC = b"SQLite format 3\0"
_LARGEST = 512 * 1024 * 1024  # bytes in one column; the readers' own cap is far below
_ELSEWHERE = "name another file with --store, or use --no-store where the command has it"
_T = TypeVar("_T")


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the store at `path`, which is made first when there is none and `write` is True.

    Raises StoreError, and leaves the file as it was, when it is not a store or a newer quoth wrote it.
    """
    _refuse_foreign(path, must_exist=not write)
    with in_words(path):
        return patiently(lambda: _connect(path, write=write), path)


def patiently(action: Callable[[], _T], path: Path) -> _T:
    """The result of `action`, tried again while another program holds the file; StoreError after `PATIENCE` seconds.

    SQLite's own waiting would not hear Ctrl-C; here it is a quarter of a second at most before Python looks up.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if _code(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            if time.monotonic() > until:
                raise StoreError(
                    f"{path} has been held by another program for {PATIENCE:.0f} seconds: wait for it to end, or "
                    f"{_ELSEWHERE}"
                ) from error


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into a StoreError that says what happened and what to do."""
    damaged = f"was left as it is: see `quoth doctor --store {path}`, bring back a copy, or {_ELSEWHERE}"
    try:
        yield
    except sqlite3.Error as error:
        kept = "What was kept in it before is still there"
        match _code(error):
            case sqlite3.SQLITE_FULL:
                why = f"{path} could not be written: the disk is full. {kept}; make room and run quoth again"
            case sqlite3.SQLITE_IOERR:
                why = f"{path} could not be read or written ({error}): is the disk full or failing? {kept}"
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                why = f"{path} cannot be written: it or its folder is read-only; {_ELSEWHERE}"
            case sqlite3.SQLITE_CANTOPEN:
                why = f"{path} cannot be opened or made: may you write in its folder? Else {_ELSEWHERE}"
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                why = f"{path} is damaged ({error}) and {damaged}"
            case _:
                why = f"{path}: SQLite says {error}; {_ELSEWHERE}"
        raise StoreError(why) from error
    except UnicodeDecodeError as error:  # Python could not read SQLite's message, which quotes the damaged file
        raise StoreError(f"{path} is damaged and {damaged}") from error


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All that is written inside is kept or nothing; waits for whoever is writing, as `patiently` does.

    Raises StoreError, in words, where it cannot be written; when it ends, what was written is on the disk.
    """
    with in_words(path):
        patiently(lambda: db.execute("BEGIN IMMEDIATE"), path)
        with all_or_nothing(db):
            yield


@contextmanager
def all_or_nothing(db: sqlite3.Connection) -> Iterator[None]:
    """Keeps what is written inside the transaction that `db` is in; where it ends in an error, none of it."""
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, without the extension in its upper bytes; -1 where Python raised by itself."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def _refuse_foreign(path: Path, *, must_exist: bool) -> None:
    """Looks at the first bytes only, so that a file that is no database is never touched."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        if must_exist:
            raise StoreError(f"{path} does not exist: expected a store that quoth wrote") from error
        if not path.parent.is_dir():
            raise StoreError(f"{path} cannot be made: there is no folder {path.parent}") from error
        return
    except IsADirectoryError as error:
        raise StoreError(f"{path} is a folder: expected a file, such as {path / 'quoth.db'}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened ({error.strerror}); {_ELSEWHERE}") from error
    if head != _MAGIC and (head or must_exist):
        raise StoreError(f"{path} is not a quoth store (no SQLite file at all) and was left as it is; {_ELSEWHERE}")


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{'mode=rwc' if write else _looking(path)}"
    db = sqlite3.connect(uri, uri=True, timeout=0.25, isolation_level=None)
    try:
        db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")  # never fails; the checksum tells
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON", "synchronous = FULL"):
            db.execute(f"PRAGMA {pragma}")
        if not write:
            db.execute("PRAGMA query_only = ON")
        if _is_new(db, path):
            if not write:
                raise StoreError(f"{path} is empty: expected a store that quoth wrote")
            db.execute("BEGIN EXCLUSIVE")
            if _is_new(db, path):  # nobody else made it meanwhile
                for statement in _statements():
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION}")
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")
        _refuse_altered(db, path)
        if write:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")  # a read-only file says so now, not after an hour's work
            db.execute("ROLLBACK")
    except BaseException:
        db.close()
        raise
    return db


def _looking(path: Path) -> str:
    """How to open a store that is only looked at so that nothing is left beside it.

    A read-only connection leaves the files of the WAL behind, so it is opened for writing and forbidden to write. In a
    place where nothing can be written, and with no WAL of a run that goes on or was cut off, it is taken as unchanging.
    """
    path = really(path)
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"


def _is_new(db: sqlite3.Connection, path: Path) -> bool:
    """Whether there is nothing in the file yet; raises StoreError when it is another program's or a newer quoth's."""
    (application,), (version,) = (db.execute(f"PRAGMA {p}").fetchone() for p in ("application_id", "user_version"))
    if application == APPLICATION:
        if version > SCHEMA:
            raise StoreError(
                f"{path} was written by a newer quoth (schema {version}, this one knows {SCHEMA}): update quoth, or "
                f"{_ELSEWHERE}"
            )
        if version == SCHEMA:
            return False
    elif application == version == 0 and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return True
    raise StoreError(f"{path} is a database of another program, not a quoth store, and was left as it is; {_ELSEWHERE}")


def _refuse_altered(db: sqlite3.Connection, path: Path) -> None:
    """Tables other than `schema.sql` makes them, or a trigger anywhere, are not quoth's: it will not write there."""
    found = {name: (kind, made) for name, kind, made in db.execute("SELECT name, type, sql FROM sqlite_master")}
    ours = {m[1]: ("table", made) for made in _statements() if (m := re.match(r"CREATE TABLE (\w+)", made))}
    if any(found.get(name) != made for name, made in ours.items()) or any(k == "trigger" for k, _ in found.values()):
        raise StoreError(
            f"the tables of {path} are not as quoth made them (altered by another program?); it was left as it is: "
            f"bring back a copy, or {_ELSEWHERE}"
        )


@cache
def _statements() -> tuple[str, ...]:
    return tables_in(Path(__file__).parent / "schema.sql")

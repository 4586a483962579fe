"""Who is at work on a store: a lock file beside it, ``.quoth.db-lock``.

SQLite's own locks make two writers take turns, so that traces may share a store. Some work has to be alone all the
same: one watcher must not report what another has reported, and nothing may be forgotten while somebody still holds it
in memory. Those who may share hold the lock together, those who may not hold it alone.

The system keeps the lock, not the file: it is let go when its holder ends, however it ends. So a file that a killed
process left behind locks nobody out, and there is no stale lock to recognise. What stands in it only says who it was.
The last who lets go takes the file away, so that none is left beside a store, or where there is none. Who then gets the
lock of a file that is gone, having opened it before, opens the new one.
Cases it gets wrong: a store on a network drive whose server keeps no locks; on Windows the file stays.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from quoth.errors import StoreError

_STEP = 0.1  # seconds between two attempts


def lock_of(store: Path, kind: str = "lock") -> Path:
    """The lock file of `store`. It has a dot in front, so that no folder gives it as an article.

    It stands beside the file itself, where a link leads to it, as SQLite's journal does: by whatever name a store is
    opened, it has one lock.
    """
    real = really(store)
    return real.with_name(f".{real.name}-{kind}")


def really(path: Path) -> Path:
    """Where the file is that `path` leads to, through whatever links."""
    return Path(os.path.realpath(path))


@contextmanager
def held(store: Path, who: str, *, alone: bool, wait: float = 0.0, kind: str = "lock") -> Iterator[None]:
    """Holds the lock of `store` for `who` ("quoth watch"), together with others or `alone`.

    Waits for at most `wait` seconds; then raises StoreError, which says who holds it. Where no lock file can be made
    (a folder that is only read) nobody can write either: who would share goes on without, who must be alone fails.
    """
    if store.is_dir():  # no store, as who opens it will say; a lock beside a folder would only be left there
        yield
        return
    path = lock_of(store, kind)
    try:
        descriptor = _got(path, store, alone=alone, until=time.monotonic() + wait)
    except OSError as error:
        if alone:
            raise StoreError(f"{path} cannot be made: may you write in its folder? ({error.strerror})") from error
        yield
        return
    try:
        _sign(descriptor, who)
        yield
    finally:
        _let_go(descriptor, path)


def _got(path: Path, store: Path, *, alone: bool, until: float) -> int:
    """The open lock file `path` of `store`, with its lock.

    Raises OSError where none can be made, and StoreError where somebody else still has it at `until`, a moment of the
    monotonic clock.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            while not taken(descriptor, alone=alone):
                if time.monotonic() >= until:
                    raise StoreError(f"{store} is in use: {_holder(descriptor)}. End it, or try again when it is done")
                time.sleep(_STEP)
            if _there(descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # who had it took the file away


def _there(descriptor: int) -> bool:
    """Whether the open file still stands in its folder."""
    return os.fstat(descriptor).st_nlink > 0


def _let_go(descriptor: int, path: Path) -> None:
    """Closes the lock file, and takes it away where nobody else holds its lock."""
    try:
        with suppress(OSError):
            if taken(descriptor, alone=True) and _there(descriptor):
                path.unlink()
    finally:
        os.close(descriptor)


def _sign(descriptor: int, who: str) -> None:
    line = f"{who}, process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, line.encode(), 0) if hasattr(os, "pwrite") else os.write(descriptor, line.encode())


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    said = os.read(descriptor, 200).decode("ascii", "replace")
    return said if said.isprintable() and said else "by another quoth"


if sys.platform == "win32":
    import msvcrt

    def taken(descriptor: int, *, alone: bool, wait: bool = False) -> bool:  # noqa: ARG001
        """Whether the lock of this open file was got, together with others or `alone`; with `wait` it waits for it.

        Windows has no shared lock of this kind: there everybody is alone, and nobody waits.
        """
        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def taken(descriptor: int, *, alone: bool, wait: bool = False) -> bool:
        """Whether the lock of this open file was got, together with others or `alone`; with `wait` it waits for it."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            return not alone  # a file system without locks: those who share go on
        return True

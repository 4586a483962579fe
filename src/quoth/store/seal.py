"""Whether a file that can be made again is still what quoth left: a seal beside it, ``.quoth.db-who-seal``.

What such a file holds has no checksums of its own: a byte that was altered in it would be shown as an article's words.
So, when the last one lets go of it, its size, its dates and the SHA-256 of all of it are written down. Who opens it
next compares the dates, and where they are others, every byte. While it is open there is no seal, so a file that a
killed process left is not taken for a damaged one; its structure is looked at then.

Who has the file open holds the seal's lock with the others (see `quoth.store.lock`). A case it gets wrong: a disk that
alters bytes without the file system knowing of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Literal

from quoth.store.encode import load
from quoth.store.lock import lock_of, taken

Found = Literal["as it was", "altered", "unknown", "open"]


class Seal:
    """The seal of one open file, to be broken by `broken` first and put back by `put` last."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where nothing can be written beside the file."""
        self._path = path
        self._descriptor = os.open(lock_of(path, "seal"), os.O_RDWR | os.O_CREAT, 0o666)
        self._known: list[object] = []  # the dates and the hash when it was opened

    def broken(self) -> Found:
        """Breaks the seal, and says how the file was found: "open" where somebody else has it open.

        Else the file is the caller's alone, to be made anew if need be, until `share`.
        """
        if not taken(self._descriptor, alone=True):
            self.share()  # waits for who makes it anew, or seals it
            if not taken(self._descriptor, alone=True):
                self.share()
                return "open"
        sealed = self._read()
        os.ftruncate(self._descriptor, 0)
        if not self._path.exists() or not sealed or self._path.with_name(f"{self._path.name}-wal").exists():
            return "unknown"
        now = _dates(self._path)
        if now != sealed[0] and _hash(self._path) != sealed[1]:
            return "altered"
        self._known = [now, sealed[1]]
        return "as it was"

    def share(self) -> None:
        """Lets others have the file open too; waits for who has it alone."""
        taken(self._descriptor, alone=False, wait=True)

    def put(self) -> None:
        """Seals the file if nobody else has it open, and lets go of the lock. What fails here only costs a look."""
        try:
            if not taken(self._descriptor, alone=True) or self._path.with_name(f"{self._path.name}-wal").exists():
                return
            with suppress(OSError):
                now = _dates(self._path)
                whole = self._known[1] if self._known and self._known[0] == now else _hash(self._path)
                line = json.dumps([now, whole]).encode()
                os.ftruncate(self._descriptor, 0)
                os.lseek(self._descriptor, 0, os.SEEK_SET)
                os.write(self._descriptor, line)
        finally:
            os.close(self._descriptor)

    def _read(self) -> list[object]:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        try:
            said = load(os.read(self._descriptor, 4096))
        except ValueError:
            return []
        return said if isinstance(said, list) and len(said) == 2 else []


def _dates(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

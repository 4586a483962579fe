"""Attributed articles laid in a file while a run goes on, so that it need not hold them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from io import FileIO
from types import TracebackType

from quoth.errors import QuothError
from quoth.store.packed import pack, unpack
from quoth.types import Attributed, Problem

MOST = 256 << 20  # bytes of memory for articles that the disk has no room for


def laid_aside() -> FileIO:
    """A temporary file without a name, nor a buffer, so that closing it does not try what a full disk refused.

    Raises QuothError, in words, where none can be made.
    """
    try:
        return tempfile.TemporaryFile(prefix="quoth-", buffering=0)
    except OSError as error:
        raise QuothError(
            f"no temporary file can be made ({error.strerror}): set TMPDIR to a folder for them"
        ) from error


def write(file: FileIO, content: bytes) -> None:
    """Writes all of `content` where the file stands. Raises OSError."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def full(error: OSError) -> QuothError:
    """What is said where a temporary file cannot be written."""
    where = tempfile.gettempdir()
    return QuothError(f"{where} could not be written ({error.strerror}): make room, or set TMPDIR")


class Spool(Mapping[str, Attributed]):
    """Attributed articles by id, in the order they were put. Of each it holds the id and a place in a temporary file.

    The file lies where the system keeps such files (TMPDIR), has no name, and is gone with the process; it takes some
    50 kB an article. Where it has no more room, what comes after is held in memory, up to `MOST` bytes of it: a full
    disk need not end a run that is nearly through. `elsewhere` are ids of articles that somebody else keeps and gives
    when `fetch` asks for them.
    """

    def __init__(self, fetch: Callable[[str], Attributed | Problem | None] | None = None) -> None:
        self._file = laid_aside()
        self._places: dict[str, tuple[int, int] | None] = {}
        self._held: dict[str, bytes] = {}
        self._room = MOST
        self._end = 0
        self._fetch = fetch

    def put(self, one: Attributed) -> None:
        """Lays `one` in the file. Raises QuothError, in words, where there is no room, nor in memory."""
        packed = pack(one)
        self._held.pop(one.article.id, None)
        try:
            self._file.seek(self._end)
            write(self._file, packed)
        except OSError as error:
            self._room -= len(packed)
            if self._room >= 0:
                self._held[one.article.id] = packed
                self._places[one.article.id] = (0, 0)
                return
            raise full(error) from error
        self._places[one.article.id] = (self._end, len(packed))
        self._end += len(packed)

    def elsewhere(self, name: str) -> None:
        """Remembers that the article of this id is fetched when it is asked for."""
        self._places[name] = None

    def __getitem__(self, name: str) -> Attributed:
        place = self._places[name]
        if place is None:
            one = self._fetch(name) if self._fetch else None
            if not isinstance(one, Attributed):
                raise QuothError(f"what is stored of {name} changed while this run went on: run it again")
            return one
        if name in self._held:
            return unpack(self._held[name])
        self._file.seek(place[0])
        return unpack(self._file.read(place[1]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

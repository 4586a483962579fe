"""How many bytes of all inputs have been read, for who wants to say how far a run is."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from quoth.articles.place import STDIN, Place
from quoth.types import Problem


class Meter:
    """Bytes as they lie on the disk, compressed or not. `total` is None until all inputs are listed.

    `files` are those begun. A file that gives several articles but is read whole before the first of them is at its
    end for the meter while they still come; `at_end` says so, and `size` how many bytes that concerns.
    """

    def __init__(self) -> None:
        self.total: int | None = None
        self.files = 0
        self.size = 0
        self._before = 0  # bytes of the files that are through
        self._in_file = 0

    @property
    def done(self) -> int:
        return self._before + min(self._in_file, self.size)

    @property
    def at_end(self) -> bool:
        return self._in_file >= self.size

    def list(self, places: Iterable[Place | Problem]) -> None:
        """Adds up the files of `places`; standard input, and what cannot be looked at, has no size."""
        self.total = sum(_size(place) for place in places)

    def begin(self, place: Place | Problem) -> None:
        """The file before is through, whatever of it was read."""
        self._before += self.size
        self.size, self._in_file = _size(place), 0
        self.files += 1

    def counted(self, descriptor: int) -> io.BufferedReader:
        """The file behind `descriptor`, counted as it is read."""
        return io.BufferedReader(_Counted(io.FileIO(descriptor), self))

    def passed(self, count: int) -> None:
        self._in_file += count


def _size(place: Place | Problem) -> int:
    if isinstance(place, Place) and place.at != STDIN:
        with suppress(OSError, ValueError):
            return os.stat(place.at).st_size  # noqa: PTH116
    return 0


class _Counted(io.RawIOBase):
    """A file that tells a meter what is read of it."""

    def __init__(self, file: io.FileIO, meter: Meter) -> None:
        self._file, self._meter = file, meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def fileno(self) -> int:
        return self._file.fileno()

    def close(self) -> None:
        self._file.close()
        super().close()

    def readinto(self, buffer: Any) -> int | None:
        count = self._file.readinto(buffer)
        self._meter.passed(count or 0)
        return count

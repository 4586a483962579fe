"""A stream of which a stretch can be looked at before it is passed: what resynchronising needs, in bounded memory."""

from __future__ import annotations

import io
import re
from typing import Any, Protocol

_PIECE = 1 << 16


class Readable(Protocol):
    """Anything with a `read`."""

    def read(self, size: int, /) -> bytes: ...


class Window:
    """The bytes of a stream from `at` on, counted from its beginning. Only what was looked at is kept."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._held = bytearray()
        self._passed = 0  # bytes at the front of `_held` that are behind `at`
        self._ended = False
        self.at = 0

    def peek(self, size: int, after: int = 0) -> bytes:
        """Up to `size` bytes that stand `after` bytes behind `at`; fewer at the end."""
        self._hold(after + size)
        start = self._passed + after
        with memoryview(self._held) as held:
            return bytes(held[start : start + size])

    def read(self, size: int, /) -> bytes:
        """The next `size` bytes, passed; fewer at the end."""
        out = self.peek(size)
        self.skip(len(out))
        return out

    def skip(self, size: int) -> None:
        """Passes `size` bytes; what lies beyond the end is not passed."""
        while size > 0:
            here = len(self._held) - self._passed
            if here == 0:
                self._hold(1)
                here = len(self._held) - self._passed
                if here == 0:
                    return
            step = min(size, here)
            self._passed += step
            self.at += step
            size -= step
            if self._passed > _PIECE and self._passed * 2 > len(self._held):
                del self._held[: self._passed]
                self._passed = 0

    def find(self, pattern: re.Pattern[bytes], after: int, overlap: int) -> int | None:
        """Passes all up to the first match that begins `after` bytes behind `at` or later, and says where that is.

        None, and everything passed, where there is none. A match is at most `overlap` bytes long.
        """
        self.skip(after)
        while True:
            self._hold(_PIECE)
            if m := pattern.search(self._held, self._passed):
                self.skip(m.start() - self._passed)
                return self.at
            here = len(self._held) - self._passed
            if self._ended:
                self.skip(here)
                return None
            self.skip(max(0, here - overlap))

    def _hold(self, size: int) -> None:
        while not self._ended and len(self._held) - self._passed < size:
            piece = self._stream.read(max(_PIECE, min(size, 1 << 20)))
            if not piece:
                self._ended = True
            self._held += piece


class Rest(io.RawIOBase):
    """What is left of a `Readable`, as a raw stream."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        return len(piece)

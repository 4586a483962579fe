"""Compressed files, unfolded as they are read and no further than stated.

gzip, bzip2, xz and, where Python or the package `backports.zstd` can, Zstandard; told by their first bytes, not by
their names. What comes out is counted against what went in: a file that unfolds to more than `RATIO` times itself, or
past the limit, stops there with an error that says so. Nothing is unfolded twice: gzip in gzip is no text.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import Any, BinaryIO, Protocol

RATIO = 200
"""Times its own size that a file may unfold to. News text reaches 5, JSON Lines of the same few words 40."""
FREE = 1 << 20
"""Bytes that may come out whatever went in: a small file of one repeated line is no bomb."""

_PIECE = 1 << 16
_MEMORY = 64 << 20  # that an xz file may ask for: xz -9 asks for 65 MB less a little
_WINDOW = 26  # log2 of the bytes that a Zstandard frame may ask for: all levels but the last, --ultra -22
_MAGIC = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"))
_LONGEST_MAGIC = max(len(magic) for magic, _ in _MAGIC)


class UnfoldError(ValueError):
    """A compressed file cannot be read: it is damaged, cut short, too large, or of a kind that nothing here unfolds.

    `code` says which: "damaged", "cut-short", "bomb", "too-large", or "extra" where a package is missing.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class _Unfolding(Protocol):
    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def compression(head: bytes) -> str | None:
    """What the first bytes of a file say it is compressed with."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def beginning(head: bytes) -> bytes:
    """What a file that begins with `head` begins with once it is unfolded; `head` where it is not compressed."""
    name = compression(head)
    if name is None:
        return head
    try:
        return bytes(decompressor(name).decompress(head, 4096))
    except failures():  # an UnfoldError is one
        return b""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """`stream` as it is, or what it unfolds to, read as it is asked for; reading may raise UnfoldError."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    name = compression(buffered.peek(_LONGEST_MAGIC))
    return io.BufferedReader(_Unfolded(buffered, name), _PIECE) if name else buffered


class _Unfolded(io.RawIOBase):
    """The bytes that a compressed stream stands for; several members one behind the other are one stream."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._member: _Unfolding | None = None
        self._waiting = b""
        self._read = self._given = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        while True:
            piece = self._piece(min(len(room), _PIECE))
            if piece is None:
                return 0
            if piece:
                room[: len(piece)] = piece
                return len(piece)

    def _piece(self, most: int) -> bytes | None:
        """Some of what comes out, perhaps nothing yet; None at the end."""
        waiting = self._waiting
        if not waiting and not (self._member and getattr(self._member, "needs_input", True) is False):
            waiting = self._stream.read(_PIECE)
            self._read += len(waiting)
            if not waiting:
                if self._member is not None:
                    message = f"the {self._name} data end in the middle, after {self._given:,} bytes of text"
                    raise UnfoldError(message, "cut-short")
                return None
        if self._member is None:
            if len(waiting) < _LONGEST_MAGIC:  # a piece that ended in the middle of a member's first bytes
                waiting += (more := self._stream.read(_PIECE))
                self._read += len(more)
            if self._read > len(waiting) and compression(waiting) != self._name:
                return self._padded(waiting)
            self._member = decompressor(self._name)
        try:
            out = self._member.decompress(waiting, most)
        except failures():
            message = f"the {self._name} data are damaged after {self._given:,} bytes of text"
            raise UnfoldError(message, "damaged") from None
        tail = getattr(self._member, "unconsumed_tail", b"")
        self._waiting = tail
        if self._member.eof:
            self._waiting = self._member.unused_data
            self._member = None
        self._given += len(out)
        if self._given > FREE + RATIO * self._read:
            message = f"{self._read:,} bytes unfold to more than {RATIO} times as many: not read further"
            raise UnfoldError(message, "bomb")
        return out

    def _padded(self, waiting: bytes) -> bytes | None:
        """Zeros behind the last member are padding; anything else is damage."""
        if waiting.strip(b"\0"):
            message = f"something else follows behind the {self._name} data, after {self._given:,} bytes of text"
            raise UnfoldError(message, "damaged")
        self._waiting = b""
        return b"" if self._stream.peek(1) else None  # type: ignore[attr-defined]


def decompressor(name: str, dictionary: Any = None) -> Any:
    """What unfolds one member of the kind `name`, piece by piece. Raises UnfoldError where a package is missing."""
    if name == "gzip":
        return _Gzip()
    if name == "bzip2":
        return bz2.BZ2Decompressor()
    if name == "xz":
        return lzma.LZMADecompressor(format=lzma.FORMAT_AUTO, memlimit=_MEMORY)
    module = zstandard()
    return module.ZstdDecompressor(dictionary, {module.DecompressionParameter.window_log_max: _WINDOW})


def failures() -> tuple[type[Exception], ...]:
    """What a decompressor may raise on damaged data."""
    known = (OSError, ValueError, EOFError, zlib.error, lzma.LZMAError)
    try:
        return (*known, zstandard().ZstdError)
    except UnfoldError:
        return known


class _Gzip:
    """zlib's decompressor with the words of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def unconsumed_tail(self) -> bytes:
        return self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(data, max(0, max_length))


def zstandard() -> Any:
    """Python's own module for Zstandard, from 3.14 on, or `backports.zstd`, which is the same."""
    import importlib

    for module in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(module)
        except ImportError:
            continue
    raise UnfoldError(
        "Zstandard is read with Python 3.14, or with the extra: pip install 'quoth[archives]'; or unpack the file",
        "extra",
    )

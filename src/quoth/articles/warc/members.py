"""The records of a WARC file, compressed or not, with the place of each in the file and every stretch that was lost.

Web archives are compressed record by record, a gzip member or Zstandard frame each. So a damaged one costs itself:
behind it the next place is sought that begins like a member and unfolds to what begins like a record. The usual readers
stop at the first damage, and some do not say so.

What guards it: a member unfolds to `unpack.RATIO` times itself at most, what fails is read again only so often
(`MOST_TRIES`, `MOST_AGAIN`), and a member larger than a page is passed by, not unfolded. A case it gets wrong: a file
compressed as one member, not record by record, is lost from its first damage on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from quoth.articles.unpack import FREE, RATIO, UnfoldError, compression, decompressor, failures, unpacked, zstandard
from quoth.articles.warc.record import START, Damage, Record, records
from quoth.articles.warc.window import Rest, Window

MOST_TRIES = 5_000
"""Places that begin like a member and are none, in a file, before the rest is given up: noise has one in 16 MB."""

MOST_AGAIN = 256 << 20
"""Bytes that may be read a second time, because a member that began well was damaged."""

_KEPT = 32 << 20  # bytes of a member that are kept for another try
_PIECE = 1 << 16
_MAGIC = {"gzip": re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), "zstd": re.compile(rb"\x28\xb5\x2f\xfd")}
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # a skippable frame that holds the dictionary of a .warc.zst file
_MOST_DICTIONARY = 8 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A record and what it is called: the place in the file where it, or the member it is in, begins.

    Records behind the first in one member have their place in what the member unfolds to behind a plus sign.
    """

    name: str
    record: Record


def found(stream: BinaryIO) -> Iterator[Found | Damage]:
    """All records of a WARC file, and the damage between them; damage that adjoins damage is one."""
    lost: Damage | None = None
    for one in _found(stream):
        if isinstance(one, Damage):
            if lost is not None and one.start <= lost.end + 4:
                lost = replace(lost, end=max(lost.end, one.end))
                continue
            if lost is not None:
                yield lost
            lost = one
            continue
        if lost is not None:
            yield lost
            lost = None
        yield one
    if lost is not None:
        yield lost


def _found(stream: BinaryIO) -> Iterator[Found | Damage]:
    raw = Window(stream)
    head = raw.peek(8)
    name = "zstd" if head.startswith(_DICTIONARY) else compression(head)
    if name in ("gzip", "zstd"):
        yield from _Members(raw, name).read()
        return
    if name is not None:
        plain = Window(unpacked(io.BufferedReader(Rest(raw))))
        try:
            yield from _named(records(plain, digests=False))
        except UnfoldError as error:
            yield Damage(plain.at, plain.at, str(error), error.code)
        return
    yield from _named(records(raw, digests=True, bare=True))


def _named(given: Iterator[Record | Damage]) -> Iterator[Found | Damage]:
    for one in given:
        yield one if isinstance(one, Damage) else Found(str(one.at), one)


class _Members:
    """Reads a file that is compressed record by record."""

    def __init__(self, raw: Window, name: str) -> None:
        self._raw, self._name = raw, name
        self._tries = self._again = 0
        self._dictionary: Any = None

    def read(self) -> Iterator[Found | Damage]:
        raw = self._raw
        if raw.peek(4) == _DICTIONARY:
            size = int.from_bytes(raw.peek(4, 4), "little")
            self._dictionary = _dictionary(raw.peek(min(size, _MOST_DICTIONARY), 8)) if size else None
            raw.skip(8 + size)
        while raw.peek(1):
            start = raw.at
            if not _MAGIC[self._name].match(raw.peek(4)):
                self._resume(1)
                yield Damage(start, raw.at, f"expected {self._name} data, found something else")
                continue
            member = _Member(raw, self._name, self._dictionary)
            passed = False
            try:
                for one in records(Window(member), digests=self._name == "zstd"):
                    if isinstance(one, Damage):
                        yield Damage(start, max(start + member.used, start + 1), one.why, one.code)
                        continue
                    yield Found(f"{start}+{one.at}" if one.at else str(start), one)
                    if one.block is None and not one.at:
                        passed = True  # as a rule alone in its member: the next one is found sooner than unfolded to
                        break
            except UnfoldError as error:
                self._again += member.used
                self._resume(1 if raw.at == start else 0)
                yield Damage(start, raw.at, str(error), error.code)
                continue
            if passed:
                self._resume(max(1, start + member.used - raw.at))
            else:
                raw.skip(start + member.used - raw.at)

    def _resume(self, after: int) -> None:
        """Passes all up to the next member that unfolds to a record, or everything."""
        raw = self._raw
        while self._tries < MOST_TRIES and self._again < MOST_AGAIN:
            if raw.find(_MAGIC[self._name], after, 3) is None:
                return
            after = 1
            try:
                if START.match(_Member(raw, self._name, self._dictionary).read(200)):
                    return
            except UnfoldError:
                pass
            self._tries += 1
        raw.find(re.compile(rb"(?!)"), 0, 0)  # the end


class _Member:
    """What one member unfolds to, read as it is asked for. `used` counts its bytes in the file, from its beginning."""

    def __init__(self, raw: Window, name: str, dictionary: Any) -> None:
        self._raw, self._name = raw, name
        self._start = raw.at
        self._inner = decompressor(name, dictionary)
        self._waiting = b""
        self._given = 0
        self._taken = 0
        self.used = 0

    def read(self, size: int, /) -> bytes:
        """Some of what comes next, at most `size` bytes; nothing at the end. Raises UnfoldError."""
        while not self._inner.eof:
            waiting = self._waiting
            if not waiting and getattr(self._inner, "needs_input", True):
                waiting = self._raw.peek(_PIECE, self._start + self._taken - self._raw.at)
                self._taken += len(waiting)
                if not waiting:
                    raise UnfoldError(f"the {self._name} data end in the middle", "cut-short")
            try:
                out = self._inner.decompress(waiting, size)
            except failures():
                self._keep_little()
                raise UnfoldError(f"the {self._name} data are damaged", "damaged") from None
            self._waiting = getattr(self._inner, "unconsumed_tail", b"")
            if self._inner.eof:
                self._waiting = self._inner.unused_data
            self.used = self._taken - len(self._waiting)
            self._given += len(out)
            self._keep_little()
            if self._given > FREE + RATIO * self.used:
                raise UnfoldError(f"{self.used} bytes unfold to more than {RATIO} times as many", "bomb")
            if out:
                return bytes(out)
        return b""

    def _keep_little(self) -> None:
        """Lets go of the beginning of a member that is too long for another try."""
        behind = self._start + self._taken - self._raw.at
        if behind > _KEPT:
            self._raw.skip(behind - _PIECE)


def _dictionary(data: bytes) -> Any:
    """The Zstandard dictionary that a file brings with it, which may itself be compressed."""
    inner = decompressor("zstd")
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            data = inner.decompress(data, _MOST_DICTIONARY)
        except failures():
            raise UnfoldError("the dictionary of the zstd data is damaged", "damaged") from None
    try:
        return zstandard().ZstdDict(data, is_raw=not data.startswith(b"\x37\xa4\x30\xec"))
    except failures():
        raise UnfoldError("the dictionary of the zstd data is damaged", "damaged") from None

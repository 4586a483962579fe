"""Compound files ([MS-CFB]): the small file system in which old Office programs, and Outlook to this day, keep a file.

A table says for each sector which one follows; a directory names the streams and the storages around them. What guards
it: every sector that is read is paid for out of the file's own length, so that neither a chain that bites its tail nor
a thousand streams over the same sectors gives more bytes than the file has.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_ENTRIES = 20_000
_LAST = 0xFFFFFFFA  # numbers from here on are no sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class DamagedError(ValueError):
    """A compound file that does not hang together, or says that it holds more than it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream, or a storage with `children` by their names."""

    first: int
    size: int
    small: bool  # whether it lies among the small streams
    children: dict[str, Entry] = field(default_factory=dict, repr=False)


class CompoundFile:
    """A compound file in memory. Raises DamagedError where it cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._room = 2 * len(data)  # bytes that may still be read
        try:
            shift, small_shift = struct.unpack_from("<HH", data, 30)
            listed, directory, self._cutoff, small_table = struct.unpack_from("<II4xII", data, 44)
        except struct.error:
            raise DamagedError("it ends within its head") from None
        if not data.startswith(MAGIC) or shift not in (9, 12) or small_shift != 6:
            raise DamagedError("its head is not that of a compound file")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._next = self._table(listed)
        self._small_next = _numbers(self._chain(small_table)) if small_table < _LAST else ()
        self.root = self._tree(self._chain(directory))
        self._small = self._chain(self.root.first)[: self.root.size] if self.root.first < _LAST else b""

    def stream(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if not entry.size or entry.first >= _LAST:
            return b""
        return self._small_chain(entry.first)[: entry.size] if entry.small else self._chain(entry.first)[: entry.size]

    def _table(self, listed: int) -> tuple[int, ...]:
        """Which sector follows which: 109 of the table's own sectors stand in the head, the others in a chain."""
        places = list(struct.unpack_from("<109I", self._data, 76)) if len(self._data) >= 512 else []
        following = struct.unpack_from("<I", self._data, 68)[0]
        while following < _LAST and len(places) < listed:
            more = _numbers(self._sector(following))
            places += more[:-1]
            following = more[-1] if more else _LAST
        return tuple(n for place in places[:listed] if place < _LAST for n in _numbers(self._sector(place)))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        piece = self._data[at : at + self._size]
        self._pay(self._size)
        if not piece:
            raise DamagedError(f"its sector {number} is missing")
        return piece

    def _chain(self, first: int) -> bytes:
        pieces = []
        while first < _LAST:
            pieces.append(self._sector(first))
            first = self._next[first] if first < len(self._next) else _LAST
        return b"".join(pieces)

    def _small_chain(self, first: int) -> bytes:
        pieces = []
        while first < _LAST:
            self._pay(self._small_size)
            pieces.append(self._small[first * self._small_size : (first + 1) * self._small_size])
            first = self._small_next[first] if first < len(self._small_next) else _LAST
        return b"".join(pieces)

    def _pay(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            raise DamagedError("its parts are more than the file")

    def _tree(self, directory: bytes) -> Entry:
        """The root of the directory with all that can be reached from it, each entry once."""
        count = min(len(directory) // 128, _MOST_ENTRIES)
        if not count:
            raise DamagedError("it has no directory")
        root, _, _, _ = self._entry(directory, 0)
        seen = {0}
        waiting = [(root.children, self._entry(directory, 0)[3])]
        while waiting:
            siblings, number = waiting.pop()
            if number >= count or number in seen:
                continue
            seen.add(number)
            entry, name, beside, below = self._entry(directory, number)
            siblings.setdefault(name, entry)
            waiting += [(siblings, other) for other in beside] + [(entry.children, below)]
        return root

    def _entry(self, directory: bytes, number: int) -> tuple[Entry, str, tuple[int, int], int]:
        """An entry of the directory: what it is, its name, the numbers of those beside it and of one inside of it."""
        name, length, kind, left, right, child, first, size = struct.unpack_from(
            "<64sHBxIII36xIQ", directory, 128 * number
        )
        shown = name[: max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
        size &= 0xFFFFFFFF  # no file here has more, and what stands above is not always 0
        small = kind == _STREAM and size < self._cutoff
        return Entry(first, size if kind in (_STREAM, _ROOT) else 0, small), shown, (left, right), child


def _numbers(data: bytes) -> tuple[int, ...]:
    whole = len(data) // 4
    return struct.unpack_from(f"<{whole}I", data)

"""ZIP archives, and web archives as WACZ: the members that may hold articles, one stream at a time.

Nothing is written anywhere, so that a member's name is only a name; it is shown, and is the row of the archive in ids
(`bundle#letters/a.html`). Of a WACZ file the WARC files are read, since the rest of it is about them.

What guards it: the list of members is weighed before it is read, a member and all members together may unfold to
`RATIO` times what they take, and a member is read only as far as it is asked for.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from quoth.articles import folder, place
from quoth.articles.html.encoding import NoArticleError
from quoth.articles.unpack import FREE, RATIO, UnfoldError

MOST_ARCHIVE = 256 << 20
"""Bytes of an archive that are held where it cannot be read from the disk (from a pipe, compressed once more)."""

MOST_MEMBERS = 20_000
MOST_LIST = 4_000_000
"""Bytes of the list of members: 200 for each."""

_FAILURES = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    struct.error,
)
_WARC = (".warc", ".warc.gz", ".warc.zst")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive. Close its `stream` before asking for the next one."""

    name: str
    stream: BinaryIO = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file in the archive that cannot be read, and why."""

    name: str
    message: str
    code: str


@dataclass(frozen=True, slots=True)
class Passed:
    """How many files are no articles by their names, by their suffix."""

    counts: dict[str, int]

    def __str__(self) -> str:
        return folder.beside(self.counts)


def members(raw: BinaryIO, name: str) -> Iterator[Member | Refused | Passed]:
    """The files of an archive in the order of its list, and at the end what was passed by.

    Raises NoArticleError, with a code, for what is no archive that can be opened.
    """
    source = raw if raw.seekable() else io.BytesIO(raw.read(MOST_ARCHIVE + 1))
    size = source.seek(0, io.SEEK_END)
    if source is not raw and size > MOST_ARCHIVE:
        raise NoArticleError("too-large", f"an archive of more than {MOST_ARCHIVE:,} bytes: give it as a file")
    _weigh(source, size)
    try:
        archive = zipfile.ZipFile(source)
    except _FAILURES as error:
        raise NoArticleError("damaged", f"expected a ZIP archive, found one with a list that {_wrong(error)}") from None
    with archive:
        listed = archive.infolist()
        if len(listed) > MOST_MEMBERS:
            raise NoArticleError("too-many", f"an archive of {len(listed):,} files: at most {MOST_MEMBERS:,} are read")
        room = _Room(FREE + RATIO * size)
        passed: Counter[str] = Counter()
        wacz = _is_wacz(name, listed)
        seen: set[str] = set()
        for entry in listed:
            shown = _shown(entry.filename, wacz=wacz)
            if entry.filename.endswith("/") or any(_hidden(part) for part in shown.split("/")):
                continue
            suffix = os.path.splitext(place.without_compression(shown.lower()))[1]  # noqa: PTH122
            if suffix in folder.BESIDE or (wacz and not shown.lower().endswith(_WARC)):
                passed[suffix or "other"] += 1
                continue
            if shown in seen:
                yield Refused(f"{shown}~{entry.header_offset}", "the archive has this name twice", "repeated")
                continue
            seen.add(shown)
            yield _opened(archive, entry, shown, room)
        if passed:
            yield Passed(dict(passed))


def _hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part.strip(".") != "")


def _weigh(source: BinaryIO, size: int) -> None:
    """Refuses an archive whose list is too long to be read, by what its last record says."""
    tail = min(size, 65_557)
    source.seek(size - tail)
    end = source.read(tail)
    at = end.rfind(b"PK\x05\x06")
    source.seek(0)
    if at < 0 or at + 20 > len(end):
        raise NoArticleError("damaged", "expected a ZIP archive, found one without its list: cut short, or none")
    count, length = struct.unpack_from("<HI", end, at + 10)
    if length == 0xFFFFFFFF or count == 0xFFFF:
        large = end.rfind(b"PK\x06\x06")
        if large >= 0 and large + 48 <= len(end):
            count, length = struct.unpack_from("<QQ", end, large + 32)
    if length > MOST_LIST or count > MOST_MEMBERS:
        raise NoArticleError("too-many", f"an archive of {count:,} files: at most {MOST_MEMBERS:,} are read")


def _is_wacz(name: str, listed: list[zipfile.ZipInfo]) -> bool:
    if name.lower().endswith(".wacz"):
        return True
    names = {entry.filename for entry in listed[:1000]}
    return "datapackage.json" in names and any(n.startswith("archive/") and n.endswith(_WARC) for n in names)


def _shown(name: str, *, wacz: bool) -> str:
    """A member's name as it may be shown and be part of an id."""
    clean = "".join(c if c.isprintable() else "_" for c in place.shown(name.replace("\\", "/")))[:300]
    return clean.removeprefix("archive/") if wacz else clean


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, room: _Room) -> Member | Refused:
    if entry.flag_bits & 1:
        return Refused(name, "expected a file, found an encrypted one: unpack it", "encrypted")
    try:
        return Member(name, io.BufferedReader(_Entry(archive.open(entry), entry.compress_size, room)))
    except _FAILURES as error:
        return Refused(name, f"expected a file, found one that {_wrong(error)}", "damaged")


def _wrong(error: Exception) -> str:
    """Why an archive or a file in it cannot be read, behind “one that”: the readers' own words are for programmers."""
    match error:
        case NotImplementedError():
            return "is packed in a way that is not read here: unpack it"
        case EOFError():
            return "ends in the middle"
        case OSError():
            return f"cannot be read ({(error.strerror or 'no reason is given').lower()})"
        case zipfile.BadZipFile() if "CRC" in str(error):
            return "is damaged: it is not what its checksum says"
        case _:
            return "is damaged"


@dataclass(slots=True)
class _Room:
    """Bytes that may still come out of an archive."""

    left: int


class _Entry(io.RawIOBase):
    """A member as it is unfolded; raises UnfoldError where it is damaged or is too much."""

    def __init__(self, inner: Any, packed: int, room: _Room) -> None:
        self._inner, self._room = inner, room
        self._left = FREE + RATIO * packed

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._inner.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._inner.read(min(len(view), 1 << 16))
        except _FAILURES as error:
            raise UnfoldError(f"expected a file, found one that {_wrong(error)}", "damaged") from None
        self._left -= len(piece)
        self._room.left -= len(piece)
        if self._left < 0 or self._room.left < 0:
            raise UnfoldError(f"the archive unfolds to more than {RATIO} times its size: not read further", "bomb")
        view[: len(piece)] = piece
        return len(piece)

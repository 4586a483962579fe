"""A place: where something lies that may hold articles, what is shown of it, and what its articles are called."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass

from quoth.articles.remote import Remote
from quoth.types import Article, Problem

Label = int | str | None
"""What tells the articles of one file apart: a row's number, a place in an archive, the key of a feed's item."""

STDIN = "-"
COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".lzma", ".zst"})


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read (or standard input): where it is, the path to show, and its stem.

    `clashes` is True where another input of the run has the same stem and kind of id; `digits` says how many hex
    digits of the hash tell those apart (8; more only where 8 are not enough). `remote` is what stands there where it
    is an address, handed in to be fetched. `member` is the file inside of it that is meant, where it is an archive.
    """

    at: str
    path: str
    stem: str
    clashes: bool = False
    digits: int = 8
    remote: Remote | None = None
    member: str | None = None

    def id(self, row: Label = None) -> str:
        """The article id of the whole file, or of its `row`."""
        name = _joined(self.stem, self.member, row)
        return self.told_apart(name, row) if self.clashes else name

    def where(self, row: Label = None) -> str:
        """The path to show, and what of it is meant."""
        return _joined(self.path, self.member, row)

    def inside(self, row: Label = None) -> Label:
        """What is meant of the file, without the file; None where that is all of it."""
        return row if self.member is None else _joined(self.member, row)

    def told_apart(self, name: str, row: Label) -> str:
        """`name` with the hash of this path and `row` behind it."""
        key = self.where(row)
        return f"{name}~{hashlib.sha256(key.encode('utf-8')).hexdigest()[: self.digits]}"


def _joined(*parts: Label) -> str:
    return "#".join(str(part) for part in parts if part is not None)


def opened(place: Place) -> int | Problem:
    """A file descriptor for `place`, or the Problem that it is no file that can be read. Never waits."""
    if place.remote is not None:
        return unread(place, "it stands at an address and is no file")
    try:
        descriptor = os.open(place.at, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        meant = "; an address begins with https://" if place.at.lower().startswith("www.") else ""
        return unread(place, f"expected a file, folder or pattern: {reason(error)}{meant}", code="missing")
    except (OSError, ValueError) as error:
        return unread(place, f"cannot be opened: {reason(error)}", code="unreadable")
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    what = "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"
    instead = ": give it on standard input, as -" if what == "a pipe" else ""
    return unread(place, f"expected a file, found {what}{instead}", code="not-a-file")


def unread(
    place: Place, message: str, row: Label = None, *, name: str | None = None, code: str | None = None
) -> Problem:
    """The Problem that nothing of `place` (or of its `row`) could be read, with the article's identity."""
    return Problem(place.where(row), message, Article(name or place.id(row), place.path, ""), code=code)


def shown(path: str) -> str:
    """`path` as text that can be written as UTF-8: bytes that are none are shown as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def stem_of(at: str) -> str:
    """What an article is called that is all of the file at `at`: its name without suffixes."""
    if at == STDIN:
        return "stdin"
    name = os.path.basename(at)  # noqa: PTH119 - the name as given, not as a Path would normalise it
    name = without_compression(name)
    return shown(os.path.splitext(name)[0] or name)  # noqa: PTH122


def without_compression(name: str) -> str:
    """`report.html.gz` as `report.html`, and any other name as it is."""
    base, suffix = os.path.splitext(name)  # noqa: PTH122
    return base if suffix.lower() in COMPRESSED and base else name


def reason(error: Exception) -> str:
    """What the system says of an error."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)

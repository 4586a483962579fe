"""Inputs to places: which files an input names, in which order, and under which ids, before any of them is read.

Only names are looked at here, so that a hundred thousand files cost their names and no more, and so that two files
whose names clash are known to clash before the first article comes out.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quoth.articles.remote import Remote
from quoth.types import Article, Problem

Label = int | str | None
"""What tells the articles of one file apart: a row's number, a place in an archive, the key of a feed's item."""

STDIN = "-"
COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".lzma", ".zst"})
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")
MOST_ARCHIVE = 256 << 20
"""Bytes of an archive that are held where it cannot be read from the disk (from a pipe, compressed once more)."""

BESIDE = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".css",
    ".scss", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m4a", ".m4v",
    ".mov", ".avi", ".webm", ".ogg", ".ogv", ".wav", ".flac", ".cdx", ".cdxj", ".idx", ".sha1", ".sha256",
    ".md5", ".db", ".db-wal", ".db-shm", ".db-who", ".db-who-wal", ".db-who-shm", ".db-page", ".db-page-wal",
    ".db-page-shm", ".pyc",
})  # fmt: skip
"""Suffixes of what lies beside articles and is none. In folders and archives such files are passed by and counted; one
that is named itself is read, and found to be no article.
"""


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


def places(inputs: Iterable[str | Path | Remote], *, skip: Path | None = None) -> list[Place | Problem]:
    """All files that `inputs` name, in order, each once, and a Problem for each input that names none.

    A folder gives its files recursively, sorted by name, without hidden ones and without the metadata table `skip`;
    a link to a folder inside it is not followed. A file that is named twice, by whatever spelling, comes once, at its
    first place, under the shortest spelling (of those the first in the alphabet), so that order changes no path.
    """
    found: dict[str, Place] = {}
    out: list[str | Problem] = []
    skipped = os.path.realpath(skip) if skip else None
    for given in inputs:
        if isinstance(given, Remote):
            if given.url not in found:
                found[given.url] = Place(given.url, shown(given.url), shown(given.stem), remote=given)
                out.append(given.url)
            continue
        for item in _expand(os.fspath(given)):
            if isinstance(item, Problem):
                out.append(item)
                continue
            at, key = item
            if key == skipped:
                continue
            place = Place(at, shown(at), _stem(at))
            known = found.get(key)
            if known is None:
                found[key] = place
                out.append(key)
            elif (len(place.path), place.path) < (len(known.path), known.path):
                found[key] = place
    return [found[o] if isinstance(o, str) else o for o in out]


def named(
    listed: Sequence[Place | Problem],
    holds_rows: Callable[[Place], bool],
    is_row_id: Callable[[str], bool] = lambda _: False,
) -> list[Place | Problem]:
    """`listed` with `clashes` set where two inputs would get one id, and enough digits to tell those apart.

    `holds_rows(place)` says whether a file is a table (its articles are `stem#row`) or one article; it is asked only
    where stems are shared. `is_row_id` knows the ids that rows bring with them.
    """
    stems = Counter(p.stem for p in listed if isinstance(p, Place))
    owners = {owner for s in stems for owner in _owners(s) if owner in stems}
    tables = {p.at: holds_rows(p) for p in listed if isinstance(p, Place) and (stems[p.stem] > 1 or p.stem in owners)}
    with_rows = {p.stem for p in listed if isinstance(p, Place) and tables.get(p.at)}
    of_kind = Counter((p.stem, tables.get(p.at, False)) for p in listed if isinstance(p, Place))
    clashing: dict[str, Place] = {}
    for place in listed:
        if not isinstance(place, Place):
            continue
        table = tables.get(place.at, False)
        like_a_row = not table and any(owner in with_rows for owner in _owners(place.stem))
        if of_kind[place.stem, table] > 1 or like_a_row or (not table and is_row_id(place.stem)):
            clashing[place.at] = replace(place, clashes=True)
    for digits in (16, 64):
        ids = Counter(p.id() for p in clashing.values())
        for at, place in clashing.items():
            if ids[place.id()] > 1 or place.id() in stems:
                clashing[at] = replace(place, digits=digits)
    return [clashing.get(p.at, p) if isinstance(p, Place) else p for p in listed]


def _owners(stem: str) -> Iterator[str]:
    """The stems of files of which an article could be called `stem`: all that stands before a "#"."""
    at = stem.find("#", 1)
    for _ in range(8):  # more are nobody's
        if at < 0:
            return
        yield stem[:at]
        at = stem.find("#", at + 1)


def opened(place: Place) -> int | Problem:
    """A file descriptor for `place`, or the Problem that it is no file that can be read. Never waits."""
    if place.remote is not None:
        return unread(place, "it stands at an address and is no file")
    try:
        descriptor = os.open(place.at, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        meant = "; an address begins with https://" if place.at.lower().startswith("www.") else ""
        return unread(place, f"expected a file, folder or pattern: {_reason(error)}{meant}", code="missing")
    except (OSError, ValueError) as error:
        return unread(place, f"cannot be opened: {_reason(error)}", code="unreadable")
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


def _stem(at: str) -> str:
    if at == STDIN:
        return "stdin"
    name = os.path.basename(at)  # noqa: PTH119 - the name as given, not as a Path would normalise it
    name = without_compression(name)
    return shown(os.path.splitext(name)[0] or name)  # noqa: PTH122


def without_compression(name: str) -> str:
    """`report.html.gz` as `report.html`, and any other name as it is."""
    base, suffix = os.path.splitext(name)  # noqa: PTH122
    return base if suffix.lower() in COMPRESSED and base else name


def _expand(given: str) -> Iterator[tuple[str, str] | Problem]:
    """The files that one input names: the path to open, and a key that is the same for every spelling of it."""
    if given == STDIN:
        yield STDIN, STDIN
        return
    if _URL.match(given):
        message = "addresses are fetched only where they are named as inputs of quoth itself"
        yield Problem(shown(given), message, Article(shown(given), shown(given), "", url=shown(given)), code="address")
        return
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116
    except (OSError, ValueError) as error:
        if os.path.lexists(given) if "\0" not in given else False:
            yield given, real(given)
        elif _GLOB.search(given) and "\0" not in given:
            yield from _globbed(given)
        elif isinstance(error, PermissionError | FileNotFoundError):
            yield given, real(given)
        else:
            yield Problem(shown(given), f"expected a file, folder or pattern: {_reason(error)}", code="missing")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(given)
    else:
        yield given, real(given)


def _globbed(pattern: str) -> Iterator[tuple[str, str] | Problem]:
    """What `pattern` matches, sorted; the folders among it are read as folders are."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            yield from _folder(match, must_hold=len(matches) == 1)
        else:
            yield match, real(match)
    if not matches:
        yield Problem(shown(pattern), "expected files: nothing matches this pattern", code="missing")


def _folder(folder: str, *, must_hold: bool = True) -> Iterator[tuple[str, str] | Problem]:
    """The files of `folder`, depth first, sorted by name."""
    count = 0
    passed: Counter[str] = Counter()
    waiting: list[tuple[str, str | None]] = [(folder, None)]
    while waiting:
        at, key = waiting.pop()
        if key is not None:
            count += 1
            yield at, key
            continue
        try:
            with os.scandir(at) as entries:
                inside = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries)
        except OSError as error:
            count += 1
            yield Problem(shown(at), f"the folder cannot be listed: {_reason(error)}", code="unreadable")
            continue
        here = real(at)
        names = {name for name, _, _ in inside}
        links = []
        for name, is_folder, is_link in reversed(inside):
            below = os.path.join(at, name)  # noqa: PTH118
            if name.startswith("."):
                continue
            if is_link and os.path.isdir(below):  # noqa: PTH112
                message = "a link to a folder is not followed: name the folder itself"
                links.append(Problem(shown(below), message, code="link"))
            elif (suffix := os.path.splitext(name)[1].lower()) in BESIDE and not is_folder:  # noqa: PTH122
                passed[suffix] += 1
            elif is_folder and _of_saved_page(name, names):
                passed["folders of saved pages"] += 1
            elif is_folder:
                waiting.append((below, None))
            else:
                waiting.append((below, real(below) if is_link else os.path.join(here, name)))  # noqa: PTH118
        count += len(links)
        yield from reversed(links)
    if not count and must_hold:
        found = f": {beside(passed)}" if passed else ""
        yield Problem(shown(folder), f"expected articles: the folder has none{found}", code="empty")
    elif passed:
        yield Problem(shown(folder), beside(passed), code="other-files", of_meta=True)


def beside(counts: Mapping[str, int]) -> str:
    """What was passed by, in words: "12 files are no articles (.png 10, .css 2)"."""
    most = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    named = ", ".join(f"{what} {n:,}" for what, n in most[:8])
    total = sum(counts.values())
    are = "file is no article" if total == 1 else "files are no articles"
    return f"{total:,} {are} ({named}{', …' if len(most) > 8 else ''})"


def _of_saved_page(folder: str, names: Collection[str]) -> bool:
    """Whether a browser made `folder` for what a page beside it shows ("Report_files" beside "Report.html")."""
    stem = folder.removesuffix("_files").removesuffix("_Files")
    return stem != folder and any(f"{stem}{suffix}" in names for suffix in (".html", ".htm", ".xhtml"))


def real(path: str) -> str:
    """The file that `path` leads to; `path` itself where the system cannot say, or cannot write its letters."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)

"""A folder: the files in it that may be articles, and what else lies beside them."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from quoth.articles.place import reason, shown
from quoth.types import Problem

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

OF_PAGES = "folders of saved pages"


def files(folder: str, *, must_hold: bool = True) -> Iterator[tuple[str, str] | Problem]:
    """The files of `folder`, depth first, sorted by name: the path to open, and a key that is the same for every
    spelling of it. A folder without any is a Problem, unless it need not hold one.
    """
    count = 0
    passed: Counter[str] = Counter()
    waiting: list[_Below] = [(folder, None)]
    while waiting:
        at, key = waiting.pop()
        if key is not None:
            count += 1
            yield at, key
            continue
        problems, below = _looked_into(at, passed)
        count += len(problems)
        yield from problems
        waiting += reversed(below)
    if not count and must_hold:
        found = f": {beside(passed)}" if passed else ""
        yield Problem(shown(folder), f"expected articles: the folder has none{found}", code="empty")
    elif passed:
        yield Problem(shown(folder), beside(passed), code="other-files", of_meta=True)


def apart(paths: Sequence[str]) -> tuple[frozenset[str], Counter[str]]:
    """Of the paths of files, as a browser gives those of a folder that is dropped, which may be articles, and what the
    others are, counted as `files` counts them. A path without a folder was named itself, and may be one in any case.
    """
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        folder, _, name = path.rpartition("/")
        inside[folder].add(name)
    may: set[str] = set()
    of_pages: set[str] = set()
    passed: Counter[str] = Counter()
    for path in paths:
        *folders, name = path.split("/")
        within = [("/".join(folders[:n]), called) for n, called in enumerate(folders)]
        of_page = next((f"{at}/{called}" for at, called in within if _of_saved_page(called, inside[at])), None)
        if not folders:
            may.add(path)
        elif of_page:
            of_pages.add(of_page)
        elif any(called.startswith(".") and called.strip(".") for called in (*folders, name)):
            continue
        elif (suffix := os.path.splitext(name)[1].lower()) in BESIDE:  # noqa: PTH122
            passed[suffix] += 1
        else:
            may.add(path)
    if of_pages:
        passed[OF_PAGES] = len(of_pages)
    return frozenset(may), passed


_Below = tuple[str, str | None]
"""A file with its key, or a folder without."""


def _looked_into(folder: str, passed: Counter[str]) -> tuple[list[Problem], list[_Below]]:
    """What is wrong with a folder, and what lies in it, sorted by name; what is no article is counted in `passed`."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries)
    except OSError as error:
        return [Problem(shown(folder), f"the folder cannot be listed: {reason(error)}", code="unreadable")], []
    here = real(folder)
    names = {name for name, _, _ in inside}
    links: list[Problem] = []
    found: list[_Below] = []
    for name, is_folder, is_link in inside:
        below = os.path.join(folder, name)  # noqa: PTH118
        if name.startswith("."):
            continue
        if is_link and os.path.isdir(below):  # noqa: PTH112
            message = "a link to a folder is not followed: name the folder itself"
            links.append(Problem(shown(below), message, code="link"))
        elif is_folder and _of_saved_page(name, names):
            passed[OF_PAGES] += 1
        elif is_folder:
            found.append((below, None))
        elif (suffix := os.path.splitext(name)[1].lower()) in BESIDE:  # noqa: PTH122
            passed[suffix] += 1
        else:
            found.append((below, real(below) if is_link else os.path.join(here, name)))  # noqa: PTH118
    return links, found


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

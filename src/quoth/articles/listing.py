"""Inputs to places: which files an input names, in which order, before any of them is read.

Only names are looked at here, so that a hundred thousand files cost their names and no more, and so that two files
whose names clash (`ids`) are known to clash before the first article comes out.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.articles import folder
from quoth.articles.folder import BESIDE, real
from quoth.articles.ids import named
from quoth.articles.place import COMPRESSED, STDIN, Place, opened, reason, shown, stem_of
from quoth.articles.remote import Remote
from quoth.types import Article, Problem

__all__ = ["BESIDE", "COMPRESSED", "STDIN", "Place", "named", "opened", "places", "real", "shown"]

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


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
            place = Place(at, shown(at), stem_of(at))
            known = found.get(key)
            if known is None:
                found[key] = place
                out.append(key)
            elif (len(place.path), place.path) < (len(known.path), known.path):
                found[key] = place
    return [found[o] if isinstance(o, str) else o for o in out]


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
            yield Problem(shown(given), f"expected a file, folder or pattern: {reason(error)}", code="missing")
        return
    if stat.S_ISDIR(mode):
        yield from folder.files(given)
    else:
        yield given, real(given)


def _globbed(pattern: str) -> Iterator[tuple[str, str] | Problem]:
    """What `pattern` matches, sorted; the folders among it are read as folders are."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            yield from folder.files(match, must_hold=len(matches) == 1)
        else:
            yield match, real(match)
    if not matches:
        yield Problem(shown(pattern), "expected files: nothing matches this pattern", code="missing")

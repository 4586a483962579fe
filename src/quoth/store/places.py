"""Which article is which from run to run: by the place it was read from, not by the id that one run gave it."""

from __future__ import annotations

import hashlib
import os
import re

from quoth.types import Article

_CLASH = re.compile(r"~(?:[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{64})$")  # as quoth.articles gives it to ids that clash


def place_of(article: Article, folder: str) -> str:
    """Where `article` stands: its path from `folder` (the store's), ``#`` and its row; text from stdin, by its hash.

    Paths count from the store's folder, so that the same file is the same article from whatever folder quoth is run,
    and still is when store and articles move together. A case it gets wrong: the store moved alone; then every article
    is a new one, with another id.
    """
    row = _CLASH.sub("", article.id).rpartition("#")[2] if "#" in article.id else ""
    if article.path == "-":
        return f"-#{row}:{hashlib.sha256(_bytes(article.text)).hexdigest()[:16]}"
    if "://" in article.path:
        return f"{article.path}#{row}"
    try:
        path = os.path.relpath(article.path, folder)
    except ValueError:  # on another drive
        path = os.path.abspath(article.path)  # noqa: PTH100 - resolve() would follow links
    return f"{path.replace(os.sep, '/')}#{row}"


def told_apart(name: str, place: str) -> str:
    """The id `name` with ``~`` and 8 hex digits of the hash of `place`, in place of those it may have."""
    return f"{_CLASH.sub('', name)}~{hashlib.sha256(_bytes(place)).hexdigest()[:8]}"


def moved(where: str, old: str, new: str) -> str:
    """`where` for an article that is now named `new` and was `old`: ``old@10`` becomes ``new@10``."""
    return new + where[len(old) :] if where.startswith(old) else where


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

"""Records that lie in a folder of articles: what was said there is no outlet's telling of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.articles import listing
from quoth.articles.listing import Place
from quoth.types import Article, Problem

REMARK = "is the record, and so no article"


def files(records: Iterable[str | Path], inputs: Iterable[object]) -> frozenset[str]:
    """The files that `records` name, as the system calls them, but for those that are an input by their own name."""
    named = {listing.real(str(one)) for one in inputs if isinstance(one, str | Path)}
    found = (listing.real(one.at) for one in listing.places(records) if isinstance(one, Place))
    return frozenset(found) - named


def without(found: Iterable[Article | Problem], records: frozenset[str]) -> Iterator[Article | Problem]:
    """`found` without what was read from one of the files `records`; once for each a remark in its place."""
    told = set[str]()
    for one in found:
        path = one.path if isinstance(one, Article) else one.where.partition("#")[0]
        real = listing.real(path)
        if real not in records:
            yield one
        elif real not in told:
            told.add(real)
            yield Problem(path, REMARK, of_meta=True, code="record")

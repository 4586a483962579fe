"""A ZIP archive as articles: each file in it read as if it lay in a folder, one level deep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from quoth.articles import kinds
from quoth.articles.archive import Member, Passed, members
from quoth.articles.place import Place, unread
from quoth.articles.run import Read, Run
from quoth.types import Article, Problem


def articles(place: Place, raw: BinaryIO, run: Run, read: Read) -> Iterator[Article | Problem]:
    """The articles of all files in an archive, each read by `read`; what was passed by is told at the end."""
    if place.member is not None:
        yield unread(place, "an archive inside of another file is not read: unpack it", code="archive")
        return
    count, passed = 0, None
    for one in members(raw, place.at):
        if isinstance(one, Passed):
            passed = one
            continue
        count += 1
        within = replace(place, member=one.name)
        if not isinstance(one, Member):
            yield unread(within, one.message, code=one.code)
            continue
        with one.stream as stream:
            yield from read(within, kinds.by_name(one.name), stream, run)
    if not count:
        yield unread(place, f"expected articles, found none{f': {passed}' if passed else ''}", code="empty")
    elif passed is not None:
        yield Problem(place.where(), str(passed), code="other-files", of_meta=True)

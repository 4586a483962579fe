"""Rows that a program has at hand, of a data frame, a query or an API, read as those of a table are.

What a data frame has in place of nothing (NaN, NaT, NA) is nothing; a day or a time is its ISO form, at midnight the
day alone; a number of another library is a number. Rows that stand in a list are gone through once before, for ids that
come twice and for dates that could be two days; of others, which are taken as they come, the second of one id is told
apart, and such a date is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from quoth.articles import meta as metadata
from quoth.articles.fields import called, checked, lookup
from quoth.articles.listing import Place
from quoth.articles.run import Run, digest, of_row, own_id
from quoth.articles.table import Row
from quoth.errors import UsageError
from quoth.types import Article, Problem

NAME = "rows"
"""What stands before the number of a row, from 1, in ids and in `Problem.where`: ``rows#17``."""


def read_rows(
    rows: Iterable[Any], *, fields: Mapping[str, str] | None = None, meta: str | Path | None = None
) -> Iterator[Article | Problem]:
    """The article of each of `rows`, in order, as they are asked for; for a row that is broken the Problem.

    `fields` and `meta` as of `quoth.articles.read`. Raises UsageError for a name that is not ours, for metadata that
    cannot be read, and, where `rows` is a list, for a field that not one row has.
    """
    run = Run(checked(fields), metadata.load(meta))
    place = Place(NAME, NAME, NAME)
    if isinstance(rows, Sequence):
        _look_through(rows, run)
        run.again = lambda _: _numbered(rows)
    yield from run.meta.problems
    given = set[bytes]()
    for row in _numbered(rows):
        if "id" in run.fields and (own := own_id(row, run)):
            known = digest(own)
            (run.repeated if known in given else given).add(known)
        yield of_row(place, row, run)
    yield from run.meta.unmatched()


def _numbered(rows: Iterable[Any]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield Row(number, {str(k): plain(v) for k, v in row.items()} if isinstance(row, Mapping) else plain(row))


def _look_through(rows: Sequence[Any], run: Run) -> None:
    """Learns the ids that come twice. Raises UsageError for a field of the map that no row has."""
    missing = called(run.fields)
    seen = set[bytes]()
    for row in _numbered(rows) if run.fields else ():
        if isinstance(row.value, dict):
            missing = {
                ours: theirs for ours, theirs in missing.items() if lookup(row.value, ours, run.fields)[0] is None
            }
        if "id" in run.fields and (own := own_id(row, run)):
            known = digest(own)
            (run.repeated if known in seen else seen).add(known)
    has = next((list(map(str, row)) for row in rows if isinstance(row, Mapping)), None)
    if missing and has is not None:
        named = ", ".join(f"{n}={k}" for n, k in missing.items())
        raise UsageError(f"no row has the field of {named}: the first row has {', '.join(has[:12]) or 'none'}")


def plain(value: Any) -> Any:
    """A value of a data frame as JSON would have it; None where it stands for nothing."""
    if value is None or isinstance(value, str | bool | list | dict):
        return value
    try:
        if value != value:  # noqa: PLR0124 - NaN and NaT are not themselves
            return None
    except (TypeError, ValueError):  # pandas.NA does not say whether it is
        return None
    if isinstance(value, datetime):
        day_alone = value.time() == time.min and value.tzinfo is None
        return value.date().isoformat() if day_alone else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    number = getattr(value, "item", None)  # of a number of numpy the one of Python
    return number() if callable(number) else value

"""Which files of a run would give their articles the same ids, and are therefore called by more than their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quoth.articles.place import Place
from quoth.types import Problem


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

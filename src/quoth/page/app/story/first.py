"""What is said of a story before its table: where the meaning may differ, and who is fewer witnesses than articles.

It repeats `quoth.page.digest`, which heads the text and the file to keep, and arranges no saying of which it tells
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from quoth.page import digest
from quoth.page.app.story.row import Row
from quoth.page.digest import Item

FEWEST = 4  # sayings of several articles from which on it is worth its lines: fewer are seen at a glance
SHOWN = 6  # differences shown: the table begins on the same screen; how many sayings have any is told beside them,
OF_ONE = 2  # ... so many of one saying, that one does not take the place of the others

Found = tuple[Row, Item]  # of which saying


@dataclass(frozen=True, slots=True)
class First:
    """The first differences that may bear meaning, those of the most told sayings before the rest, and the sayings in
    which articles depend on each other most.
    """

    grave: tuple[Found, ...] = ()
    wires: tuple[Found, ...] = ()


def first(rows: Sequence[Row]) -> First:
    """Of the sayings that several articles tell, in their order. What is not shown is not arranged either."""
    if len(rows) < FEWEST:
        return First()
    grave = ((row, item) for row in rows if row.grave for item in islice(digest.grave(row.view), OF_ONE))
    apart = sorted((row for row in rows if row.apart > 1), key=lambda row: -row.apart)[: digest.WIRES]
    wires = zip(apart, digest.wires([row.view for row in apart]), strict=True)
    return First(tuple(islice(grave, SHOWN)), tuple(wires))

"""Where a record has the words of a passage, and what two such places say of two passages.

The records are read by `quoth.records.places`; here it only counts whether two passages lie in one stretch of a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Key = tuple[str, int]  # of a passage: its attribution's id, and which of its sentences

WITHIN = 0.6  # of the shorter of two passages that lies in the other, if both are one


class Place(NamedTuple):
    """`start:end` of the text of the record with the id `record`, half-open code points."""

    record: str
    start: int
    end: int


Places = Mapping[Key, Sequence[Place]]


def one_place(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether a record has both in one stretch: of the shorter `WITHIN` lies in the other."""
    return any(shared >= WITHIN * shorter for shared, shorter in _shared(one, other))


def two_places(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether a record has both, and no record has anything of one in the other."""
    found = _shared(one, other)
    return bool(found) and not any(shared for shared, _ in found)


def _shared(one: Sequence[Place], other: Sequence[Place]) -> list[tuple[int, int]]:
    """For each record that has both: how many code points they share, and how many the shorter has."""
    found = []
    for record in sorted({p.record for p in one} & {p.record for p in other}):
        first, second = ([(p.start, p.end) for p in held if p.record == record] for held in (one, other))
        both = sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
        found.append((both, min(sum(b - a for a, b in held) for held in (first, second))))
    return found

"""Crowds: hundreds of texts of one event, none a copy of another, that are one group before all others are weighed.

To take the most alike first, pair by pair, costs a look at everybody around for every pair: with the square of a crowd.
So who is much alike with `CROWD` others is in the core of a crowd, and those of a core that are much alike, directly or
by others of it, are one group (DBSCAN: Ester, Kriegel, Sander & Xu 1996). What comes of it is weighed as any group.
Nobody else is touched: of 1,620 real articles the one with most others that are alike at all has 33.
A case it gets wrong: two events with hundreds of reports each, and between them hundreds that tell both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

CROWD = 100  # articles that one in a core is much alike with
MUCH = 0.4  # likeness; two reports of one event that share no sentence have about half of it


class Likeness(NamedTuple):
    """How much two are alike, days considered; `apart` when they must not come into one group."""

    i: int
    j: int
    likeness: float
    apart: bool


def crowds(n: int, pairs: Sequence[Likeness]) -> list[list[int]]:
    """The crowds among 0..n-1, each ascending, by their smallest; who is in none is left out. Linear in `pairs`."""
    degree = [0] * n
    foes: list[set[int]] = [set() for _ in range(n)]
    much = []
    for pair in pairs:
        if pair.apart:
            foes[pair.i].add(pair.j)
            foes[pair.j].add(pair.i)
        elif pair.likeness >= MUCH:
            much.append(pair)
            degree[pair.i] += 1
            degree[pair.j] += 1
    members = [[i] for i in range(n)]  # by the name of the group, its smallest
    group = list(range(n))
    for pair in sorted(much, key=lambda one: (-one.likeness, one.i, one.j)):
        if min(degree[pair.i], degree[pair.j]) < CROWD:
            continue
        a, b = sorted((group[pair.i], group[pair.j]), key=lambda name: (-len(members[name]), name))
        if a != b and foes[a].isdisjoint(members[b]):
            for i in members[b]:
                group[i] = a
            members[a] += members[b]
            foes[a] |= foes[b]
            members[b] = []
    return sorted(sorted(those) for those in members if len(those) > 1)

"""From groups of passages to sayings: which statements each stands for, and which part of them.

A statement belongs to the saying of each of its passages that another article tells, too; its other passages go with
the nearest of these, so that no sentence of it is shown as a statement of its own. Where no passage of it is told
elsewhere, it is one saying as a whole. Sayings with the very same statements are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.sayings.candidates import Telling
from quoth.sayings.passages import Passage, narrowed
from quoth.types import Attribution


@dataclass(frozen=True, slots=True)
class Members:
    """What one saying holds: places in the list of tellings, and of each statement the passages, by its id."""

    tellings: tuple[int, ...]
    held: dict[str, tuple[Passage, ...]]

    @property
    def key(self) -> tuple[str, int]:
        """The smallest passage: no two sayings have the same."""
        return min(passage.key for passages in self.held.values() for passage in passages)

    def statements(self) -> list[Attribution]:
        """The attributions by id, each with only the part of its content that is told here."""
        return [narrowed(passages[0].attribution, passages) for _, passages in sorted(self.held.items())]


def members(tellings: Sequence[Telling], groups: Sequence[Sequence[int]]) -> list[Members]:
    """The sayings that `groups` (places in `tellings`) make, in the order of their smallest passages."""
    group_of: dict[tuple[str, int], int] = {}
    of: dict[str, list[Passage]] = defaultdict(list)
    for n, group in enumerate(groups):
        for i in group:
            for passage in tellings[i].same:
                group_of[passage.key] = n
                of[passage.attribution.id].append(passage)
    told_by: dict[int, set[str]] = defaultdict(set)  # the articles of each group
    within: dict[int, set[str]] = defaultdict(set)  # ... and its statements
    for passages in of.values():
        passages.sort(key=lambda passage: passage.part)
        for passage in passages:
            told_by[group_of[passage.key]].add(passage.attribution.article)
            within[group_of[passage.key]].add(passage.attribution.id)
    for passages in of.values():
        own = [group_of[passage.key] for passage in passages]
        shared = [n for n in own if len(told_by[n]) > 1]
        for place, passage in enumerate(passages):
            n = own[place]
            if len(told_by[n]) > 1 or (shared and len(within[n]) > 1):
                continue
            near = sorted(range(len(own)), key=lambda k: (abs(k - place), k))
            group_of[passage.key] = next((own[k] for k in near if own[k] in shared), own[0])
    gathered: dict[int, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for statement, passages in of.items():
        for passage in passages:
            gathered[group_of[passage.key]][statement].append(passage)
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, held in gathered.items():
        alike[frozenset(held)].append(n)
    found = []
    for statements, ns in alike.items():
        passages_of = {i: tuple(p for n in ns for p in gathered[n][i]) for i in sorted(statements)}
        places = {k for n in ns for k in groups[n]}
        found.append(Members(tuple(sorted(places)), passages_of))
    return sorted(found, key=lambda one: one.key)

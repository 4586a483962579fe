"""From groups of passages to sayings: which statements each stands for, and which part of them.

A statement belongs to the saying of each of its passages that another article tells, too; its other passages go with
the nearest of these, so that a sentence more is not shown as a statement of its own. Where what others tell is less
than half of it, the rest is a saying of its own: twelve sentences of an interview do not all tell the one that somebody
quotes. Where no passage of it is told elsewhere, it is one saying as a whole. Sayings with the very same statements
are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.sayings.candidates import Telling
from quoth.sayings.passages import Passage, narrowed
from quoth.types import Attribution

REST = 2.0
"""How many times as long as what others tell of it a statement is from which the rest stands alone. On 40 labelled
BASIL stories, each left out of its fit, pair F1 is 76.3 where none ever does, 77.0 at 2, 76.6 where it always does."""


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
    places: dict[int, set[int]] = defaultdict(set)
    place_of: dict[tuple[str, int], int] = {}
    for n, group in enumerate(groups):
        places[n] |= set(group)
        for i in group:
            for passage in tellings[i].same:
                group_of[passage.key], place_of[passage.key] = n, i
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
        told = _letters(passage for passage, n in zip(passages, own, strict=True) if n in shared)
        rest = len(places) if shared and _letters(passages) > REST * told else None
        for place, passage in enumerate(passages):
            n = own[place]
            if len(told_by[n]) > 1 or (shared and len(within[n]) > 1):
                continue
            if rest is not None:
                group_of[passage.key] = rest
                places[rest].add(place_of[passage.key])
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
        found.append(Members(tuple(sorted({k for n in ns for k in places[n]})), passages_of))
    return sorted(found, key=lambda one: one.key)


def _letters(passages: Iterable[Passage]) -> int:
    return sum(span.end - span.start for passage in passages for span in passage.content)

"""From groups of passages to sayings: which statements each stands for, and which part of them.

A statement belongs to the saying of each of its passages that another article tells, too, and a passage that tells two
sayings at once (`quoth.sayings.cover`) to both; its other passages go with the nearest of these, so that a sentence
more is not shown as a statement of its own. Where what others tell is less than two thirds of it, the rest is a saying
of its own: twelve sentences of an interview do not all tell the one that somebody quotes. Where no passage of it is
told elsewhere, it is one saying as a whole. Sayings with the very same statements are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from quoth.sayings.passages import Passage, narrowed
from quoth.sayings.tellings import Telling
from quoth.types import Attribution

REST = 1.5
"""How many times as long as what others tell of it a statement is from which the rest stands alone. On 40 labelled
BASIL stories, each left out of its fit, pair F1 is 78.6 where none ever does, 79.5 at 2, 79.9 at 1.5, 79.7 where it
always does.
"""


@dataclass(frozen=True, slots=True)
class Members:
    """What one saying holds: places in the list of tellings, and of each statement the passages, by its id.

    `key` is the smallest passage that belongs to no other saying before it: no two sayings have the same.
    """

    tellings: tuple[int, ...]
    held: dict[str, tuple[Passage, ...]]
    key: tuple[str, int]

    def statements(self) -> list[Attribution]:
        """The attributions by id, each with only the part of its content that is told here."""
        return [narrowed(passages[0].attribution, passages) for _, passages in sorted(self.held.items())]


def members(
    tellings: Sequence[Telling], groups: Sequence[Sequence[int]], besides: Iterable[tuple[int, int]] = ()
) -> list[Members]:
    """The sayings that `groups` (places in `tellings`) make, in the order of their smallest passages.

    `besides` are numbers of groups, each with a place that belongs to it besides its own (`quoth.sayings.cover`).
    """
    placed = _Placed.of(tellings, groups, besides)
    for passages in placed.of_statement.values():
        _settle(passages, placed)
    gathered: dict[int, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    own: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for statement, passages in placed.of_statement.items():
        for passage in passages:
            own[placed.group[passage.key]].append(passage.key)
            for n in (placed.group[passage.key], *placed.besides[passage.key]):
                gathered[n][statement].append(passage)
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, held in gathered.items():
        alike[frozenset(held)].append(n)
    found = []
    for statements, ns in alike.items():
        parts = {i: tuple({p.key: p for n in ns for p in gathered[n][i]}.values()) for i in sorted(statements)}
        places = {k for n in ns for k in placed.places[n]}
        found.append(Members(tuple(sorted(places)), parts, min(key for n in ns for key in own[n])))
    return sorted(found, key=lambda one: one.key)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where passages stand: the `group` of each by its key, and those `besides`; the `places` of each group, its
    articles (`told_by`) and statements (`within`); the passages of each statement, in the order of the text.
    """

    group: dict[tuple[str, int], int]
    besides: dict[tuple[str, int], list[int]]
    place: dict[tuple[str, int], int]
    places: dict[int, set[int]]
    told_by: dict[int, set[str]]
    within: dict[int, set[str]]
    of_statement: dict[str, list[Passage]]

    @classmethod
    def of(
        cls, tellings: Sequence[Telling], groups: Sequence[Sequence[int]], besides: Iterable[tuple[int, int]]
    ) -> _Placed:
        made = cls({}, defaultdict(list), {}, defaultdict(set), defaultdict(set), defaultdict(set), defaultdict(list))
        own = ((n, i) for n, group in enumerate(groups) for i in group)
        for first, placed in ((True, own), (False, besides)):
            for n, i in placed:
                made.places[n].add(i)
                for passage in tellings[i].same:
                    if first:
                        made.group[passage.key], made.place[passage.key] = n, i
                        made.of_statement[passage.attribution.id].append(passage)
                    else:
                        made.besides[passage.key].append(n)
                    made.told_by[n].add(passage.attribution.article)
                    made.within[n].add(passage.attribution.id)
        for passages in made.of_statement.values():
            passages.sort(key=lambda passage: passage.part)
        return made


def _settle(passages: Sequence[Passage], placed: _Placed) -> None:
    """Moves those of a statement's passages that no other article tells: to the nearest that one does, or together."""
    told = []
    for passage in passages:
        own = placed.group[passage.key]
        if len(placed.told_by[own]) == 1 == len(placed.within[own]) and placed.besides[passage.key]:
            own = placed.group[passage.key] = placed.besides[passage.key].pop(0)
        told.append(len(placed.told_by[own]) > 1)
    groups = [placed.group[passage.key] for passage in passages]
    alone = _letters(passages) > REST * _letters(compress(passages, told))
    rest = len(placed.places)
    for place, passage in enumerate(passages):
        if told[place] or (any(told) and len(placed.within[groups[place]]) > 1):
            continue
        if not any(told):
            placed.group[passage.key] = groups[0]
        elif alone:
            placed.group[passage.key] = rest
            placed.places[rest].add(placed.place[passage.key])
        else:
            near = sorted(range(len(groups)), key=lambda k: (abs(k - place), k))
            placed.group[passage.key] = next(groups[k] for k in near if told[k])


def _letters(passages: Iterable[Passage]) -> int:
    return sum(span.end - span.start for passage in passages for span in passage.content)

"""From likenesses to groups: the most alike first, as long as two groups agree about as much as each agrees within.

Average link (Sokal & Michener 1958) with one departure. The mean likeness of two groups is divided by the likeness
within them: Spearman's correction for attenuation (1904), which asks not how alike two sets of reports are but how
alike the events behind them would be if all reports were perfect. So two events of one kind ("same actor, other
event"), whose reports agree a good deal, stay apart when the reports of each agree much more; and reports of one event
that every outlet tells in its own words come together at a likeness that would elsewhere be too little.

What is within a small group is known poorly, and is overestimated, because the most alike were merged first: so it is
counted together with `PRIOR` pairs of likeness `ALIKE`. For two single articles that leaves a plain threshold.

And few words tell poorly which event is meant: a headline shows one side of it, and another headline another. So less
agreement is asked of short texts, by the part t / (t + SHORT) of t terms, as reliability falls when a test is shortened
(Spearman 1910, Brown 1910). But two headlines are alike at once, by a name: so more likeness is asked where both are
short. What two have by chance, the mean of many pairs has not: so the more pairs of short texts there are between two
groups, the less of that is asked, and a little less agreement besides.
A case it gets wrong: two events of one kind told by only a few articles each, which have no inside to compare with.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from quoth.stories.crowds import CROWD, Likeness, crowds
from quoth.stories.vectors import SPACE, Numbers, Vector, Weights

# Set on ECB+ topics 1-22 and 40 stories of BASIL together: their articles, their headlines, and both mixed.
AGREE = 0.84  # two groups are one story when they agree by this part of what they agree within, or more
SHORT = 9  # words of an article of which only half of that is asked
ALIKE = 0.165  # likeness within a group before anything is known of it
PRIOR = 2.5  # ... and how many pairs that counts for
THRESHOLD = 0.135  # mean likeness that two groups must have in any case
MORE = 0.8  # ... and the part of it that is asked besides where both have hardly any words, which agree by chance
CHANCE = 0.25  # of n pairs n ** -CHANCE of that is asked: all of one, half of 16, a third of 81
LESS = 0.13  # ... and the part of AGREE that is asked less of very many

# Set on the 1,500 articles of shared/data/articles as read in benchmarks/events.json: of 55 pairs of one event with two
# days none is more than 7 days apart, of 375 that were joined before and are two events 322 are.
SAME_DAYS = 2  # days apart that are no evidence against one event
PER_E = 0.3  # what the likeness loses each time the days apart grow e-fold
FAR = 0.25  # what is left of it at least
UNKNOWN = 0.75  # ... and where one of the two has no day; where neither has one, days say nothing


@dataclass(slots=True)
class _Group:
    members: list[int]
    terms: Numbers
    weights: Weights  # the sum of the members' vectors
    days: dict[int | None, int]  # of publication: how many members; under None those whose day is not known
    breadth: float  # sum of the members' reliabilities
    lacking: float  # sum of what they lack of enough words
    within: float = 0.0  # sum of the likenesses of all pairs inside
    near: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    version: int = 0

    def cohesion(self) -> float:
        pairs = len(self.members) * (len(self.members) - 1) / 2
        return (self.within + PRIOR * ALIKE) / (pairs + PRIOR)

    def reliability(self) -> float:
        return self.breadth / len(self.members)

    def lack(self) -> float:
        return self.lacking / len(self.members)

    def take(self, other: _Group, scratch: Weights) -> None:
        """Makes the members of `other` its own; `scratch` holds a zero for every term, and does so again."""
        scratch[self.terms] = self.weights
        self.within += other.within + float(scratch[other.terms] @ other.weights)
        scratch[self.terms] = 0.0
        self.members += other.members
        self.breadth += other.breadth
        self.lacking += other.lacking
        self.terms, self.weights = _sum(self, other)
        for day, count in other.days.items():
            self.days[day] = self.days.get(day, 0) + count
        self.version += 1
        other.version = -1


class Pair(NamedTuple):
    """Two vectors, i < j, that are alike by `THRESHOLD` or more; `apart` when they must not come into one group."""

    i: int
    j: int
    cosine: float
    apart: bool = False


def closeness(one: int | None, other: int | None) -> float:
    """What two days of publication do to the likeness: 1 where they are near, or neither is known."""
    if one is None or other is None:
        return 1.0 if one is other else UNKNOWN
    days = max(abs(one - other), SAME_DAYS)
    return max(FAR, 1.0 - PER_E * math.log(days / SAME_DAYS))


def merge(vectors: Sequence[Vector], pairs: Sequence[Pair]) -> list[list[int]]:
    """Groups of 0..n-1, each sorted, by their smallest member.

    `pairs` are in any order. Groups that no pair connects never meet, and neither do those that hold a pair apart. A
    group is named by its smallest member and ties go to the smaller names, so that the answer depends only on which
    vector has which number. Time: for each merge the terms of the groups around it; what is a crowd is one group from
    the beginning (`quoth.stories.crowds`).
    """
    together: Sequence[Sequence[int]] = ()
    if len(pairs) >= CROWD * CROWD // 2:  # a crowd has as many
        alike = [Likeness(i, j, c * closeness(vectors[i].day, vectors[j].day), away) for i, j, c, away in pairs]
        together = crowds(len(vectors), alike)
    merging = _Merging(vectors, pairs, together)
    while (best := merging.likeliest()) is not None:
        merging.join(*best)
    return [sorted(g.members) for g in merging.groups if g.version >= 0]


class _Merging:
    """The groups so far, and which of them may be one, the likeliest first."""

    def __init__(
        self, vectors: Sequence[Vector], pairs: Sequence[Pair], together: Sequence[Sequence[int]] = ()
    ) -> None:
        self.groups = [
            _Group([i], v.terms, v.weights, {v.day: 1}, v.words / (v.words + SHORT), v.lack)
            for i, v in enumerate(vectors)
        ]
        name = list(range(len(vectors)))  # of the group of each
        for members in together:
            self.groups[members[0]] = _gathered([self.groups[m] for m in members])
            for m in members[1:]:
                name[m] = members[0]
                self.groups[m].version = -1
        self._heap: list[tuple[float, int, int, int, int]] = []
        self._scratch = np.zeros(SPACE, dtype=np.float32) if pairs else np.zeros(0, dtype=np.float32)
        between: dict[tuple[int, int], float] = {}
        for i, j, cosine, away in pairs:
            a, b = sorted((name[i], name[j]))
            if a == b:
                continue
            between[a, b] = cosine
            self.groups[a].near.add(b)
            self.groups[b].near.add(a)
            if away:
                self.groups[a].apart.add(b)
                self.groups[b].apart.add(a)
        for (a, b), cosine in between.items():
            single = len(self.groups[a].members) == len(self.groups[b].members) == 1
            self._offer(a, b, cosine if single else self._mean(a, b))

    def likeliest(self) -> tuple[int, int] | None:
        """The two groups that are most likely one, of those that are as they were when that was found out."""
        while self._heap:
            _, a, b, version_a, version_b = heapq.heappop(self._heap)
            if version_a == self.groups[a].version and version_b == self.groups[b].version:
                return a, b
        return None

    def _mean(self, a: int, b: int) -> float:
        """The mean cosine of two groups."""
        one, other = self.groups[a], self.groups[b]
        self._scratch[one.terms] = one.weights
        total = float(self._scratch[other.terms] @ other.weights)
        self._scratch[one.terms] = 0.0
        return total / (len(one.members) * len(other.members))

    def join(self, a: int, b: int) -> None:
        """Makes group `b` part of `a`, and weighs that against the groups around both."""
        one, other = self.groups[a], self.groups[b]
        one.take(other, self._scratch)
        for c in other.near:
            self.groups[c].near.discard(b)
            self.groups[c].near.add(a)
        for c in other.apart:
            self.groups[c].apart.discard(b)
            self.groups[c].apart.add(a)
        one.near = (one.near | other.near) - {a, b}
        one.apart |= other.apart
        self._scratch[one.terms] = one.weights
        for c in sorted(one.near):
            there = self.groups[c]
            mean = float(self._scratch[there.terms] @ there.weights) / (len(one.members) * len(there.members))
            self._offer(a, c, mean)
        self._scratch[one.terms] = 0.0

    def _offer(self, a: int, b: int, mean: float) -> None:
        """Remembers that two groups of this mean likeness may be one, where it is enough for that."""
        one, other = self.groups[a], self.groups[b]
        near = _closeness(one.days, other.days)
        agree = mean / ((one.cohesion() + other.cohesion()) / 2)
        chance = (len(one.members) * len(other.members)) ** -CHANCE
        lack = min(one.lack(), other.lack())
        asked = AGREE * math.sqrt(one.reliability() * other.reliability()) * (1 - LESS * lack * (1 - chance))
        least = THRESHOLD * (1 + MORE * lack * chance)
        if b not in one.apart and mean * near >= least and agree >= asked:
            low, high = min(a, b), max(a, b)
            versions = self.groups[low].version, self.groups[high].version
            heapq.heappush(self._heap, (-round(mean * near, 6), low, high, *versions))


def _gathered(groups: Sequence[_Group]) -> _Group:
    """Groups of one each as one group."""
    terms, weights = _sum(*groups)
    within = (float(weights @ weights) - sum(float(g.weights @ g.weights) for g in groups)) / 2
    members = [m for g in groups for m in g.members]
    days = Counter(d for g in groups for d in g.days)
    breadth, lacking = sum(g.breadth for g in groups), sum(g.lacking for g in groups)
    return _Group(members, terms, weights, days, breadth, lacking, within)


def _sum(*groups: _Group) -> tuple[Numbers, Weights]:
    terms = np.concatenate([g.terms for g in groups])
    order = np.argsort(terms, kind="stable")
    terms, weights = terms[order], np.concatenate([g.weights for g in groups])[order]
    first = np.flatnonzero(np.diff(terms, prepend=np.uint32(SPACE)))
    return terms[first], np.add.reduceat(weights, first)


def _closeness(one: dict[int | None, int], other: dict[int | None, int]) -> float:
    """The mean closeness of the days of two groups, over all pairs."""
    total = sum(m * n * closeness(a, b) for a, m in one.items() for b, n in other.items())
    return total / (sum(one.values()) * sum(other.values()))

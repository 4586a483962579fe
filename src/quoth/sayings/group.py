"""From links between tellings to sayings.

Pairs are taken from the likeliest down, those below even odds only where one is the likeliest of its article for the
other. Two groups become one when the pair's probability reaches what its articles call for, the mean log-odds of the
pairs between them that stand in different articles reach those of `Cut.mean` (average link, so that nothing chains; of
the log-odds, so that one pair without a common word does not outweigh three that are sure), and no two tellings of one
article that do not look like one utterance themselves would meet (two sentences of one speech are two sayings, however
a third paper ran them together). So a long telling joins the best of the short ones that it covers, and the others
stay.

How alike two tellings of one article must look depends on where they stand. An article says in its opening what it
tells again below, in other words and at length, and further down it hardly repeats itself: of pairs by one speaker in
one article of 40 labelled BASIL stories, 52 of 152 with both in the opening are one saying, 65 of 565 with one there,
48 of 789 with none. A case it gets wrong: a lead that has one thing and a quotation below on another, in
the words of the story's topic.

What guards its time: between big groups the mean is taken over at most SAMPLE tellings of each, those with the
smallest ids, so the answer is the same whatever the order.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quoth.sayings import fitted
from quoth.sayings.by_hand import in_two_places
from quoth.sayings.tellings import Telling
from quoth.types import Kind

SAMPLE = 8  # tellings of a group that are compared with another group's; more change nothing in the labelled stories
EVEN = 0.5
"""The probability below which two tellings join only if one of them is the likeliest of its article for the other: an
article that has it at all has it in its likeliest sentence. On the 40 labelled stories, each left out of its fit, pair
F1 is 81.6 with this and 81.4 without, precision 92.4 and 92.0; where each must be the other's likeliest, F1 is 80.7.
"""
OPENING = 500
"""Code points of an article's opening: its headline, if it is in the text, and the first sentences. On the stories that
the cut was chosen on 450, 500 and 600 score the same; 200 finds less, 1100 welds more."""

_MARKED: tuple[set[Kind], ...] = ({"direct"}, {"mixed"})
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one saying ends, in probabilities of a pair."""

    join: float  # from which two tellings of different articles may join two groups
    here: float  # ... and two tellings of one article, which seldom says a thing twice
    mean: float  # whose log-odds the mean between two groups that become one must reach
    alone: float  # below which two tellings of one article are different statements; `here` if both are quoted in full
    opening: float  # ... where one of them stands in the opening of the article and one is not quoted in full
    marks: float = fitted.MARKS  # `join` for two that are both quoted in full, or both in part: it shows in their words


# Chosen on the 40 BASIL stories that the weights in score.py were fitted on, with weights fitted without the story that
# is counted; training/sayings.py prints the others. Lower ones find a little more and join much more that does
# not belong.
CUT = Cut(join=fitted.JOIN, here=fitted.HERE, mean=fitted.MEAN, alone=fitted.ALONE, opening=fitted.OPENING)
LEAST, MOST = -6.0, 4.0  # log-odds beyond which a pair says no more against two groups, or for them


def clusters(
    tellings: Sequence[Telling],
    pairs: Iterable[Pair],
    probability: Callable[[Telling, Telling], float],
    cut: Cut = CUT,
) -> tuple[list[list[int]], dict[Pair, float]]:
    """Groups of places in `tellings`, each sorted, in the order of their smallest; and what `pairs` scored.

    `probability` is symmetric and is asked once for a pair.
    """
    groups = _Groups(tellings, probability, cut)
    scored = {(i, j): groups.likely(i, j) for i, j in pairs}
    best = groups.likeliest(scored)
    queue = [(-p, i, j) for (i, j), p in scored.items() if p >= groups.asked(i, j) and groups.foremost(i, j, p, best)]
    heapq.heapify(queue)
    while queue:
        _, i, j = heapq.heappop(queue)
        groups.join(i, j)
    return [groups.members[a] for a in sorted(groups.members)], scored


class _Groups:
    """The groups so far. Each is known by its smallest telling."""

    def __init__(self, tellings: Sequence[Telling], probability: Callable[[Telling, Telling], float], cut: Cut) -> None:
        self.members = {i: [i] for i in range(len(tellings))}
        self._tellings, self._probability, self._cut = tellings, probability, cut
        self._article = [telling.attribution.article for telling in tellings]
        self._opened = list(map(opened, tellings))
        self._known: dict[Pair, float] = {}
        self._group_of = list(range(len(tellings)))
        self._standing = [{p.attribution.article: [i] for p in telling.same} for i, telling in enumerate(tellings)]
        self._refused: dict[Pair, Pair] = {}  # two groups -> how many members each had when they did not fit

    def likely(self, i: int, j: int) -> float:
        """How likely two tellings are one utterance."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._known:
            self._known[pair] = self._probability(self._tellings[pair[0]], self._tellings[pair[1]])
        return self._known[pair]

    def asked(self, i: int, j: int) -> float:
        """The probability from which two tellings may join their groups."""
        if self._article[i] == self._article[j]:
            return self._cut.here
        kinds = {self._tellings[i].passage.kind, self._tellings[j].passage.kind}
        return max(self._cut.marks, self._cut.join) if kinds in _MARKED else self._cut.join

    def likeliest(self, scored: Mapping[Pair, float]) -> dict[tuple[int, str], float]:
        """How likely each telling is one with the likeliest of every other article that it was compared with."""
        best: dict[tuple[int, str], float] = {}
        for (i, j), p in scored.items():
            for one, other in ((i, j), (j, i)):
                place = one, self._article[other]
                best[place] = max(best.get(place, 0.0), p)
        return best

    def foremost(self, i: int, j: int, p: float, best: Mapping[tuple[int, str], float]) -> bool:
        """Whether two tellings may join by `p`: by even odds, or one as the likeliest of its article for the other."""
        if p >= EVEN or self._article[i] == self._article[j]:
            return True
        return p >= min(best[i, self._article[j]], best[j, self._article[i]])

    def join(self, i: int, j: int) -> None:
        """Makes the groups of two tellings one, if they fit. Two that did not are not asked again as they were."""
        a, b = sorted((self._group_of[i], self._group_of[j]))
        sizes = (len(self.members[a]), len(self.members[b]))
        if a == b or self._refused.get((a, b)) == sizes:
            return
        if not (self._alike(a, b) and self._apart(a, b)) or self._parted(a, b):
            self._refused[a, b] = sizes
            return
        for k in self.members[b]:
            self._group_of[k] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        small, large = sorted((self._standing[a], self._standing[b]), key=len)
        for where, held in small.items():
            large[where] = sorted(large.get(where, []) + held)
        self._standing[a], self._standing[b] = large, {}

    def _alike(self, a: int, b: int) -> bool:
        """Whether the mean log-odds between two groups are enough, taken between different articles, if there are."""
        between = [(i, j) for i in self.members[a][:SAMPLE] for j in self.members[b][:SAMPLE]]
        between = [(i, j) for i, j in between if self._article[i] != self._article[j]] or between
        odds = math.fsum(bounded(self.likely(i, j)) for i, j in between)
        return odds >= bounded(self._cut.mean) * len(between)

    def _apart(self, a: int, b: int) -> bool:
        """Whether no two tellings of one article would meet that are different statements."""
        small, large = sorted((self._standing[a], self._standing[b]), key=len)
        return not any(
            self.likely(i, j) < self._least(where, i, j)
            for where, held in small.items()
            for i in held[:SAMPLE]
            for j in large.get(where, ())[:SAMPLE]
        )

    def _parted(self, a: int, b: int) -> bool:
        """Whether a record has a telling of each in two places, which it knows better than words do."""
        first, second = (self.members[k][:SAMPLE] for k in (a, b))
        return any(in_two_places(self._tellings[i], self._tellings[j]) for i in first for j in second)

    def _least(self, where: str, i: int, j: int) -> float:
        opens = where in self._opened[i] or where in self._opened[j]
        return least(self._tellings[i], self._tellings[j], self._cut, opens=opens)


def opened(telling: Telling) -> frozenset[str]:
    """The articles that open with it: of one in the words of 300 papers that is asked once, not for each pair."""
    return frozenset(p.attribution.article for p in telling.same if p.content[0].start < OPENING)


def least(one: Telling, other: Telling, cut: Cut, *, opens: bool) -> float:
    """The probability below which two tellings of an article, which `opens` with one of them, are two statements."""
    if one.passage.kind == other.passage.kind == "direct":
        return cut.here
    return cut.opening if opens else cut.alone


def bounded(p: float) -> float:
    """The log-odds of a probability, within LEAST and MOST."""
    return max(LEAST, min(MOST, math.log(p / (1 - p)))) if 0 < p < 1 else (LEAST if p <= 0 else MOST)

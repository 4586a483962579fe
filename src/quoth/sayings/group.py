"""From links between tellings to sayings.

Pairs are taken from the likeliest down. Two groups become one when the pair's probability reaches what its articles
call for, the mean log-odds of the pairs between them that stand in different articles reach those of `Cut.mean`
(average link, so that nothing chains; of the log-odds, so that one pair without a common word does not outweigh three
that are sure), and no two tellings of one article that do not look like one utterance themselves would meet (two
sentences of one speech are two sayings, however a third paper ran them together). So a long telling joins the best of
the short ones that it covers, and the others stay.

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
from quoth.sayings.candidates import Telling

SAMPLE = 8  # tellings of a group that are compared with another group's; more change nothing in the labelled stories
OPENING = 500
"""Code points of an article's opening: its headline, if it is in the text, and the first sentences. On the stories that
the cut was chosen on 450, 500 and 600 score the same; 200 finds less, 1100 welds more."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one saying ends, in probabilities of a pair."""

    join: float  # from which two tellings of different articles may join two groups
    here: float  # ... and two tellings of one article, which seldom says a thing twice
    mean: float  # whose log-odds the mean between two groups that become one must reach
    alone: float  # below which two tellings of one article are different statements; `here` if both are quoted in full
    opening: float  # ... where one of them stands in the opening of the article and one is not quoted in full


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
    known: dict[Pair, float] = {}
    article = [telling.attribution.article for telling in tellings]
    direct = [telling.passage.kind == "direct" for telling in tellings]
    opened = [{p.attribution.article for p in telling.same if p.content[0].start < OPENING} for telling in tellings]

    def likely(i: int, j: int) -> float:
        pair = (i, j) if i < j else (j, i)
        if pair not in known:
            known[pair] = probability(tellings[pair[0]], tellings[pair[1]])
        return known[pair]

    def alike(one: Sequence[int], other: Sequence[int]) -> bool:
        between = [(i, j) for i in one[:SAMPLE] for j in other[:SAMPLE]]
        between = [(i, j) for i, j in between if article[i] != article[j]] or between
        return math.fsum(_bounded(likely(i, j)) for i, j in between) >= _bounded(cut.mean) * len(between)

    def least(where: str, i: int, j: int) -> float:
        """The probability below which two tellings of the article `where` are different statements."""
        if direct[i] and direct[j]:
            return cut.here
        return cut.opening if where in opened[i] or where in opened[j] else cut.alone

    def apart(one: Mapping[str, Sequence[int]], other: Mapping[str, Sequence[int]]) -> bool:
        """Whether no two tellings of one article would meet that are different statements."""
        small, large = sorted((one, other), key=len)
        return not any(
            likely(i, j) < least(where, i, j)
            for where, held in small.items()
            for i in held[:SAMPLE]
            for j in large.get(where, ())[:SAMPLE]
        )

    listed = [(-likely(i, j), i, j) for i, j in pairs]
    scored = {(i, j): -p for p, i, j in listed}
    queue = [(p, i, j) for p, i, j in listed if -p >= (cut.here if article[i] == article[j] else cut.join)]
    heapq.heapify(queue)
    group_of = list(range(len(tellings)))
    members = {i: [i] for i in range(len(tellings))}
    standing = [{p.attribution.article: [i] for p in telling.same} for i, telling in enumerate(tellings)]
    refused: dict[Pair, Pair] = {}  # two groups -> how many members each had when they did not fit
    while queue:
        _, i, j = heapq.heappop(queue)
        a, b = sorted((group_of[i], group_of[j]))
        if a == b:
            continue
        sizes = (len(members[a]), len(members[b]))
        if refused.get((a, b)) == sizes:
            continue
        if not (alike(members[a], members[b]) and apart(standing[a], standing[b])):
            refused[(a, b)] = sizes
            continue
        for k in members[b]:
            group_of[k] = a
        members[a] = sorted(members[a] + members.pop(b))
        small, large = sorted((standing[a], standing[b]), key=len)
        for where, held in small.items():
            large[where] = sorted(large.get(where, []) + held)
        standing[a], standing[b] = large, {}
    return [members[a] for a in sorted(members)], scored


def _bounded(p: float) -> float:
    """The log-odds of a probability, within LEAST and MOST."""
    return max(LEAST, min(MOST, math.log(p / (1 - p)))) if 0 < p < 1 else (LEAST if p <= 0 else MOST)

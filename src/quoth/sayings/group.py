"""From links between tellings to sayings.

Pairs are taken from the likeliest down. Two groups become one when the pair's probability reaches JOIN, the mean over
the pairs between them reaches MEAN (average link, so that nothing chains), and no two tellings of one article that
do not look like one utterance themselves would meet (two sentences of one speech are two sayings, however a third
paper ran them together). So a long telling joins the best of the short ones that it covers, and the others stay.

What guards its time: between big groups the mean is taken over at most SAMPLE tellings of each, those with the
smallest ids, so the answer is the same whatever the order.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from quoth.sayings.candidates import Telling

# Set with the weights in score.py, on the same 12 BASIL stories (training/sayings.py).
JOIN = 0.25  # probability of a pair from which it may join two groups
MEAN = 0.12  # mean probability between two groups that become one
ALONE = 0.05  # probability below which two tellings of one article are different statements
SAMPLE = 5  # tellings of a group that are compared with another group's

Pair = tuple[int, int]


def clusters(
    tellings: Sequence[Telling], pairs: Iterable[Pair], probability: Callable[[Telling, Telling], float]
) -> tuple[list[list[int]], dict[Pair, float]]:
    """Groups of places in `tellings`, each sorted, in the order of their smallest; and what `pairs` scored.

    `probability` is symmetric and is asked once for a pair.
    """
    known: dict[Pair, float] = {}

    def likely(i: int, j: int) -> float:
        pair = (i, j) if i < j else (j, i)
        if pair not in known:
            known[pair] = probability(tellings[pair[0]], tellings[pair[1]])
        return known[pair]

    listed = [(-likely(i, j), i, j) for i, j in pairs]
    scored = {(i, j): -p for p, i, j in listed}
    queue = [entry for entry in listed if -entry[0] >= JOIN]
    heapq.heapify(queue)
    group_of = list(range(len(tellings)))
    members = {i: [i] for i in range(len(tellings))}
    standing = [_articles(telling, i) for i, telling in enumerate(tellings)]
    refused: dict[Pair, Pair] = {}  # two groups -> how many members each had when they did not fit
    while queue:
        _, i, j = heapq.heappop(queue)
        a, b = sorted((group_of[i], group_of[j]))
        if a == b:
            continue
        sizes = (len(members[a]), len(members[b]))
        if refused.get((a, b)) == sizes:
            continue
        if not (_alike(members[a], members[b], likely) and _apart(standing[a], standing[b], likely)):
            refused[(a, b)] = sizes
            continue
        for k in members[b]:
            group_of[k] = a
        members[a] = sorted(members[a] + members.pop(b))
        small, large = sorted((standing[a], standing[b]), key=len)
        for article, held in small.items():
            large[article] = sorted(large.get(article, []) + held)
        standing[a], standing[b] = large, {}
    return [members[a] for a in sorted(members)], scored


def _articles(telling: Telling, i: int) -> dict[str, list[int]]:
    return {attribution.article: [i] for attribution in telling.same}


def _alike(one: Sequence[int], other: Sequence[int], likely: Callable[[int, int], float]) -> bool:
    between = [likely(i, j) for i in one[:SAMPLE] for j in other[:SAMPLE]]
    return math.fsum(between) >= MEAN * len(between)


def _apart(
    one: Mapping[str, Sequence[int]], other: Mapping[str, Sequence[int]], likely: Callable[[int, int], float]
) -> bool:
    """Whether no two tellings of one article would meet that are different statements."""
    small, large = sorted((one, other), key=len)
    return not any(
        likely(i, j) < ALONE
        for article, held in small.items()
        for i in held[:SAMPLE]
        for j in large.get(article, ())[:SAMPLE]
    )

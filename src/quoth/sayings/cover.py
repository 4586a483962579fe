"""Passages that tell two sayings at once: in which group they belong besides their own.

“A few had all the gain while the town had no share of it” is one sentence of what another article quotes in two, and
“It is groundless, and the town will fight it” is told by one paper in its first half and by another in its second. A
group has each passage once, so that nothing chains. Here a passage comes to a second group where one passage of
another article in it is LIKELY the same, the mean of the log-odds reaches that of MEAN, and nothing of its own article
stands there that is a different statement (`group.least`). Groups are taken as they are: what comes to one draws
nothing after it.

Read by eye, some 45 of 63 that came so on 40 BASIL stories tell the second saying, too. A case it gets wrong: “she
left over the quay” comes to “the quay cost her the post”.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from quoth.sayings.group import CUT, SAMPLE, Cut, Pair, bounded, least, opened
from quoth.sayings.tellings import Telling

LIKELY = 0.5
MEAN = 0.2
"""Chosen on the 40 labelled BASIL stories, each left out of its fit: pair F1 on quoth's own attributions and on the
labelled tellings is 76.1 and 83.2 without any, 79.5 and 84.7 with these, 79.1 and 84.7 with a mean of 0.3, 79.8 and
83.4 with one of 0.1, 78.8 and 84.3 with LIKELY 0.6, 78.9 and 85.2 with 0.4 (with REST in members.py at 2).
"""


def covered(
    tellings: Sequence[Telling],
    groups: Sequence[Sequence[int]],
    scored: Mapping[Pair, float],
    probability: Callable[[Telling, Telling], float],
    cut: Cut = CUT,
) -> list[tuple[int, int]]:
    """Numbers of `groups`, each with a place in `tellings` that belongs to it, too, in order.

    `scored` are the pairs that were compared, as `quoth.sayings.group.clusters` gives them.
    """
    group_of = {i: n for n, group in enumerate(groups) for i in group}
    asked = {
        (group_of[other], one)
        for pair, p in scored.items()
        if p >= LIKELY and group_of[pair[0]] != group_of[pair[1]]
        for one, other in (pair, pair[::-1])
        if tellings[one].attribution.article != tellings[other].attribution.article
    }

    def likely(i: int, j: int) -> float:
        pair = (i, j) if i < j else (j, i)
        return scored[pair] if pair in scored else probability(tellings[pair[0]], tellings[pair[1]])

    def fits(i: int, group: Sequence[int]) -> bool:
        own = {p.attribution.id for p in tellings[i].same}
        if any(p.attribution.id in own for k in group for p in tellings[k].same):
            return False
        article = tellings[i].attribution.article
        others = [k for k in group if tellings[k].attribution.article != article][:SAMPLE]
        if math.fsum(bounded(likely(i, k)) for k in others) < bounded(MEAN) * len(others):
            return False
        here, begun = {p.attribution.article for p in tellings[i].same}, opened(tellings[i])
        for k in group:
            both = here & {p.attribution.article for p in tellings[k].same}
            if both:  # of several articles one that does not open with either asks most
                opens = both <= begun | opened(tellings[k])
                if likely(i, k) < least(tellings[i], tellings[k], cut, opens=opens):
                    return False
        return True

    return sorted((n, i) for n, i in asked if fits(i, groups[n]))

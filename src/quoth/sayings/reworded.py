"""Articles whose quotations nobody else has: the tell of copy that was put through a paraphraser.

A machine that rewords an article rewords what stands in quotation marks, too. What it accepts: at least LEAST
quotations shared with other articles, all of them at odds with everybody else's, and others that agree with each other
in one of them at least, so that it is not everybody who differs. What guards it: a telling counts only where WORDS of
its words were compared; cuts that are marked, spelling and fillers are no odds.
A case it gets wrong: an article that quotes from its own recording while the others share one agency's version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quoth.types import Attribution, Reworded, Saying

LEAST = 2  # quotations that an article must share; one may be a slip
WORDS = 5  # words of a telling that must have been compared


def reworded(sayings: Sequence[Saying], attributions: Mapping[str, Attribution]) -> tuple[Reworded, ...]:
    """The articles of one story that were probably reworded, by id, with their tellings at odds as evidence.

    `attributions` has those of the story by id.
    """
    alone: dict[str, list[tuple[str, str]]] = defaultdict(list)  # article -> its telling, and one it is at odds with
    agreeing: set[str] = set()
    standing: dict[str, bool] = {}  # article -> whether others agree somewhere against it
    for saying in sayings:
        compared = {o.telling: attributions[o.telling].article for o in saying.overlaps if o.compared >= WORDS}
        if len(set(compared.values())) < 2:
            continue
        apart: dict[str, set[str]] = defaultdict(set)
        for variant in saying.variants:
            for i, j in variant.at_odds:
                for one in variant.readings[i].tellings:
                    for other in variant.readings[j].tellings:
                        apart[one].add(other)
                        apart[other].add(one)
        for article in set(compared.values()):
            own = [t for t, a in compared.items() if a == article]
            others = compared.keys() - own
            if not all(others <= apart[telling] for telling in own):
                agreeing.add(article)
                continue
            alone[article] += ((telling, min(others)) for telling in own)
            pairs = ((a, b) for a in others for b in others if compared[a] < compared[b])
            standing[article] = standing.get(article, False) or any(b not in apart[a] for a, b in pairs)
    return tuple(
        Reworded(article, tuple(sorted(alone[article])))
        for article in sorted(alone)
        if article not in agreeing and standing[article] and len(alone[article]) >= LEAST
    )

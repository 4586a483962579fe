"""What the statements that two articles share say of them, besides how they are quoted: in which order they stand, what
each has alone, and whether one was reworded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quoth.lineage import weights as w
from quoth.lineage.ready import Ready
from quoth.types import Bearing, Cited, Evidence, Saying

_SHOWN = 3


def order(one: Ready, other: Ready, sayings: Sequence[Saying]) -> Iterator[Evidence]:
    """Whether the statements that both tell stand in one order, which is not that in which they were said."""
    places = []
    for saying in sayings:
        a, b = one.told[saying.id][0], other.told[saying.id][0]
        places.append((a.start, b.start, saying.record.start if saying.record else None, a, b))
    places.sort(key=lambda p: p[:2])
    n = len(places)
    if n < 4:
        return
    turned = sum(places[i][1] > places[j][1] for i in range(n) for j in range(i + 1, n))
    spans = tuple(c for p in places[:_SHOWN] for c in (Cited.of(p[3]), Cited.of(p[4])))
    pairs = n * (n - 1) / 2
    if not turned:
        said = [p[2] for p in places if p[2] is not None]
        if said == sorted(said) and len(said) > 1:
            yield Evidence("order", "related", 0.0, f"{n} statements in one order, which is that of the record", spans)
        else:
            weighs = min(w.ORDER_MOST, w.ORDER * (n - 3))
            yield Evidence("order", "related", weighs, f"{n} statements in one order", spans)
    elif turned >= 0.4 * pairs:
        yield Evidence("order", "apart", w.ORDER_OTHER, f"{n} statements in quite another order", spans)


def own_statements(one: Ready, other: Ready, spread: Mapping[str, int]) -> Iterator[Evidence]:
    """Statements that each has and nobody else, the first of each cited; `spread`: how many articles tell a saying."""
    own = [[told[0] for s, told in side.told.items() if spread[s] == 1] for side in (one, other)]
    if all(own):
        spans = tuple(Cited.of(min(told, key=lambda a: (a.start, a.id))) for told in own)
        reason = f"each has statements that nobody else has: {len(own[0])} and {len(own[1])}"
        yield Evidence("own statements", "apart", w.OWN_STATEMENTS, reason, spans)


def reworded(one: Ready, other: Ready, shared: int) -> Iterator[Evidence]:
    """One of the two was put through a paraphraser, so that it is not the other's source."""
    if one.reworded != other.reworded and shared:
        true, wrong = (one, other) if other.reworded else (other, one)
        bearing: Bearing = "forward" if other.reworded else "backward"
        cited = tuple(Cited.of(wrong.told[s][0]) for s in sorted(wrong.told)[:1])
        yield Evidence("paraphrased", "related", w.PARAPHRASED, f"{wrong.id} rewords what was somebody's text", cited)
        reason = f"the quotations of {wrong.id} are nobody else's wording; those of {true.id} are"
        yield Evidence("reworded", bearing, w.REWORDED, reason, cited)

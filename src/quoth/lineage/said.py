"""What the statements that two articles share say of them, besides how they are quoted: in which order they stand, what
each has alone, and whether one was reworded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quoth.lineage import weights as w
from quoth.lineage.ready import Ready
from quoth.types import Bearing, Cited, Evidence, Saying

_SHOWN = 3

_Ends = tuple[int, int, int, int]  # where the first and the last telling begin, in one article and in the other


def order(one: Ready, other: Ready, sayings: Sequence[Saying]) -> Iterator[Evidence]:
    """Whether the statements that both tell stand in one order, which is not that in which they were said.

    What an article tells several times, in the headline and again below, has no one place in it: two statements are in
    order, or turned, only where they are so whichever telling is taken.
    """
    places = []
    for saying in sayings:
        ours, theirs = one.told[saying.id], other.told[saying.id]
        ends = (ours[0].start, ours[-1].start, theirs[0].start, theirs[-1].start)
        places.append((ends, saying.record.start if saying.record else None, ours[0], theirs[0]))
    places.sort(key=lambda p: (p[0][0], p[0][2]))
    n = len(places)
    if n < 4:
        return
    ways = [_way(places[i][0], places[j][0]) for i in range(n) for j in range(i + 1, n)]
    turned = ways.count("turned")
    spans = tuple(c for p in places[:_SHOWN] for c in (Cited.of(p[2]), Cited.of(p[3])))
    if ways.count("in order") == len(ways):
        said = [p[1] for p in places if p[1] is not None]
        if said == sorted(said) and len(said) > 1:
            yield Evidence("order", "related", 0.0, f"{n} statements in one order, which is that of the record", spans)
        else:
            weighs = min(w.ORDER_MOST, w.ORDER * (n - 3))
            yield Evidence("order", "related", weighs, f"{n} statements in one order", spans)
    elif turned >= 0.4 * len(ways):
        yield Evidence("order", "apart", w.ORDER_OTHER, f"{n} statements in quite another order", spans)


def _way(first: _Ends, second: _Ends) -> str:
    """How two statements stand in two articles: "in order", "turned", or "open" where that hangs on the telling."""
    one, other = _ahead(first[:2], second[:2]), _ahead(first[2:], second[2:])
    if one is None or other is None:
        return "open"
    return "turned" if one * other < 0 else "in order"


def _ahead(first: tuple[int, int], second: tuple[int, int]) -> int | None:
    """1 where `first` stands ahead whichever telling is taken, -1 where behind, 0 at one place; else None."""
    if first[1] < second[0]:
        return 1
    if second[1] < first[0]:
        return -1
    return 0 if first == second and first[0] == first[1] else None


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

"""What the quotations say that two articles share: not that they share them, but where they depart together.

A quotation that both have word for word proves nothing: it was said in public. But a departure from the record, or from
what everybody else has, that both make in the same way was made once (the common error of textual criticism). And who
departs where the other has it right is not the other's source.

What it accepts: departures from the record, where there is one; else readings of a variant.
What guards it: spelling, fillers, and cuts with a mark are everybody's habit and count for nothing in common; without a
record a reading is a departure only beside two other articles that agree.
A case it gets wrong: two reporters who tidy up the same slip of the tongue alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from quoth.lineage import weights as w
from quoth.lineage.readings import Place, Readings
from quoth.lineage.ready import Ready
from quoth.types import Attribution, Bearing, Beside, Cited, Departure, Evidence, Reading, Saying, Variant, Way

_HABIT = frozenset({"spelling", "disfluency", "marked_cut"})
_SHOWN = 3
_OTHERS = 2  # articles besides the pair that agree, for a reading of theirs to be everybody's


@dataclass(frozen=True, slots=True)
class _Departed:
    """One thing that a quotation says of two articles: what it speaks for, what it weighs, the words of both."""

    bearing: Bearing
    weighs: float
    spans: tuple[Cited, Cited]


def departures(
    one: Ready,
    other: Ready,
    sayings: Sequence[Saying],
    tellings: Mapping[str, Attribution],
    known: Mapping[str, Readings],
) -> Iterator[Evidence]:
    """Shared and one-sided departures of the two in `sayings`, those that both tell; `known` are their readings."""
    held: dict[Bearing, list[_Departed]] = defaultdict(list)
    beside_which: set[str] = set()
    for saying in sayings:
        beside = known[saying.id].beside
        places = [(place, place.agreeing({one.id, other.id})) for place in known[saying.id].places]
        for a, b in product(one.told.get(saying.id, ()), other.told.get(saying.id, ())):
            recorded = a.id in beside and b.id in beside
            if recorded:
                found = _by_record(tellings, beside[a.id], beside[b.id])
            else:
                found = chain.from_iterable(_by_reading(place, others, a, b) for place, others in places)
            for departed in found:
                held[departed.bearing].append(departed)
                if departed.bearing == "related":
                    beside_which.add("the record has" if recorded else "others have")
    if together := held["related"]:
        reason = f"both depart alike from what {' or '.join(sorted(beside_which, reverse=True))}"
        yield Evidence("inherited", "related", _total(together, w.INHERITED_MOST), reason, _cited(together))
    ways: tuple[tuple[Way, Ready, Ready], ...] = (("forward", one, other), ("backward", other, one))
    for way, true, wrong in ways:
        if alone := held[way]:
            reason = f"{wrong.id} departs in a quotation where {true.id} has it as it was, or more of it"
            yield Evidence("departs", way, _total(alone, w.INNOVATES_MOST), reason, _cited(alone))


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


def _by_record(tellings: Mapping[str, Attribution], one: Beside, other: Beside) -> Iterator[_Departed]:
    """Where both, or only one of the two, depart from the record."""
    if "absent" in (one.verdict, other.verdict):
        return
    mine, theirs = (
        {_place(d): d for d in side.departures if not _HABIT.issuperset(d.changes)} for side in (one, other)
    )
    for place in sorted(mine.keys() & theirs.keys()):
        cut = {"silent_cut", *_HABIT}.issuperset(mine[place].changes)
        spans = _at(tellings, one, mine[place]), _at(tellings, other, theirs[place])
        yield _Departed("related", w.INHERITED_CUT if cut else w.INHERITED, spans)
    for place in sorted(theirs.keys() - mine.keys()):
        spans = Cited.of(tellings[one.telling]), _at(tellings, other, theirs[place])
        yield _Departed("forward", w.INNOVATES, spans)
    for place in sorted(mine.keys() - theirs.keys()):
        spans = _at(tellings, one, mine[place]), Cited.of(tellings[other.telling])
        yield _Departed("backward", w.INNOVATES, spans)


def _place(departure: Departure) -> tuple[int, int, str]:
    return departure.record_start, departure.record_end, " ".join(departure.text.casefold().split())


def _by_reading(place: Place, others: int, a: Attribution, b: Attribution) -> Iterator[_Departed]:
    """Where two tellings share a reading that nobody else has, or one has everybody's and the other its own; as many
    `others`, articles besides these two, have one reading there.
    """
    mine, theirs = place.at.get(a.id), place.at.get(b.id)
    if mine is None or theirs is None:
        return
    changes, pair = place.variant.changes, {a.article, b.article}
    if mine == theirs:
        if others >= _OTHERS and place.articles[mine] <= pair and "marked_cut" not in changes:
            yield _Departed("related", w.INHERITED_SHARED, (Cited.of(a), Cited.of(b)))
        return
    cited = Cited.of(a), Cited.of(b)
    marked = not {"marked_cut", "marked_insertion"}.isdisjoint(changes)
    ways: tuple[tuple[Way, int, int], ...] = (("forward", mine, theirs), ("backward", theirs, mine))
    for way, true, wrong in ways:
        if others >= _OTHERS:
            if len(place.articles[true] - pair) >= _OTHERS and len(place.articles[wrong]) == 1:
                yield _Departed(way, w.INNOVATES_SHARED, cited)
        elif _lost(place.variant, place.variant.readings[true], place.variant.readings[wrong]):
            yield _Departed(way, w.INNOVATES_MARKED if marked else w.INNOVATES_CUT, cited)


def _lost(variant: Variant, true: Reading, wrong: Reading) -> bool:
    """Whether `wrong` has fewer of the words, or words in brackets, so that it was made from what `true` has."""
    if "marked_insertion" in variant.changes:
        return "[" in wrong.text and "[" not in true.text
    return (
        bool(true.text.strip()) and not wrong.text.strip() and bool({"silent_cut", "marked_cut"} & set(variant.changes))
    )


def _at(tellings: Mapping[str, Attribution], beside: Beside, departure: Departure) -> Cited:
    article = tellings[beside.telling].article
    if departure.start < departure.end:
        return Cited(article, departure.start, departure.end, departure.text)
    return Cited.of(tellings[beside.telling])


def _total(found: Sequence[_Departed], most: float) -> float:
    return min(most, sum(departed.weighs for departed in found))


def _cited(found: Sequence[_Departed]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for departed in found[:_SHOWN] for cited in departed.spans))

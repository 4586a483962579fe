"""Where the quotations of two articles depart together, and where one alone does.

A quotation that both have word for word proves nothing: it was said in public. But a departure from the record, or from
what everybody else has, that both make in the same way was made once (the common error of textual criticism). And who
departs where the other has it right is not the other's source.

What it accepts: departures from the record, where there is one; else readings of a variant.
What guards it: spelling, fillers, and cuts with a mark are everybody's habit and count for nothing in common; without a
record a reading is a departure only beside two other articles that agree.
A case it gets wrong: two reporters who tidy up the same slip of the tongue alike.

Each telling of the one is held against each of the other, but not pair by pair: who departs at a place and who does not
are two lists, and as every bearing has a most that it can weigh, the first ENOUGH pairs of them tell all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from quoth.lineage import weights as w
from quoth.lineage.readings import Place, Readings
from quoth.lineage.ready import Ready
from quoth.types import Attribution, Bearing, Beside, Cited, Departure, Evidence, Reading, Saying, Variant, Way

ENOUGH = 8
"""Departures of one bearing that weigh the most that they may together: the least weighs 0.5 of 2.4, 0.8 of 5."""
_HABIT = frozenset({"spelling", "disfluency", "marked_cut"})
_SHOWN = 3
_OTHERS = 2  # articles besides the pair that agree, for a reading of theirs to be everybody's

_Spot = tuple[int, int, str]  # a place of the record, and what a telling has there instead


@dataclass(frozen=True, slots=True)
class _Departed:
    """One thing that a quotation says of two articles: what it weighs, and the words of both."""

    weighs: float
    spans: tuple[Cited, Cited]


@dataclass(frozen=True, slots=True)
class _Rule:
    """At one place each of the tellings `mine` of the one article says the same beside each of `theirs`, the other's:
    both by their numbers, in order. `departed` is what two of them say.
    """

    bearing: Bearing
    mine: Sequence[int]
    theirs: Sequence[int]
    departed: Callable[[int, int], _Departed]


def departures(
    one: Ready,
    other: Ready,
    sayings: Sequence[Saying],
    known: Mapping[str, Readings],
) -> Iterator[Evidence]:
    """Shared and one-sided departures of the two in `sayings`, those that both tell; `known` are their readings."""
    held: dict[Bearing, list[_Departed]] = defaultdict(list)
    beside_which: set[str] = set()
    for saying in sayings:
        both = _Both(one.told.get(saying.id, ()), other.told.get(saying.id, ()), known[saying.id].beside)
        by_record = list(_by_record(both))
        by_reading = [
            rule
            for place in known[saying.id].places
            for rule in _by_reading(both, place, place.agreeing({one.id, other.id}))
        ]
        for which, rules in (("the record has", by_record), ("others have", by_reading)):
            if any(rule.bearing == "related" and rule.mine and rule.theirs for rule in rules):
                beside_which.add(which)
        for bearing in ("related", "forward", "backward"):
            held[bearing] += _first([r for r in (*by_record, *by_reading) if r.bearing == bearing])
    if together := held["related"]:
        reason = f"both depart alike from what {' or '.join(sorted(beside_which, reverse=True))}"
        yield Evidence("inherited", "related", _total(together, w.INHERITED_MOST), reason, _cited(together))
    ways: tuple[tuple[Way, Ready, Ready], ...] = (("forward", one, other), ("backward", other, one))
    for way, true, wrong in ways:
        if alone := held[way]:
            reason = f"{wrong.id} departs in a quotation where {true.id} has it as it was, or more of it"
            yield Evidence("departs", way, _total(alone, w.INNOVATES_MOST), reason, _cited(alone))


def _first(rules: Sequence[_Rule]) -> list[_Departed]:
    """What the first ENOUGH pairs of tellings say by `rules`: by the one's telling, the other's, then by rule."""
    pairs = [(i, j, n) for n, r in enumerate(rules) for i, j in islice(product(r.mine, r.theirs), ENOUGH)]
    return [rules[n].departed(i, j) for i, j, n in sorted(pairs)[:ENOUGH]]


class _Both:
    """The tellings of one saying in two articles, and what the record has beside them, by their ids."""

    def __init__(
        self, mine: Sequence[Attribution], theirs: Sequence[Attribution], beside: Mapping[str, Beside]
    ) -> None:
        self.mine, self.theirs, self.beside = mine, theirs, beside
        self.here = frozenset(i for i, a in enumerate(mine) if a.id in beside)
        self.there = frozenset(j for j, b in enumerate(theirs) if b.id in beside)

    def unrecorded(
        self, bearing: Bearing, mine: Sequence[int], theirs: Sequence[int], departed: Callable[[int, int], _Departed]
    ) -> Iterator[_Rule]:
        """The rule for the pairs of `mine` and `theirs` of which the record has not both."""
        yield _Rule(bearing, [i for i in mine if i not in self.here], theirs, departed)
        alone = [j for j in theirs if j not in self.there]
        yield _Rule(bearing, [i for i in mine if i in self.here], alone, departed)


def _by_record(both: _Both) -> Iterator[_Rule]:
    """Where both, or only one of the two, depart from the record."""
    mine, theirs = (_surely_there(told, both.beside) for told in (both.mine, both.theirs))
    departing, also = _having(mine), _having(theirs)

    def here(i: int, place: _Spot) -> Cited:
        return _at(both.mine[i], mine[i][place])

    def there(j: int, place: _Spot) -> Cited:
        return _at(both.theirs[j], theirs[j][place])

    for place in sorted(departing.keys() | also.keys()):
        a, b = departing.get(place, []), also.get(place, [])

        def together(i: int, j: int, at: _Spot = place) -> _Departed:
            cut = {"silent_cut", *_HABIT}.issuperset(mine[i][at].changes)
            return _Departed(w.INHERITED_CUT if cut else w.INHERITED, (here(i, at), there(j, at)))

        def forward(i: int, j: int, at: _Spot = place) -> _Departed:
            return _Departed(w.INNOVATES, (Cited.of(both.mine[i]), there(j, at)))

        def backward(i: int, j: int, at: _Spot = place) -> _Departed:
            return _Departed(w.INNOVATES, (here(i, at), Cited.of(both.theirs[j])))

        yield _Rule("related", a, b, together)
        if b:
            yield _Rule("forward", list(islice((i for i in mine if place not in mine[i]), ENOUGH)), b, forward)
        if a:
            yield _Rule("backward", a, list(islice((j for j in theirs if place not in theirs[j]), ENOUGH)), backward)


def _surely_there(told: Sequence[Attribution], beside: Mapping[str, Beside]) -> dict[int, dict[_Spot, Departure]]:
    """Where each of `told` departs from the record, if that surely has it and not only like words."""
    found = {i: beside[a.id] for i, a in enumerate(told) if a.id in beside}
    return {
        i: {_place(d): d for d in b.departures if not _HABIT.issuperset(d.changes)}
        for i, b in found.items()
        if b.verdict != "absent" and not b.perhaps
    }


def _place(departure: Departure) -> _Spot:
    return departure.record_start, departure.record_end, " ".join(departure.text.casefold().split())


def _having(those: Mapping[int, Mapping[_Spot, Departure]]) -> dict[_Spot, list[int]]:
    """The tellings that depart at each place."""
    found: dict[_Spot, list[int]] = defaultdict(list)
    for i, departing in those.items():
        for place in departing:
            found[place].append(i)
    return found


def _by_reading(both: _Both, place: Place, others: int) -> Iterator[_Rule]:
    """Where two tellings share a reading that nobody else has, or one has everybody's and the other its own; as many
    `others`, articles besides these two, have one reading there.
    """
    mine, theirs = _reading(both.mine, place), _reading(both.theirs, place)
    if not mine or not theirs:
        return
    variant, changes = place.variant, place.variant.changes
    pair = {both.mine[0].article, both.theirs[0].article}

    def weighing(weighs: float) -> Callable[[int, int], _Departed]:
        return lambda i, j: _Departed(weighs, (Cited.of(both.mine[i]), Cited.of(both.theirs[j])))

    if others >= _OTHERS and "marked_cut" not in changes:
        shared = weighing(w.INHERITED_SHARED)
        for r in mine.keys() & theirs.keys():
            if place.articles[r] <= pair:
                yield from both.unrecorded("related", mine[r], theirs[r], shared)
    read = sorted(mine.keys() | theirs.keys())
    if others >= _OTHERS:
        true = [r for r in read if len(place.articles[r] - pair) >= _OTHERS]
        wrong = [r for r in read if len(place.articles[r]) == 1]
        alone = weighing(w.INNOVATES_SHARED)
    else:
        wrong = [r for r in read if _has_less(variant, variant.readings[r])]
        true = [r for r in read if r not in wrong] if wrong else []
        marked = not {"marked_cut", "marked_insertion"}.isdisjoint(changes)
        alone = weighing(w.INNOVATES_MARKED if marked else w.INNOVATES_CUT)
    if true and wrong:
        yield from both.unrecorded("forward", _of(mine, true), _of(theirs, wrong), alone)
        yield from both.unrecorded("backward", _of(mine, wrong), _of(theirs, true), alone)


def _reading(told: Sequence[Attribution], place: Place) -> dict[int, list[int]]:
    """The tellings that have each reading."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, a in enumerate(told):
        if (reading := place.at.get(a.id)) is not None:
            found[reading].append(i)
    return found


def _of(having: Mapping[int, Sequence[int]], readings: Sequence[int]) -> list[int]:
    return sorted(i for r in readings for i in having.get(r, ()))


def _has_less(variant: Variant, reading: Reading) -> bool:
    """Whether `reading` has none of the words, or words in brackets, so that it was made from one that is not so."""
    if "marked_insertion" in variant.changes:
        return "[" in reading.text
    return not reading.text.strip() and not {"silent_cut", "marked_cut"}.isdisjoint(variant.changes)


def _at(telling: Attribution, departure: Departure) -> Cited:
    """The words with which `telling` departs; all of its words where it lacks some."""
    if departure.start < departure.end:
        return Cited(telling.article, departure.start, departure.end, departure.text)
    return Cited.of(telling)


def _total(found: Sequence[_Departed], most: float) -> float:
    return min(most, sum(departed.weighs for departed in found))


def _cited(found: Sequence[_Departed]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for departed in found[:_SHOWN] for cited in departed.spans))

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

from collections.abc import Iterator, Mapping, Sequence

from quoth.lineage import weights as w
from quoth.lineage.ready import Ready
from quoth.types import Attribution, Bearing, Beside, Cited, Departure, Evidence, Reading, Saying, Variant

_HABIT = frozenset({"spelling", "disfluency", "marked_cut"})
_SHOWN = 3
_OTHERS = 2  # articles besides the pair that agree, for a reading of theirs to be everybody's


def departures(
    one: Ready, other: Ready, sayings: Sequence[Saying], tellings: Mapping[str, Attribution]
) -> Iterator[Evidence]:
    """Shared and one-sided departures of the two in `sayings`, those that both tell."""
    together: list[tuple[float, Cited, Cited]] = []
    alone: dict[Bearing, list[tuple[float, Cited, Cited]]] = {"forward": [], "backward": []}
    for saying in sayings:
        mine, theirs = ([a.id for a in side.told.get(saying.id, ())] for side in (one, other))
        beside = {b.telling: b for b in saying.record.tellings} if saying.record else {}
        for i in mine:
            for j in theirs:
                if i in beside and j in beside:
                    _by_record(tellings, beside[i], beside[j], together, alone)
                else:
                    for variant in saying.variants:
                        _by_reading(tellings, variant, (i, j), together, alone)
    if together:
        weighs = min(w.INHERITED_MOST, sum(weight for weight, _, _ in together))
        reason = f"both depart alike from what {'the record' if any(s.record for s in sayings) else 'others'} has"
        yield Evidence("inherited", "related", weighs, reason, _cited(together))
    for bearing, found in alone.items():
        if found:
            true, wrong = (one, other) if bearing == "forward" else (other, one)
            weighs = min(w.INNOVATES_MOST, sum(weight for weight, _, _ in found))
            reason = f"{wrong.id} departs in a quotation where {true.id} has it as it was, or more of it"
            yield Evidence("departs", bearing, weighs, reason, _cited(found))


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
    """Statements that each has and nobody else; `spread` says how many articles tell each saying."""
    own = [[s for s in side.told if spread[s] == 1] for side in (one, other)]
    if all(own):
        spans = tuple(Cited.of(side.told[own[k][0]][0]) for k, side in enumerate((one, other)))
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


def _by_record(
    tellings: Mapping[str, Attribution],
    one: Beside,
    other: Beside,
    together: list[tuple[float, Cited, Cited]],
    alone: dict[Bearing, list[tuple[float, Cited, Cited]]],
) -> None:
    if "absent" in (one.verdict, other.verdict):
        return
    mine, theirs = (
        {_place(d): d for d in side.departures if not _HABIT.issuperset(d.changes)} for side in (one, other)
    )
    for place in sorted(mine.keys() & theirs.keys()):
        cut = {"silent_cut", *_HABIT}.issuperset(mine[place].changes)
        together.append(
            (
                w.INHERITED_CUT if cut else w.INHERITED,
                _at(tellings, one, mine[place]),
                _at(tellings, other, theirs[place]),
            )
        )
    for place in sorted(theirs.keys() - mine.keys()):
        alone["forward"].append((w.INNOVATES, Cited.of(tellings[one.telling]), _at(tellings, other, theirs[place])))
    for place in sorted(mine.keys() - theirs.keys()):
        alone["backward"].append((w.INNOVATES, _at(tellings, one, mine[place]), Cited.of(tellings[other.telling])))


def _place(departure: Departure) -> tuple[int, int, str]:
    return departure.record_start, departure.record_end, " ".join(departure.text.casefold().split())


def _by_reading(
    tellings: Mapping[str, Attribution],
    variant: Variant,
    ids: tuple[str, str],
    together: list[tuple[float, Cited, Cited]],
    alone: dict[Bearing, list[tuple[float, Cited, Cited]]],
) -> None:
    one, other = ids
    at = {t: k for k, reading in enumerate(variant.readings) for t in reading.tellings}
    if one not in at or other not in at or {"spelling", "disfluency"}.issuperset(variant.changes):
        return
    pair = {tellings[one].article, tellings[other].article}
    support = [{tellings[t].article for t in reading.tellings if t in tellings} for reading in variant.readings]
    everybody = max((len(articles - pair) for articles in support), default=0)
    cited = Cited.of(tellings[one]), Cited.of(tellings[other])
    if at[one] == at[other]:
        if everybody >= _OTHERS and support[at[one]] <= pair and "marked_cut" not in variant.changes:
            together.append((w.INHERITED_SHARED, *cited))
        return
    for bearing, true, wrong in (("forward", one, other), ("backward", other, one)):
        if everybody >= _OTHERS and len(support[at[true]] - pair) >= _OTHERS and len(support[at[wrong]]) == 1:
            alone[bearing].append((w.INNOVATES_SHARED, *cited))  # type: ignore[index]
        elif everybody < _OTHERS and _lost(variant, variant.readings[at[true]], variant.readings[at[wrong]]):
            marked = {"marked_cut", "marked_insertion"} & set(variant.changes)
            alone[bearing].append((w.INNOVATES_MARKED if marked else w.INNOVATES_CUT, *cited))  # type: ignore[index]


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


def _cited(found: Sequence[tuple[float, Cited, Cited]]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(c for _, a, b in found[:_SHOWN] for c in (a, b)))

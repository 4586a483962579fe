"""What of a saying is worth a look before it is printed, in sentences, the gravest first.

Nothing is found here: it picks from an arranged saying what an editor would telephone about. A telling that only
perhaps belongs to the saying says nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quoth.counted import counted
from quoth.page.notes import listed
from quoth.page.views import SayingView


def matters(saying: SayingView, reworded: Collection[str] = ()) -> Iterator[str]:
    """A sentence for each difference in which the meaning may differ; for what the record has in another sense, has
    somebody else say, or has not; for another speaker; and one for quotations that cannot all be word for word.

    What is told beside the record is not told once more of the papers beside each other. Of outlets that were
    `reworded` as a whole it is not said once more that their quotations have other words.
    """
    yield from map(str, saying.unsettled)
    yield from _beside_the_record(saying)
    yield from _other_speakers(saying)
    yield from _at_odds(saying, frozenset(reworded))


def _beside_the_record(saying: SayingView) -> Iterator[str]:
    if saying.heard:
        yield saying.heard
    if saying.record is None:
        return
    yield from saying.record.grave
    if saying.record.absent:
        yield f"Not found in the record: {listed(saying.record.absent)}."


def _other_speakers(saying: SayingView) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    for told in saying.told:
        for witness in told.witnesses:
            if witness.elsewhere:
                named.setdefault(witness.elsewhere, []).append(witness.label)
    for name, outlets in named.items():
        yield f"Read as words of {name}, look whether they are: {listed(dict.fromkeys(outlets))}."


def _at_odds(saying: SayingView, reworded: frozenset[str]) -> Iterator[str]:
    clashing = [
        d
        for d in saying.differences
        if d.clash and not d.grave and sum(not reworded.issuperset(side) for side in d.sides) > 1
    ]
    if clashing:
        places = sum(d.places for d in clashing[1:]) + max(clashing[0].places - 1, 0)
        more = f"; and in {counted(places, 'place')} more" if places else ""
        yield f"Quoted otherwise: {clashing[0].said}{more}."

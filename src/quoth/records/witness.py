"""The record as a witness to every saying, above the tellings: it is what was said, as far as anybody wrote it down.

Each telling in quotation marks is held against every record; the record that has most of them, and has them best, is
the saying's. Its passage is the stretch that holds what the tellings quote.

What guards it: a telling of fewer than five quoted words proves nothing by itself and counts only where it lies inside
the passage that longer ones found; a telling in quite other words counts where it lies there, too, for that the others
stand there says much; one quoted from elsewhere in the record keeps its own finding and does not stretch the passage.
Of a telling that is in a saying only in part that part alone is held against the record: where else its article departs
from it belongs to another saying. Where no part is found by itself, the whole statements are asked.
A case it gets wrong: a saying whose tellings all quote three words has no record, though it stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.records.departures import departures, main_speaker
from quoth.records.index import Index
from quoth.records.locate import Found, located
from quoth.records.quotations import LEAST
from quoth.records.verdict import POSSIBLE, likelihood, present
from quoth.sayings import portions
from quoth.sayings.quoted import LONGEST, quoted
from quoth.types import Attribution, Beside, Recorded, Saying, Trace


@dataclass(frozen=True, slots=True)
class _Held:
    """A telling and where a record has it, if it does; `words` are those in quotation marks."""

    telling: Attribution
    words: int
    found: Found | None
    likely: float = 0.0
    start: int = 0
    end: int = 0

    @property
    def sure(self) -> bool:
        """Whether it is found by itself, without what other tellings show."""
        return self.words >= LEAST and self.found is not None and present(self.found)


def witnessed(trace: Trace, records: Sequence[Index]) -> Trace:
    """`trace` with the record of each saying that one of `records` has."""
    texts = {article.id: article.text for article in trace.articles}
    tellings = {a.id: a for a in trace.attributions}
    sayings = tuple(replace(s, record=recorded(s, tellings, texts, records)) for s in trace.sayings)
    return replace(trace, sayings=sayings)


def recorded(
    saying: Saying, tellings: Mapping[str, Attribution], texts: Mapping[str, str], records: Sequence[Index]
) -> Recorded | None:
    """What the best of `records` has of `saying`; None where none has any of its tellings."""
    best: tuple[tuple[float, float], Index, list[_Held]] | None = None
    for index in records:
        held = [_held(index, a) for a in portions.tellings(saying, tellings)]
        sure = [h for h in held if h.sure]
        if not sure and saying.parts:
            held = [_held(index, tellings[i]) for i in saying.tellings if i in tellings]
            sure = [h for h in held if h.sure]
        rank = float(len(sure)), sum(h.likely for h in sure)
        if sure and (best is None or rank > best[0]):
            best = rank, index, held
    if best is None:
        return None
    _, index, held = best
    start, end = _passage([h for h in held if h.sure])
    speaker = next(main_speaker(index, h.found) for h in held if h.sure and h.found is not None)
    beside = []
    for h in held:
        inside = h.start < end and h.end > start
        if h.found is not None and (h.sure or (inside and h.likely >= POSSIBLE)):
            away = departures(index, h.found, texts[h.telling.article])
            beside.append(Beside(h.telling.id, "changed" if away else "verbatim", away))
        elif h.words >= LEAST:
            beside.append(Beside(h.telling.id, "absent"))
    return Recorded(index.record.id, start, end, index.record.text[start:end], speaker, tuple(beside))


def _held(index: Index, telling: Attribution) -> _Held:
    said = quoted(telling)
    written = sum(not w.glued for w in said)
    found = located(index, said) if 0 < len(said) <= LONGEST else None
    if found is None:
        return _Held(telling, written, None)
    words = index.heard.words
    start = min(words[part.start].start for part in found.parts)
    end = max(words[part.end - 1].end for part in found.parts)
    return _Held(telling, written, found, likelihood(found), start, end)


def _passage(held: Sequence[_Held]) -> tuple[int, int]:
    """The stretch that most tellings overlap: the longest telling's of those, widened by what overlaps it."""
    most = max(held, key=lambda h: (sum(o.start < h.end and h.start < o.end for o in held), h.end - h.start, -h.start))
    beside = [h for h in held if h.start < most.end and most.start < h.end]
    return min(h.start for h in beside), max(h.end for h in beside)

"""The record as a witness to every saying, above the tellings: it is what was said, as far as anybody wrote it down.

Each quotation of each telling is held against every record; the record that has quotations of most tellings, and has
them best, is the saying's. Its passage is the stretch that holds what the tellings quote. A quotation is judged by
itself, from its opening mark to its closing one, as `quoth check` judges it (`quoth.records.verdict.judged`): the two
never part over the same words and record.

What guards it: a quotation of fewer than five words proves nothing by itself and counts only where it lies inside the
passage that longer ones found; one quoted from elsewhere in the record keeps its own finding and does not stretch the
passage. Of a telling that is in a saying only in part that part alone is held against the record: where else its
article departs from it belongs to another saying. Where no part is found by itself, the whole statements are asked.
Of a telling whose one quotation the record has and the other not, the other is something put in.
A case it gets wrong: a saying whose tellings all quote three words has no record, though it stands there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from quoth.quotation import quotations
from quoth.records.departures import main_speaker
from quoth.records.index import Index
from quoth.records.quotations import LEAST
from quoth.records.verdict import Judgement, judged
from quoth.sayings import portions
from quoth.sayings.words import Break, Word, words
from quoth.sayings.words.quoted import LONGEST, quoted
from quoth.types import Attribution, Beside, Departure, Recorded, Saying, Trace


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quotation of a telling, `start:end` of its article, how it stands against a record, and where that has it."""

    start: int
    end: int
    long: bool
    judgement: Judgement
    place: tuple[int, int] = (0, 0)

    @property
    def here(self) -> bool:
        return self.judgement.verdict != "absent"

    @property
    def sure(self) -> bool:
        """Whether it is found by itself, without what other tellings show."""
        return self.long and self.here


@dataclass(frozen=True, slots=True)
class _Held:
    """A telling's quotations beside a record."""

    telling: Attribution
    quotations: tuple[_Quotation, ...]

    @property
    def sure(self) -> list[_Quotation]:
        return [q for q in self.quotations if q.sure]


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
    best: tuple[tuple[int, float], Index, list[_Held]] | None = None
    for index in records:
        held = [_held(index, a, texts[a.article]) for a in portions.tellings(saying, tellings)]
        if not any(h.sure for h in held) and saying.parts:
            held = [_held(index, tellings[i], texts[tellings[i].article]) for i in saying.tellings if i in tellings]
        sure = [h.sure for h in held if h.sure]
        rank = len(sure), sum(max(q.judgement.likely for q in some) for some in sure)
        if sure and (best is None or rank > best[0]):
            best = rank, index, held
    if best is None:
        return None
    _, index, held = best
    found = [q for h in held for q in h.sure]
    start, end = _passage([q.place for q in found])
    speaker = next(main_speaker(index, q.judgement.found) for q in found if q.judgement.found is not None)
    beside = tuple(b for h in held if (b := _beside(h, texts[h.telling.article], start, end)) is not None)
    return Recorded(index.record.id, start, end, index.record.text[start:end], speaker, beside)


def _held(index: Index, telling: Attribution, text: str) -> _Held:
    found = []
    for start, end, told in _quotations(telling, text):
        judgement = judged(index, told, text, telling.speaker) if len(told) <= LONGEST else Judgement("absent")
        place = 0, 0
        if judgement.found is not None:
            said, parts = index.words, judgement.found.parts
            place = min(said[p.start].start for p in parts), max(said[p.end - 1].end for p in parts)
        found.append(_Quotation(start, end, len(text[start:end].split()) >= LEAST, judgement, place))
    return _Held(telling, tuple(found))


def _quotations(telling: Attribution, text: str) -> Iterator[tuple[int, int, Sequence[Word]]]:
    """Where each quotation of `telling` stands in its article's `text`, and its words.

    They are the words that `quoth check` reads where the telling has the whole of it. Words that stand in no marks are
    one quotation where the telling runs on.
    """
    marked = _marked(text)
    starts = [start for start, _ in marked]
    seams = 0
    own: list[tuple[int, Word]] = []
    for word in quoted(telling):
        at = bisect_right(starts, word.start) - 1
        seams += bool(word.before & Break.SEAM)
        inside = at >= 0 and word.start < marked[at][1]
        own.append((at if inside else -1 - seams, word))
    for at, group in groupby(own, key=lambda one: one[0]):
        told = tuple(word for _, word in group)
        start, end = told[0].start, told[-1].end
        if at >= 0:
            whole = _words_of(text, *marked[at])
            told = tuple(w for w in whole if start <= w.start and w.end <= end)
            start, end = marked[at] if len(told) == len(whole) else (start, end)
        if told:
            yield start, end, told


@lru_cache(maxsize=64)
def _marked(text: str) -> tuple[tuple[int, int], ...]:
    """The outermost quotations of `text`, without their marks, in order."""
    return tuple((q.inner_start, q.inner_end) for q in quotations(text) if q.depth == 0)


@lru_cache(maxsize=64)
def _words_of(text: str, start: int, end: int) -> Sequence[Word]:
    """The words of a quotation of `text`: a statement's parts ask for the same one, and so does each record."""
    return words(text[start:end], start)


def _beside(held: _Held, text: str, start: int, end: int) -> Beside | None:
    """A telling beside the passage `start:end`; None for one of a few words that are not there."""
    here = [q for q in held.quotations if q.sure or (q.here and q.place[0] < end and q.place[1] > start)]
    lost = [q for q in held.quotations if q.long and not q.here]
    if not here:
        return Beside(held.telling.id, "absent") if lost else None
    at = max(q.place[1] for q in here)
    away = [d for q in here for d in q.judgement.departures]
    away += [Departure(q.start, q.end, text[q.start : q.end], at, at, "", ("silent_insertion",)) for q in lost]
    inside = any(q.place[0] < end and q.place[1] > start for q in here)
    place = min(q.place[0] for q in here), max(q.place[1] for q in here)
    return Beside(
        held.telling.id,
        "changed" if away else "verbatim",
        tuple(sorted(away, key=lambda d: (d.start, d.end))),
        None if inside else place,
        perhaps=bool(away) and all(q.judgement.perhaps for q in here),
    )


def _passage(places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch that most of `places` overlap: the longest of those, widened by what overlaps it."""

    def overlapping(one: tuple[int, int]) -> int:
        return sum(other[0] < one[1] and one[0] < other[1] for other in places)

    most = max(places, key=lambda place: (overlapping(place), place[1] - place[0], -place[0]))
    beside = [place for place in places if place[0] < most[1] and most[0] < place[1]]
    return min(start for start, _ in beside), max(end for _, end in beside)

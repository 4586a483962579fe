"""Where a quotation departs from the passage of the record that it quotes, and of what kind each departure is.

The kinds and the meaning are judged by `quoth.sayings.collate.change`, with the record known to be what was said.
Nobody has to print everything: a few words of somebody else that fall into the speaker's, and what the transcriber put
in square brackets, may be missing without a word. To pass over a longer turn of somebody else without a mark is a
splice.

A case it gets wrong: a passage that two people speak in turn, quoted as a dialogue, counts as the words of whoever has
more of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quoth.records.index import Index
from quoth.records.locate import Found
from quoth.records.part import Part, agreement
from quoth.sayings.collate.align import Table, as_runs, whole_words
from quoth.sayings.collate.change import Difference, classified, differ
from quoth.sayings.collate.order import merged
from quoth.sayings.words.word import LOOSE, Word
from quoth.types import Change, Departure

_INTERJECTION = 12  # words of somebody else that count as an interjection: "Your time is up.", "I think it's my turn"


def departures(index: Index, found: Found, text: str) -> tuple[Departure, ...]:
    """All departures of a quotation, which is of `text`, in the order of its words."""
    speaker = main_speaker(index, found)
    out: list[_Place] = []
    before: Part | None = None
    for part in found.parts:
        if before is not None:
            out.append(_joint(found.words, before, part))
        out += _within(index, part, speaker)
        before = part
    out += _put_in(index, found)
    out.sort(key=lambda place: (place.start, place.end))
    return tuple(
        Departure(
            place.start,
            place.end,
            text[place.start : place.end],
            place.record_start,
            place.record_end,
            index.record.text[place.record_start : place.record_end],
            place.found.changes,
            tuple((meaning.kind, meaning.words) for meaning in place.found.meanings),
        )
        for place in out
    )


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    record_start: int
    record_end: int
    found: Difference


def main_speaker(index: Index, found: Found) -> str | None:
    """Who says most of what the quotation has of the record."""
    said: defaultdict[str | None, float] = defaultdict(float)
    for part in found.parts:
        for a, b in part.pairs:
            said[index.record.speaker(a.start)] += agreement(a, b)
    return max(said, key=lambda name: (said[name], name or ""), default=None)


def _joint(words: Sequence[Word], before: Part, after: Part) -> _Place:
    """Where a quotation goes on with what the record has elsewhere."""
    first = words[after.first]
    kind: Change = "marked_cut" if first.before & LOOSE else "splice"
    passed = sorted((before.table.cells[0], after.table.cells[0]), key=lambda cells: next(w.start for w in cells if w))
    ends = [[w for w in cells if w is not None] for cells in passed]
    return _Place(first.start, first.start, ends[0][-1].end, ends[1][0].start, Difference((kind,), ()))


def _put_in(index: Index, found: Found) -> Iterator[_Place]:
    """What of the quotation stands between its parts, before or behind them: the record has it nowhere."""
    at = index.words[found.parts[0].start].start
    first = 0
    for part in found.parts:
        yield from _inserted(found.words[first : part.first], at)
        first, at = part.last, index.words[part.end - 1].end
    yield from _inserted(found.words[first:], at)


def _inserted(words: Sequence[Word], at: int) -> Iterator[_Place]:
    """`words`, which the record does not have, as put in at its place `at`; those in square brackets by the writer."""
    for bracketed, run in groupby(words, key=lambda word: word.bracketed):
        own = list(run)
        kind: Change = "marked_insertion" if bracketed else "silent_insertion"
        yield _Place(own[0].start, own[-1].end, at, at, Difference((kind,), ()))


def _within(index: Index, part: Part, speaker: str | None) -> Iterator[_Place]:
    table, passed = _heard_only(index, part.table, speaker)
    cells, covers = table.cells, table.covers
    told = (j for j in range(table.width) if covers[1][j])
    apart = as_runs(j for j in told if differ(cells[0][j], cells[1][j]) or j in passed)
    for start, end in merged(table, whole_words(table, apart)):
        yield _departure(table, start, end, passed)


def _heard_only(index: Index, table: Table, speaker: str | None) -> tuple[Table, frozenset[int]]:
    """`table` without what may be missing, and the columns where a longer turn of somebody else is passed over."""
    table = _parted(index, table, speaker)
    keep: list[int] = []
    passed: list[int] = []
    j = 0
    while j < table.width:
        a, b = table.cells[0][j], table.cells[1][j]
        if a is None or b is not None or not table.covers[1][j]:
            keep.append(j)
            j += 1
            continue
        k = j
        while k < table.width and (w := table.cells[0][k]) is not None and table.cells[1][k] is None:
            k += 1
        run = [(i, w) for i in range(j, k) if (w := table.cells[0][i]) is not None]
        others = [i for i, w in run if index.record.speaker(w.start) != speaker]
        free = set(others) if len(others) <= _INTERJECTION else set()
        free |= {i for i, w in run if w.bracketed}
        kept = [i for i, _ in run if i not in free]
        if others and not free.issuperset(others):
            passed += [len(keep) + n for n, i in enumerate(kept) if i in set(others)]
        keep += kept
        j = k
    cells = tuple(tuple(row[j] for j in keep) for row in table.cells)
    covers = tuple(tuple(row[j] for j in keep) for row in table.covers)
    return Table(cells, covers), frozenset(passed)


def _parted(index: Index, table: Table, speaker: str | None) -> Table:
    """`table` where no word of somebody else stands beside one that is not like it."""
    cells: list[tuple[Word | None, Word | None]] = []
    covers: list[tuple[bool, bool]] = []
    for a, b, of_record, of_quotation in zip(*table.cells, *table.covers, strict=True):
        if a is not None and b is not None and not agreement(a, b) and index.record.speaker(a.start) != speaker:
            cells += [(a, None), (None, b)]
            covers += [(of_record, of_quotation)] * 2
        else:
            cells.append((a, b))
            covers.append((of_record, of_quotation))
    return Table((tuple(a for a, _ in cells), tuple(b for _, b in cells)), tuple(zip(*covers, strict=True)))


def _departure(table: Table, start: int, end: int, passed: frozenset[int]) -> _Place:
    found = classified(table, 0, 1, start, end, base_known=True)
    if not passed.isdisjoint(range(start, end)) and "marked_cut" not in found.changes:
        kinds: list[Change] = [k for k in found.changes if k != "silent_cut"]
        found = Difference((*kinds, *(("splice",) if "splice" not in kinds else ())), found.meanings)
    record, quotation = table.cells
    a, b = _extent(quotation, start, end)
    while end < table.width and (then := record[end]) is not None and then.hyphen and quotation[end] is None:
        end += 1  # "e-mails", of which the quotation's last word stands beside "e"
    c, d = _extent(record, start, end)
    return _Place(a, b, c, d, found)


def _extent(cells: Sequence[Word | None], start: int, end: int) -> tuple[int, int]:
    """Where the words of the columns `start:end` stand; between their neighbours where there are none."""
    here = [w for w in cells[start:end] if w is not None]
    if here:
        return here[0].start, here[-1].end
    before = next((w.end for w in reversed(cells[:start]) if w is not None), None)
    after = next((w.start for w in cells[end:] if w is not None), 0)
    return (after, after) if before is None else (before, before)

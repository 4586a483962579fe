"""Where a record has the words of a quotation: the passage, in one part or several, word beside word.

The way through: the stretches of the record that hold most of the quotation (`quoth.records.index`) are each laid word
by word against it (`quoth.sayings.collate.align`); the one that agrees best is kept. Parts of the quotation that it
does not have, between two ellipses or two ends of sentences, are looked for by themselves in the rest of the record,
for a quotation may leave out minutes of speech or join what was said far apart.

What guards it: words at either end that agree only by leaping over more of the record than they are worth are not
taken; a part found elsewhere must agree nearly to the letter, less nearly after an ellipsis and close by.
A case it gets wrong: a refrain. Of places that agree equally well the first is taken, or that nearest to the rest of
the quotation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoth.records.index import Index, stretches
from quoth.records.part import GAP, Part, agreement, laid, worth
from quoth.sayings.collate.align import Table, against
from quoth.sayings.words.weights import SMALL, weight
from quoth.sayings.words.word import LOOSE, PARTS, Break, Word

_MARGIN = 8  # words of the record beyond a stretch that a quotation may reach
_LACKED = 0.15  # what a word that is not found takes from its weight's worth elsewhere
_PART, _MARKED_PART = 0.75, 0.6  # share of its weight that a part found elsewhere must have; after an ellipsis
_PART_WEIGHT, _MARKED_WEIGHT = 2.0, 0.9  # and the weight: "They lied!" after an ellipsis close by is enough
_CLOSE = 250  # words of the record within which a marked part counts as close by
_MOST_PARTS = 8
_TRIED = 400  # places of a quotation's rarest three words at which the whole is looked for
_WORTH_A_LOOK = 0.33  # of its weight that a record must seem to have of a quotation
_ENOUGH = 0.5  # share of a stretch that is found, so that it is not looked for elsewhere


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a quotation that a record has, in the order of the quotation."""

    words: tuple[Word, ...]
    parts: tuple[Part, ...]


def located(index: Index, quotation: Sequence[Word]) -> Found | None:
    """Where the record of `index` has `quotation`; None when it shares next to nothing with it.

    Whether it is the same utterance is not decided here (`quoth.records.verdict`).
    """
    words = tuple(quotation)
    if not words:
        return None
    whole = _best(index, words, (0, len(words)), _WORTH_A_LOOK * worth(words))
    parts = [whole] if whole is not None else []
    marks, ends = cut(words, LOOSE), cut(words, PARTS)
    for first, last in marks:
        parts = _elsewhere(index, words, parts, first, last)
    for first, last in _lacking(words, parts, ends):  # as many sentences in a row as are lacking, then each
        parts = _elsewhere(index, words, parts, first, last)
    for first, last in ends:
        parts = _elsewhere(index, words, parts, first, last)
    for first, last in ends:  # a part that went elsewhere may have left one behind
        if not any(part.first < last and first < part.last for part in parts):
            parts = _elsewhere(index, words, parts, first, last)
    parts.sort(key=lambda part: part.first)
    return Found(words, tuple(_merged(index, words, parts))) if parts else None


def cut(words: Sequence[Word], marks: Break) -> list[tuple[int, int]]:
    """The quotation cut before every word that one of `marks` stands before."""
    return list(pairwise([0, *(k for k in range(1, len(words)) if words[k].before & marks), len(words)]))


def _lacking(
    words: Sequence[Word], parts: Sequence[Part], ends: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The longest runs of two or more sentences of which `parts` have less than half."""
    run: list[tuple[int, int]] = []
    for first, last in (*ends, (len(words), len(words))):
        own = words[first:last]
        if own and _has(own, parts) < _ENOUGH * worth(own) and not (run and own[0].before & LOOSE):
            run.append((first, last))
            continue
        if len(run) > 1:
            yield run[0][0], run[-1][1]
        run = []


def _has(own: Sequence[Word], parts: Sequence[Part]) -> float:
    """The weight of the words `own` of a quotation that `parts` have."""
    inside = (pair for part in parts for pair in part.pairs if own[0].start <= pair[1].start <= own[-1].start)
    return sum(agreement(a, b) for a, b in inside)


def _elsewhere(index: Index, words: Sequence[Word], parts: list[Part], first: int, last: int) -> list[Part]:
    """`parts`, and the words `first:last` where the record has them in another place, if it does."""
    own = words[first:last]
    if len(parts) == _MOST_PARTS or len(own) == len(words):
        return parts
    total, has = worth(own), _has(own, parts)
    marked = bool(own[0].before & LOOSE) or (last < len(words) and bool(words[last].before & LOOSE))
    if has >= _ENOUGH * total or total < (_MARKED_WEIGHT if marked else _PART_WEIGHT):
        return parts
    near = (parts[0].start + parts[0].end) // 2 if parts else None
    least = (_MARKED_PART if marked else _PART) * total
    other = _best(index, words, (first, last), 0.9 * least, near=near)
    if other is None or other.hit < least or other.hit <= has:
        return parts
    close = near is not None and abs(other.start - near) <= _CLOSE
    if other.hit < _PART_WEIGHT and not (marked and close):
        return parts
    rest = (_without(index, words, part, first, last) for part in parts)
    return [*(part for part in rest if part is not None), other]


def _best(
    index: Index, words: Sequence[Word], place: tuple[int, int], least: float, *, near: int | None = None
) -> Part | None:
    """The part of the record that agrees best with the words `place` of a quotation.

    Stretches are not looked at closely where even with all small words they would not have `least` of its weight.
    """
    best, most = None, 0.0
    own = words[slice(*place)]
    if (start := _letter_for_letter(index, own, near)) is not None:
        end = start + len(own)
        table = Table((index.words[start:end], tuple(own)), ((True,) * len(own),) * 2)
        return Part(*place, start, end, table)
    total, small = worth(own), sum(weight(w.key) for w in own if w.key in SMALL)
    for votes in stretches(index, own, near=near):
        if votes.score + small < least:
            break
        within = votes.start - votes.lead - _MARGIN, votes.end + votes.tail + _MARGIN
        part = laid(index, words, place, within)
        if part is None:
            continue
        score = part.hit - GAP * sum(math.log2(1 + n) for n in part.leaps)
        score -= _LACKED * (total - part.hit)
        if near is not None:
            score -= 0.05 * math.log2(1 + abs(part.start - near))
        if best is None or score > most:
            best, most = part, score
    return best


def _letter_for_letter(index: Index, own: Sequence[Word], near: int | None) -> int | None:
    """Where the record has the very words of `own`, spelling aside; the first place, or the one nearest to `near`."""
    keys = [w.key for w in own]
    if any(w.bracketed for w in own) or len(keys) < 3:
        return None
    rarest = min(range(len(keys) - 2), key=lambda i: len(index.places.get(tuple(keys[i : i + 3]), ())))
    said = index.words
    starts = [
        j - rarest
        for j in index.places.get(tuple(keys[rarest : rarest + 3]), ())[:_TRIED]
        if j >= rarest
        and all(a.key == key for a, key in zip(said[j - rarest : j - rarest + len(keys)], keys, strict=False))
    ]
    starts = [start for start in starts if start + len(keys) <= len(said)]
    return min(starts, key=lambda start: 0 if near is None else abs(start - near), default=None)


def _without(index: Index, words: Sequence[Word], part: Part, first: int, last: int) -> Part | None:
    """`part` without the words `first:last`, which stand elsewhere; what is left keeps its longer side."""
    if last <= part.first or part.last <= first:
        return part
    left, right = (part.first, first), (last, part.last)
    a, b = max(left, right, key=lambda side: worth(words[side[0] : side[1]]) if side[0] < side[1] else -1.0)
    return laid(index, words, (a, b), (part.start - _MARGIN, part.end + _MARGIN)) if a < b else None


def _merged(index: Index, words: Sequence[Word], parts: Sequence[Part]) -> Iterator[Part]:
    """`parts` with those that adjoin in the quotation and follow closely in the record laid anew as one."""
    held: Part | None = None
    for part in parts:
        if held is not None and held.last == part.first and held.end <= part.start <= held.end + _CLOSE:
            own, said = words[held.first : part.last], index.words
            # The first part may have been found at the last of several places that have its words; with more of the
            # record before it, "We stay. We stay. And we fight" lies where it belongs.
            before = max(held.start - (held.last - held.first), 0)
            start = _first(against(said[before : part.end], own), said[before : held.start], before, held.start)
            held = replace(part, first=held.first, start=start, table=against(said[start : part.end], own))
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _first(table: Table, extra: Sequence[Word], start: int, otherwise: int) -> int:
    """The place of the first word of the record that agrees, where that is one of `extra`, which begin at `start`."""
    pairs = zip(*table.cells, strict=True)
    first = next((a for a, b in pairs if a is not None and b is not None and agreement(a, b)), None)
    return next(
        (start + n for n, word in enumerate(extra) if first is not None and word.start == first.start), otherwise
    )

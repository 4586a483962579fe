"""Which telling speaks at which place of a table: where it has a word, and where it lacks what another has.

A telling lacks words only where it claims to run on. Two tellings are held against each other from the first place
where both have a word to the last. Between these each speaks of the other's words, unless its quotation stops and
begins again there. Before and after, where both sentences have other words, the two contradict each other only if
those are about as many; a sentence that begins or ends there in the one denies the other's words; and of what stands
beyond a telling's own beginning and end it claims nothing.

What guards it: a stretch between two seams that has nothing in common with the other telling may stand anywhere in
what was said, and the other lacks nothing of it; nor of sentences before the first word in common, or after the last.
A case it gets wrong: of two tellings that begin with "We hope" and "It has been made very clear to us by the council
that we may hope" nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from quoth.sayings.words import Break, Word

Row = Sequence[Word | None]

_LOOSE = Break.SEAM | Break.ELLIPSIS
_PARTS = Break.SENTENCE | _LOOSE


def spoken(cells: Sequence[Row]) -> tuple[tuple[bool, ...], ...]:
    """For each row of `cells` and each column whether the row speaks there."""
    rows = [_Telling(row) for row in cells]
    width = len(cells[0]) if cells else 0
    denies = [any(row[j] is not None and _denies(row[j]) for row in cells) for j in range(width)]
    speaks = []
    for row in rows:
        covers = row.told
        for other in rows:
            if (common := row.told & other.told) and other.told & ~covers:
                covers |= row.lacking(other, (common & -common).bit_length() - 1, common.bit_length() - 1)
        speaks.append(covers)
    # Two that agree on either side of a place speak of it alike, however much else they say.
    agreed: defaultdict[tuple[int, int], int] = defaultdict(int)
    for row, covers in zip(rows, speaks, strict=True):
        for gap in row.gaps:
            agreed[gap] |= covers & _between(*gap)
    return tuple(
        tuple(bool(bits >> j & 1) for j in range(width))
        for bits in (
            covers | row.closing(denies) | (sum(agreed[gap] for gap in row.gaps) & ~row.seams)
            for row, covers in zip(rows, speaks, strict=True)
        )
    )


def until_last(row: Row) -> tuple[bool, ...]:
    """Where `row` speaks when it claims to run on from its first word to its last, seams apart."""
    covers = [word is not None for word in row]
    for a, b in pairwise([j for j, word in enumerate(row) if word is not None]):
        word = row[b]
        if word is not None and not word.before & Break.SEAM:
            covers[a + 1 : b] = [True] * (b - a - 1)
    return tuple(covers)


def _denies(word: Word | None) -> bool:
    """Whether it is the rest of a contraction that nobody leaves out who quotes the word before: "can" for "can't"."""
    return word is not None and word.glued and word.key == "not"


class _Telling:
    """A row: the columns of its words, as a list and as bits, and where its sentences and quoted stretches lie."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.places = [j for j, word in enumerate(row) if word is not None]
        self.gaps = [(a + 1, b) for a, b in pairwise(self.places) if b > a + 1]
        self.told = sum(1 << j for j in self.places)
        self.seams = 0
        self.stretches: list[int] = []
        self.starts: dict[int, tuple[int, int]] = {}  # column -> first column of its sentence, words before it there
        self.ends: dict[int, tuple[int, int]] = {}
        begun, count = 0, 0
        for n, j in enumerate(self.places):
            before = self._before(j)
            if n == 0 or before & _PARTS:
                begun, count = j, 0
            self.starts[j] = begun, count
            count += 1
            if n == 0 or before & Break.SEAM:
                self.stretches.append(0)
                self.seams |= _between(self.places[n - 1] + 1, j) if n else 0
            self.stretches[-1] |= 1 << j
        ended, count = 0, 0
        for n in reversed(range(len(self.places))):
            j = self.places[n]
            if n + 1 == len(self.places) or self._before(self.places[n + 1]) & _PARTS:
                ended, count = j, 0
            self.ends[j] = ended, count
            count += 1

    def _before(self, column: int) -> Break:
        word = self.row[column]
        return word.before if word is not None else Break.NONE

    def closing(self, denies: Sequence[bool]) -> int:
        """The columns, as bits, that go on with its last written word, where they deny what that says."""
        after = end = self.places[-1] + 1 if self.places else len(denies)
        while end < len(denies) and denies[end]:
            end += 1
        return _between(after, end)

    def lacking(self, other: _Telling, first: int, last: int) -> int:
        """The columns, as bits, of words of `other` that this telling claims not to have; `first` and `last` are those
        of the first and the last place where both have a word.
        """
        inside = _between(first, last) & ~self.seams
        if len(other.stretches) > 1:
            for stretch in other.stretches:
                inside &= ~stretch if not stretch & self.told else ~0
        start, before = other.starts[first]
        if before and first != self.places[0] and not self._before(first) & _LOOSE:
            inside |= _between(start, first) if _opposed(self.starts[first][1], before) else 0
        end, after = other.ends[last]
        if after and last != self.places[-1]:
            then = self.places[bisect_right(self.places, last)]
            if not self._before(then) & _LOOSE:
                inside |= _between(last, end + 1) if _opposed(self.ends[last][1], after) else 0
        return inside & other.told & ~self.told


def _opposed(own: int, others: int) -> bool:
    """Whether so many words of the one sentence stand in the place of so many of the other; none deny any number."""
    return not own or max(own, others) <= 2 * min(own, others) + 2


def _between(start: int, end: int) -> int:
    """The columns `start:end` as bits."""
    return (1 << end) - (1 << start) if end > start else 0

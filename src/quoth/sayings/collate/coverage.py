"""Which telling speaks at which place of a table: where it has a word, and where it lacks what another has.

A telling lacks words only where it claims to run on. Two tellings are held against each other from the first place
where both have a word to the last. Between these each speaks of the other's words, unless its quotation stops and
begins again there. Before and after, a telling that has other words itself, or begins or ends a sentence there,
denies those of the other's sentence; of what stands beyond its own beginning and end it claims nothing.

What guards it: a stretch between two seams that has nothing in common with the other telling may stand anywhere in
what was said, and the other lacks nothing of it; nor of sentences before the first word in common, or after the last.
A fragment that begins inside the sentence ("tens of billions") denies no more words of what leads to the first common
one than it has itself.
A case it gets wrong: a fragment that a writer has begun a word early ("at least tried" of what was "I believe they
tried, at least") is said to have those words instead of the two that stand there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from quoth.sayings.collate.answers import Sentence, answer, goes_on
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import LOOSE, PARTS, Break, Word
from quoth.words import wordset

Row = Sequence[Word | None]

_SUBJECTS = wordset("i we you he she it they this that there these those")
_FEW = 2


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
                covers |= row.lacking(other, (common & -common).bit_length() - 1, common.bit_length() - 1, rows)
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
        self.starts: dict[int, int] = {}  # the first column of the sentence that a column is in
        self.ends: dict[int, int] = {}  # and the last
        begun = ended = 0
        for n, j in enumerate(self.places):
            before = self._before(j)
            begun = j if n == 0 or before & PARTS else begun
            self.starts[j] = begun
            if n == 0 or before & Break.SEAM:
                self.stretches.append(0)
                self.seams |= _between(self.places[n - 1] + 1, j) if n else 0
            self.stretches[-1] |= 1 << j
        for j, after in zip(reversed(self.places), [None, *reversed(self.places)], strict=False):
            ended = j if after is None or self._before(after) & PARTS else ended
            self.ends[j] = ended

    def _before(self, column: int) -> Break:
        word = self.row[column]
        return word.before if word is not None else Break.NONE

    def closing(self, denies: Sequence[bool]) -> int:
        """The columns, as bits, that go on with its last written word, where they deny what that says."""
        after = end = self.places[-1] + 1 if self.places else len(denies)
        while end < len(denies) and denies[end]:
            end += 1
        return _between(after, end)

    def lacking(self, other: _Telling, first: int, last: int, rows: Sequence[_Telling]) -> int:
        """The columns, as bits, of words of `other` that this telling claims not to have; `first` and `last` are those
        of the first and the last place where both have a word, `rows` are all tellings.
        """
        inside = _between(first, last) & ~self.seams
        if len(other.stretches) > 1:
            for stretch in other.stretches:
                inside &= ~stretch if not stretch & self.told else ~0
        if first != self.places[0] and not self._before(first) & LOOSE and self._leads(other, first):
            inside |= self._instead(other, self.starts[first], self._opposite(other, first), first, rows)
        if last != self.places[-1] and self._goes_on(other, last):
            inside |= self._instead(other, last, last, max(self.ends[last], other.ends[last]) + 1, rows)
        return inside & other.told & ~self.told

    def _opposite(self, other: _Telling, first: int) -> int:
        """From which column on the words of `other` before `first` have this telling's in their place: from where its
        sentence begins, or, beside a fragment that begins inside the sentence, as many words as that has.
        """
        own = self._words(self.starts[first], first)
        if not own or not own[0][1].t[:1].islower():
            return other.starts[first]
        theirs = [j for j, _ in other._words(other.starts[first], first)]
        return theirs[-len(own) :][0] if theirs else first

    def _instead(self, other: _Telling, own: int, theirs: int, end: int, rows: Sequence[_Telling]) -> int:
        """The columns `theirs:end`, as bits, where `other` has its words instead of this telling's in `own:end`. None
        where a third telling has both, one behind the other: then either only begins or ends elsewhere.
        """
        these = _between(own, end) & self.told & ~other.told
        those = _between(theirs, end) & other.told & ~self.told
        both = any(_mostly(row.told, these) and _mostly(row.told, those) for row in rows)
        return 0 if both else _between(theirs, end)

    def _leads(self, other: _Telling, first: int) -> bool:
        """Whether what stands before `first` in the sentences of both cannot both be said."""
        own, theirs = self._told(self.starts[first], first), other._told(other.starts[first], first)
        return bool(theirs) and _opposed(own, theirs) and self._answers(other, first)

    def _goes_on(self, other: _Telling, last: int) -> bool:
        """Whether what stands after `last` in the sentences of both cannot both be said."""
        if self._before(self.places[bisect_right(self.places, last)]) & LOOSE:
            return False
        own, theirs = self._told(last + 1, self.ends[last] + 1), other._told(last + 1, other.ends[last] + 1)
        if theirs and not own and theirs[0].key in _SUBJECTS:
            return False  # "Learn to wait, it is not hard" may be printed as two sentences
        return bool(theirs) and _opposed(own, theirs) and self._answers(other, last)

    def _answers(self, other: _Telling, column: int) -> bool:
        """Whether the sentences of both at `column` are one statement."""
        one = {j: w.key for j, w in self._sentence(column)}
        two = {j: w.key for j, w in other._sentence(column)}
        shared = [key for j, key in one.items() if j in two]
        sentences = Sentence(one.values()), Sentence(two.values())
        return answer(shared, *sentences) or (self._follow_alike(other, column) and goes_on(shared, *sentences))

    def _follow_alike(self, other: _Telling, column: int) -> bool:
        """Whether the sentences of both at `column` stand behind the same word."""
        before = [bisect_left(row.places, row.starts[column]) - 1 for row in (self, other)]
        return min(before) >= 0 and self.places[before[0]] == other.places[before[1]]

    def _told(self, start: int, end: int) -> list[Word]:
        return [w for _, w in self._words(start, end)]

    def _sentence(self, column: int) -> list[tuple[int, Word]]:
        return self._words(self.starts[column], self.ends[column] + 1)

    def _words(self, start: int, end: int) -> list[tuple[int, Word]]:
        inside = self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]
        return [(j, w) for j in inside if (w := self.row[j]) is not None]


def _opposed(own: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether two edges of a sentence deny each other: not where one is a few small words, which a writer who quotes a
    fragment may have taken along ("an uproar"), and the other a long way into the sentence.
    """
    few, many = sorted((own, theirs), key=len)
    small = all(w.key in SMALL for w in few)
    return not (few and len(few) <= _FEW and small and len(many) > 2 * len(few) + 2)


def _mostly(told: int, bits: int) -> bool:
    return 2 * (told & bits).bit_count() > bits.bit_count()


def _between(start: int, end: int) -> int:
    """The columns `start:end` as bits."""
    return (1 << end) - (1 << start) if end > start else 0

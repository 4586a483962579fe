"""Two tellings at a place where they differ: what each has there, and the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quoth.sayings.collate.align import Table
from quoth.sayings.words.word import Break, Word

NEAR = 8  # words before and after a place that are looked at

Words = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Side:
    """One telling at a place: its words there, and up to NEAR on either hand."""

    words: tuple[Word, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @classmethod
    def of(cls, table: Table, row: int, start: int, end: int) -> Side:
        """The telling `row` of `table` at the columns `start:end`."""
        cells = table.cells[row]
        left = islice((w for j in range(start - 1, -1, -1) if (w := cells[j]) is not None), NEAR)
        right = islice((w for j in range(end, len(cells)) if (w := cells[j]) is not None), NEAR)
        return cls(tuple(w for w in cells[start:end] if w is not None), tuple(left)[::-1], tuple(right))

    @property
    def marked(self) -> bool:
        """Whether an ellipsis stands at the place, that is, before one of its words or before the word after."""
        return any(w.before & Break.ELLIPSIS for w in (*self.words, *self.right[:1]))

    def turned(self, words: Words) -> Iterator[tuple[Words, Words, Words]]:
        """All ways to see one and the same stretch, `words`, as missing, with what stands on its left and right.

        Of "We don't sail. We don't wait" beside "We don't wait", "sail. We don't" is missing as well as "We don't
        sail."; which of them an alignment takes is chance.
        """
        yield self.left, words, self.right
        left, missed, right = list(self.left), list(words), list(self.right)
        while left and left[-1].key == missed[-1].key:
            right.insert(0, missed.pop())
            missed.insert(0, left.pop())
            yield tuple(left), tuple(missed), tuple(right)
        left, missed, right = list(self.left), list(words), list(self.right)
        while right and right[0].key == missed[0].key:
            left.append(missed.pop(0))
            missed.append(right.pop(0))
            yield tuple(left), tuple(missed), tuple(right)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a place, and which of their words are compared, `ours` and `theirs`: not what stands in brackets
    for something else.
    """

    base: Side
    other: Side
    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]

    @property
    def only(self) -> tuple[Side, tuple[Word, ...]] | None:
        """The side that alone has words here, with these; None where both have some, or neither."""
        if bool(self.ours) == bool(self.theirs):
            return None
        return (self.base, self.ours) if self.ours else (self.other, self.theirs)

"""Two tellings at a place where they differ: what each has there, and the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.sayings.align import Table
from quoth.sayings.words import Break, Word

NEAR = 8  # words before and after a place that are looked at

Words = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Side:
    """One telling at a place: its words there, and up to NEAR before and after."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]

    @classmethod
    def of(cls, table: Table, row: int, start: int, end: int) -> Side:
        """The telling `row` of `table` at the columns `start:end`."""
        cells = table.cells[row]

        def near(columns: range) -> tuple[Word, ...]:
            found: list[Word] = []
            for j in columns:
                if (word := cells[j]) is not None:
                    found.append(word)
                    if len(found) == NEAR:
                        break
            return tuple(found)

        return cls(
            tuple(w for w in cells[start:end] if w is not None),
            near(range(start - 1, -1, -1))[::-1],
            near(range(end, len(cells))),
        )

    @property
    def marked(self) -> bool:
        """Whether an ellipsis stands at the place, that is, before one of its words or before the word after."""
        return any(w.before & Break.ELLIPSIS for w in (*self.words, *self.after[:1]))

    def turned(self, words: Words) -> Iterator[tuple[Words, Words, Words]]:
        """All ways to see one and the same stretch, `words`, as missing, with what stands before and after it.

        Of "We don't sail. We don't wait" beside "We don't wait", "sail. We don't" is missing as well as "We don't
        sail."; which of them an alignment takes is chance.
        """
        yield self.before, words, self.after
        before, missed, after = list(self.before), list(words), list(self.after)
        while before and before[-1].key == missed[-1].key:
            after.insert(0, missed.pop())
            missed.insert(0, before.pop())
            yield tuple(before), tuple(missed), tuple(after)
        before, missed, after = list(self.before), list(words), list(self.after)
        while after and after[0].key == missed[0].key:
            before.append(missed.pop(0))
            missed.append(after.pop(0))
            yield tuple(before), tuple(missed), tuple(after)


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

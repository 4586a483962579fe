"""The quotations of a version, and what the words of one are in the other version.

What guards it: only outermost quotations, and of those only up to LONGEST words; none of front matter, whose fields
stand in marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.articles.front_matter import front_matter
from quoth.quotation import quotations
from quoth.sayings.words import Word, words
from quoth.types import Span

LONGEST = 2_000  # words of a quotation that are compared; no quotation of the development articles has a quarter


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, or a piece of one: its `span` without marks, its words, and which of its version's it is."""

    span: Span
    words: tuple[Word, ...]
    place: int

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(w.n for w in self.words)

    @property
    def keys(self) -> list[str]:
        """Its words without their spelling, for counting those that two quotations have in common."""
        return [w.key for w in self.words]

    def cut(self, at: Sequence[int]) -> list[Quoted]:
        """Its pieces, each from one of the words `at` up to the next; nothing of its text is lost but space."""
        ends = [*at, len(self.words)]
        return [self._piece(first, last) for first, last in zip([0, *at], ends, strict=True)]

    def _piece(self, first: int, last: int) -> Quoted:
        start = self.words[first].start if first else self.span.start
        end = self.words[last].start if last < len(self.words) else self.span.end
        text = self.span.text[start - self.span.start : end - self.span.start].rstrip()
        return Quoted(Span(start, start + len(text), text), self.words[first:last], self.place)


def quoted(text: str) -> list[Quoted]:
    """Every outermost quotation of `text`, in its order, but for front matter."""
    above = front_matter(text)
    begins = above.end if above else 0
    found = []
    for place, q in enumerate(q for q in quotations(text) if q.depth == 0 and q.start >= begins):
        said = words(text[q.inner_start : q.inner_end], q.inner_start)
        if 0 < len(said) <= LONGEST:
            found.append(Quoted(Span.of(text, q.inner_start, q.inner_end), said, place))
    return found


def without(those: Iterable[Quoted], same: Counter[tuple[str, ...]]) -> list[Quoted]:
    """`those` without as many of each wording as `same` has."""
    left, out = Counter(same), []
    for one in those:
        if left[one.key] > 0:
            left[one.key] -= 1
        else:
            out.append(one)
    return out


def plain(said: Sequence[Word]) -> str:
    """Words without their marks, so that one run of them can be looked for in another."""
    return f" {' '.join(w.n for w in said)} "

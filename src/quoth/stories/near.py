"""Which texts are alike, while texts come and go: found once for each that comes, and remembered.

A text is known by the number of the article that stands for it; two that may be told one event are a pair, with their
cosine, and with whether they must be kept apart (`quoth.stories.copies.apart`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from quoth.stories.copies import apart
from quoth.stories.merging import Pair
from quoth.stories.pairs import Index
from quoth.stories.seen import Seen

Alike = tuple[float, bool]  # the cosine of two, and whether they are kept apart


class Near:
    """The pairs of those that are in it, by number."""

    def __init__(self) -> None:
        self._index = Index()
        self._alike: dict[int, dict[int, Alike]] = {}

    @classmethod
    def of(cls, seen: Mapping[int, Seen], pairs: Iterable[tuple[int, int, Alike]]) -> Near:
        """The numbers of `seen` with `pairs` that were found before; those of other numbers are left out."""
        made = cls()
        made._index.add([(n, one.vector) for n, one in seen.items()])
        made._alike = {n: {} for n in seen}
        for one, other, alike in pairs:
            if one in seen and other in seen:
                made._alike[one][other] = made._alike[other][one] = alike
        return made

    def __contains__(self, number: int) -> bool:
        return number in self._alike

    def below(self, number: int) -> tuple[tuple[int, float, bool], ...]:
        """Those of smaller numbers that are alike, ascending; nothing where the number is not in it."""
        alike = self._alike.get(number, {})
        return tuple((other, *alike[other]) for other in sorted(alike) if other < number)

    def enter(self, seen: Mapping[int, Seen], fresh: Collection[int]) -> set[int]:
        """Takes in the numbers `fresh`; `seen` has them and those that are in it. Whose pairs are others now."""
        self._index.add([(n, seen[n].vector) for n in sorted(fresh)])
        self._alike.update((n, {}) for n in fresh)
        touched = set(fresh)
        for number in sorted(fresh):
            mine = self._alike[number]
            for other, cosine in self._index.like(number):
                if other not in mine:
                    away = apart(seen[number].print, seen[other].print, cosine)
                    mine[other] = self._alike[other][number] = (cosine, away)
                    touched.add(other)
        return touched

    def leave(self, numbers: Collection[int]) -> set[int]:
        """Takes numbers out that are in it; who was near them and is still there."""
        around: set[int] = set()
        for number in numbers:
            for other in self._alike.pop(number):
                if other in self._alike:
                    del self._alike[other][number]
                    around.add(other)
        if numbers:
            self._index.remove(numbers)
        return around - set(numbers)

    def connected(self, numbers: Collection[int]) -> set[int]:
        """`numbers`, and all that pairs lead to from them."""
        area: set[int] = set()
        border = set(numbers)
        while border:
            area |= border
            border = {m for n in border for m in self._alike[n]} - area
        return area

    def pairs(self, order: Mapping[int, int]) -> Iterator[Pair]:
        """The pairs among numbers that are all connected ones, each known by its place in `order`."""
        for number, place in order.items():
            for other, (cosine, away) in self._alike[number].items():
                if place < order[other]:
                    yield Pair(place, order[other], cosine, away)

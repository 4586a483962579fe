"""Which articles have something in common, found by what they share: no comparison of all with all.

Those of few words are found by their meaning, too: of two headlines of one event one may have only common words of the
other. There all are compared with all, by 128 products each.

What an article is asked grows with the entries under its telling terms, so with the number of articles; what keeps that
small is that a term is telling only if few articles have it, that copies of one text are asked once, and that no pair
is compared whose telling words, days considered, are not alike to begin with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from quoth.stories.meaning import Meanings
from quoth.stories.merging import FAR, PER_E, SAME_DAYS, THRESHOLD, UNKNOWN, closeness
from quoth.stories.postings import Numbers, Postings, Weights
from quoth.stories.vectors import SPACE, Vector

SHARED = 0.05  # likeness, days considered, that candidates must have from their telling words alone ...
OF_ONE_MEANING = 0.6  # ... or the cosine of their meanings, where both have few words

# A crowd: thousands of texts of one event, none a copy of another. Real news is far below all three: of 1,620 articles
# the one that is alike with most is so with 33.
ENTRIES = 150_000  # under the telling words of one article; of more only the rarest words are looked at
CANDIDATES = 300  # of one article that are compared, those that share most; as many by their meaning
NEAREST = 128  # of those alike that are kept, the most alike
_NONE = -1  # the day of an article that has none


class Index:
    """Vectors that can be asked for those like one of them. Each has the number under which it was added."""

    def __init__(self) -> None:
        self._vectors: dict[int, Vector] = {}
        self._postings = Postings()
        self._meanings = Meanings()
        self._days = np.zeros(0, dtype=np.int64)  # by number
        # Terms are numbered anew as they come, so that what is looked up for a pair lies close together.
        self._order: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)  # by bucket; 0: no vector has it
        self._places: dict[int, npt.NDArray[np.int32]] = {}  # of the vectors' terms
        self._terms = 0
        self._scratch: Weights = np.zeros(1, dtype=np.float32)

    def add(self, vectors: Sequence[tuple[int, Vector]]) -> None:
        """Takes in vectors under numbers that are not in use. Time: linear in what is in it already."""
        if not vectors:
            return
        self._vectors.update(vectors)
        self._postings.add([(number, v.keys, _of_keys(v)) for number, v in vectors])
        self._meanings.add([(number, meaning) for number, v in vectors if (meaning := v.meaning) is not None])
        highest = max(number for number, _ in vectors)
        if highest >= len(self._days):
            self._days = np.concatenate([self._days, np.full(highest + 1 - len(self._days), _NONE, dtype=np.int64)])
        if not len(self._order):
            self._order = np.zeros(SPACE, dtype=np.int32)
        for number, vector in vectors:
            self._days[number] = _NONE if vector.day is None else vector.day
            fresh = vector.terms[self._order[vector.terms] == 0]
            self._order[fresh] = np.arange(self._terms + 1, self._terms + 1 + len(fresh), dtype=np.int32)
            self._terms += len(fresh)
            self._places[number] = self._order[vector.terms]
        if self._terms >= len(self._scratch):
            self._scratch = np.zeros(2 * self._terms, dtype=np.float32)

    def remove(self, numbers: Collection[int]) -> None:
        """Forgets the vectors with these numbers."""
        for number in numbers:
            del self._vectors[number], self._places[number]
        self._postings.remove(numbers)
        self._meanings.remove(numbers)

    def like(self, number: int) -> Iterator[tuple[int, float]]:
        """(number, cosine) of every other vector whose likeness to this one is `THRESHOLD` or more, by number; of more
        than `NEAREST` the most alike, those of the smaller numbers first.
        """
        mine = self._vectors[number]
        found, shared = self._postings.sharing(mine.keys, _of_keys(mine), SHARED, ENTRIES)
        shared = shared * _closeness(mine.day, self._days[found])
        enough = (shared >= SHARED) & (found != number)
        found, shared = found[enough], shared[enough]
        if len(found) > CANDIDATES:
            found = np.sort(found[np.argsort(-shared, kind="stable")[:CANDIDATES]])
        if (meaning := mine.meaning) is not None:
            meant = self._meanings.near(meaning, OF_ONE_MEANING, CANDIDATES)
            found = np.union1d(found, meant[meant != number])
        others = found.tolist()
        if not others:
            return
        scratch, places = self._scratch, self._places
        scratch[places[number]] = mine.weights
        cosines = [float(scratch[places[other]] @ self._vectors[other].weights) for other in others]
        scratch[places[number]] = 0.0
        alike = []
        for other, cosine in zip(others, cosines, strict=True):
            likeness = round(cosine, 6) * closeness(mine.day, self._vectors[other].day)
            if likeness >= THRESHOLD:
                alike.append((-likeness, other, round(cosine, 6)))  # so that the order of summing cannot decide a tie
        if len(alike) > NEAREST:
            alike = sorted(sorted(alike)[:NEAREST], key=lambda one: one[1])
        yield from ((other, cosine) for _, other, cosine in alike)


def _closeness(day: int | None, days: Numbers) -> npt.NDArray[np.float64]:
    """`closeness` of a day and each of `days`, a little too high rather than too low."""
    if day is None:
        return np.where(days == _NONE, 1.0, UNKNOWN)
    apart = np.maximum(np.abs(days - day), SAME_DAYS) / SAME_DAYS
    return np.where(days == _NONE, UNKNOWN, np.maximum(FAR, 1.0 - PER_E * np.log(apart))) + 1e-9


def _of_keys(vector: Vector) -> Weights:
    weights: Weights = vector.weights[np.searchsorted(vector.terms, vector.keys)]
    return weights

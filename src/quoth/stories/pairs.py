"""Which articles have something in common, found by what they share: no comparison of all with all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from quoth.stories.merging import THRESHOLD, closeness
from quoth.stories.vectors import BUCKETS, Vector

SHARED = 0.05  # likeness that candidates must have from their telling words alone

Keys = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]


class Postings:
    """Under each key, the numbers of those that have it, with a weight."""

    def __init__(self) -> None:
        self._keys: Keys = np.zeros(0, dtype=np.uint32)  # ascending; the same place in the next two
        self._numbers: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._weights: Weights = np.zeros(0, dtype=np.float32)

    def add(self, rows: Sequence[tuple[int, Keys, Weights]]) -> None:
        """Takes in (number, keys, weights). Time: linear in what is in it already."""
        keys = np.concatenate([self._keys, *(k for _, k, _ in rows)])
        numbers = np.concatenate([self._numbers, *(np.full(len(k), n, dtype=np.int32) for n, k, _ in rows)])
        weights = np.concatenate([self._weights, *(w for _, _, w in rows)])
        order = np.argsort(keys, kind="stable")
        self._keys, self._numbers, self._weights = keys[order], numbers[order], weights[order]

    def remove(self, numbers: Collection[int]) -> None:
        keep = ~np.isin(self._numbers, np.fromiter(numbers, dtype=np.int32, count=len(numbers)))
        self._keys, self._numbers, self._weights = self._keys[keep], self._numbers[keep], self._weights[keep]

    def sharing(self, keys: Keys, weights: Weights, least: float) -> tuple[Numbers, npt.NDArray[np.float64]]:
        """The numbers that share keys, ascending, and the sums of the products of the weights, of `least` or more.

        Time: linear in the entries under `keys`, and, with a small constant, in the highest number.
        """
        starts = np.searchsorted(self._keys, keys, "left")
        lengths = np.searchsorted(self._keys, keys, "right") - starts
        at = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
        products = np.repeat(weights, lengths).astype(np.float64) * self._weights[at]
        sums = np.bincount(self._numbers[at], weights=products).astype(np.float64)
        found: Numbers = np.flatnonzero(sums >= least)
        return found, sums[found]


class Index:
    """Vectors that can be asked for those like one of them. Each has the number under which it was added."""

    def __init__(self) -> None:
        self._vectors: dict[int, Vector] = {}
        self._postings = Postings()
        self._scratch: Weights = np.zeros(0, dtype=np.float32)

    def add(self, vectors: Sequence[tuple[int, Vector]]) -> None:
        """Takes in vectors under numbers that are not in use. Time: linear in what is in it already."""
        self._vectors.update(vectors)
        self._postings.add([(number, v.keys, _of_keys(v)) for number, v in vectors])

    def remove(self, numbers: Collection[int]) -> None:
        """Forgets the vectors with these numbers."""
        for number in numbers:
            del self._vectors[number]
        self._postings.remove(numbers)

    def like(self, number: int) -> Iterator[tuple[int, float]]:
        """(number, cosine) of every other vector whose likeness to this one is `THRESHOLD` or more, by number."""
        mine = self._vectors[number]
        found, _ = self._postings.sharing(mine.keys, _of_keys(mine), SHARED)
        others = found[found != number]
        if not len(others):
            return
        if not len(self._scratch):
            self._scratch = np.zeros(BUCKETS, dtype=np.float32)
        self._scratch[mine.terms] = mine.weights
        cosines = [float(self._scratch[v.terms] @ v.weights) for v in map(self._vectors.__getitem__, others.tolist())]
        self._scratch[mine.terms] = 0.0
        for other, cosine in zip(others.tolist(), cosines, strict=True):
            if round(cosine, 6) * closeness(mine.day, self._vectors[other].day) >= THRESHOLD:
                yield other, round(cosine, 6)  # so that the order of summing cannot decide a tie


def _of_keys(vector: Vector) -> Weights:
    weights: Weights = vector.weights[np.searchsorted(vector.terms, vector.keys)]
    return weights

"""Who has what: numbers under keys, each with a weight, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

_SPARSE = 16  # entries are sorted rather than counted where the highest number is more than so many times as high

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
        if not rows:
            return
        keys = np.concatenate([k for _, k, _ in rows])
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        numbers = np.repeat(np.array([n for n, _, _ in rows], dtype=np.int32), [len(k) for _, k, _ in rows])[order]
        at = np.searchsorted(self._keys, keys, "right")
        self._keys = np.insert(self._keys, at, keys)
        self._numbers = np.insert(self._numbers, at, numbers)
        self._weights = np.insert(self._weights, at, np.concatenate([w for _, _, w in rows])[order])

    def remove(self, numbers: Collection[int]) -> None:
        keep = ~np.isin(self._numbers, np.fromiter(numbers, dtype=np.int32, count=len(numbers)))
        self._keys, self._numbers, self._weights = self._keys[keep], self._numbers[keep], self._weights[keep]

    def sharing(
        self, keys: Keys, weights: Weights, least: float, most: int | None = None
    ) -> tuple[Numbers, npt.NDArray[np.float64]]:
        """The numbers that share keys, ascending, and the sums of the products of the weights, of `least` or more.

        Time: linear in the entries under `keys`. Where these are more than `most`, only the keys with fewest count.
        """
        starts = np.searchsorted(self._keys, keys, "left")
        lengths = np.searchsorted(self._keys, keys, "right") - starts
        if most is not None and lengths.sum() > most:
            order = np.argsort(lengths, kind="stable")
            few = np.sort(order[: max(1, int(np.searchsorted(np.cumsum(lengths[order]), most, "right")))])
            starts, lengths, weights = starts[few], lengths[few], weights[few]
        at = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
        products = np.repeat(weights, lengths).astype(np.float64) * self._weights[at]
        numbers: Numbers = self._numbers[at].astype(np.int64)
        if len(numbers) and int(numbers.max()) > _SPARSE * len(numbers):
            there, where = np.unique(numbers, return_inverse=True)
            sums: npt.NDArray[np.float64] = np.bincount(where, weights=products).astype(np.float64)
            enough = sums >= least
            return there[enough], sums[enough]
        sums = np.bincount(numbers, weights=products).astype(np.float64)
        found: Numbers = np.flatnonzero(sums >= least)
        return found, sums[found]

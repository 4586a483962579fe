"""What a text of few words means, for which the network that finds statements is asked.

Two headlines of one event may share no more than a name, "quake" in the one and "tremor" in the other. The network
gives every word a meaning, learned from a sentence encoder (all-MiniLM-L6-v2: Reimers and Gurevych 2019); that of a
text is the direction of their sum, less what news means on the whole, so that two unrelated texts have nothing in
common (Mu and Viswanath 2018 take the mean from vectors of words).
A case it gets wrong: two events of one kind, "kills two" beside "kills three", mean nearly the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from quoth.model.network import load

DIMENSIONS = 128
READ = 600  # code points of a text

Meaning = npt.NDArray[np.float32]


class Meanings:
    """The meanings of texts, each under a number, that can be asked for those near one."""

    def __init__(self) -> None:
        self._numbers = np.zeros(0, dtype=np.int64)  # ascending
        self._rows = np.zeros((0, DIMENSIONS), dtype=np.float32)

    def add(self, meanings: Sequence[tuple[int, Meaning]]) -> None:
        """Takes in meanings of norm 1 under numbers that are not in use. Time: linear in what is in it already."""
        if not meanings:
            return
        numbers = np.concatenate([self._numbers, np.array([n for n, _ in meanings], dtype=np.int64)])
        order = np.argsort(numbers, kind="stable")
        self._numbers = numbers[order]
        self._rows = np.concatenate([self._rows, np.stack([m for _, m in meanings])])[order]

    def remove(self, numbers: Collection[int]) -> None:
        """Forgets those of these numbers that are in it."""
        keep = ~np.isin(self._numbers, np.fromiter(numbers, dtype=np.int64, count=len(numbers)))
        self._numbers, self._rows = self._numbers[keep], self._rows[keep]

    def near(self, meaning: Meaning, least: float, most: int) -> npt.NDArray[np.int64]:
        """The numbers of those whose cosine with `meaning` is `least` or more, ascending; of more than `most` the
        nearest, of those as near the smaller. Linear in what is in it.
        """
        cosines = np.round(self._rows @ meaning, 6)
        found = np.flatnonzero(cosines >= least)
        if len(found) > most:
            found = np.sort(found[np.argsort(-cosines[found], kind="stable")[:most]])
        numbers: npt.NDArray[np.int64] = self._numbers[found]
        return numbers


def meaning(text: str) -> Meaning:
    """The meaning of the first `READ` code points of `text`, (128,): of norm 1, or all 0 where it has no word.

    Raises NetworkError when the network cannot be read.
    """
    found = direction(text)
    return _unit(found - usual()) if found.any() else found


def direction(text: str) -> Meaning:
    """As `meaning`, with what news means on the whole."""
    return _read(text[:READ])


@lru_cache(maxsize=1024)  # a feed has the same headlines again every quarter of an hour
def _read(text: str) -> Meaning:
    return _unit(load().read(text).vectors.sum(0, dtype=np.float32))


@cache
def usual() -> Meaning:
    """The mean direction of headlines, (128,), from `usual.txt`."""
    lines = files("quoth.stories").joinpath("usual.txt").read_text(encoding="utf-8").splitlines()
    return np.array([float(n) for line in lines if not line.startswith("#") for n in line.split()], dtype=np.float32)


def _unit(vector: Meaning) -> Meaning:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector

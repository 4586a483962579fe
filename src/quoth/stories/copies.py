"""Copies of one text: found before anything else, so that one wire story in 300 outlets is one article to group.

Every run of `RUN` words is hashed, and the hashes divisible by `EVERY` are the article's sample (Broder 1997, "mod"
sketches): two samples share runs as the two texts do, also where one is cut short. Copies go where the longest of
them goes. A text filled in anew ("Day 2", "Day 21"; this month's figures in last month's words) is no copy, however
much it shares: the two have other numbers.
A case it gets wrong: a copy whose every sentence was touched; it is then an article of its own, and still as alike.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from quoth.stories.vectors import Read
from quoth.types import Article

RUN = 5  # words
EVERY = 4  # one run in so many is kept
ENOUGH = 12  # runs in the smaller sample, some fifty words, below which nothing is said of copying
COPY = 0.8  # part of the smaller sample that the larger has too
WHOLE = 0.6  # part of the larger that the smaller is in length: a round-up that holds a whole report is no copy of it
TEMPLATE = 0.2  # ... from which two texts that are alike have running words in common
FORM = 0.5  # ... and two that are not: their numbers weigh much, and differ
FIGURES = 4  # numbers and days that both have at least, for their numbers to be compared
OTHER = 0.34  # part of the figures that two reports of one event share at least, if they share running words

ALIKE = 0.35  # cosine from which two texts are alike
LEAD = 300  # code points in which an article says which of a series it is

# What news counts in series. "Half" and the bare "quarter" are left out: those are parts of one match.
_SERIES = re.compile(
    r"\b(?P<kind>day|week|round|game|match ?day|stage|part|episode|chapter|heat|race|leg)\s+(?:no\.?\s*|number\s+|#)?"
    r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\bq(?P<quarter>[1-4])\b|\b(?P<ordinal>first|second|third|fourth)-quarter\b",
    re.IGNORECASE,
)
_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDER = ("first", "second", "third", "fourth")
_VALUES = {n: str(i) for i, n in enumerate(_COUNT, 1)}
_ORDINALS = {n: str(i) for i, n in enumerate(_ORDER, 1)}

Sample = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Print:
    """What tells a copy: the sample, ascending; the figures of the text, hashed, ascending; its places in series."""

    sample: Sample
    figures: Sample
    series: frozenset[str]
    length: int  # code points of the text

    def rank(self, name: str) -> tuple[int, str]:
        """The smallest of these among copies is the one that stands for them: the longest text."""
        return -self.length, name


def fingerprint(article: Article, words: Sequence[Read]) -> Print:
    """What tells whether another article is a copy of this one; `words` are those of `quoth.stories.vectors.read`."""
    stems = [word.stem for word, _ in words]
    figures = {_hash(stem) for stem in stems if stem[0].isdigit() or stem in _DATES}
    return Print(
        _sample(np.array([_hash(stem) for stem in stems], dtype=np.uint64)),
        np.array(sorted(figures), dtype=np.uint32),
        _series(article),
        len(article.text),
    )


def apart(one: Print, other: Print, cosine: float) -> bool:
    """Whether two articles of this cosine are of one form or series and report two events."""
    return other_of_series(one, other) or filled_in_anew(one, other, TEMPLATE if cosine >= ALIKE else FORM)


def of_one_text(size: int, sizes: npt.NDArray[np.int64], common: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Whether a sample of `size` and others of `sizes`, with `common` runs in both, are of one text, perhaps cut short
    or touched; `is_copy` asks besides whether it was filled in anew.
    """
    fewer, more = np.minimum(size, sizes), np.maximum(size, sizes)
    found: npt.NDArray[np.bool_] = (common >= COPY * fewer) & (fewer >= WHOLE * more)
    return found


def shared_runs(sample: Sample, others: Sequence[Sample]) -> npt.NDArray[np.float64]:
    """How many runs each of `others`, of which none is empty, has in common with `sample`."""
    starts = np.cumsum([0, *(len(other) for other in others)])[:-1]
    there = np.isin(np.concatenate(others), sample)
    common: npt.NDArray[np.float64] = np.add.reduceat(there, starts, dtype=np.float64)
    return common


def is_copy(one: Print, other: Print) -> bool:
    """Whether two texts that are `of_one_text` by their runs are copies: not if they have other numbers."""
    return not _other_figures(one, other)


def filled_in_anew(one: Print, other: Print, running: float = TEMPLATE) -> bool:
    """Whether two texts share this part of their runs and yet have other numbers: two events told in one form."""
    return _other_figures(one, other) and shared(one, other) >= running


def other_of_series(one: Print, other: Print) -> bool:
    """Whether both say which of a series they are, and it is not the same: day 2 and day 21."""
    kinds = {s.partition(" ")[0] for s in one.series} & {s.partition(" ")[0] for s in other.series}
    return any(
        {s for s in one.series if s.startswith(f"{k} ")}.isdisjoint(s for s in other.series if s.startswith(f"{k} "))
        for k in kinds
    )


def shared(one: Print, other: Print) -> float:
    """The part of the smaller text's runs that stand in the larger; 0 where there are too few to say."""
    fewest = min(len(one.sample), len(other.sample))
    return _common(one.sample, other.sample) / fewest if fewest >= ENOUGH else 0.0


def _other_figures(one: Print, other: Print) -> bool:
    fewest = min(len(one.figures), len(other.figures))
    return fewest >= FIGURES and _common(one.figures, other.figures) < OTHER * fewest


def _common(one: Sample, other: Sample) -> int:
    """How many are in both: by sets, which for a few hundred numbers is several times as fast as by sorting."""
    return len(_as_set(one.tobytes()).intersection(other.tolist()))


@lru_cache(maxsize=64)
def _as_set(sample: bytes) -> frozenset[int]:
    """The numbers of a sample; the same one is compared with many that follow."""
    return frozenset(np.frombuffer(sample, dtype=np.uint32).tolist())


def _sample(hashes: npt.NDArray[np.uint64]) -> Sample:
    if len(hashes) < RUN:
        return np.zeros(0, dtype=np.uint32)
    runs = np.zeros(len(hashes) - RUN + 1, dtype=np.uint64)
    for n in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashes[n : n + len(runs)]
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    mixed = (runs >> np.uint64(32)).astype(np.uint32)
    return np.unique(mixed[mixed % EVERY == 0])


def _series(article: Article) -> frozenset[str]:
    """Its places in series ("day 2"), as the headline and the lead tell them."""
    found = set()
    for m in _SERIES.finditer(f"{(article.title or '')[:LEAD]}\n{article.text[:LEAD]}"):
        if m["kind"]:
            number = m["number"].casefold()
            found.add(f"{m['kind'].casefold().replace(' ', '')} {_VALUES.get(number, number.lstrip('0'))}")
        else:
            found.add(f"quarter {m['quarter'] or _ORDINALS[m['ordinal'].casefold()]}")
    return frozenset(found)


@lru_cache(maxsize=1 << 17)
def _hash(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = (
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATES = frozenset((*_WEEK, *_YEAR))

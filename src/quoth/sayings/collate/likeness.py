"""How well a word stands beside another in an alignment: the same, of one stem, of one sort, or other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Word
from quoth.words import stem

# Set by eye on the development labels of records.jsonl and on the two seeds, against what it costs to open a gap
# (`gotoh`): above 0 what may well answer to each other.
_EQUAL, _EQUAL_SMALL, _SIMILAR, _SAME_SORT, _OTHER, _OTHER_SORT = 3.0, 1.3, 1.2, 0.6, -0.5, -0.8


def affinity(profile: Iterable[Word], word: Word) -> float:
    """The best that `word` has with one of `profile`, the words of a column."""
    return max(_between(w, word) for w in profile)


def _between(a: Word, b: Word) -> float:
    if a.alike(b):
        return (_EQUAL_SMALL if a.key in SMALL else _EQUAL) - (0.1 if a.n != b.n else 0.0)
    if a.number or b.number:
        return _SAME_SORT if a.number and b.number else _OTHER_SORT
    if (a.key in SMALL) != (b.key in SMALL):
        return _OTHER_SORT
    if a.capital and b.capital:
        return _SAME_SORT
    return _likeness(a.key, b.key)


@lru_cache(maxsize=65536)
def _likeness(a: str, b: str) -> float:
    """How far two different words are alike by their letters: inflections and derivations of one stem are."""
    from rapidfuzz.distance import Indel

    if a and b and a not in SMALL and stem(a) == stem(b):
        return _SIMILAR
    if min(len(a), len(b)) >= 4 and (a[:4] == b[:4] or Indel.normalized_similarity(a, b) >= 0.7):
        return _SIMILAR
    return _OTHER

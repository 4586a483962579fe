"""How much it says that two texts share a word: next to nothing for "the", much for a rare one."""

from __future__ import annotations

from functools import lru_cache

from quoth.words import rarity, stem, wordset

SMALL = wordset(
    "a an the this that these those of to in on at by for from with as and or but so if than then there here it its "
    "he she they we you i me him her us them my your his our their is are was were be been being am do does did has "
    "have had will would can could may might must shall should not who which what when where how why 's up out just "
    "very also about into over among between through during under because while too"
)
"""Keys of words that have little meaning by themselves."""

_LEAST, _RAREST = 0.2, 6.0


@lru_cache(maxsize=1 << 16)
def weight(key: str) -> float:
    """How much it says that two texts share a word with this key: 0.2 for "the", up to 2.2 for a rare one."""
    if key in SMALL:
        return _LEAST
    return _LEAST + min(rarity(stem(key) if key else ""), _RAREST) / 3

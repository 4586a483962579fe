"""Which wordings hang together: those of one statement, by the words that they share.

Before they are lined up, two may hang together that share three words in a row, not all of them small, or most of their
words in one order; after that, those that share a place of the table. What is shared joins from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.sayings.collate.align import Table
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Word
from quoth.sets import Sets

_PAIRED = 60  # distinct tellings up to which all pairs are looked at, not only those that share three words in a row
_MOST = 0.6  # of the shorter one's words, by eye; two sentences of one speech share few but small words in one order
_REWORDED = 0.4  # of the shorter one's words, when the two are of like length: one sentence in a paraphraser's words
_LIKE = 0.6  # length of the shorter against the longer from which they are of like length


def overlapping(witnesses: Sequence[Sequence[Word]]) -> list[list[int]]:
    """Sets of witnesses that may hang together by shared stretches, in the order of their first member."""
    joined = Sets(range(len(witnesses)))
    first: dict[tuple[str, ...], int] = {}
    keys = [[w.key for w in words] for words in witnesses]
    for k, own in enumerate(keys):
        for gram in zip(own, own[1:], own[2:], strict=False):
            if any(key not in SMALL for key in gram):
                joined.join(k, first.setdefault(gram, k))
    for k, own in enumerate(keys):
        for other in range(k if len(keys) <= _PAIRED else 0):
            if joined.root(k) != joined.root(other) and _alike(own, keys[other]):
                joined.join(k, other)
    return list(joined)


def hanging_together(table: Table) -> list[list[int]]:
    """Sets of rows that the columns of `table` hold together: what shares no place with another has no answer there."""
    joined = Sets(range(len(table.cells)))
    for column in zip(*table.cells, strict=True):
        told = [k for k, word in enumerate(column) if word is not None]
        for k in told[1:]:
            joined.join(told[0], k)
    return list(joined)


def _alike(a: list[str], b: list[str]) -> bool:
    """Whether the shorter is all in the longer, or most of its words are, in their order."""
    from rapidfuzz.distance import LCSseq

    short, long = sorted((a, b), key=len)
    if len(short) < 4:
        return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
    need = (_REWORDED if len(short) >= _LIKE * len(long) else _MOST) * len(short)
    return any(key not in SMALL for key in set(short) & set(long)) and LCSseq.similarity(short, long) >= need

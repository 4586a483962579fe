"""How near a telling's words are to the words asked for, 0 to 1.

The words of the question that the telling has in the same order (longest common subsequence, in the stretch of the
telling that has most of them), weighed by how rare they are, less a part for every break between them. So a word
changed costs its weight, a cut in the middle one break, and words that stand all over the telling count for nearly as
much as words in a row. A question that is longer than the telling is also asked how much of the telling it has.

A case it gets wrong: “A said it to B” beside “B said it to A” shares all words and the longer run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

LEAST_WEIGHT = 0.4  # of the commonest word
MOST_WEIGHT = 7.0
BROKEN = 0.4  # of the score is lost when no two words stand side by side
ANYWHERE = 0.8  # what words in another order are worth
CONTAINED = 0.9  # what a telling is worth that the question has whole, and more
SURE = 5  # words that a telling contained in the question must have to be worth that
_ROOM = 12  # words more than twice the question's that are laid against it


@dataclass(frozen=True, slots=True)
class Nearness:
    """`places` are the words of the telling that the question has, `side_by_side` whether all, in order, unbroken.

    `in_runs`: in order, and no more than every other one apart from the one before.
    """

    score: float
    places: tuple[int, ...]
    side_by_side: bool
    in_runs: bool


def weights(rarities: Sequence[float]) -> list[float]:
    """What each word of a question is worth."""
    return [LEAST_WEIGHT + min(max(r, 0.0), MOST_WEIGHT) for r in rarities]


def nearness(sought: Sequence[int], worth: Sequence[float], told: Sequence[int]) -> Nearness:
    """How near the words `told` are to `sought`, whose words are `worth` so much each."""
    whole = sum(worth)
    value = dict(zip(sought, worth, strict=True))
    gains = [value.get(w, 0.0) for w in told]
    start, end = _stretch(gains, 2 * len(sought) + _ROOM)
    near = told[start:end]
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(sought, near):
        if block.tag == "equal":
            pairs += zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
    there = set(told)
    anywhere = sum(w for s, w in zip(sought, worth, strict=True) if s in there) / whole
    if not pairs:
        return Nearness(0.0, (), False, False)
    together = sum(worth[i] for i, _ in pairs) / whole
    breaks = sum(a[0] + 1 != b[0] or a[1] + 1 != b[1] for a, b in pairwise(pairs))
    score = together * (1 - BROKEN * breaks / max(len(pairs) - 1, 1))
    words = sum(w != 0 for w in told)
    held = len(pairs) / words * min(1.0, len(pairs) / SURE) * (1 - BROKEN * breaks / max(len(pairs) - 1, 1))
    score = max(score, ANYWHERE * anywhere, CONTAINED * held if len(sought) > words else 0.0)
    places = tuple(start + j for _, j in pairs)
    if ANYWHERE * anywhere == score:
        places = tuple(j for j, gain in enumerate(gains) if gain)
    in_runs = len(pairs) > 2 and 2 * breaks <= len(pairs)
    return Nearness(min(score, 1.0), places, len(pairs) == len(sought) and not breaks, in_runs)


def runs_in(sought: bytes, told: bytes) -> int:
    """The word at which the packed words `sought` stand side by side in `told`; -1 where they do not."""
    at = told.find(sought)
    while at % 4 and at != -1:
        at = told.find(sought, at + 1)
    return at if at == -1 else at // 4


def _stretch(gains: Sequence[float], length: int) -> tuple[int, int]:
    """The window of `length` words with most to gain, the first of several."""
    if len(gains) <= length:
        return 0, len(gains)
    here = best = sum(gains[:length])
    start = 0
    for i in range(1, len(gains) - length + 1):
        here += gains[i + length - 1] - gains[i - 1]
        if here > best + 1e-9:
            best, start = here, i
    return start, start + length

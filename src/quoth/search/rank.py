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

from rapidfuzz.distance import LCSseq

from quoth.search.grams import BREAK

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
    runs = [run for run in LCSseq.opcodes(sought, told[start:end]).as_matching_blocks() if run.size]
    if not runs:
        return Nearness(0.0, (), False, False)
    there = set(told)
    anywhere = sum([w for s, w in zip(sought, worth, strict=True) if s in there]) / whole
    shared, breaks = sum([run.size for run in runs]), len(runs) - 1
    unbroken = 1 - BROKEN * breaks / max(shared - 1, 1)
    score = sum([sum(worth[run.a : run.a + run.size]) for run in runs]) / whole * unbroken
    words = len(told) - told.count(BREAK)
    held = shared / words * min(1.0, shared / SURE) * unbroken
    score = max(score, ANYWHERE * anywhere, CONTAINED * held if len(sought) > words else 0.0)
    if ANYWHERE * anywhere == score:
        places = tuple([j for j, gain in enumerate(gains) if gain])
    else:
        places = tuple([start + run.b + k for run in runs for k in range(run.size)])
    in_runs = shared > 2 and 2 * breaks <= shared
    return Nearness(min(score, 1.0), places, shared == len(sought) and not breaks, in_runs)


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

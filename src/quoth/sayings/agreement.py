"""What two tellings have in common, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.sayings.candidates import Telling


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two tellings have in common: the shared words, the longest run of `reported` words, and `verbatim`."""

    shared: frozenset[str]
    run: tuple[str, ...]
    verbatim: float


def agreement(one: Telling, other: Telling) -> Agreement:
    """The words that both have, their longest common run, and how far two quotations agree; symmetric."""
    shared = frozenset(one.roots.keys() & other.roots.keys())
    return Agreement(shared, longest_run(one.reported, other.reported) if shared else (), _verbatim(one, other))


def longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The longest run of words in both; of equally long ones the one that comes first in the alphabet."""
    if len(other) < len(one):
        one, other = other, one
    ends: dict[str, list[int]] = {}
    for j, word in enumerate(other):
        ends.setdefault(word, []).append(j)
    best: tuple[str, ...] = ()
    before: dict[int, int] = {}
    for i, word in enumerate(one):
        here: dict[int, int] = {}
        for j in ends.get(word, ()):
            length = before.get(j - 1, 0) + 1
            here[j] = length
            if length >= len(best):
                run = one[i - length + 1 : i + 1]
                if length > len(best) or run < best:
                    best = run
        before = here
    return best


def in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in one order: the length of their longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other)


def _verbatim(one: Telling, other: Telling) -> float:
    """Two quotations of one utterance have its words in its order; two that share only their subject do not.

    A case it gets wrong: an utterance quoted from two translations.
    """
    if not one.passage.kind == other.passage.kind == "direct" or not one.words or not other.words:
        return 0.0
    return in_order(one.words, other.words) / min(len(one.words), len(other.words)) - 0.5

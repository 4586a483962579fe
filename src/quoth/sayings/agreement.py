"""What two tellings have in common, word by word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.sayings.tellings import Telling


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two tellings have in common: the shared words, the longest run of `reported` words, and of what is in
    quotation marks the share that the other has, less a half: in order, where both are quotations (`verbatim`), or of
    the weight where one is quoted in part and the other quotes, too (`marked`); 0 elsewhere.
    """

    shared: frozenset[str]
    run: tuple[str, ...]
    verbatim: float
    marked: float


def agreement(one: Telling, other: Telling) -> Agreement:
    """The words that both have, their longest common run, and how far two quotations agree; symmetric."""
    shared = frozenset(one.roots.keys() & other.roots.keys())
    run = longest_run(one.reported, other.reported) if shared else ()
    return Agreement(shared, run, _verbatim(one, other), _marked(one, other))


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


def _marked(one: Telling, other: Telling) -> float:
    """A word that one article sets in quotation marks stands in the other's quotation, if both quote the same.

    Of two partly quoted tellings the one that agrees better counts: they may quote different parts.
    """
    shares = []
    for a, b in ((one, other), (other, one)):
        if a.passage.kind == "mixed" and a.marked and b.marked:
            whole = math.fsum(a.roots[s] for s in a.marked)
            shares.append(math.fsum(a.roots[s] for s in a.marked & b.marked) / max(whole, 1.0))
    return max(shares) - 0.5 if shares else 0.0

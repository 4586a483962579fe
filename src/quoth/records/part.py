"""A part of a quotation, laid word by word against a stretch of the record.

`laid` aligns some of a quotation's words with a stretch and draws the stretch in to what agrees: words at either end
that agree only by leaping over more of the record than they are worth are not taken. It never ends at a hyphen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quoth.records.index import Index
from quoth.sayings.collate.align import Table, against
from quoth.sayings.words.weights import weight
from quoth.sayings.words.word import LOOSE, Break, Word
from quoth.words import stem

GAP = 0.35
"""What a leap costs for each doubling of its length, against 0.2 for "the" and about 2 for a rare word; by eye."""

_NEAR = 0.5  # of its weight that a word counts for which stands beside another of its stem
_OPENING = 10  # words of the record after which a quotation may go on that has the first word of a clause
_CLAUSE = frozenset(",;:")


@dataclass(frozen=True)
class Part:
    """A stretch of a quotation's words, `first:last`, laid against the record's words `start:end`."""

    first: int
    last: int
    start: int
    end: int
    table: Table

    @cached_property
    def hit(self) -> float:
        """The weight of the quotation's words that the record has here."""
        return sum(agreement(a, b) for a, b in self.pairs)

    @cached_property
    def pairs(self) -> tuple[tuple[Word, Word], ...]:
        """The record's and the quotation's words that stand side by side."""
        cells = zip(*self.table.cells, strict=True)
        return tuple((a, b) for a, b in cells if a is not None and b is not None)

    @cached_property
    def leaps(self) -> tuple[int, ...]:
        """How many words of the record each leap between two agreeing words passes over where no mark shows it."""
        return tuple(n for n in _leaps(self.table) if n)


def agreement(a: Word, b: Word) -> float:
    """What it says that the record has `a` where the quotation has `b`: the weight of `b` when they are one word,
    half of it when they are of one stem, else, and in square brackets, 0.
    """
    if b.bracketed:
        return 0.0
    if a.alike(b):
        return weight(b.key)
    return _NEAR * weight(b.key) if a.key and b.key and stem(a.key) == stem(b.key) else 0.0


def worth(words: Sequence[Word]) -> float:
    """The weight of `words`, those in square brackets left out: they are the writer's."""
    return sum(weight(w.key) for w in words if not w.bracketed)


def laid(index: Index, words: Sequence[Word], own: tuple[int, int], within: tuple[int, int]) -> Part | None:
    """The words `own` of a quotation against the record's words `within`, drawn in to what agrees, or None."""
    return _drawn(index, words[own[0] : own[1]], own, max(within[0], 0), min(within[1], len(index.words)))


def _drawn(index: Index, own: Sequence[Word], place: tuple[int, int], start: int, end: int) -> Part | None:
    said = index.words
    table = against(said[start:end], own)
    kept = _worthwhile(table)
    if kept is None:
        return None
    # By its end, too: the table may have made one word of two of the record, "e-mail" where the quotation has "email".
    begins = {w.start: j for j, w in enumerate(said[start:end], start)}
    ends = {w.end: j for j, w in enumerate(said[start:end], start)}
    a, b = begins[kept[0][0].start], ends[kept[1][0].end]
    first, last = (next(n for n, w in enumerate(own) if w.start == pair[1].start) for pair in kept)
    while first > 0 and not own[first].before & Break.SENTENCE:
        first -= 1
    beyond = next((n for n in range(last + 1, len(own)) if own[n].before & Break.SENTENCE), len(own))
    # Only the words of the same sentence: one that the quotation goes on with has not replaced the end of this one.
    head = sum(w.start < kept[0][1].start and not w.bracketed for w in own[first:])
    tail = sum(w.start > kept[1][1].start and not w.bracketed for w in own[:beyond])
    # What stands before and after in the same sentence may be what the quotation has replaced.
    a = _opening(index, a, own[0]) if head else a
    a = a if said[a].alike(own[0]) else _reach(index, a, -min(head, a - start))
    b = _reach(index, b, min(tail, end - 1 - b))
    while a > 0 and said[a].hyphen:
        a -= 1
    while b + 1 < len(said) and said[b + 1].hyphen:
        b += 1
    return Part(*place, a, b + 1, against(said[a : b + 1], own))


def _opening(index: Index, at: int, word: Word) -> int:
    """The place of `word` where it begins the clause in which `at` stands, or one before in the sentence; else `at`.

    "If you have a man who has been paying the port" may be quoted as "If you are paying the port".
    """
    said = index.words
    for j in range(at, max(at - _OPENING, -1), -1):
        if said[j].alike(word) and (_begins(index, j) or _begins(index, j - 1)):  # "but if you have …", too
            return j
        if said[j].before & Break.SENTENCE:
            break
    return at


def _begins(index: Index, at: int) -> bool:
    """Whether a clause begins with the word `at` of the record."""
    said = index.words
    if at <= 0 or said[at].before:
        return True
    return any(mark in _CLAUSE for mark in index.record.text[said[at - 1].end : said[at].start])


def _reach(index: Index, at: int, by: int) -> int:
    """`at` moved by up to `by` words without leaving its clause."""
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        if _begins(index, max(at, at + step)):
            break
        at += step
    return at


def _worthwhile(table: Table) -> tuple[tuple[Word, Word], tuple[Word, Word]] | None:
    """The first and the last pair of the agreeing words, without those at the ends that a leap costs more than."""
    blocks: list[list[tuple[Word, Word]]] = []
    costs: list[float] = []
    passed, marked = 0, False
    for a, b in zip(*table.cells, strict=True):
        if b is not None and b.before & LOOSE:
            marked = True
        if a is not None and b is not None and agreement(a, b):
            cost = 0.0 if marked else GAP * math.log2(1 + passed)
            if blocks and passed <= 2:
                blocks[-1].append((a, b))
            else:
                blocks.append([(a, b)])
                costs.append(cost)
            passed, marked = 0, False
        elif a is not None and b is None:
            passed += 1
    values = [sum(agreement(a, b) for a, b in block) for block in blocks]
    low, high = 0, len(blocks)
    while high - low > 1 and values[low] < min(costs[low + 1], sum(values[low + 1 : high])):
        low += 1
    while high - low > 1 and values[high - 1] < min(costs[high - 1], sum(values[low : high - 1])):
        high -= 1
    if low == high:
        return None
    return blocks[low][0], blocks[high - 1][-1]


def _leaps(table: Table) -> Iterator[int]:
    passed, marked, begun = 0, False, False
    for a, b in zip(*table.cells, strict=True):
        marked = marked or (b is not None and bool(b.before & LOOSE))
        if a is not None and b is not None:
            if begun and not marked:
                yield passed
            passed, marked, begun = 0, False, True
        elif a is not None:
            passed += 1

"""Word order: the same words at another place are neither cut nor put in.

An alignment keeps the order of both sides, so of "Because it burns, we run" beside "We run, because it burns" it
shows "we run" missing here and added there. `merged` finds such pairs of places and makes one place of all that
stands between, so that a reader sees both orders whole; `swaps` says of two tellings which of their differences are
order only.

What it accepts: the same words (spelling aside) lacking at one place and standing at another, in the other of two
tellings; and two words or phrases that have changed places with each other. What guards it: the fewer the words,
the nearer they must stand, and a small word ("the", "of") alone is no sign of order.
A case it gets wrong: "A few, and only a few" beside "Only a few, and a few" is two repetitions, not an order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoth.sayings.collate.align import Run, Table, as_runs
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Word
from quoth.words import wordset

# How many places may stand between, for one word, two words, and three or more; by eye, on the invented tests and on
# quotations of records.jsonl. A clause of three words that two tellings share in full is no accident in a paragraph.
_NEAR = (12, 12, 80)
_ADVERBS = wordset("also just very too then there up out now")  # small words that do wander, though not far
_NEAR_SMALL = 4
_LIST = 4  # words up to which the same ones in another order ("salt and", "and salt") are the same
_MOSTLY = 0.75  # of a clause's words
_PATTERNS = 12  # different wordings of one place that are looked at

Keys = tuple[str, ...]


def merged(table: Table, runs: Sequence[Run]) -> list[Run]:
    """`runs` (half-open columns that differ, ascending), those joined between which words have changed places.

    A run is joined only where every telling that speaks at any of its places speaks at all of them.
    """
    said = [[_keys(table, k, run) for k in range(len(table.cells))] for run in runs]
    joined = list(runs)
    for p, (start, end) in enumerate(runs):
        for q in range(p + 1, len(runs)):
            between = runs[q][0] - end
            if between > _NEAR[-1]:
                break
            if not _exchanged(said[p], said[q], between):
                continue
            whole = [all(covers[start : runs[q][1]]) for covers in table.covers]
            touched = [any(covers[start : runs[q][1]]) for covers in table.covers]
            if whole == touched and _exchanged(
                [keys for keys, ok in zip(said[p], whole, strict=True) if ok],
                [keys for keys, ok in zip(said[q], whole, strict=True) if ok],
                between,
            ):
                joined.append((start, runs[q][1]))
    return _union(joined)


def swaps(table: Table, one: int, other: int, runs: Sequence[Run]) -> set[Run]:
    """Which of `runs`, places where the rows `one` and `other` differ, are one thing at two places of its sentence."""
    said = [(_keys(table, one, run), _keys(table, other, run)) for run in runs]
    found = {run for run, (a, b) in zip(runs, said, strict=True) if len(a) > 1 and _bag(a) == _bag(b)}
    for p in range(len(runs)):
        for q in range(p + 1, len(runs)):
            here, there = said[p], said[q]
            between = runs[q][0] - runs[p][1]
            if between > _NEAR[-1]:
                break
            if runs[p] in found or runs[q] in found or not _near(max(*here, *there, key=len), between):
                continue
            if same_words(here[0], there[1]) and same_words(here[1], there[0]):
                found |= {runs[p], runs[q]}
    return found


def elsewhere(table: Table, having: int, lacking: int, start: int, end: int) -> bool:
    """Whether what only `having` has at `start:end` stands in `lacking` at a place where `having` has nothing.

    For where no single place can be made of both, because a third telling does not reach from one to the other.
    """
    told = _keys(table, having, (start, end))
    if _keys(table, lacking, (start, end)) or not _near(told, 0):
        return False
    row = _around(table.cells[lacking], start, end, len(told))
    for n in range(len(row) - len(told) + 1):
        there = row[n : n + len(told)]
        if tuple(key for _, key in there) == told:
            between = max(there[0][0] - end, start - there[-1][0] - 1)
            if _near(told, between) and all(
                table.cells[having][j] is None and table.covers[having][j] for j, _ in there
            ):
                return True
    return False


def _around(row: Sequence[Word | None], start: int, end: int, size: int) -> list[tuple[int, str]]:
    """The words of `row` on either side of `start:end`, where it has none, as far as `size` in a row can be near, with
    their columns: so that nobody looks through a speech for every place where two tellings of it differ.
    """
    held: list[list[tuple[int, str]]] = []
    for columns in (range(start - 1, -1, -1), range(end, len(row))):
        side: list[tuple[int, str]] = []
        beyond = 0
        for far, j in enumerate(columns):
            if (word := row[j]) is not None:
                beyond += far > _NEAR[-1]
                if beyond >= size:
                    break
                side.append((j, word.key))
        held.append(side)
    return held[0][::-1] + held[1]


def _exchanged(here: Sequence[Keys], there: Sequence[Keys], between: int) -> bool:
    """Whether two tellings have at two places what the other has at the other place, one of them perhaps nothing."""
    patterns = [(a, b) for a, b in sorted(set(zip(here, there, strict=True)))[:_PATTERNS] if _bag(a) != _bag(b)]
    return any(
        same_words(a, d) and same_words(b, c) and _near(max(a, b, key=len), between)
        for n, (a, b) in enumerate(patterns)
        for c, d in patterns[n + 1 :]
    )


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two stretches have the same words, at most four of them in any order; or, of a clause of five words or
    more, nearly the same: "and we do not sell boats if they are old", "boats if it is old and we do not sell".
    """
    if _bag(tuple(one)) == _bag(tuple(other)):
        return True
    shared = Counter(one) & Counter(other)
    enough = shared.total() >= _MOSTLY * max(len(one), len(other))
    return enough and min(len(one), len(other)) > _LIST and sum(n for key, n in shared.items() if key not in SMALL) > 1


def _bag(keys: Keys) -> Keys:
    return tuple(sorted(keys)) if len(keys) <= _LIST else keys


def _near(moved: Keys, between: int) -> bool:
    if not moved or between > _NEAR[min(len(moved), len(_NEAR)) - 1]:
        return False
    if len(moved) > 3 or any(key not in SMALL for key in moved):
        return True
    return between <= _NEAR_SMALL and any(key in _ADVERBS for key in moved)


def _keys(table: Table, row: int, run: Run) -> Keys:
    return tuple(w.key for w in table.cells[row][run[0] : run[1]] if w is not None)


def _union(runs: Sequence[Run]) -> list[Run]:
    """Overlapping intervals made one; those that only touch stay apart."""
    out: list[Run] = []
    for start, end in sorted(runs):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def differing(table: Table, one: int, other: int, start: int, end: int) -> list[Run]:
    """The stretches of `start:end` where the rows `one` and `other` differ in more than spelling."""
    return as_runs(j for j in range(start, end) if not _alike(table, one, other, j))


def _alike(table: Table, one: int, other: int, j: int) -> bool:
    a, b = table.cells[one][j], table.cells[other][j]
    return a is not None and b is not None and a.alike(b) and a.bracketed == b.bracketed

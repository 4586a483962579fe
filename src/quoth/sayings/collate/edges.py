"""Where a telling that begins later or ends earlier than others speaks all the same.

To quote a part is no change, so an alignment leaves a telling out of the places before its first word and after its
last. Three cases are no such trim: a negation gone at the very edge ("All of us agree" beside "Not all of us agree"); a
condition or another limit of the same sentence gone there ("We must leave" beside "If the river rises, we must leave");
and words that stand at the other end ("Because it burns, we run" beside "We run, because it burns").

What guards it: only a direct telling loses a negation or a limit, since a mixed one may have it outside the quotation
marks; "no" before a small word ("No, we will") is taken for an answer; what moved is three words in a row, not all
small ones, or one word that is not small, that no telling has twice; a word moves within its sentence, three words also
with the better part of theirs; and at the place where the one telling has them the other has nothing.
A case it gets wrong: a direct telling "We agree" of "No critics, we agree" seems to have lost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quoth.sayings.collate.align import Table
from quoth.sayings.collate.meaning import limiting
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break, Word

_Gram = tuple[str, ...]
_BROKEN = Break.SENTENCE | Break.DASH | Break.ELLIPSIS  # "You do not — the council does" denies nothing of the council
_NEAR = 12  # columns within which one word may have moved, as in `order`
_JOINS = frozenset({"but", "yet"})
_LONGEST = 16  # words of a limit at an edge; a longer clause is a statement of its own


def speaking(table: Table, direct: Sequence[bool]) -> Table:
    """`table` where each row also covers the places at its edges that it cannot be silent about.

    `direct[row]` says whether the row is wholly in quotation marks.
    """
    placed = [_placed(row) for row in table.cells]
    sentences = [_Sentences(row) for row in table.cells]
    twice = {gram for grams in placed for gram, columns in grams.items() if len(columns) > 1}
    where: defaultdict[_Gram, defaultdict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for k, grams in enumerate(placed):
        for gram, columns in grams.items():
            if gram not in twice:
                where[gram][columns[0]].append(k)
    covers = []
    limits: tuple[dict[int, int], dict[int, int]] = ({}, {})  # many tellings begin or end alike: each is asked once
    for k, (row, speaks, whole) in enumerate(zip(table.cells, table.covers, direct, strict=True)):
        told = [j for j, word in enumerate(row) if word is not None]
        widened = list(speaks)
        if whole and told:
            _keep_negation(table, row, told[0], told[-1], widened)
            start, end = _limit_before(table, told[0], limits[0]), _limit_after(table, told[-1], limits[1])
            widened[start : told[0]] = [True] * (told[0] - start)
            widened[told[-1] + 1 : end] = [True] * (end - told[-1] - 1)
        for gram, columns in placed[k].items():
            for (start, end), others in where[gram].items() if len(where[gram]) > 1 else ():
                if not (end < told[0] or start > told[-1]):
                    continue
                near = len(gram) > 1 or max(told[0] - end, start - told[-1]) <= _NEAR
                if near and any(sentences[k].moved(columns[0], sentences[o], (start, end)) for o in others):
                    if end < told[0]:
                        widened[start : told[0]] = [True] * (told[0] - start)
                    else:
                        widened[told[-1] + 1 : end + 1] = [True] * (end - told[-1])
        covers.append(tuple(widened))
    return Table(table.cells, tuple(covers))


class _Sentences:
    """The sentences of a row: which one a column is in, and what words of meaning each has."""

    def __init__(self, row: Sequence[Word | None]) -> None:
        self.row = row
        self.of: dict[int, int] = {}
        self.held: list[set[str]] = [set()]
        for j, word in enumerate(row):
            if word is not None:
                if word.before & (Break.SENTENCE | Break.SEAM) and self.of:
                    self.held.append(set())
                self.of[j] = len(self.held) - 1
                if word.key not in SMALL:
                    self.held[-1].add(word.key)

    def moved(self, own: tuple[int, int], other: _Sentences, there: tuple[int, int]) -> bool:
        """Whether the words at the columns `own` are those that `other` has at `there`, put at another place."""
        if any(other.row[j] is not None for j in range(own[0], own[1] + 1)):
            return False
        mine, theirs = self.of[own[0]], other.of[there[0]]
        if any(other.of.get(j) == theirs for j, sentence in self.of.items() if sentence == mine):
            return True
        if own[0] == own[1]:
            return False
        least = min(len(self.held[mine]), len(other.held[theirs]))
        return 2 * len(self.held[mine] & other.held[theirs]) > least


def _placed(row: Sequence[Word | None]) -> dict[_Gram, list[tuple[int, int]]]:
    """Every three words in a row that are not all small ones, and every word that is not; and their columns."""
    told = [(j, word.key) for j, word in enumerate(row) if word is not None]
    grams: dict[_Gram, list[tuple[int, int]]] = {}
    for j, key in told:
        if key not in SMALL:
            grams.setdefault((key,), []).append((j, j))
    for (start, a), (_, b), (end, c) in zip(told, told[1:], told[2:], strict=False):
        if not {a, b, c} <= SMALL:
            grams.setdefault((a, b, c), []).append((start, end))
    return grams


def _keep_negation(table: Table, row: Sequence[Word | None], first: int, last: int, widened: list[bool]) -> None:
    """Widen by one place where other rows have a negation there and run on from it."""
    here = row[first]
    if first > 0 and here is not None:
        turning = {"not", "never"} if here.key in SMALL else {"not", "never", "no"}
        before = [(r[first - 1], r[first]) for r in table.cells]
        widened[first - 1] |= any(
            w is not None and then is not None and w.key in turning and not _opens(then, _BROKEN) for w, then in before
        )
    end = row[last]
    if last + 1 < table.width and end is not None and end.key in SMALL:
        after = [r[last + 1] for r in table.cells]
        widened[last + 1] |= any(w is not None and w.key in {"not", "never"} and not _opens(w, _BROKEN) for w in after)


def _limit_after(table: Table, last: int, known: dict[int, int]) -> int:
    """Where a clause of the same sentence ends that other rows have after `last` and that limits what is said."""
    if last not in known:
        known[last] = last + 1
        for other in table.cells:
            after = [(j, w) for j, w in enumerate(other[last + 1 : last + 2 + _LONGEST], last + 1) if w is not None]
            clause = after[: next((n for n, (_, w) in enumerate(after) if _opens(w)), len(after))]
            if clause and clause[0][0] == last + 1 and limiting([w for _, w in clause]):
                known[last] = max(known[last], clause[-1][0] + 1)
    return known[last]


def _limit_before(table: Table, first: int, known: dict[int, int]) -> int:
    """Where a clause of the same sentence begins that other rows have before `first` and that limits what is said."""
    if first not in known:
        known[first] = first
        for other in table.cells if first else ():
            begun = other[first]
            if begun is None or _opens(begun):
                continue
            before = [(j, w) for j, w in enumerate(other[:first]) if w is not None][-_LONGEST - 1 :]
            start = max((n for n, (_, w) in enumerate(before) if _opens(w)), default=-1)
            clause = before[start:] if start >= 0 else []
            own = bool(clause) and clause[-1][1].key in _JOINS  # "If it helps, take it, but we leave"
            if clause and not own and clause[-1][0] == first - 1 and limiting([w for _, w in clause]):
                known[first] = min(known[first], clause[0][0])
    return known[first]


def _opens(word: Word | None, breaks: Break = Break.SENTENCE) -> bool:
    return word is not None and bool(word.before & breaks)

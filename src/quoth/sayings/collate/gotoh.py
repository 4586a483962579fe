"""One sequence of words laid against the columns of a table: the best way by dynamic programming with affine gaps.

Gotoh, "An improved algorithm for matching biological sequences" (1982), with ends that may be free. We depart from it
in what a pair is worth (`likeness`) and in gaps that open at little cost where a quotation stops and
begins again, or has an ellipsis. Time and memory grow with columns times words.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.sayings.collate.likeness import affinity
from quoth.sayings.words.word import LOOSE, Word

# Costs in the dynamic programme, set by eye on the development labels of records.jsonl and on the two seeds. Equal
# words of little meaning are worth less than opening a gap, so that they do not tear a replacement apart.
_OPEN, _EXTEND, _OPEN_SEAM = 1.5, 0.02, 0.3

_PAIR, _COLUMN, _WORD = range(3)
"""What a way through the programme ends with: a word in its column, a column without a word, or a word without one."""
_Row = tuple[list[float], list[float], list[float]]
"""The best score of each cell of a row of the programme, in each of these states."""
_NEVER = float("-inf")


def gotoh(
    profiles: Sequence[tuple[Word, ...]],
    words: Sequence[Word],
    column0: int,
    word0: int,
    *,
    free_start: bool,
    free_end: bool,
) -> list[tuple[int, int]]:
    """Pairs of the best alignment with affine gaps; at a free end one side may be skipped without cost.

    Row by row of the programme: a row is a column of the table, a cell of it the words up to there.
    """
    if not profiles or not words:
        return []
    rows, cols = len(profiles), len(words)
    edge = [0.0 if free_start else -_OPEN - _EXTEND * n for n in range(max(rows, cols))]
    row = [0.0] + [_NEVER] * cols, [_NEVER] * (cols + 1), [_NEVER, *edge[:cols]]
    came = [[(_PAIR, _PAIR, _WORD)] * (cols + 1)]
    before_word = [*map(_opening, words[1:]), _OPEN]
    before_column = [*(min(map(_opening, profile)) for profile in profiles[1:]), _OPEN]
    ends: list[tuple[float, int, int, int]] = []  # the score of a way that ends there, the cell, and its state
    for i, (profile, opening) in enumerate(zip(profiles, before_column, strict=True), 1):
        likeness = [affinity(profile, word) for word in words]
        row, states = _next_row(row, likeness, before_word, opening, edge[i - 1])
        came.append(states)
        ends.append(_end(row, i, cols))
    best = ends.pop()
    if free_end:  # `max` keeps the first of equals: the end that leaves the least over
        in_last_row = (_end(row, rows, j) for j in range(cols - 1, 0, -1))
        best = max([best, *in_last_row, *reversed(ends)], key=lambda end: end[0])
    return [(column0 + i, word0 + j) for i, j in _followed_back(came, *best[1:])]


def _opening(word: Word) -> float:
    """What it costs to open a gap before `word`."""
    return _OPEN_SEAM if word.before & LOOSE else _OPEN


def _next_row(
    row: _Row, likeness: Sequence[float], before_word: Sequence[float], before_column: float, start: float
) -> tuple[_Row, list[tuple[int, int, int]]]:
    """The row after `row`, and for each state of each of its cells the state that the best way there came from.

    `likeness` says what each word has in common with the column of the new row, `before_word` and `before_column` what
    a gap costs that opens before the next word and the next column, `start` what it costs to skip all columns so far.
    """
    pair, column, word = row
    new_pair, new_column, new_word = [_NEVER], [start], [_NEVER]
    came = [(_PAIR, _COLUMN, _PAIR)]
    for j, (alike, opening) in enumerate(zip(likeness, before_word, strict=True), 1):
        # A pair goes on from the words and columns before both.
        a, b, c = pair[j - 1], column[j - 1], word[j - 1]
        paired = _PAIR if a >= b and a >= c else _COLUMN if b >= c else _WORD
        new_pair.append((a, b, c)[paired] + alike)
        # A column is skipped behind the same words.
        a, b, c = pair[j] - opening, column[j] - _EXTEND, word[j] - opening
        skipped = _PAIR if a >= b and a >= c else _COLUMN if b >= c else _WORD
        new_column.append((a, b, c)[skipped])
        # A word is added behind the same columns.
        a, b, c = new_pair[j - 1] - before_column, new_column[j - 1] - before_column, new_word[j - 1] - _EXTEND
        added = _WORD if c >= a and c >= b else _PAIR if a >= b else _COLUMN
        new_word.append((a, b, c)[added])
        came.append((paired, skipped, added))
    return (new_pair, new_column, new_word), came


def _end(row: _Row, i: int, j: int) -> tuple[float, int, int, int]:
    """The score of the best way to the cell `j` of `row`, which is the `i`-th; the cell; and the state it ends in."""
    pair, column, word = (scores[j] for scores in row)
    state = _PAIR if pair >= column and pair >= word else _COLUMN if column >= word else _WORD
    return (pair, column, word)[state], i, j, state


def _followed_back(came: Sequence[Sequence[tuple[int, int, int]]], i: int, j: int, state: int) -> list[tuple[int, int]]:
    """The pairs on the way to the cell `i`, `j` in its `state`, from the first."""
    pairs: list[tuple[int, int]] = []
    while i > 0 and j > 0:
        came_from = came[i][j][state]
        if state == _PAIR:
            pairs.append((i - 1, j - 1))
        i, j = i - (state != _WORD), j - (state != _COLUMN)
        state = came_from
    return pairs[::-1]

"""Which of what was found is meant for which of the gold: one to one, so that they share as much as they can.

The assignment problem, solved by shortest augmenting paths (Kuhn 1955, Munkres 1957, in the form with potentials of
Jonker and Volgenant 1987) in each connected part of the graph by itself. Most parts are a single pair; a part of n
takes n³ steps.
"""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[int, int]


def best_pairs(weights: Mapping[Pair, int]) -> list[Pair]:
    """The pairs, in order, of a one-to-one matching whose `weights` (all above 0) sum to the most there can be."""
    rows: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for i, j in weights:
        rows.setdefault(i, []).append(j)
        columns.setdefault(j, []).append(i)
    out: list[Pair] = []
    seen: set[int] = set()
    for first in sorted(rows):
        if first in seen:
            continue
        own, reached, ahead = [], set[int](), [first]
        seen.add(first)
        while ahead:
            i = ahead.pop()
            own.append(i)
            for j in rows[i]:
                if j not in reached:
                    reached.add(j)
                    new = [k for k in columns[j] if k not in seen]
                    seen.update(new)
                    ahead += new
        out += _solved(sorted(own), sorted(reached), weights)
    return sorted(out)


def _solved(rows: list[int], columns: list[int], weights: Mapping[Pair, int]) -> list[Pair]:
    if len(rows) == 1:
        return [(rows[0], max(columns, key=lambda j: (weights[rows[0], j], -j)))]
    if len(columns) == 1:
        return [(max(rows, key=lambda i: (weights[i, columns[0]], -i)), columns[0])]
    turned = len(rows) > len(columns)
    short, long = (columns, rows) if turned else (rows, columns)
    costs = [[-weights.get((j, i) if turned else (i, j), 0) for j in long] for i in short]
    owner = _assigned(costs)
    pairs = [(short[k], long[j]) for j, k in enumerate(owner) if k >= 0]
    return [p for p in ([(b, a) for a, b in pairs] if turned else pairs) if p in weights]


def _assigned(costs: list[list[int]]) -> list[int]:
    """For each column the row that it goes to, or -1, at the least cost; there are no more rows than columns."""
    n, m = len(costs), len(costs[0])
    of_row, of_column = [0] * (n + 1), [0] * (m + 1)  # potentials; column 0 and row 0 stand for none
    owner = [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0] = row
        column = 0
        least = [float("inf")] * (m + 1)
        before = [0] * (m + 1)
        done = [False] * (m + 1)
        while owner[column]:
            done[column] = True
            i, step, following = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if not done[j]:
                    reduced = costs[i - 1][j - 1] - of_row[i] - of_column[j]
                    if reduced < least[j]:
                        least[j], before[j] = reduced, column
                    if least[j] < step:
                        step, following = least[j], j
            for j in range(m + 1):
                if done[j]:
                    of_row[owner[j]] += int(step)
                    of_column[j] -= int(step)
                else:
                    least[j] -= step
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return [k - 1 for k in owner[1:]]

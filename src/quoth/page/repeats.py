"""What is wrong with many rows of one file in the same way: told of the first ones, and counted of the others.

An export of 5,000 rows whose texts are HTML has 5,000 problems, behind which nobody finds the one that matters. Each is
in JSON and in the file of ``--set-aside`` all the same. What set an input aside is always told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quoth.types import Problem

SHOWN = 3
_OWN = re.compile(r"\d+|<[^<>]*>|'[^']*'")
"""What a message says of its row alone: figures, tags, what was found."""


class Repeats:
    """The problems of a run, as they come."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str | None, str], Problem] = {}
        self._seen: dict[tuple[str, str | None, str], int] = {}

    def tells(self, problem: Problem) -> bool:
        """Whether `problem` is to be told: it set an input aside, or no more than two were like it."""
        file, of_row, _ = problem.where.partition("#")
        if problem.article is not None or not of_row:
            return True
        kind = (file, problem.code, _OWN.sub("", problem.message))
        self._first.setdefault(kind, problem)
        self._seen[kind] = self._seen.get(kind, 0) + 1
        return self._seen[kind] <= SHOWN

    def rest(self) -> Iterator[Problem]:
        """One for each kind of which not all were to be told, in the order in which they first came."""
        for kind, seen in self._seen.items():
            if seen > SHOWN:
                first = self._first[kind]
                said = f"the same of {seen - SHOWN:,} more rows as of {first.where}; --set-aside FILE names them"
                yield Problem(kind[0], said, code=first.code)


def folded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """`problems` in order without those that only repeat others, and behind them how many these are."""
    repeats = Repeats()
    told = [problem for problem in problems if repeats.tells(problem)]
    return (*told, *repeats.rest())

"""How long a run has still to read, or that nobody can know."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal, Protocol

WINDOW = 60.0
"""Seconds that the pace is taken from, and a third of the run where that is more: articles come in all lengths."""

_LEAST = 5.0  # seconds of reading, and
_FEWEST = 10  # articles, before anything is said
_STEP = 0.5  # seconds between two looks that are kept
_SHARE = 0.05  # of all bytes that may lie in a file that is at its end and still gives articles
_NEW = 0.9  # of the articles read lately that must have gone through the network for "about"


class Bytes(Protocol):
    """What a `quoth.articles.meter.Meter` says."""

    @property
    def total(self) -> int | None: ...
    @property
    def done(self) -> int: ...
    @property
    def files(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def at_end(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Left:
    """Seconds of reading that are left, and the share of all bytes that is done, 0 to 1.

    "at least": what was read lately was in the store already, and reading what is new takes longer.
    """

    seconds: float
    how: Literal["about", "at least"]
    done: float

    def __str__(self) -> str:
        return f"{100 * self.done:.0f} % read, {self.how} {_rounded(self.seconds)} left to read"


class Pace:
    """The bytes of the inputs against the clock.

    It says nothing where an answer would be a guess: in the first seconds, of standard input, and while a file that is
    read whole, and is a good part of all, still gives articles, since nobody knows how many.
    """

    def __init__(self, meter: Bytes | None) -> None:
        self._meter = meter
        self._looks: deque[tuple[float, int, int, int]] = deque()  # time, bytes, articles, of these new
        self._began: float | None = None
        self._read = self._new = 0
        self._file = self._of_file = 0

    def add(self, now: float, *, new: bool) -> None:
        """An article came out at `now`; `new` says whether the network read it."""
        meter = self._meter
        if meter is None:
            return
        self._read += 1
        self._new += new
        self._of_file = self._of_file + 1 if meter.files == self._file else 1
        self._file = meter.files
        if self._began is None:
            self._began = now
        if not self._looks or now - self._looks[-1][0] >= _STEP:
            self._looks.append((now, meter.done, self._read, self._new))
            reach = max(WINDOW, (now - self._began) / 3)
            while now - self._looks[1 if len(self._looks) > 2 else 0][0] > reach:
                self._looks.popleft()

    def left(self, now: float) -> Left | None:
        """None where it cannot be told."""
        meter = self._meter
        if meter is None or not meter.total or len(self._looks) < 2:
            return None
        then, done, read, new = self._looks[0]
        passed = meter.done - done
        if now - then < _LEAST or self._read - read < _FEWEST or passed <= 0:
            return None
        if self._of_file > 1 and meter.at_end and meter.size > _SHARE * meter.total:
            return None
        rest = max(0, meter.total - meter.done)
        fresh = (self._new - new) / (self._read - read)
        return Left(rest * (now - then) / passed, "about" if fresh >= _NEW else "at least", 1 - rest / meter.total)


def _rounded(seconds: float) -> str:
    """No more figures than are known."""
    if seconds < 95:
        return f"{max(10, round(seconds, -1)):.0f} s"
    if seconds < 95 * 60:
        return f"{seconds / 60:.0f} min"
    minutes = round(seconds / 600) * 10
    return f"{minutes // 60} h {minutes % 60:02d} min" if seconds < 48 * 3600 else f"{seconds / 3600:.0f} h"

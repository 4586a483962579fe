"""How long a piece of work takes, for the tests that hold it against another or against a bound.

Always processor time: what other programs do while a test waits is not counted. They still make the processor slower,
and so does a slower processor; wherever a bound seems to be passed, that is measured before anything fails.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TURNS = 10  # how often two pieces of work are measured, at most, before one of them is called too slow
KNOWN = 0.043  # processor seconds of `_known_work` on the idle processor (AMD EPYC, 2.4 GHz) that all bounds are set on


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the fastest of `times` runs of `work`, without the collector of cycles."""
    with _uncollected():
        return min(_once(work) for _ in range(times))


@contextmanager
def within(bound: float) -> Iterator[None]:
    """Fails where the body takes more than `bound` processor seconds; more than that on a slower machine, or one that
    is slow just now.
    """
    with _uncollected():
        began = time.process_time()
        yield
        took = time.process_time() - began
    if took > bound:
        slower = slowness()
        assert took <= bound * slower, f"{took:.2f} s, and at most {bound} s on a machine {slower:.1f} times as fast"


def in_proportion(
    small: Callable[[], object], large: Callable[[], object], times: float, *, spare: float = 0.0, least: float = 0.0
) -> None:
    """Fails unless `large` takes at most `times` as long as `small` (or as `least` seconds), and `spare` seconds more.

    While it seems to take longer both are measured again, each in its turn, and the fastest run of either counts: a
    processor that was slowed down for one of them is not what is asked about.
    """
    one, other = seconds(small), seconds(large, 1)
    for _ in range(TURNS):
        if other <= times * max(one, least) + spare:
            return
        one, other = min(one, seconds(small, 1)), min(other, seconds(large, 1))
    raise AssertionError(f"{other:.3f} s, where a part of it takes {one:.3f} s: more than {times} times as long")


def slowness() -> float:
    """How many times slower this machine is just now than the one that all bounds are set on; 1 where it is faster."""
    return max(1.0, seconds(_known_work, 5) / KNOWN)


def _known_work() -> None:
    counts: dict[str, int] = {}
    for n in range(250_000):
        word = str(n % 997)
        counts[word] = counts.get(word, 0) + 1


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: the other tests leave a heap whose sweep takes half a second, anywhere."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

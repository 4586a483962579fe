"""How long a piece of work takes, for the tests that hold it against another or against a bound."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the fastest of `times` runs of `work`, without the collector of cycles.

    The others of a suite leave a heap whose sweep takes half a second and would fall into whichever run it likes.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        if collected:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

"""Not too fast: how long to wait before a host is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

GAP = 2.0  # seconds between two requests to one host, where its robots.txt asks for no more
PATIENCE = 60.0  # the longest gap that is kept to; a site that asks for more is left alone


@dataclass(slots=True)
class Pace:
    """When each host was asked last. One request at a time goes out, so no host ever has two."""

    gap: float = GAP
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, asked: float = 0.0) -> None:
        """Returns when `host` may be asked again, at least `asked` seconds after the last time."""
        last = self._last.get(host)
        if last is not None and (left := last + max(self.gap, asked) - self.clock()) > 0:
            self.sleep(left)
        self._last[host] = self.clock()

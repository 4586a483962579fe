"""What a site asks programs not to read (RFC 9309), by the Protego library.

A robots.txt is hostile like any other text. Protego's time is linear in rules, but each rule is kept once for every
program that its group names: thirty thousand names before fifteen thousand rules would fill the memory. So the names
that are neither ours nor ``*`` are made one before it reads them, which changes nothing for us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MOST = 512_000  # bytes that are read of it; RFC 9309, 2.5, asks for 500 KiB at least
_NAMED = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(?P<name>[^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """What one site asks of `agent`. Without `rules`, all or nothing may be read, as `otherwise` says."""

    agent: str
    otherwise: bool = True
    rules: Any = field(default=None, repr=False)

    def allow(self, url: str) -> bool:
        return self.otherwise if self.rules is None else bool(self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        if self.rules is None:
            return 0.0
        asked = self.rules.crawl_delay(self.agent) or 0.0
        rate = self.rules.request_rate(self.agent)
        if rate is not None and rate.requests > 0:
            asked = max(asked, rate.seconds / rate.requests)
        return float(asked) if 0 <= asked < float("inf") else 0.0


def read(body: bytes, agent: str) -> Robots:
    """The rules in a robots.txt; what it says beyond `MOST` bytes is not read."""
    from protego import Protego

    lines = []
    for line in body[:MOST].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        named = _NAMED.match(line)
        other = named is not None and named["name"].strip() != "*" and agent not in named["name"].lower()
        lines.append("User-agent: another" if other else line)
    return Robots(agent, rules=Protego.parse("\n".join(lines)))

"""Measured tables in documents: a program replaces what stands between its two marks, and nothing else.

The marks are ``<!-- measured: NAME -->`` and ``<!-- /measured -->``, each on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path


def put(path: Path, name: str, lines: Sequence[str]) -> None:
    """Writes `lines` between the marks of `name`, below today's date; raises SystemExit where the marks are missing."""
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- measured: {name} -->\n", "<!-- /measured -->"
    block = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    if len(block.findall(text)) != 1:
        raise SystemExit(f"expected one pair of the lines {begin.strip()} and {end} in {path}")
    now = datetime.now(UTC)
    day = f"Measured on {now.day} {now:%B %Y}"
    new = "\n".join([begin + day + lines[0], *lines[1:], end])
    path.write_text(block.sub(lambda _: new, text), encoding="utf-8")

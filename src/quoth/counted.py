"""How many of what, in words."""

from __future__ import annotations


def counted(n: int, one: str, many: str | None = None) -> str:
    """“1 article”, “2,192 articles”, “7 stories”; `many` where the plural has more than an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"

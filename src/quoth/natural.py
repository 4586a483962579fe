"""The order in which people look for names with numbers in them: row 2 stands before row 10."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"([0-9]+)")

Key = tuple[tuple[str | tuple[int, str], ...], str]


def natural(name: str) -> Key:
    """What to sort by: letters as they are, figures by their number; of `1` and `01`, which are one, as they stand."""
    parts = _FIGURES.split(name)
    return tuple(_number(p) if i % 2 else p for i, p in enumerate(parts)), name


def _number(figures: str) -> tuple[int, str]:
    """How long it is, and it: the order of the numbers, however many figures they have."""
    plain = figures.lstrip("0")
    return len(plain), plain

"""Characters of an article that must not reach a terminal or a browser as they are."""

from __future__ import annotations

import unicodedata

_TURNED = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """`text` with every character that could act on a terminal or turn the line replaced by �, one for one.

    These are control characters other than line ends and tabs, lone surrogates, invisible tags, and the marks that
    change the direction of writing; a carriage return or line separator becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_safe, text))


def _safe(c: str) -> str:
    if c in "\n\t":
        return c
    category = unicodedata.category(c)
    if c == "\r" or category in {"Zl", "Zp"}:
        return " "
    if category in {"Cc", "Cs"} or c in _TURNED or "\U000e0000" <= c <= "\U000e007f":
        return "�"
    return c

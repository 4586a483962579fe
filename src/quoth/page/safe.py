"""Characters of an article that must not reach a terminal or a browser as they are."""

from __future__ import annotations

import re

# Control characters but line end and tab, marks that change the direction of writing, line and paragraph separators,
# lone surrogates, invisible tags.
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = "\r\u2028\u2029"


def safe(text: str) -> str:
    """`text` with every character that could act on a terminal or turn the line replaced by �, one for one.

    These are control characters other than line ends and tabs, lone surrogates, invisible tags, and the marks that
    change the direction of writing; a carriage return or line separator becomes a space.
    """
    return _ACTS.sub(lambda m: " " if m[0] in _SPACES else "\ufffd", text)


def on_a_line(text: str) -> str:
    """`safe`, and a line end is a space: what a file or a row is called may hold one, and is one line all the same."""
    return safe(text).replace("\n", " ")

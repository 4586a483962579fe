"""The sentence around a place, as far as days and outlets need it.

What it accepts: a full stop, exclamation or question mark before white space and a capital, a figure or an opening
mark, and every line end. What guards it: initials and common abbreviations end nothing. A case it gets wrong: "He left
the U.S. She stayed." is one sentence.
"""

from __future__ import annotations

import re

BACK, AHEAD = 500, 400
"""Code points looked at before and after the place: bounds the work in a text without full stops."""

_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_NO_END = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs)\.$")


def sentence(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence of `text` that holds `at`, cut to `BACK` before it and `AHEAD` after it."""
    low, high = max(0, at - BACK), min(len(text), at + AHEAD)
    start = low
    for m in _END.finditer(text, low, high):
        if text[m.start()] == "." and _NO_END.search(text, max(low, m.start() - 6), m.start() + 1):
            continue
        if m.end() > at:
            return start, m.start() + 1
        start = m.end()
    return start, high

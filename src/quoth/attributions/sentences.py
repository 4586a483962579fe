"""The sentence around a place, as far as days and outlets need it.

What it accepts: a full stop, exclamation or question mark before white space and a capital, a figure or an opening
mark, and every line end. What guards it: initials and common abbreviations end nothing. A case it gets wrong: "He left
the U.S. She stayed." is one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

BACK, AHEAD = 500, 400
"""Code points looked at before and after the place: bounds the work in a text without full stops."""

_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_NO_END = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs)\.$")


def sentence(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence of `text` that holds `at`, cut to `BACK` before it and `AHEAD` after it."""
    low, high = max(0, at - BACK), min(len(text), at + AHEAD)
    begins, ends = _bounds(text)
    i = bisect_right(begins, at)
    start = max(low, begins[i - 1]) if i else low
    return start, min(high, ends[i]) if i < len(ends) else high


@lru_cache(maxsize=2)
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Where the sentence after each end of one begins, and the place after the mark that ends it; kept for the text
    that is being read, as every attribution asks.
    """
    begins, ends = [], []
    for m in _END.finditer(text):
        if text[m.start()] == "." and _NO_END.search(text, max(0, m.start() - 6), m.start() + 1):
            continue
        begins.append(m.end())
        ends.append(m.start() + 1)
    return begins, ends

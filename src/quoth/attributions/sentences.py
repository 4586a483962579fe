"""Sentences: the one around a place, as far as days and outlets need it, and those of a content.

What both accept: a full stop, exclamation or question mark before white space and a capital, a figure or an opening
mark, and every line end; in a content also the gap between two pieces where the second begins with a capital (“We
will,” she said. “Never again.”). What guards them: initials and common abbreviations end nothing; in a content less
than SHORTEST words stay with the sentence before ("It's wrong. It's cruel."), and after MOST sentences the rest is one.
Cases they get wrong: "He left the U.S. She stayed." is one sentence; a cue within a sentence before a name (“We
asked,” he said, “Varga to come.”) parts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quoth.types import Span

BACK, AHEAD = 500, 400
"""Code points looked at before and after the place: bounds the work in a text without full stops."""

_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")
SHORTEST = 4
"""Words of a content's sentence; by eye, two of three shorter ones say nothing alone ("I get it.", "Very unfair.")."""
MOST = 12  # sentences of a content: no quotation of the labelled stories has more than nine

_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\s*\n\s*")
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|Lt|Col))\.$"
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_BEGINS = re.compile(r"[\s\"“”‘’'(\[]{0,4}[A-Z]")


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


def sentences_of(content: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The sentences of `content` in the order of the text, each as its pieces: at least one, together all of it."""
    return _merged(list(_parted(content))) or [tuple(content)]


def _parted(content: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The sentences, each as the pieces of content that it has."""
    held: list[Span] = []
    for span in content:
        if held and _BEGINS.match(span.text):
            yield tuple(held)
            held = []
        start = 0
        for m in _STOP.finditer(span.text):
            if span.text[m.start()] == "." and _NO_END.search(span.text, max(0, m.start() - 6), m.start() + 1):
                continue
            if piece := _stripped(span, start, m.end()):
                held.append(piece)
            if held:
                yield tuple(held)
            held, start = [], m.end()
        if piece := _stripped(span, start, len(span.text)):
            held.append(piece)
    if held:
        yield tuple(held)


def _stripped(span: Span, start: int, end: int) -> Span | None:
    text = span.text[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    return Span(span.start + start + left, span.start + start + left + len(text), text) if text else None


def _merged(sentences: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Too short ones with the one before, else with the one after; what is beyond MOST in one."""
    out: list[tuple[Span, ...]] = []
    waiting: tuple[Span, ...] = ()
    for content in sentences:
        size = sum(1 for span in content for _ in zip(range(SHORTEST), _WORD.finditer(span.text), strict=False))
        if out and (size < SHORTEST or len(out) == MOST):
            out[-1] += content
        elif size < SHORTEST and len(sentences) > 1:
            waiting += content
        else:
            out.append(waiting + content)
            waiting = ()
    return out or ([waiting] if waiting else [])

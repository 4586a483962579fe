"""The stretches of a text that are read at once: all of it, unless it is far longer than news articles are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

LONGEST = 60_000  # code points of a stretch
_WORDS = 16_000
"""Words and signs of a stretch. What the network saw of each takes 3.6 kB, so this bounds it to 60 MB whatever the text
is; signs alone would be 60,000. English has some 12,000 in 60,000 code points."""
_WORD = re.compile(r"\w+|[^\w\s]")
_ENDS = ("\n\n", "\n", ". ", " ")  # where to cut, best first: behind a paragraph, a line, a sentence, a word


def stretches_of(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each stretch of `text`, in order and without a gap; none of white space alone at its end."""
    start = 0
    while (end := _reach(text, start)) < len(text):
        middle = start + (end - start) // 2
        cuts = ((text.rfind(mark, middle, end), mark) for mark in _ENDS)
        end = next((at + len(mark) for at, mark in cuts if at > 0), end)
        yield start, end
        start = end
    if text[start:].strip():
        yield start, len(text)


def _reach(text: str, start: int) -> int:
    """Where a stretch from `start` must end at the latest."""
    end = min(len(text), start + LONGEST)
    if end - start <= _WORDS:
        return end
    beyond = next(islice(_WORD.finditer(text, start, end), _WORDS, None), None)
    return end if beyond is None else beyond.start()

"""The lines of a text: where each begins and ends, and how two of them hang together."""

from __future__ import annotations

import re
from collections.abc import Iterator

Lines = list[tuple[int, int]]
"""Where each line begins and ends, without blank ones and the white space round them."""

SHORT = 220
"""No longer line is a link, a headline or a credit; the longest real one in the 3,578 texts here has 214 characters."""

MOST_LINES = 80_000
"""After so many lines the rest of a text is one."""

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
ENDS_SENTENCE = re.compile(r"[.!?:;,][\"”’'»)\]]*$|''$")
SPEAKER_LABEL = re.compile(r"[A-Z][A-Z.’' -]{2,40}:")


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` begin and end, without the white space round them and without blank ones."""
    for count, m in enumerate(_LINE.finditer(text, int(text.startswith("\ufeff")))):
        if count > MOST_LINES:
            if m.start() < (end := rstrip(text, m.start(), len(text))):
                start = m.start()
                while text[start].isspace():
                    start += 1
                yield start, end
            return
        line = m.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            yield m.start() + left, m.start() + len(line.rstrip())


def continues(text: str, lines: Lines, i: int) -> bool:
    """Whether a line goes on with the sentence of the one before, in a text broken at a fixed width."""
    if not i or gap(text, lines, i - 1) > 1 or not text[lines[i][0]].islower():
        return False
    return not ENDS_SENTENCE.search(text[max(lines[i - 1][0], lines[i - 1][1] - 5) : lines[i - 1][1]])


def gap(text: str, lines: Lines, i: int) -> int:
    """How many line ends stand between line `i` and the next; capped at 3."""
    between = text[lines[i][1] : min(lines[i + 1][0], lines[i][1] + 200)].replace("\r\n", "\n")
    return min(3, sum(c in "\r\n\u2029" for c in between))


def is_transcript(text: str, lines: Lines) -> bool:
    """Whether two lines or more, of the first 200, open with a name in capitals and a colon: a transcript."""
    return sum(bool(SPEAKER_LABEL.match(text, start, min(end, start + 45))) for start, end in lines[:200]) > 1


def rstrip(text: str, start: int, end: int) -> int:
    """`end`, without the white space before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end

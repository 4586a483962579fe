"""Whether a line is a headline: by its words, and by what stands below it."""

from __future__ import annotations

import re

from quoth.articles.layout.credits import is_byline
from quoth.articles.layout.date_lines import date_line
from quoth.articles.layout.lines import ENDS_SENTENCE, SHORT, SPEAKER_LABEL, Lines, gap, is_transcript

_SENTENCE_STOP = re.compile(r"[.!?][\"”’']* +[\"“‘A-Z]")


def is_headline(text: str, lines: Lines, i: int) -> bool:
    """Whether the first line that is not a date, byline, credit or link stands above the text and not in it.

    It has three words or more, no full stop at its end (or one, when it is In Title Case with a blank line below), and
    a blank line, a date, a byline or a whole sentence follows. A semicolon before a blank line is how press archives
    part a headline from its second deck. Wrong on a text that opens with a verse.
    """
    start, end = lines[i]
    line = text[start:end]
    if i + 1 == len(lines) or len(line.split()) < 3 or line[0].islower() or line.endswith((":", ",", "-", "—")):
        return False
    following = text[lines[i + 1][0] : lines[i + 1][1]]
    blank = gap(text, lines, i) > 1
    if SPEAKER_LABEL.match(line) and is_transcript(text, lines):
        return False
    if line.endswith(";"):
        return blank
    if line.endswith(".") and not line.endswith("..."):
        return blank and (_title_case(line) or _abbreviated(line)) and not _SENTENCE_STOP.search(line)
    if ENDS_SENTENCE.search(line) and line[-1] not in "?!" and line[-1] not in "’'”\")]":
        return False
    if re.search(r"[.,][”\"’']+$|''$", line):
        return False
    if blank or len(following) > SHORT:
        return not following[0].islower()
    below = text[lines[i + 1][0] : min(lines[i + 1][1], lines[i + 1][0] + SHORT)]
    return bool(date_line(below)) or is_byline(below) or bool(ENDS_SENTENCE.search(below) and not below[0].islower())


def is_in_capitals(line: str) -> bool:
    """Whether a line below a sentence is in capitals throughout and no sentence: another article's headline
    ("BRIDGE COSTS DOUBLE, AUDIT FINDS") or a subheading. Of 90 such lines in the 1,500 articles here none is said by
    anybody. Below anything else it may be the head of what follows: a statement in a forwarded message.

    Four words or more, no full stop, exclamation mark, colon or bracket at an end: a post in capitals has one as a
    rule. Wrong on a post in capitals without one, on a line of its own.
    """
    if not line.isupper() or line[0] in '“"([' or line[-1] in '.!…:;)]”"':
        return False
    return sum(any(c.isupper() for c in word) for word in line.split()) >= 4


def _title_case(line: str) -> bool:
    """Whether nine in ten of the words longer than three letters begin with a capital."""
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.9 * len(long)


def _abbreviated(line: str) -> bool:
    return bool(re.search(r"\b[A-Z]\.[A-Z]\.$", line))

"""Lines that head a section of an article: "What the bank knew" between two paragraphs.

A sentence ends before a heading and begins anew behind it, which the network, that sees words only, often overlooks: it
gives the heading to the statement behind it, as the beginning of its content or its source.

What it accepts: a short line without a mark at its end, after a paragraph that has one, before a longer line that ends
as sentences do and begins with a capital or a mark. What guards it: a list behind a colon, and lines that are broken
within their sentences, have no such neighbours; a line with a comma under a quotation says whose it is. A case it gets
wrong: a heading that is a question or a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.types import Part

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_LONGEST = 80  # code points
_ENDS = frozenset(".!?:;,…—–-”\"’')]")
_QUOTED = frozenset("”\"’'")
_FINISHED = frozenset(".!?…)]") | _QUOTED


def subheads_of(text: str, parts: Sequence[Part] = ()) -> list[Part]:
    """The lines of `text` that head a section, as parts of the kind headline, in order; none that overlaps `parts`."""
    lines = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text)]
    taken = [(p.start, p.end) for p in parts]
    found, k = [], 0
    for before, (start, end), after in zip(lines, lines[1:], lines[2:], strict=False):
        if not _heads(text, before, (start, end), after):
            continue
        while k < len(taken) and taken[k][1] <= start:
            k += 1
        if k == len(taken) or taken[k][0] >= end:
            found.append(Part("headline", start, end))
    return found


def _heads(text: str, before: tuple[int, int], line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether `line` heads the line `after` it; all are stretches of `text` without white space around them."""
    start, end = line
    if end - start > _LONGEST or text[end - 1] in _ENDS or not text[start].isupper():
        return False
    if text[before[1] - 1] in _QUOTED and "," in text[start:end]:
        return False  # "Ada Quill, Ember News" under her words
    longer = after[1] - after[0] > end - start and text[after[1] - 1] in _FINISHED
    return text[before[1] - 1] in _FINISHED and longer and not text[after[0]].islower()

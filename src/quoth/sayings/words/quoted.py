"""Which words of a telling stand in quotation marks, and where its quotation stops and begins again.

What it accepts: all of a direct telling, but for a “that” before its marks; of a mixed one what stands in its
outermost quotation marks, also where the mark that opened the first of them stands before the content; nothing of an
indirect one.
What guards it: two quoted stretches have a seam between them, where nothing is claimed about the words that may be
missing. Only in a direct telling whose cue stands inside a sentence ("We will," she said, "never yield.") do the
words claim to run on: the first stretch ends in a comma or a dash, the second begins with a small letter.
A case it gets wrong: a second sentence that begins with a small letter by mistake is taken to run on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from quoth.quotation import quotations
from quoth.sayings.words import Break, Word, words
from quoth.types import Attribution

Joint = Literal["cue", "article", "paragraph"]

# A telling of more quoted words is not compared: no statement of the development articles has a tenth of this, and
# what has is a network's mistake or an attack.
LONGEST = 5_000

_RUNS_ON = frozenset({"", ",", "-", "–", "—", "--"})
_THAT = re.compile(r"\s{0,9}that,?\s{1,9}(?=[“\"«‹‘])", re.IGNORECASE)  # the article's word, not the speaker's
_MARKS = " \t\n”’\"'»›"


def quoted(telling: Attribution) -> tuple[Word, ...]:
    """The words of `telling` that stand in quotation marks, in the order of the text; none of an indirect telling."""
    found: list[Word] = []
    ending = ""
    for start, text, joint in _fragments(telling):
        fresh = words(text, start)
        if not fresh:
            continue
        if found and joint == "cue" and ending in _RUNS_ON and fresh[0].t[:1].islower():
            fresh = (replace(fresh[0], before=Break.NONE), *fresh[1:])
        elif found and joint != "paragraph":
            fresh = (replace(fresh[0], before=fresh[0].before | Break.SEAM), *fresh[1:])
        found.extend(fresh)
        ending = text[fresh[-1].end - start :].strip(_MARKS)
    return tuple(found)


def _fragments(telling: Attribution) -> Iterator[tuple[int, str, Joint]]:
    """Start and text of each quoted stretch, and what stands between it and the one before."""
    for span in telling.content if telling.kind != "indirect" else ():
        if telling.kind == "direct":
            at = m.end() if (m := _THAT.match(span.text)) else 0
            yield span.start + at, span.text[at:], "cue"
            continue
        shift = entered(span.text)
        for q in quotations("“" * shift + span.text):
            if q.depth == 0 and q.inner_end - shift > max(q.inner_start - shift, 0):
                a, b = max(q.inner_start - shift, 0), q.inner_end - shift
                yield span.start + a, span.text[a:b], "paragraph" if q.continued else "article"


def entered(text: str) -> int:
    """1 when `text` begins inside a quotation that was opened before it, else 0."""
    if not (m := re.search('[“”"]', text)):
        return 0
    at = m.start()
    closes = at > 0 and not text[at - 1].isspace() and (at + 1 == len(text) or not text[at + 1].isalnum())
    return int(m[0] == "”" or (m[0] == '"' and closes))

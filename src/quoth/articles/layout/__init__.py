"""Layout: which stretch of an article is headline, dateline, byline, date, credit, link line, or body.

`parts` goes through the text once, a line at a time. It marks what it is sure of and calls everything else body:
nothing is ever attributed from a link line, so a body line taken for a link loses a statement, while a link line taken
for body only adds noise. What each pattern accepts and a case that it gets wrong stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.articles.layout.credits import is_byline, is_caption, is_credit, is_credit_in_brackets
from quoth.articles.layout.date_lines import date_line
from quoth.articles.layout.dateline import dateline
from quoth.articles.layout.desk import ends_here, is_desk
from quoth.articles.layout.furniture import furniture
from quoth.articles.layout.headline import is_headline, is_in_capitals
from quoth.articles.layout.lines import SHORT, Lines, continues, lines_of, rstrip
from quoth.articles.layout.links import ANNOUNCED, announces, is_announced, is_form, is_link, may_head
from quoth.articles.layout.repeats import is_signature, repeated
from quoth.types import Part, PartKind

MOST_PARTS = 20_000
"""After so many parts the rest of a text is one body part: a file of line ends must not fill the memory."""

HEAD = 6
"""Lines in which a byline, a bare date and a dateline are looked for, counted without blank and link lines."""

LONG = 900
"""No longer line is a caption or a form; the longest of either here have 640 and 690 characters."""

_TOLD = re.compile(r"[.!?…][\"”’'»)\]]*$")


def parts(text: str, *, title: str | None = None) -> tuple[Part, ...]:
    """The layout of `text`: parts in order that do not overlap and between which only white space stands, or, before
    the first, a byte order mark.

    With `title`, the headline is the line that says the same and no other. Linear in the length of `text`.
    """
    found: list[Part] = []
    lines = list(lines_of(text))
    wanted = _folded(title) if title else None
    again = repeated(text, lines)
    above = _Above()
    for i, (start, end) in enumerate(lines):
        if len(found) >= MOST_PARTS:
            found.append(Part("body", start, max(start + 1, rstrip(text, start, len(text)))))
            break
        line = text[start : min(end, start + SHORT + 1)]
        kind = _kind(text, lines, i, wanted, above)
        if kind in ("body", "caption") and (i in again or (i - 1 in again and is_signature(line))):
            kind = "pullquote"
        above.over |= kind == "link" and ends_here(line)
        if kind == "body":
            found += _body(text, start, end, opening=above.opens, lines=lines)
        else:
            found.append(Part(kind, start, end))
        above.take(kind, line, text[max(start, end - 5) : end])
    return tuple(found)


@dataclass(slots=True)
class _Above:
    """What was seen above a line."""

    seen: int = 0  # lines of the head: headline, byline, date and body alike
    body: int = 0
    headline: bool = False
    announced: int = 0  # lines that may still be headlines under a label
    said: bool = False  # whether a body line ended a sentence
    over: bool = False  # all that follows is for desks
    told: bool = False  # whether the last body line ends a sentence, in small letters

    @property
    def opens(self) -> bool:
        """Whether the text may begin below: at its second line, or below lines that are no sentences (its points)."""
        return self.body < 2 or (not self.said and self.seen < HEAD)

    def take(self, kind: PartKind, line: str, ends: str) -> None:
        """Goes on below a `line` of this kind, which `ends` so."""
        self.announced = ANNOUNCED if kind == "link" and announces(line) else max(0, self.announced - 1)
        if kind not in ("link", "pullquote", "caption"):
            self.seen += 1
            self.announced = 0 if kind in ("body", "headline") else self.announced
        self.headline |= kind == "headline"
        if kind == "body":
            self.body += 1
            self.told = any(c.islower() for c in line) and bool(_TOLD.search(ends))
            self.said |= self.told


def _kind(text: str, lines: Lines, i: int, wanted: str | None, above: _Above) -> PartKind:
    """What line `i` is for, by its words and those around it; `wanted` is the title, folded, if one is given."""
    start, end = lines[i]
    line = text[start : min(end, start + SHORT + 1)]
    if above.over:
        return "link"
    if end - start > SHORT:
        whole = text[start:end] if end - start < LONG else ""
        return "link" if is_form(whole) else "caption" if is_caption(whole) else "body"
    in_head = above.seen < HEAD
    if wanted and not above.headline and in_head and _folded(line) == wanted:
        return "headline"
    if not continues(text, lines, i) and is_link(line) and (above.seen or wanted or not may_head(line)):
        return "link"
    if is_desk(line):
        return "link"
    if (above.announced and is_announced(line)) or (above.told and is_in_capitals(line)):
        return "link"
    if (dates := date_line(line)) and (in_head or any(s.label != "bare" for s in dates)):
        return "date"
    if is_credit(line):
        return "credit"
    if in_head and above.opens and is_byline(line):
        return "byline"
    if is_form(line):
        return "link"
    if is_caption(line):
        return "caption"
    if not wanted and not above.headline and not above.body and is_headline(text, lines, i):
        return "headline"
    return "body"


def _body(text: str, start: int, end: int, *, opening: bool, lines: Lines) -> Iterator[Part]:
    """A body line: a dateline that opens the article, furniture, and a credit in brackets at its end apart."""
    if opening and (cut := dateline(text, start, end, lines)):
        yield Part("dateline", start, rstrip(text, start, cut))
        start = cut
    tail = text.rfind("(", max(start, end - 400), end)
    if not (tail > start and is_credit_in_brackets(text[tail:end], before=text[max(start, tail - 200) : tail])):
        tail = end
    for part in furniture(text, start, tail):
        yield from _words(text, start, part.start)
        yield part
        start = part.end
    yield from _words(text, start, tail)
    if tail < end:
        yield Part("credit", tail, end)


def _words(text: str, start: int, end: int) -> Iterator[Part]:
    """The body between two things that stand apart, without white space at its ends; nothing where it is all."""
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield Part("body", start, rstrip(text, start, end))


def _folded(line: str) -> str:
    """A headline for comparison: letters and digits alone."""
    return "".join(c for c in line.casefold() if c.isalnum())

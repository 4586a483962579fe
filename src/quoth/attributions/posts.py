"""Posts that a page shows as they were published: "It rained all day. — Ada Quill (@adaquill) May 3, 2016".

Extractors leave an embedded post as a paragraph that ends with the line of its author. The words before the dash are
the post, whole, whether they stand in quotation marks or not.

What guards it: the line must have all of a dash, a name, a handle in brackets and a date; the post is the paragraph
that the line ends or, where it stands by itself, the paragraph before it, if that is no longer than a post.
A case it gets wrong: of a post of several paragraphs only the last is taken, and a comment that runs into it is taken
for its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.attributions.layouts import Told, trimmed
from quoth.types import Span

_HANDLE = re.compile(r"[ \t]?\(@\w{1,20}\)[ \t]+(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})")
_DASH = re.compile(r"(?:--|[―—]|(?<![^\s])[–-])[ \t]?(?=[^\s―—–-])")  # "Moss-Vale" is a name
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S*)+\s*$")
_SKIPPED = re.compile(r"Skip (?:Twitter|X|Instagram|Facebook) post(?: \d{1,2})? by @?\w+\s*")  # for who hears the page
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = 60  # code points of a name and the dash before it; a display name has at most 50
_LONGEST = 400  # of a post: 280, which links may lengthen


def posts_of(text: str) -> Iterator[Told]:
    """The posts of `text` with the names of their authors, in order. Time is linear."""
    reached = 0
    for m in _HANDLE.finditer(text):
        line = max(text.rfind("\n", max(reached, m.start() - _LONGEST - _NAME), m.start()) + 1, reached)
        dashes = list(_DASH.finditer(text, max(line, m.start() - _NAME), m.start()))
        before, reached = reached, m.end()
        if not dashes:
            continue
        dash = dashes[-1]
        start, end = _paragraph(text, line, dash.start(), before)
        if skipped := _SKIPPED.match(text, start, end):
            start = skipped.end()
        end = _unlinked(text, start, end)
        if end - start <= _LONGEST and len(_WORD.findall(text, start, end)) > 1:
            name = Span.of(text, dash.end(), m.start())
            cue = Span.of(text, dash.start(), dash.start() + len(dash[0].rstrip()))
            yield Told(name, cue, (Span.of(text, start, end),))


def _paragraph(text: str, line: int, dash: int, least: int) -> tuple[int, int]:
    """Where the words of a post lie whose dash stands in the line that begins at `line`; none before `least`."""
    if text[line:dash].strip():
        return trimmed(text, line, dash)
    low = max(least, dash - _LONGEST - _NAME)
    end = low + len(text[low:line].rstrip())
    return trimmed(text, max(text.rfind("\n", low, end) + 1, low), end)


def _unlinked(text: str, start: int, end: int) -> int:
    links = _LINKS.search(text, max(start, end - _NAME * 3), end)
    return trimmed(text, start, links.start() if links else end)[1]

"""Posts that a page shows as they were published: "It rained all day. — Ada Quill (@adaquill) May 3, 2016".

Extractors leave an embedded post as a paragraph, or several, that end with the line of its author. The words before the
dash are the post, whole, whether they stand in quotation marks or not. Others have "A post shared by Ada Quill
(@adaquill) on May 3, 2016" behind the words, or begin a paragraph with "Ada Quill (@adaquill) It rained".

What guards it: the line must have all of a dash (or "shared by"), a name, a handle in brackets and a date; the post is
the paragraph that the line ends or, where it stands by itself, the paragraph before it, if that is no longer than a
post. Paragraphs before that belong to the post where they are parted from it by one line end, or by twice as many as
the paragraphs of the article are as a rule, while what stands before them is parted as a rule; they announce nothing
(":") and leave the post within its length. A name that opens a paragraph must be followed by a capital and, at the end,
by a link.
A case it gets wrong: a post whose paragraphs are parted like the article's own, and a comment that runs into it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quoth.attributions.layouts import Told, trimmed
from quoth.types import Span

_HANDLE = re.compile(r"[ \t]?\(@\w{1,20}\)[ \t]+(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})")
_SHARED = re.compile(r"[ \t]?\(@[\w.]{1,30}\)[ \t]+on [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")
_BY = re.compile(r"\bA (?:post|photo|video|reel) (?:shared|posted) by (?=[^\s])")
_OPENS = re.compile(
    r"(?:^|\n)[ \t]*([A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){0,3}) \(@\w{1,20}\) (?=[A-Z\"“‘'#@.\d])"
)
_DASH = re.compile(r"(?:--|[―—]|(?<![^\s])[–-])[ \t]?(?=[^\s―—–-])")  # "Moss-Vale" is a name
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S*)+\s*$")
_SKIPPED = re.compile(r"Skip (?:Twitter|X|Instagram|Facebook) post(?: \d{1,2})? by @?\w+\s*")  # for who hears the page
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PARTED = re.compile(r"\n[ \t\n]*")
_GAPS = 8  # line ends that are counted
_NAME = 60  # code points of a name and the dash before it; a display name has at most 50
_LONGEST = 400  # of a post: 280, which links may lengthen


def posts_of(text: str) -> Iterator[Told]:
    """The posts of `text` with the names of their authors, in order. Time is linear."""
    reached, usual = 0, _usual_gap(text)
    signed = ((m, _DASH) for m in _HANDLE.finditer(text))
    shared = ((m, _BY) for m in _SHARED.finditer(text))
    opened = ((m, None) for m in _OPENS.finditer(text))
    for m, before in sorted((*signed, *shared, *opened), key=lambda found: found[0].start()):
        told = _signed(text, m, before, reached, usual) if before else _opened(text, m)
        reached = max(reached, told.content[-1].end if told and not before else m.end())
        if told:
            yield told


def _signed(text: str, m: re.Match[str], before: re.Pattern[str], reached: int, usual: int) -> Told | None:
    """The post whose author's handle is `m`, behind a name that `before` parts from its words."""
    line = max(text.rfind("\n", max(reached, m.start() - _LONGEST - _NAME), m.start()) + 1, reached)
    dashes = list(before.finditer(text, max(line, m.start() - _NAME), m.start()))
    if not dashes:
        return None
    dash = dashes[-1]
    start, end = _paragraph(text, line, dash.start(), reached)
    if skipped := _SKIPPED.match(text, start, end):
        start = skipped.end()
    end = _unlinked(text, start, end)
    if end - start > _LONGEST or len(_WORD.findall(text, start, end)) < 2:
        return None
    start = _beginning(text, start, end, reached, usual)
    name = Span.of(text, dash.end(), m.start())
    return Told(name, Span.of(text, dash.start(), dash.start() + len(dash[0].rstrip())), (Span.of(text, start, end),))


def _opened(text: str, m: re.Match[str]) -> Told | None:
    """The post that begins with its author's name and handle, `m`, and ends with a link."""
    stop = min(len(text), m.end() + _LONGEST + 3 * _NAME)
    links = _LINK.search(text, m.end(), stop)
    again = _OPENS.search(text, m.end(), stop)
    if not links or links.start() - m.end() > _LONGEST or (again and again.start() < links.start()):
        return None
    start, end = trimmed(text, m.end(), links.start())
    return Told(Span.of(text, *m.span(1)), None, (Span.of(text, start, end),)) if start < end else None


def _beginning(text: str, start: int, end: int, least: int, usual: int) -> int:
    """Where a post begins whose last paragraph is `start:end`; paragraphs of its text are `usual` line ends apart."""
    low, above = max(least, end - _LONGEST), start
    while usual > 1 and (parted := _gap(text, above)) in (1, 2 * usual):
        last = low + len(text[low:above].rstrip())
        above, last = trimmed(text, text.rfind("\n", low, last) + 1, last)
        if above <= low or last - above < 2 or text[last - 1] == ":":
            return start
        if parted == 1:  # a line of the same paragraph
            start = above
    return above if usual > 1 and _gap(text, above) == usual else start


def _gap(text: str, start: int) -> int:
    """How many line ends stand before `start`, white space apart; counted up to `_GAPS`, which a longer blank is."""
    low = max(0, start - _GAPS * 4)
    words = len(text[low:start].rstrip())
    return min(_GAPS, text.count("\n", low + words, start)) if words or not low else _GAPS


def _usual_gap(text: str) -> int:
    """How many line ends part most of the paragraphs of `text`; 0 where it has one only."""
    gaps = Counter(m[0].count("\n") for m in _PARTED.finditer(text))
    return max(gaps, key=lambda gap: (gaps[gap], gap), default=0)


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

"""Furniture inside a line: what a page prints between the words of a sentence or before a caption.

Copied or scraped text has it without its box: the links that some outlets lay behind each name, the label of a player
before the caption of a film. Left in the line it runs into names and sentences, and a link's headline is read as what
somebody said. Built from the 1,500 articles of 2010 to 2020 here: 320 boxes of links in 52 of them, 45 labels in 44.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.types import Part

_LONGEST = 900  # code points of a box of links; the longest one here has 572
_NAME = r"[A-Z(\"“][\w.()’'\"“”-]{0,30} "

# A name, the same name in full, and at once a headline: "Ida Holm Ida Maria HolmMayor opens bridge Strike ends MORE".
# Wrong on a name that was doubled by mistake some words before a "MORE".
_BOX = re.compile(
    rf"\b(?:(?P<last>[A-Z][\w’'-]{{1,30}}) (?:{_NAME}){{0,6}}?(?P=last)(?=[A-Z0-9\"“‘'])"
    r"|(?P<first>[A-Z][\w’'-]{1,30}?) (?P<glued>[A-Z][\w’'-]{1,30}?)(?P=first) (?P=glued)(?=[A-Z0-9\"“‘'])"
    rf"|(?P<given>[A-Z][\w’'-]{{1,30}}) (?P<family>[A-Z][\w’'-]{{1,30}}) (?P=given) "
    rf"(?:{_NAME}){{0,3}}?(?P=family) (?=[A-Z0-9]))"
)
_MORE = re.compile(r"\bMORE\b")

# Labels that open a line. A capital must follow: "CLOSE to tears" is a sentence. Other labels here ("Media caption",
# "Enlarge this image") ran into no statement of 240 articles and stay body.
_LABEL = re.compile(r"(?:CLOSE|Story highlights)(?= [A-Z\"“‘'])")


def furniture(text: str, start: int, end: int) -> Iterator[Part]:
    """The furniture of the line `start:end` as links, in order, apart. Linear in the line's length."""
    found: list[Part] = []
    if label := _LABEL.match(text, start, end):
        found.append(Part("link", *label.span()))
    found += _boxes(text, start, end)
    reached = start
    for part in sorted(found, key=lambda p: p.start):
        if part.start >= reached:
            yield part
            reached = part.end


def _boxes(text: str, start: int, end: int) -> Iterator[Part]:
    """The boxes of links behind names, each from the end of the name to its "MORE"."""
    since = start
    for more in _MORE.finditer(text, start, end):
        low = max(since, more.start() - _LONGEST)
        since = more.end()
        if m := _BOX.search(text, low, more.start()):
            name = next(group for group in ("last", "glued", "family") if m[group])
            yield Part("link", m.end(name) + (name != "glued"), more.end())

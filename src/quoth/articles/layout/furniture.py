"""Furniture inside a line: what a page prints between the words of a sentence or before a caption.

Copied or scraped text has it without its box: the links that some outlets lay behind each name, another story's
headline in brackets, the label of a player before the caption of a film, the buttons between the pictures of a gallery.
Left in the line it runs into names and sentences, and a link's headline is read as what somebody said. Built from the
1,500 articles of 2010 to 2020 here; docs/method/articles.md has the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

# Labels that open a line. A capital must follow: "CLOSE to tears" is a sentence.
_LABEL = re.compile(r"(?:CLOSE|Story highlights)(?= [A-Z\"“‘'])")

# Labels behind which a caption stands, to the line's end.
_CAPTIONED = re.compile(
    r"(?:Image copyright [^\n]{2,80}? )?(?:Image|Media) caption(?= [\w\"“‘'])"
    r"|Media playback is (?:unsupported|not supported) on (?:your|this) device(?: Media caption)?(?= [\w\"“‘'])"
    r"|Facebook Twitter Pinterest(?= [\w\"“‘'])|(?:FILE PHOTO|FILE)(?: ?[-–—]|:)(?= [\w\"“‘'])"
    r"|\d{1,2} of \d{1,2} (?=(?:FILE|[A-Z])[^\n]{20,900}\((?:AP )?Photo)"
)

# "(RELATED: Mayor denies it all)" behind a sentence, or before the next. Most such labels are in capitals.
_IN_BRACKETS = re.compile(
    r"[(\[] ?(?:RELATED|READ(?: MORE| ALSO| NEXT)?|SEE ALSO|ALSO READ|WATCH|VIDEOS?|PHOTOS?|PODCAST|LISTEN|MORE|QUIZ"
    r"|[Aa]lso (?:on|in|from) [\w .]{1,30}|R(?:elated|ead more|ead also)|See also): ?[^()\[\]\n]{3,180}[)\]]"
)

# "Hide Caption 3 of 30": the button below each picture of a gallery that was copied as one line.
_BUTTON = re.compile(r"(?:Hide|Show) Caption \d{1,3} of \d{1,3}")
_TITLE = 120  # code points of a gallery's title, which stands before each caption again


def furniture(text: str, start: int, end: int) -> Iterator[Part]:
    """The furniture of the line `start:end` as links, and captions that it announces, in order, apart. Linear in the
    line's length.
    """
    if gallery := list(_BUTTON.finditer(text, start, end)):
        yield from _gallery(text, start, end, gallery)
        return
    if label := _CAPTIONED.match(text, start, end):
        yield Part("link", *label.span())
        if caption := _caption(text, label.end(), end):
            yield caption
        return
    found: list[Part] = []
    if label := _LABEL.match(text, start, end):
        found.append(Part("link", *label.span()))
    found += _boxes(text, start, end)
    found += (Part("link", *m.span()) for m in _IN_BRACKETS.finditer(text, start, end))
    reached = start
    for part in sorted(found, key=lambda p: p.start):
        if part.start >= reached:
            yield part
            reached = part.end


def _caption(text: str, start: int, end: int) -> Part | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Part("caption", start, end) if start < end else None


def _gallery(text: str, start: int, end: int, buttons: Sequence[re.Match[str]]) -> Iterator[Part]:
    """The captions of a gallery, each without its button and the title that all of them begin with."""
    places = [start, *(b.end() for b in buttons)]
    begins = [text[at : min(end, at + _TITLE)].lstrip() for at in places]
    title = _shared([b for b in begins if b])
    for k, at in enumerate(places):
        until = buttons[k].start() if k < len(buttons) else end
        head = at + len(text[at : min(end, at + _TITLE)]) - len(begins[k])
        said = head + len(title) if begins[k] else head
        label = at if k == 0 else buttons[k - 1].start()
        cut = min(max(said, at), until)
        shown = cut
        while shown > label and text[shown - 1].isspace():
            shown -= 1
        if label < shown:
            yield Part("link", label, shown)
        if caption := _caption(text, cut, until):
            yield caption


def _shared(begins: Sequence[str]) -> str:
    """The whole words with which all of `begins` begin."""
    low, high = min(begins, default=""), max(begins, default="")
    same = next((n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    return low[: low.rfind(" ", 0, same) + 1]


def _boxes(text: str, start: int, end: int) -> Iterator[Part]:
    """The boxes of links behind names, each from the end of the name to its "MORE"."""
    since = start
    for more in _MORE.finditer(text, start, end):
        low = max(since, more.start() - _LONGEST)
        since = more.end()
        if m := _BOX.search(text, low, more.start()):
            name = next(group for group in ("last", "glued", "family") if m[group])
            yield Part("link", m.end(name) + (name != "glued"), more.end())

"""Conversations whose turns stand each under a line that holds nothing but the speaker's name.

    Tom Moss

    What has the rain done?

    Ada Quill

    It came at night.

    We lost two boats.

Such a line ("plate") has no colon; what tells it from a subheading is that the same few names come back all through the
text, in turn, and that people speak under them.

What guards it: two names or more, five plates or more, one name three times; words under most plates; one of the names
stands elsewhere in the text; most turns end as speech does, and in many of them somebody says "I", "we" or "you". A
line of the same make that comes once only ends a turn, and its words are nobody's.
A case it gets wrong: a guest who speaks once; a diary whose entries stand under the names of places and say "we".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from quoth.attributions.layouts import Told
from quoth.attributions.layouts.paragraphs import MOST, ends, going_on, in_person, paragraphs
from quoth.types import Span

_LINE = re.compile(r"(?:^|\n)[ \t]{0,20}([^\W\d_][\w.’'-]{0,30}(?: [^\W\d_][\w.’'-]{0,30}){0,3})[ \t]{0,20}(?=\n)")
_WORD = re.compile(r"[^\W_]+")
_LEAST, _OFTEN = 5, 3  # plates in all, and of the name that comes most often
_NAMES = 8  # of one conversation; more are headings
_TURNS = 5_000  # plates that are looked at: keeps hostile text linear
_SPOKEN = 0.8  # of the plates have words below them
_SPEECH, _PERSON, _IN_TURN = 0.6, 0.3, 0.6  # of turns that end as speech, have an "I" or a "you", follow another's


def turns_of(text: str) -> list[Told]:
    """The turns of `text` that stand under plates, whole, in order; none where its lines are not of that kind. Time is
    linear.
    """
    lines = [Span.of(text, *m.span(1)) for m in _LINE.finditer(text)][:_TURNS]
    often = Counter(line.text for line in lines if _is_name(line.text))
    names = {name for name, count in often.items() if count > 1}
    plates = [line for line in lines if line.text in names]
    if not 2 <= len(names) <= _NAMES or len(plates) < _LEAST or max(often.values()) < _OFTEN:
        return []
    stops = sorted(line.start for line in lines if line.text in names or (_is_name(line.text) and " " in line.text))
    until = [*stops[1:], len(text)]
    ends_of = dict(zip(stops, until, strict=True))
    said = [_until_another(text, paragraphs(text, plate.end, ends_of[plate.start])[:MOST]) for plate in plates]
    spoken = [(plate, found) for plate, found in zip(plates, said, strict=True) if found]
    if len(spoken) < _SPOKEN * len(plates):
        return []
    plates, said = [plate for plate, _ in spoken], [found for _, found in spoken]
    if not _is_conversation(text, plates, said):
        return []
    last = re.compile(rf"\b{re.escape(plates[-1].text.split()[-1])}\b", re.IGNORECASE)
    said[-1] = said[-1][:1] + going_on(text, said[-1][1:], last)
    out = []
    for plate, found in zip(plates, said, strict=True):
        kept = [place for place in found if ends(text, *place) and text[place[0]] not in "(["]
        if kept:
            out.append(Told(plate, None, tuple(Span.of(text, *place) for place in kept)))
    return out


def _until_another(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs `found` up to one that begins small: "recording (ada quill) It rained" is somebody else's."""
    return list(takewhile(lambda place: not text[place[0]].islower(), found))


def _is_name(line: str) -> bool:
    """Whether all words of a line have a capital, or none of two or more has, and it is no sentence ("Right.")."""
    words = line.split()
    if line[-1] in ".’'-":
        return False
    return all(w[0].isupper() for w in words) or (len(words) > 1 and line.islower())


def _is_conversation(text: str, plates: Sequence[Span], said: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether people speak with one another under these lines."""
    own = Counter(plate.text.split()[-1].casefold() for plate in plates)
    named = Counter(word.casefold() for word in _WORD.findall(text))
    if not any(named[name] > count for name, count in own.items()):
        return False
    spoken = sum(ends(text, *found[0]) for found in said)
    person = sum(any(in_person(text[start:end]) for start, end in found) for found in said)
    turns = sum(a.text != b.text for a, b in pairwise(plates))
    return spoken >= _SPEECH * len(plates) and person >= _PERSON * len(plates) and turns >= _IN_TURN * (len(plates) - 1)

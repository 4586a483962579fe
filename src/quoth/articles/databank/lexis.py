"""Documents of LexisNexis: above the words outlet, day, headline and fields ("BYLINE: …"), below them fields."""

from __future__ import annotations

import re

from quoth.articles import days
from quoth.articles.databank.document import HEAD, Document, Line, beginning, lines_of, made, whole
from quoth.words import wordset

_KEY = re.compile(r"([A-Z][A-Z-]{2,24}):(?:[ \t]|$)")
_TAIL = wordset(
    "LOAD-DATE LANGUAGE GRAPHIC PUBLICATION-TYPE JOURNAL-CODE SUBJECT ORGANIZATION PERSON COMPANY TICKER INDUSTRY"
    " GEOGRAPHIC COUNTRY CITY STATE DOCUMENT-TYPE ACC-NO NOTES URL TYPE UPDATE CORRECTION-DATE PUB-TYPE JOURNAL"
)
_RIGHTS_LINE = re.compile(r"(?:Copyright|©|\(c\)) ?\d{4}|All Rights Reserved", re.IGNORECASE)
_CENTRED = 8  # spaces before a line from which it stands in the middle


def read(text: str, start: int, end: int) -> Document:
    """The document between two marks; all of it as it stands where its lines are not as expected."""
    lines = list(lines_of(text, start, end))
    keys = [k[1] if (k := _KEY.match(line.said)) else "" for line in lines[:HEAD]]
    if "LENGTH" not in keys:
        return whole(text, lines)
    last = keys.index("LENGTH")
    while last + 1 < len(keys) and (keys[last + 1] or not lines[last + 1].fresh):  # a field goes on up to an empty line
        last += 1
    first = next((i for i, key in enumerate(keys) if key), last)
    day = next((i for i, line in enumerate(lines[:first]) if days.full_date(line.said)), None)
    if day is None:
        return whole(text, lines)
    named = lines[day + 1 : first]
    centred = any(line.indent >= _CENTRED for line in lines[:first])  # a document that was converted has lost that
    title = (
        [line for line in named if line.indent < _CENTRED] if centred else lines[beginning(lines, first - 1) : first]
    )
    stated = {
        "outlet": lines[day - 1].said if day else "",
        "published": days.full_date(lines[day].said) or "",
        "title": " ".join(line.said for line in title),
        "authors": next((_value(lines, i) for i, key in enumerate(keys[:last]) if key == "BYLINE"), ""),
    }
    until = len(lines)
    while until > last + 1 and _is_tail(lines[top := beginning(lines, until - 1)]):
        until = top
    return made(text, lines[last + 1 : until], stated)


def _value(lines: list[Line], at: int) -> str:
    """What a field "KEY: …" says, up to the next empty line."""
    said = lines[at].said.partition(":")[2].strip()
    for line in lines[at + 1 : at + 4]:
        if line.fresh or _KEY.match(line.said):
            break
        said = f"{said} {line.said}"
    return said


def _is_tail(line: Line) -> bool:
    m = _KEY.match(line.said)
    return bool(m and m[1] in _TAIL) or bool(_RIGHTS_LINE.match(line.said))

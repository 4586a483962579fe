"""Documents of Nexis Uni: headline, outlet and day each on a line, fields, and the words behind a line "Body"."""

from __future__ import annotations

import re

from quoth.articles import days
from quoth.articles.databank.document import Document, lines_of, made, whole

_FIELD = re.compile(r"(Section|Length|Byline|Dateline|Highlight|Series|Correction):[ \t]*(.*)")
_TAIL = re.compile(r"(?:Load-Date:.*|Graphic|Classification|Notes|Language:.*)")
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©|all rights reserved)", re.IGNORECASE)
_ABOVE = 30  # lines above the words in which what is said of them stands


def read(text: str, start: int, end: int) -> Document:
    """The document between two marks; all of it as it stands where its lines are not as expected."""
    lines = list(lines_of(text, start, end))
    body = next((i for i, line in enumerate(lines) if line.said == "Body"), None)
    if body is None:
        return whole(text, lines)
    top = max(0, body - _ABOVE)
    fields = {m[1]: m[2].strip() for line in lines[top:body] if (m := _FIELD.fullmatch(line.said))}
    above = [i for i in range(top, body) if _is_day(lines[i].said)]
    if "Length" not in fields or not above or above[-1] < 2:
        return whole(text, lines)
    day = above[-1]
    stated = {
        "title": lines[day - 2].said, "outlet": lines[day - 1].said,
        "published": days.full_date(lines[day].said) or "", "authors": fields.get("Byline", ""),
    }  # fmt: skip
    until = next((i for i in range(body + 1, len(lines)) if _TAIL.fullmatch(lines[i].said)), len(lines))
    return made(text, lines[body + 1 : until], stated)


def _is_day(line: str) -> bool:
    """Whether a line above the words is the day of publication: not that of rights, of a field or of the download."""
    if _RIGHTS.match(line) or _FIELD.fullmatch(line) or line.startswith("Date and Time"):
        return False
    return days.full_date(line) is not None

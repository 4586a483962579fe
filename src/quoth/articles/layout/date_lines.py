"""Lines that say when an article was published, and what all of its date lines together say.

What guards it: anything left over beside the date makes the line ordinary text; a date that could be two days is
settled by one of the same article that is certain and within `NEAR` days, or not at all; zones other than UTC and
numeric offsets are not converted: then the day alone is given, as it was printed.
A case it gets wrong: a line that holds nothing but the date of the event it reports ("May 8, 1945" above a column) is
taken for the article's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from quoth.articles.days import WEEKDAY, find, full_date
from quoth.types import Part

Label = Literal["published", "updated", "bare"]

LINE_LIMIT = 160
"""No longer line is a date line. The longest in ECB+ (posted and updated, tokenised) has 96 characters."""

_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))? ?([ap])\.? ?m\b\.?"
    r"|(?<![\d:])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?![\d:])",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"(?<!\d)\d{4}(?= ?(?:GMT|UTC|HKT)\b)")
_ZONE = re.compile(
    r"\b(?:(?:GMT|UTC)(?: ?[+-]\d{1,2}(?::?\d{1,2})?)?|[ECMP][SD]?T|BST|IST|HKT|CET|CEST|JST|AEST|AEDT|EAT|WAT|PKT|SGT"
    r"|Eastern|UK|local time)\b|Z\b"
)
_UTC = re.compile(r"\b(?:GMT|UTC)\b(?! ?[+-])|Z\b")

NEAR = 14
"""Days between two dates of an article, say of its publication and its last change, of which one settles the other. The
two readings of a numeric date are 29 days apart or more, so that no other date is near to both.
"""

_LABEL = re.compile(
    r"\b(?:(?:story|article|first|last|originally) ){0,2}"
    r"(?P<what>published|posted|updated|modified|date|dated|created|issued)"
    r"(?: (?:time|date|on|at))?\b",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
_FILLER = re.compile(r"\b(?:at|on|time|by|hrs)\b|[\s,.;:|•·()/@–—-]", re.IGNORECASE)
_TOKENISED = re.compile(r"(?<=\d) ?([/:.-]) ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as a text states it: `iso` is None where `why` says what stood in the way; both None: a time alone.

    `either` are the days that it could be, where it could be several.
    """

    label: Label
    iso: str | None
    why: str | None = None
    either: tuple[str, ...] = ()


def date_line(line: str) -> tuple[Stated, ...]:
    """What `line` states when it holds a date, or a labelled time, and nothing else; empty otherwise."""
    if len(line) > LINE_LIMIT or not any(c.isdigit() for c in line):
        return ()
    line = _TOKENISED.sub(r"\1", " ".join(line.split()))
    starts = list(_LABEL.finditer(line))
    segments: list[tuple[str | None, str]] = []
    if starts and line[: starts[0].start()].strip(" ,|·•-"):
        segments.append((None, line[: starts[0].start()]))
    elif not starts:
        segments.append((None, line))
    for i, m in enumerate(starts):
        segments.append(
            (m["what"].lower(), line[m.end() : starts[i + 1].start() if i + 1 < len(starts) else len(line)])
        )
    found = [_segment(what, words) for what, words in segments]
    whole = [f for f in found if f is not None]
    return tuple(whole) if len(whole) == len(found) else ()


def published(text: str, parts: tuple[Part, ...]) -> Stated | None:
    """When the article says it was published, by its date lines and its dateline; None when it does not say.

    A line labelled as published comes first, then a bare date, then a dateline with its year, last the day of an
    update: the label tells which. An ambiguous one comes out, with its `why`, only where nothing better is stated.
    """
    stated: list[Stated] = []
    for part in parts:
        if part.kind == "date":
            stated += date_line(text[part.start : part.end])
        elif part.kind == "dateline" and (day := full_date(text[part.start : part.end])):
            stated.append(Stated("bare", day))
    stated = [_by_neighbour(s, stated) for s in stated]
    for label in ("published", "bare", "updated"):
        for s in stated:
            if s.label == label and s.iso:
                return s
    return next((s for s in stated if s.why), None)


def _by_neighbour(one: Stated, stated: list[Stated]) -> Stated:
    """`one`, if it could be several days, as the one of them that is near a date that is certain."""
    if not one.either:
        return one
    certain = [date.fromisoformat(s.iso[:10]) for s in stated if s.iso]
    near = [d for d in one.either if any(abs((date.fromisoformat(d) - c).days) <= NEAR for c in certain)]
    return Stated(one.label, near[0]) if len(near) == 1 else one


def _segment(what: str | None, words: str) -> Stated | None:
    """A label's words read as one date with its time; None when anything else stands there."""
    label: Label = "bare" if what is None else "updated" if what in ("updated", "modified") else "published"
    found = find(words)
    rest, day = words, found.iso if found else None
    if found:
        rest = words[: found.start] + " " + words[found.end :]
    clock = None if day and "T" in day else _TIME.search(rest)
    zoned = bool(_ZONE.search(rest))
    in_utc = bool(_UTC.search(rest))
    for pattern in (_MILITARY, _ZONE, _TIME, WEEKDAY, *(() if found else (_SHORT_DATE,))):
        rest = pattern.sub(" ", rest)
    if _FILLER.sub("", rest) or (found is None and (what is None or rest == words)):
        return None
    if day and clock and "T" not in day and (in_utc or not zoned):
        day = _with_clock(day, clock, in_utc)
    if found is None or not found.either:
        return Stated(label, day)
    why = f"the date {words[found.start : found.end]} could be {' or '.join(found.either)}: not guessed"
    return Stated(label, None, why, found.either)


def _with_clock(day: str, clock: re.Match[str], in_utc: bool) -> str:
    hour = int(clock[1] or clock[5])
    minute, second = int(clock[2] or clock[6] or 0), int(clock[3] or clock[7] or 0)
    half = (clock[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return day
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    try:
        at = datetime.combine(date.fromisoformat(day), time(hour, minute, second))
    except ValueError:
        return day
    return (at.replace(tzinfo=UTC) if in_utc else at).isoformat()

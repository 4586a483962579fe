"""Dates: what a date line, a dateline, a table's field or the user's metadata says, as ISO 8601.

Nothing here knows today's date: a date in the future is a date like any other, and "yesterday" is none.

What it accepts: ISO dates and date-times, RFC 2822, epoch seconds and milliseconds, `20161108`, `20161108T101500Z`,
month names in either order ("November 8, 2016", "8 Nov. 2016") and numeric dates with slashes, points or hyphens, with
a weekday, a time and a zone around them, also tokenised ("09 / 14 / 2013 01: 03 PM").
What guards it: a numeric date that could be two different days (03/04/2016) is not guessed, unless what stands with it
allows one of them alone: a weekday, a zone of summer time (“8:13 AM PDT 8/2/2013” is no day of February), a date of
the same article that is certain and within `NEAR` days, or the other dates of its column in a table; anything left
over beside the date makes the line ordinary text; zones other than UTC and numeric offsets are not converted: then the
day alone is given, as it was printed.
A case it gets wrong: a line that holds nothing but the date of the event it reports ("May 8, 1945" above a column) is
taken for the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from quoth.types import Part

Label = Literal["published", "updated", "bare"]
Order = Literal["day", "month"]
"""What stands first in the numeric dates of one column."""

LINE_LIMIT = 160
"""No longer line is a date line. The longest in ECB+ (posted and updated, tokenised) has 96 characters."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(
    r"(?<!\d)(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} {_DAY},? (\d{{4}})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY} (?:of )?{_MONTH},? (\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
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
_WEEKDAY = re.compile(
    r"\b(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b\.?",
    re.IGNORECASE,
)
NEAR = 14
"""Days between two dates of an article, say of its publication and its last change, of which one settles the other. The
two readings of a numeric date are 29 days apart or more, so that no other date is near to both.
"""

_SUMMER = re.compile(r"\b(?:(?P<america>[ECMP]DT)|(?P<europe>BST|W?CEST|EEST)|(?P<south>A[EC]DT|NZDT))\b")
_NO_SUMMER = {
    "america": ((1, 1, 3, 7), (11, 8, 12, 31)), "europe": ((1, 1, 3, 24), (11, 1, 12, 31)), "south": ((4, 8, 9, 23),),
}  # fmt: skip
"""From and until which month and day it is nowhere summer time, whatever the year: by the rules of 1987 to 2026."""

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


def iso(value: object, order: Callable[[], Order | None] = lambda: None) -> str:
    """`value`, as a table or the metadata gives it, as an ISO date, or date-time where it has a time.

    `order` is asked where it could be two days: what stands first in its column, see `column_order`. Raises ValueError
    with a sentence for a person when it is no date or could be two.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"expected a date, got {_shown(value)}")
    written = " ".join(str(value).split())
    if re.fullmatch(r"\d+(?:\.\d+)?", written):
        return _from_number(written)
    if re.match(r"\d{4}-\d{2}-\d{2}|\d{8}T\d{6}", written):
        try:
            return _from_iso(written)
        except ValueError:
            pass
    if re.match(r"[A-Za-z]{3}, \d|\d{1,2} [A-Za-z]{3} \d{4} \d\d:", written):
        try:
            return parsedate_to_datetime(written).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    stated = date_line(written)
    if stated and stated[0].iso:
        return stated[0].iso
    if stated and stated[0].why:
        first = order()
        if first and (plain := _in_order(written, first)) != written:
            return iso(plain)
        raise ValueError(stated[0].why)
    raise ValueError(f"expected a date such as 2016-11-08, got {_shown(value)}")


def column_order(values: Iterable[object]) -> Order | None:
    """What stands first in the numeric dates of a column: a 27 that stands first in one of them is a day in all.

    None where no date of it tells, and where two tell otherwise. Years of two digits tell nothing, for they may be
    what stands first.
    """
    found: set[Order] = set()
    for value in values:
        if isinstance(value, str) and (m := _NUMERIC.search(value)) and len(m[4]) == 4:
            first, second = int(m[1]), int(m[3])
            if min(first, second) <= 12 < max(first, second) <= 31:
                found.add("day" if first > 12 else "month")
    return found.pop() if len(found) == 1 else None


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


def full_date(words: str) -> str | None:
    """The ISO date of the first unambiguous full date in `words` (a dateline's, say), or None."""
    found = _find(" ".join(words.split()))
    return found.iso if found else None


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
    found = _find(words)
    rest, day = words, found.iso if found else None
    if found:
        rest = words[: found.start] + " " + words[found.end :]
    clock = None if day and "T" in day else _TIME.search(rest)
    zoned = bool(_ZONE.search(rest))
    in_utc = bool(_UTC.search(rest))
    for pattern in (_MILITARY, _ZONE, _TIME, _WEEKDAY, *(() if found else (_SHORT_DATE,))):
        rest = pattern.sub(" ", rest)
    if _FILLER.sub("", rest) or (found is None and (what is None or rest == words)):
        return None
    if day and clock and "T" not in day and (in_utc or not zoned):
        day = _with_clock(day, clock, in_utc)
    if found is None or not found.either:
        return Stated(label, day)
    why = f"the date {words[found.start : found.end]} could be {' or '.join(found.either)}: not guessed"
    return Stated(label, None, why, found.either)


@dataclass(frozen=True, slots=True)
class _Found:
    """A full date in `start:end` of a line; `iso` is None where it could be `either` of several days."""

    start: int
    end: int
    iso: str | None
    either: tuple[str, ...] = ()


def _find(words: str) -> _Found | None:
    """The first full date in `words`."""
    if m := _ISO.search(words):
        try:
            return _Found(*m.span(), _from_iso(m.group()))
        except ValueError:
            return None
    for pattern, order in ((_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        if m := pattern.search(words):
            year, month, day = (m[i] for i in order)
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            try:
                return _Found(*m.span(), date(int(year), number, int(day)).isoformat())
            except ValueError:
                return None
    if m := _NUMERIC.search(words):
        days = sorted(_readings(int(m[1]), int(m[3]), m[4]))
        allowed = [d for d in days if _allowed(d, words)] if len(days) > 1 else days
        if len(allowed) == 1:
            return _Found(*m.span(), allowed[0].isoformat())
        if days:
            return _Found(*m.span(), None, tuple(d.isoformat() for d in days))
    return None


def _allowed(day: date, words: str) -> bool:
    """Whether a weekday and a zone of summer time in `words` allow `day`."""
    weekday, summer = _WEEKDAY.search(words), _SUMMER.search(words)
    if weekday and _WEEKDAYS.index(weekday.group()[:3].lower()) != day.weekday():
        return False
    if summer and summer.lastgroup:
        at = (day.month, day.day)
        return not any((a, b) <= at <= (c, d) for a, b, c, d in _NO_SUMMER[summer.lastgroup])
    return True


def _readings(first: int, second: int, last: str) -> set[date]:
    """The days that a numeric date can mean: month first, day first and, where all have two digits, year first."""
    year = int(last) if len(last) == 4 else _century(int(last))
    orders = [(year, first, second), (year, second, first)]
    if len(last) == 2 and first > 12:
        orders.append((_century(first), second, int(last)))
    days = set()
    for order in orders:
        try:
            days.add(date(*order))
        except ValueError:
            continue
    return days


def _in_order(written: str, order: Order) -> str:
    """`written` with its numeric date as an ISO date; as it stands where that would be no day or its year is short."""
    m = _NUMERIC.search(written)
    if m is None or len(m[4]) != 4:
        return written
    day, month = (int(m[1]), int(m[3])) if order == "day" else (int(m[3]), int(m[1]))
    try:
        return f"{written[: m.start()]}{date(int(m[4]), month, day).isoformat()}{written[m.end() :]}"
    except ValueError:
        return written


def _century(year: int) -> int:
    """Two digits as POSIX reads them: 69 to 99 are the twentieth century."""
    return year + (1900 if year >= 69 else 2000)


def _from_iso(written: str) -> str:
    if len(written) == 10:
        return date.fromisoformat(written).isoformat()
    return datetime.fromisoformat(re.sub(r" (?=Z|[+-]\d\d:?\d\d$)", "", written)).isoformat()


def _from_number(written: str) -> str:
    whole = written.split(".", maxsplit=1)[0]
    try:
        if len(whole) == 8 and whole == written:
            return datetime.strptime(whole, "%Y%m%d").date().isoformat()
        if len(whole) == 14 and whole == written:
            return datetime.strptime(whole, "%Y%m%d%H%M%S").isoformat()
        if len(whole) in (9, 10):
            return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(whole))).isoformat()
        if len(whole) in (12, 13):
            return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(whole) // 1000)).isoformat()
    except ValueError:
        pass
    raise ValueError(f"expected a date such as 2016-11-08, or epoch seconds, got {_shown(written)}")


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


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."

"""A full date in words: "November 8, 2016", "8 Nov. 2016", "2016-11-08", "09/14/2013".

What guards it: a numeric date that could be two different days (03/04/2016) comes with both, unless a weekday beside it
or a zone of summer time allows one of them alone (“8:13 AM PDT 8/2/2013” is no day of February).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

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
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
WEEKDAY = re.compile(
    r"\b(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b\.?",
    re.IGNORECASE,
)
_SUMMER = re.compile(r"\b(?:(?P<america>[ECMP]DT)|(?P<europe>BST|W?CEST|EEST)|(?P<south>A[EC]DT|NZDT))\b")

_NO_SUMMER = {
    "america": ((1, 1, 3, 7), (11, 8, 12, 31)), "europe": ((1, 1, 3, 24), (11, 1, 12, 31)), "south": ((4, 8, 9, 23),),
}  # fmt: skip
"""From and until which month and day it is nowhere summer time, whatever the year: by the rules of 1987 to 2026."""

_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:(?P<mark>[/-])(?P<m>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P=mark)"
    r"(?P<d>\d{1,2})|/?(?P<mm>\d\d)(?P<dd>\d\d))(?=[/_.-]|$)",
    re.IGNORECASE,
)
"""A year, a month and a day, each apart or all of them by two figures: of "/2018/12/" nobody knows the day."""
_YEARS = range(1995, 2100)
"""Years in which an article can have come out at its address."""


@dataclass(frozen=True, slots=True)
class Found:
    """A full date in `start:end` of a line; `iso` is None where it could be `either` of several days."""

    start: int
    end: int
    iso: str | None
    either: tuple[str, ...] = ()


def full_date(words: str) -> str | None:
    """The ISO date of the first unambiguous full date in `words` (a dateline's, say), or None."""
    found = find(" ".join(words.split()))
    return found.iso if found else None


def find(words: str) -> Found | None:
    """The first full date in `words`."""
    if m := _ISO.search(words):
        try:
            return Found(*m.span(), from_iso(m.group()))
        except ValueError:
            return None
    for pattern, order in ((_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1)), (_YEAR_FIRST, (1, 2, 3))):
        if m := pattern.search(words):
            year, month, day = (m[i] for i in order)
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            try:
                return Found(*m.span(), date(int(year), number, int(day)).isoformat())
            except ValueError:
                return None
    if m := NUMERIC.search(words):
        days = sorted(_readings(int(m[1]), int(m[3]), m[4]))
        allowed = [d for d in days if _allowed(d, words)] if len(days) > 1 else days
        if len(allowed) == 1:
            return Found(*m.span(), allowed[0].isoformat())
        if days:
            return Found(*m.span(), None, tuple(d.isoformat() for d in days))
    return None


def in_address(url: str | None) -> str | None:
    """The day in the path of an address, as most news sites have it ("/2026/03/17/", "/2026/mar/17/"), as ISO; else
    None. It is the day on which the article was laid there.
    """
    m = _IN_ADDRESS.search(url[:500]) if url else None
    if not m:
        return None
    written = (m["m"] or m["mm"]).lower()
    month = _MONTHS.index(written) + 1 if written.isalpha() else int(written)
    try:
        return date(int(m["y"]), month, int(m["d"] or m["dd"])).isoformat() if int(m["y"]) in _YEARS else None
    except ValueError:
        return None


def _allowed(day: date, words: str) -> bool:
    """Whether a weekday and a zone of summer time in `words` allow `day`."""
    weekday, summer = WEEKDAY.search(words), _SUMMER.search(words)
    if weekday and _WEEKDAYS.index(weekday.group()[:3].lower()) != day.weekday():
        return False
    if summer and summer.lastgroup:
        at = (day.month, day.day)
        return not any((a, b) <= at <= (c, d) for a, b, c, d in _NO_SUMMER[summer.lastgroup])
    return True


def _readings(first: int, second: int, last: str) -> set[date]:
    """The days that a numeric date can mean: month first, day first and, where all have two digits, year first."""
    year = int(last) if len(last) == 4 else century(int(last))
    orders = [(year, first, second), (year, second, first)]
    if len(last) == 2 and first > 12:
        orders.append((century(first), second, int(last)))
    days = set()
    for order in orders:
        try:
            days.add(date(*order))
        except ValueError:
            continue
    return days


def century(year: int) -> int:
    """Two digits as POSIX reads them: 69 to 99 are the twentieth century."""
    return year + (1900 if year >= 69 else 2000)


def from_iso(written: str) -> str:
    """An ISO date or date-time as `datetime` writes it. Raises ValueError where there is no such day."""
    if len(written) == 10:
        return date.fromisoformat(written).isoformat()
    return datetime.fromisoformat(re.sub(r" (?=Z|[+-]\d\d:?\d\d$)", "", written)).isoformat()

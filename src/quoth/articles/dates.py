"""Dates as a table's field, the user's metadata or a document states them, as ISO 8601.

Nothing here knows today's date: a date in the future is a date like any other, and "yesterday" is none.

What it accepts: ISO dates and date-times, RFC 2822, epoch seconds and milliseconds, `20161108`, `20161108T101500Z`,
what programs write in forms of their own (`_BY_PROGRAMS`), and what `days` finds in words, with a weekday, a time and a
zone around it, also tokenised ("09 / 14 / 2013 01: 03 PM").
What guards it: a numeric date that could be two different days is not guessed, unless the other dates of its column
tell what stands first, or somebody says it (`order_of`); where they are at odds, those that are written with the same
mark (03.01.2026, 01/03/2026). A case it gets wrong: 25-Mar-13 of a program that puts the year first, as none does that
we know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from quoth.articles.days import NUMERIC, century, from_iso
from quoth.articles.layout.date_lines import date_line

Order = Literal["day", "month"]
"""What stands first in numeric dates."""

Orders = Mapping[str, Order]
"""What stands first in the numeric dates of one column, by the mark (`/`, `.` or `-`) between their figures and how
many of these the year has: `/4`, `.2`.
"""


class AmbiguousError(ValueError):
    """It is a date, and could be two days."""


def iso(value: object, orders: Callable[[], Orders] = dict) -> str:
    """`value`, as a table or the metadata gives it, as an ISO date, or date-time where it has a time.

    `orders` is asked where it could be two days: what stands first in its column, see `column_orders`. Raises
    ValueError with a sentence for a person when it is no date, AmbiguousError when it could be two.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"expected a date, got {_shown(value)}")
    written = _by_programs(" ".join(str(value).split()))
    if re.fullmatch(r"\d+(?:\.\d+)?", written):
        return _from_number(written)
    if _HALF.search(written):  # "2:30 PM", which neither ISO 8601 nor a mail has: there it would be two at night
        written = _ISO_DAY.sub(lambda m: _in_words(int(m[1]), int(m[2]), int(m[3])) or m[0], written)
    elif re.match(r"\d{4}-\d{2}-\d{2}|\d{8}T\d{6}", written):
        try:
            return from_iso(written)
        except ValueError:
            pass
    elif re.match(r"[A-Za-z]{3}, \d|\d{1,2} [A-Za-z]{3} \d{4} \d\d:", written):
        try:
            return parsedate_to_datetime(written).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    stated = date_line(written)
    if stated and stated[0].iso:
        return stated[0].iso
    if stated and stated[0].why:
        if (plain := _in_order(written, orders())) != written:
            return iso(plain)
        raise AmbiguousError(stated[0].why)
    raise ValueError(f"expected a date such as 2016-11-08, got {_shown(value)}")


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_HALF = re.compile(r"\d ?[ap]\.? ?m\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_CLOCK = r"(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)"
_BY_PROGRAMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "2026-03-14 10:10:10 UTC", "2026-3-4"
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T ]{_CLOCK} ?(?:UTC|GMT)(?P<zone>))?",
        # "14-Mar-2026", "14-Mar-26" as spreadsheets shorten it, "14/Mar/2026:10:10:10 +0000"
        rf"(?P<day>\d{{1,2}})([-/ ])(?P<month>[a-z]{{3}})\2(?P<year>\d{{4}}|\d{{2}})"
        rf"(?:[ :]{_CLOCK}(?: ?(?P<zone>[+-]\d{{4}}))?)?",
        # "Sat Mar 14 2026 10:10:10 GMT+0000 (Coordinated Universal Time)"
        rf"[a-z]{{3}} (?P<month>[a-z]{{3}}) (?P<day>\d{{1,2}}) (?P<year>\d{{4}})"
        rf"(?: {_CLOCK}(?: ?(?:GMT|UTC)(?P<zone>[+-]\d{{4}}|))?(?: \([^()]{{1,60}}\))?)?",
        # "Sat Mar 14 10:10:10 +0000 2026", "Sat Mar 14 10:10:10 UTC 2026", "Sat Mar 14 10:10:10 2026"
        rf"[a-z]{{3}} (?P<month>[a-z]{{3}}) (?P<day>\d{{1,2}}) {_CLOCK}(?: (?:UTC|GMT|(?=[+-]))(?P<zone>[+-]\d{{4}}|))?"
        r" (?P<year>\d{4})",
    )
)
"""Dates as programs write them that are neither ISO 8601 nor a mail's: databases, JavaScript, posts on X, logs."""


def _by_programs(written: str) -> str:
    """`written` in ISO 8601 where it is a date that a program wrote in a form of its own; else as it is."""
    for pattern in _BY_PROGRAMS:
        if m := pattern.fullmatch(written):
            month = m["month"].lower()
            if not month.isdigit() and month not in _MONTHS:
                return written
            number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
            zone = "" if m["zone"] is None else m["zone"] or "Z"
            year = m["year"] if len(m["year"]) == 4 else century(int(m["year"]))
            return f"{year}-{number:02}-{int(m['day']):02}" + (f"T{m['clock']}{zone}" if m["clock"] else "")
    return written


def column_orders(values: Iterable[object]) -> Orders:
    """What stands first in the numeric dates of a column: a 27 that stands first in one of them is a day in all.

    Where two dates tell otherwise, those with one mark tell of each other: exports of several countries stand below
    one another. A mark of which no date tells, or two tell otherwise, has no order then. Years of two digits tell
    nothing, for they may be what stands first.
    """
    found: dict[str, set[Order]] = {mark: set() for mark in "/.-"}
    for value in values:
        if isinstance(value, str) and (m := NUMERIC.search(value)) and len(m[4]) == 4:
            first, second = int(m[1]), int(m[3])
            if min(first, second) <= 12 < max(first, second) <= 31:
                found[m[2]].add("day" if first > 12 else "month")
    all_found = set[Order]().union(*found.values())
    told = dict.fromkeys(found, all_found) if len(all_found) == 1 else found
    return {f"{mark}4": next(iter(orders)) for mark, orders in told.items() if len(orders) == 1}


def order_of(first: Order) -> Orders:
    """The order of a column of which somebody knows what stands `first`: it holds for years of two digits, too, and
    these are what stands last.
    """
    return {f"{mark}{figures}": first for mark in "/.-" for figures in (2, 4)}


def _in_order(written: str, orders: Orders) -> str:
    """`written` with its numeric date in words; as it stands where nothing tells its order, or that would be no day."""
    m = NUMERIC.search(written)
    first = orders.get(f"{m[2]}{len(m[4])}") if m else None
    if m is None or first is None:
        return written
    day, month = (int(m[1]), int(m[3])) if first == "day" else (int(m[3]), int(m[1]))
    named = _in_words(int(m[4]) if len(m[4]) == 4 else century(int(m[4])), month, day)
    return f"{written[: m.start()]}{named}{written[m.end() :]}" if named else written


def _in_words(year: int, month: int, day: int) -> str:
    """The day with its month's name, behind which any time may stand; "" where there is no such day."""
    try:
        return f"{date(year, month, day).day} {_MONTHS[month - 1].title()} {year}"
    except ValueError:
        return ""


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


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."

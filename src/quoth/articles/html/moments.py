"""Dates as pages state them for machines, and which of several is the day of publication.

Of several the first one's day counts, as exactly as any has it, for a site often gives the day in one place and the
minute in another. What guards it: a date before 1995 or without a year is none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

from quoth.articles import dates

_FIRST_YEAR = "1995"


def when(candidates: list[str]) -> str | None:
    """The date by several statements of it: the first one's day, as exactly as any of them has it."""
    if not candidates:
        return None
    first = candidates[0]
    if _zoned(first):
        return first
    near = [c for c in candidates if "T" in c and _days_apart(c, first) <= 1]
    exact = [c for c in near if _zoned(c) and ("T" not in first or c[11:16] == first[11:16] or c[:10] != first[:10])]
    if "T" in first:
        return next((c for c in exact if c[14:16] == first[14:16]), first)
    return next(
        (c for c in near if _same_day(c, first) and _zoned(c)), next((c for c in near if c[:10] == first), first)
    )


def moment(written: str) -> str | None:
    """A page's date as ISO 8601, to the second at most, with its zone where it has one; None where it is none."""
    written = " ".join(unescape(written).split())[:100]
    if not written or not any(c.isdigit() for c in written):
        return None
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        try:
            iso = dates.iso(written)
        except (ValueError, OverflowError):
            return None
    else:
        whole = len(written.replace("-", "")) <= 8
        iso = read.date().isoformat() if whole else read.replace(microsecond=0).isoformat()
    return iso if _FIRST_YEAR <= iso[:4] < "2100" else None


def _same_day(exact: str, day: str) -> bool:
    """Whether a moment with its zone is on `day`, there or in UTC: a site may give its days by the latter."""
    return exact[:10] == day or datetime.fromisoformat(exact).astimezone(UTC).date().isoformat() == day


def _zoned(iso: str) -> bool:
    return "T" in iso and (iso.endswith("Z") or iso[-6:-5] in ("+", "-"))


def _days_apart(one: str, other: str) -> int:
    return abs((datetime.fromisoformat(one[:10]) - datetime.fromisoformat(other[:10])).days)

"""How articles, days and kinds of telling are called where people read of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from quoth.types import Article, Kind

HOW: Mapping[Kind, str] = {"direct": "quoted", "mixed": "quoted in part", "indirect": "reported"}
UNDATED = "day not stated"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def headline(article: Article) -> str:
    """The article's title; its id where the text states none."""
    return " ".join((article.title or "").split()) or article.id


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """The outlet of each article, or its id where there is none; with its id added where an outlet has several."""
    articles = tuple(articles)
    printed = Counter(a.outlet for a in articles)
    labels = {}
    for a in articles:
        outlet = " ".join((a.outlet or "").split())
        labels[a.id] = a.id if not outlet else outlet if printed[a.outlet] == 1 else f"{outlet} ({a.id})"
    return labels


def day(iso: str) -> str:
    """“Tuesday 11 March 2025” for an ISO date or date-time; what is not one comes back as it is."""
    if not _ISO_DAY.match(iso):
        return iso
    try:
        d = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{_WEEKDAYS[d.weekday()]} {d.day} {_MONTHS[d.month - 1]} {d.year}"


def span_of_days(published: Iterable[str | None]) -> str:
    """The days of publication, from the first to the last."""
    days = sorted({p[:10] for p in published if p})
    if not days:
        return "date not stated"
    return day(days[0]) if len(days) == 1 else f"{day(days[0])} to {day(days[-1])}"

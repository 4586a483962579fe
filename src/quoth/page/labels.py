"""How articles, days and kinds of telling are called where people read of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quoth.natural import natural
from quoth.sayings.words.weights import SMALL
from quoth.types import Article, Kind

HOW: Mapping[Kind, str] = {"direct": "quoted", "mixed": "quoted in part", "indirect": "reported"}
UNDATED = "day not stated"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEARLY = 2 / 3
_TIME = re.compile(r"T\d\d:\d\d")


def headline(article: Article) -> str:
    """The article's title; its id where the text states none."""
    return " ".join((article.title or "").split()) or article.id


def by_day(articles: Iterable[Article]) -> list[Article]:
    """`articles` as they came out; what states no day comes last. Of one day they stay in their order."""
    return sorted(articles, key=lambda a: a.published or "~")


def title(members: Iterable[Article]) -> str:
    """What a story of these articles is called: the first of their headlines that has the words of the others, nearly
    as many as the one that has most; a longer one has to have more. The first id where none has a headline. First is
    what came out first.

    So no article that strayed into a story names it.
    """
    members = by_day(members)
    heads = [(headline(a), set(re.findall(r"\w{3,}", headline(a).casefold())) - SMALL) for a in members if a.title]
    shared = Counter(word for _, words in heads for word in words)
    common = [(sum(shared[w] - 1 for w in words) / max(1, len(words)) ** 0.5, head) for head, words in heads]
    most = max(common, default=(0.0, ""))[0]
    return next((head for found, head in common if found >= _NEARLY * most), headline(members[0]))


def labels(articles: Iterable[Article]) -> dict[str, str]:
    """The outlet of each article, or its id where there is none. Where an outlet has several, with what tells them
    apart for a reader: “(22 Oct)”, else “(22 Oct 14:05)”, else “#2”, in the order of their days and then ids.

    A number holds among these articles, not for good.
    """
    printed: dict[str, list[Article]] = defaultdict(list)
    for a in by_day(sorted(articles, key=lambda a: natural(a.id))):
        printed[" ".join((a.outlet or "").split())].append(a)
    found = {a.id: a.id for a in printed.pop("", ())}
    for outlet, own in printed.items():
        found |= {a.id: f"{outlet}{mark}" for a, mark in zip(own, _marks(own), strict=True)}
    return found


def _marks(own: Sequence[Article]) -> Sequence[str]:
    """What is put behind the outlet of each of its articles `own`."""
    if len(own) == 1:
        return [""]
    published = [a.published or "" for a in own]
    if all(map(_parsed, published)):
        year = len({p[:4] for p in published}) > 1
        days = [_short(p, year=year) for p in published]
        times = [f"{d} {p[11:16]}" for d, p in zip(days, published, strict=True) if _TIME.match(p[10:])]
        for marks in (days, times):
            if len(set(marks)) == len(own):
                return [f" ({mark})" for mark in marks]
    return [f" #{n}" for n in range(1, len(own) + 1)]


def _short(iso: str, *, year: bool) -> str:
    d = date.fromisoformat(iso[:10])
    return f"{d.day} {_MONTHS[d.month - 1][:3]}{f' {d.year}' if year else ''}"


def day(iso: str) -> str:
    """“Tuesday 11 March 2025” for an ISO date or date-time; what is not one comes back as it is."""
    d = _parsed(iso)
    return iso if d is None else f"{_WEEKDAYS[d.weekday()]} {d.day} {_MONTHS[d.month - 1]} {d.year}"


def _parsed(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if _ISO_DAY.match(iso) else None
    except ValueError:
        return None


def span_of_days(published: Iterable[str | None]) -> str:
    """The days of publication, from the first to the last, and how many articles state none."""
    published = list(published)
    stated = [p[:10] for p in published if p]
    if not stated:
        return "date not stated"
    first, last, undated = min(stated), max(stated), len(published) - len(stated)
    return (day(first) if first == last else f"{day(first)} to {day(last)}") + (
        f", {undated} undated" if undated else ""
    )

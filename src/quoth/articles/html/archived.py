"""Copies of pages in web archives (the Wayback Machine, archive.today and their kin): what is the page's own.

An archive calls a copy by the moment at which it was made and the page's address, one behind the other, and says so in
the copy. The address of the page counts then. archive.today puts its own name and the moment of the copy where the
page had its outlet and its day: these are nobody's statement about the article and go.

What guards it: an address is a copy's only where a moment of 14 figures and a whole address follow each other in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from quoth.articles.html.said import Said
from quoth.articles.html.stated import Stated

_COPY = re.compile(
    r"https?://(?P<archive>[^/\s]{4,100})/(?:[^/\s]{1,40}/){0,3}(?P<at>\d{14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_)?"
    r"/(?P<url>https?:/{1,2}\S{4,2000})"
)
_SLASHES = re.compile(r"^(https?:)/{1,2}")
_NAMING = frozenset({"canonical", "bookmark"})
_MOST_LINKS = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a page: in which archive, of which moment (ISO 8601, UTC), and the page's own address."""

    archive: str
    made: str
    url: str


def copy_of(address: str) -> Copy | None:
    """The copy that has this address; None for any other address."""
    m = _COPY.fullmatch(address.strip())
    if m is None:
        return None
    try:
        made = datetime.strptime(re.sub(r"\D", "", m["at"]), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Copy(m["archive"].lower(), made.isoformat(), _SLASHES.sub(r"\1//", m["url"]))


def as_original(said: Said, states: Stated) -> None:
    """Makes of what a copy states what its page states, and notes whose copy it is; leaves any other page alone."""
    named = [states.url or "", *_named(said)]
    copy = next((found for found in map(copy_of, named) if found), None)
    if copy is None:
        return
    archives = {copy.archive, *filter(None, map(_host, named))} - {_host(copy.url)}
    states.url, states.copied = copy.url, copy.made
    if states.outlet and states.outlet.casefold() in archives:
        states.outlet = None
    states.published = [day for day in states.published if day != copy.made]
    states.modified = [day for day in states.modified if day != copy.made]


def _named(said: Said) -> list[str]:
    """The addresses that a page gives itself by its links."""
    links = [n.attributes for n in said.nodes if n.name == "link"][:_MOST_LINKS]
    return [a.get("href", "")[:2200] for a in links if _NAMING & set(a.get("rel", "").lower().split())]


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None

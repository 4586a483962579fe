"""JSON-LD in a page (schema.org): its objects, the one that is the article, and where its text stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from quoth.articles.html.said import Said
from quoth.words import wordset

MOST_SCRIPT = 2_000_000
"""Characters of JSON-LD that are read of one page; the longest of 90 real ones has 21,000."""

MOST_OBJECTS = 5_000
ARTICLES = wordset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle"
    " reviewnewsarticle askpublicnewsarticle blogposting liveblogposting report satiricalarticle techarticle"
    " advertisercontentarticle socialmediaposting discussionforumposting pressrelease"
)
LIVE = frozenset({"liveblogposting"})
_TRAILING = re.compile(r",(?=\s{0,200}[}\]])")
_WRAPPED = (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"))
_BODY = re.compile(r'"articleBody"\s{0,99}:\s{0,99}"')
_IN_STRING = re.compile(r'(?:[^"\\]|\\.)*+', re.DOTALL)


def objects_of(said: Said) -> tuple[dict[int, dict[str, Any]], list[str]]:
    """All objects of the page's JSON-LD by a number, in order, and what could not be read of it."""
    found: dict[int, dict[str, Any]] = {}
    notes: list[str] = []
    room = MOST_SCRIPT
    for at, until in said.scripts:
        room -= until - at
        if room < 0:
            notes.append(f"more than {MOST_SCRIPT:,} characters of JSON-LD: the rest was not read")
            break
        value = _parsed(said.page[at:until])
        if value is None:
            notes.append(f"JSON-LD at character {at} cannot be read")
            continue
        waiting = [value]
        while waiting and len(found) < MOST_OBJECTS:
            one = waiting.pop()
            if isinstance(one, dict):
                found[len(found)] = one
                waiting += [
                    v for k, v in reversed(one.items()) if isinstance(v, dict | list) and k != "itemListElement"
                ]
            elif isinstance(one, list):
                waiting += reversed(one)
    return found, notes


def main_of(objects: dict[int, dict[str, Any]], address: str | None) -> dict[str, Any] | None:
    """The object that is the page's article: the one with its address, else the first with a headline."""
    known = [o for o in objects.values() if types_of(o) & ARTICLES]
    if not known:
        return None
    if address:
        path = urlsplit(address).path.rstrip("/")
        for one in known:
            if path and any(urlsplit(u).path.rstrip("/") == path for u in addresses_of(one)):
                return one
    return next((o for o in known if isinstance(o.get("headline"), str)), known[0])


def types_of(one: Mapping[str, Any]) -> set[str]:
    """The types of an object, in small letters without their address."""
    given = one.get("@type")
    named = given if isinstance(given, list) else [given]
    return {t.rsplit("/", 1)[-1].lower() for t in named if isinstance(t, str)}


def addresses_of(one: Mapping[str, Any]) -> Iterator[str]:
    """The addresses that an object has for itself and for its page."""
    page = one.get("mainEntityOfPage")
    for value in (one.get("url"), one.get("@id"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str) and value.startswith("http"):
            try:
                urlsplit(value)
            except ValueError:
                continue
            yield value


def bodies_of(said: Said, *, live: bool) -> list[tuple[int, int]]:
    """Where the characters of the longest `articleBody` stand in the page; of a live blog those of all, in order."""
    found = [
        (m.end(), _string_end(said.page, m.end(), until))
        for at, until in said.scripts
        for m in islice(_BODY.finditer(said.page, at, until), MOST_OBJECTS)
    ]
    return found if live or not found else [max(found, key=lambda place: place[1] - place[0])]


def _parsed(script: str) -> Any:
    """The value of a JSON-LD script, as sites write them: wrapped, with a comma too many, with bare line ends."""
    bare = script.strip().rstrip(";")
    for opening, closing in _WRAPPED:
        bare = bare.removeprefix(opening).removesuffix(closing).strip()
    for attempt in (bare, _TRAILING.sub("", bare), unescape(bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _string_end(page: str, at: int, until: int) -> int:
    m = _IN_STRING.match(page, at, until)
    return m.end() if m else at

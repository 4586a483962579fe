"""What a page says about its article: title, byline, outlet, dates, address, language, kind.

Sources, in the order in which they are believed: JSON-LD (schema.org), then `<meta>` (OpenGraph and its relatives),
then microdata; what the reader sees (`<time>`, a line under the headline, the address) comes last and is asked for
where the article is known (`visible`). Everything is a claim of the page and nothing is guessed: a date that can be two
days is none. Of several dates the first one's day is taken, with the clock and the zone of the first that has them for
that day, for a site often gives the day in one place and the minute in another.

What guards it: an author that is an address, or the outlet itself, is none; a date before 1995 or without a year is
none. A case it gets wrong: a site that puts the day of its last change into `datePublished`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from quoth.articles import language
from quoth.articles.html.json_ld import LIVE, addresses_of, bodies_of, main_of, objects_of, types_of
from quoth.articles.html.moments import moment
from quoth.articles.html.said import Said

_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished rnews:datepublished"
    " article:published article.published parsely-pub-date cxenseparse:recs:publishtime dc.date.issued dcterms.issued"
    " dc.date.created dcterms.created"
    " dcterms.date sailthru.date publish-date publish_date publishdate pubdate pub_date article_date_original"
    " iso-8601-publish-date bt:pubdate dcsext.articlefirstpublished release_date date dc.date originalpublicationdate"
    " published_at published-date created"
)
_MODIFIED = (
    "article:modified_time og:article:modified_time og:updated_time datemodified dc.date.modified dcterms.modified"
    " last-modified lastmod article_date_updated"
)
_AUTHORS = (
    "author article:author og:author byl byline sailthru.author parsely-author dc.creator dcterms.creator"
    " article_author search.byline citation_author"
)
_TITLES = "og:title twitter:title dc.title dcterms.title title headline parsely-title sailthru.title"
_OUTLETS = "og:site_name application-name dc.publisher dcterms.publisher article_publication_name copyright-holder"
_BY = re.compile(r"^\s*(?:by|von|par|from)\s*:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?:|www\.|/|@)|\.(?:com|org|net)\b", re.IGNORECASE)


@dataclass(slots=True)
class Stated:
    """What a page says of itself; what it does not say is None.

    `titles` are all that it gives, the best first. `kinds` are the schema.org types of its main thing and OpenGraph's
    type, in lower case. `bodies` are the places of the JSON strings with the article's text: one, but for a live blog.
    `free` is False where the page says that it has to be paid for. `words` is how many words it says the article has.
    `copied` is the moment at which an archive made this copy of the page, where it is one.
    """

    titles: list[str] = field(default_factory=list)
    byline: str | None = None
    outlet: str | None = None
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    url: str | None = None
    language: str | None = None
    kinds: set[str] = field(default_factory=set)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    free: bool | None = None
    words: int | None = None
    copied: str | None = None
    notes: list[str] = field(default_factory=list)


def stated(said: Said) -> Stated:
    """What the page says to machines."""
    found = Stated()
    metas = _metas(said)
    objects, notes = objects_of(said)
    found.notes += notes
    main = main_of(objects, _address(metas.get("og:url", [])) or _canonical(said))
    if main is not None:
        _of_object(main, objects, found)
        found.bodies = bodies_of(said, live=bool(types_of(main) & LIVE))
    else:
        found.kinds |= {kind for one in objects.values() for kind in types_of(one)}
    found.titles += [t for key in _TITLES.split() for v in metas.get(key, ()) if (t := _line(v))]
    if said.title and (title := _line(said.page[said.title[0] : said.title[1]])):
        found.titles.append(title)
    found.published += [d for key in _PUBLISHED.split() for v in metas.get(key, ()) if (d := moment(v))]
    found.modified += [d for key in _MODIFIED.split() for v in metas.get(key, ()) if (d := moment(v))]
    found.outlet = found.outlet or next(
        (o for key in _OUTLETS.split() for v in metas.get(key, ()) if (o := _line(v))), None
    )
    writers = [a for key in _AUTHORS.split() for v in metas.get(key, ()) if (a := _author(v))]
    found.byline = found.byline or next((a for a in writers if a.casefold() != (found.outlet or "").casefold()), None)
    found.url = _canonical(said) or _address(metas.get("og:url", [])) or found.url
    found.kinds |= {v.strip().lower() for v in metas.get("og:type", ())}
    locale = [*metas.get("og:locale", ()), *metas.get("content-language", ()), *metas.get("language", ())]
    declared = [n.attributes.get("lang", "") for n in said.nodes[:40] if n.name == "html"]
    codes = (language.code(v) for v in (*declared, *locale) if v.strip())
    found.language = next((c for c in codes if c), found.language)
    for node in said.nodes:
        if node.name == "time" and _is_of_publication(node.attributes):
            found.published += [d for d in (moment(node.attributes.get("datetime", "")),) if d]
    return found


def _is_of_publication(attributes: Mapping[str, str]) -> bool:
    """Whether a `<time>` is that of publication: by microdata, or as microformats have it (Medium's exports)."""
    named = attributes.get("itemprop", "").lower() == "datepublished"
    return named or "dt-published" in attributes.get("class", "").split()


def _metas(said: Said) -> dict[str, list[str]]:
    """What the `<meta>` elements say, by lower-case name."""
    found: dict[str, list[str]] = {}
    for node in said.nodes:
        if node.name != "meta":
            continue
        attributes = node.attributes
        content = attributes.get("content", "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := attributes.get(key, "").strip().lower()):
                found.setdefault(name, []).append(unescape(content))
    return found


def _of_object(main: Mapping[str, Any], objects: dict[int, dict[str, Any]], found: Stated) -> None:
    by_id = {o["@id"]: o for o in reversed(objects.values()) if isinstance(o.get("@id"), str) and "name" in o}
    found.kinds |= types_of(main)
    found.titles += [t for key in ("headline", "name") if (t := _line(main.get(key)))]
    found.outlet = next(iter(_names(main.get("publisher"), by_id)), None)
    people = [n for n in map(_author, _names(main.get("author") or main.get("creator"), by_id)) if n]
    people = list(dict.fromkeys(n for n in people if n.casefold() != (found.outlet or "").casefold()))[:20]
    found.byline = _listed(people) or None
    for key, into in (("datePublished", found.published), ("dateModified", found.modified)):
        value = main.get(key)
        if isinstance(value, str) and (iso := moment(value)):
            into.append(iso)
    found.url = next(addresses_of(main), None)
    spoken = main.get("inLanguage")
    if isinstance(spoken, dict):
        spoken = spoken.get("alternateName") or spoken.get("name")
    found.language = language.code(spoken) if isinstance(spoken, str) else None
    free = main.get("isAccessibleForFree")
    found.free = {"true": True, "false": False}.get(str(free).lower())
    count = main.get("wordCount")
    if isinstance(count, int) or (isinstance(count, str) and count.isdigit() and len(count) < 8):
        found.words = int(count)


def _names(value: Any, by_id: Mapping[str, dict[str, Any]]) -> list[str]:
    """The names in an author or publisher: a string, an object, a list of either, or the @id of an object elsewhere."""
    out = []
    for one in value if isinstance(value, list) else [value]:
        named = one
        if isinstance(one, dict):
            named = one.get("name") or by_id.get(str(one.get("@id")), {}).get("name")
        for name in named if isinstance(named, list) else [named]:
            if line := _line(name):
                out.append(line)
    return out


def _listed(people: list[str]) -> str:
    """As in "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(people[:-1]), people[-1]))) if people else ""


def _author(value: Any) -> str | None:
    """A name out of a byline; None for an address or a handle."""
    line = _line(value)
    if line is None or _ADDRESS.search(line):
        return None
    return _BY.sub("", line).strip(" ,;|") or None


def _line(value: Any) -> str | None:
    """Words on one line, of at most 500 characters, without markup or entities; None where there are none."""
    if not isinstance(value, str):
        return None
    plain = re.sub(r"<[^<>]{0,200}>", "", unescape(value[:2000]))
    return " ".join(re.sub("[\ud800-\udfff\x00-\x08\x0e-\x1f]", "", plain).split())[:500] or None


def _canonical(said: Said) -> str | None:
    """The page's own address by a link, or as Medium's exports have it."""
    links = (n.attributes for n in said.nodes if n.name == "link")
    own = [a.get("href", "") for a in links if "canonical" in a.get("rel", "").lower().split()]
    exported = [n.attributes for n in said.nodes if n.name == "a" and "p-canonical" in n.attributes.get("class", "")]
    return _address(own + [a.get("href", "") for a in exported])


def _address(values: list[str]) -> str | None:
    """The first of `values` that is an address of the web."""
    for value in values:
        address = unescape(value).strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and not any(c.isspace() or ord(c) < 32 for c in address):
            return address
    return None

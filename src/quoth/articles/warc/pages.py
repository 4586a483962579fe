"""Which records of a WARC file may be articles: answers with a page or plain text, stored pages, extracted texts.

A `response` counts with status 200 to 206, a `resource` and a `conversion` (WET) as they are. Pictures, scripts,
redirects, error pages and revisits are no articles and nobody took them for any: they are counted (`Others`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from quoth.articles import kinds
from quoth.articles.unpack import UnfoldError
from quoth.articles.warc.http import Answer, answer, unfolded
from quoth.articles.warc.members import Found, found
from quoth.articles.warc.record import MOST_BLOCK, Damage, Record

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HOUSEKEEPING = frozenset({"warcinfo", "request", "metadata"})
_UNSAID = frozenset({"", "application/octet-stream", "unk", "unknown", "application/http", "text/xml"})


@dataclass(frozen=True, slots=True)
class Page:
    """A record that may be an article. `name` is its place in the file; `wrong`, with a code, why it has no body."""

    name: str
    kind: Literal["page", "text"]
    url: str | None
    day: str | None
    charset: str | None = None
    body: bytes = field(default=b"", repr=False)
    wrong: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """How many records were no articles, by what they are ("image/png", "redirect", "revisit")."""

    counts: dict[str, int]

    def __str__(self) -> str:
        total = sum(self.counts.values())
        most = sorted(self.counts.items(), key=lambda c: (-c[1], c[0]))
        named = ", ".join(f"{what} {n:,}" for what, n in most[:6])
        are = "record is no page" if total == 1 else "records are no pages"
        return f"{total:,} {are} ({named}{', …' if len(most) > 6 else ''})"


def pages(stream: BinaryIO) -> Iterator[Page | Damage | Others]:
    """The pages of a WARC file in its order, what was lost where it was lost, and at the end what was no page."""
    others: Counter[str] = Counter()
    for one in found(stream):
        if isinstance(one, Damage):
            yield one
            continue
        page = _page(one, others)
        if page is not None:
            yield page
    if others:
        yield Others(dict(others))


def _page(one: Found, others: Counter[str]) -> Page | None:
    record = one.record
    if record.type not in ("response", "resource", "conversion"):
        if record.type not in _HOUSEKEEPING:
            _count(others, record.type)
        return None
    url = _address(record.fields.get("warc-target-uri", ""))
    if record.block is None:
        stated = record.fields.get("content-type", "").partition(";")[0].strip().lower()
        if record.type == "response" or stated in _PAGES:
            payload = record.fields.get("warc-identified-payload-type", "text/html").lower()
            if payload in _PAGES:
                why = f"a record of {record.length} bytes: at most {MOST_BLOCK} are held"
                return Page(one.name, "page", url, _day(record), wrong=(why, "too-large"))
        _count(others, stated)
        return None
    given = _answer(record, record.block)
    if given.status is not None and not 200 <= given.status <= 206:
        _count(others, "redirect" if 300 <= given.status < 400 else "error answer")
        return None
    try:
        body = unfolded(given) if _may_be(given.mime) else b""
    except UnfoldError as error:
        return Page(one.name, "page", url, _day(record), wrong=(str(error), error.code))
    kind = _kind(given.mime, body)
    if kind is None:
        _count(others, given.mime or "unknown content")
        return None
    return Page(one.name, kind, url, _day(record), given.charset, body)


def _answer(record: Record, block: bytes) -> Answer:
    if record.type == "response":
        given = answer(block)
        if given.status is not None:
            return given
    return Answer(None, {"content-type": record.fields.get("content-type", "")}, block)


def _may_be(mime: str) -> bool:
    return mime in _PAGES or mime in _UNSAID or mime == "text/plain"


def _kind(mime: str, body: bytes) -> Literal["page", "text"] | None:
    if mime in _PAGES:
        return "page"
    if mime == "text/plain":
        return "page" if kinds.by_beginning(body) == "page" else "text"
    return "page" if mime in _UNSAID and kinds.by_beginning(body) == "page" else None


def _count(others: Counter[str], what: str) -> None:
    """One more of `what`, as it may be shown; a file that makes up kinds without end gets one for the rest."""
    what = "".join(c for c in what[:40] if c.isprintable()) or "unknown content"
    others[what if what in others or len(others) < 100 else "other kinds"] += 1


def _address(written: str) -> str | None:
    """The address of a record; WARC 1.0 was read by some to put it in angle brackets."""
    url = written.strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 4000 and url.isprintable() else None


def _day(record: Record) -> str | None:
    """The day on which the crawler was there, as an ISO date."""
    stated = record.fields.get("warc-date", "")[:10]
    try:
        from datetime import date

        return date.fromisoformat(stated).isoformat()
    except ValueError:
        return None

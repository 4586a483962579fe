"""An article out of its text, its row, and the user's metadata: who says what, and who is believed.

For each of title, outlet, published, language and URL the first of these that says something is taken:

1. the row's own field;
2. the text, where it says so in words of its own ("Published: 8 May 2024"; of these only the date is ever said so);
3. the user's metadata;
4. what the text suggests: the line above it as title, a bare date line or a dateline with its year as date;
5. what is inferred, and then named in `inferred`: the day in the address or of an update as date, the holder of the
   copyright, the end of a page's title or its host as outlet, the language of the words.

What an HTML page states of its article stands where a row's own fields stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quoth.articles import days, language, layout
from quoth.articles.layout import date_lines
from quoth.articles.meta import Entry
from quoth.articles.place import Label, Place
from quoth.articles.text import misread, notice, without_surrogates
from quoth.types import Article, Part, Problem

if TYPE_CHECKING:
    from quoth.articles.html import PageText

_NAMES = ("title", "outlet", "byline")

_COPYRIGHT = re.compile(
    r"\W*(?:copyright|©|\(c\)|&copy;)[\s©]*(?:copyright\s*)?\d{4}(?:\s?[-–]\s?\d{4})?,?\s+(?:by )?"
    r"(?P<holder>(?-i:[A-Z])[^.,|©]{1,60})",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_NOT_AN_OUTLET = re.compile(
    r"agency|agencies|syndicate|news service|associated press|\bap\b|reuters|\bafp\b|agence|\bupi\b|\bdpa\b|\bpti\b"
    r"|getty|images|creators|press association|all rights reserved",
    re.IGNORECASE,
)


def article(
    place: Place,
    row: Label,
    name: str,
    text: str,
    *,
    stated: Mapping[str, str] | None = None,
    given: Entry | None = None,
    notes: tuple[str, ...] = (),
    page: PageText | None = None,
    begins: int = 0,
) -> Article | Problem:
    """The article with id `name`; a Problem that carries its identity where its language is surely not English.

    `stated` is what its row says (title, outlet, published, language, already read); `given` the user's metadata;
    `notes` what was met on the way; `page` the page that `text` was made from; `begins` where its words begin, below
    lines that are about them.
    """
    where = place.where(row)
    said, guessed = _said(stated, page)
    if page:
        parts = _labelled(layout.parts(text, title=said.get("title")), page.parts)
    else:
        parts = _below(text, begins, _parts(text[begins:], said.get("title"), given.title if given else None))
    claims = _Claims(said, guessed, given, text, parts)
    published, outlet = _published(claims), _outlet(claims)
    spoken = _language(claims.of("language"), text, parts)
    settled = {"published": published, "outlet": outlet, "language": spoken}
    known = Article(
        name,
        place.path,
        text,
        outlet.value,
        published.value,
        claims.of("title") or _headline(text, parts),
        spoken.value,
        claims.of("url"),
        tuple(field for field, one in settled.items() if one.inferred),
        parts,
        (
            *(Problem(where, note) for note in notes),
            *_met(where, said, page),
            *(Problem(where, one.note) for one in settled.values() if one.note),
        ),
        said.get("byline"),
        page.origins if page else (),
    )
    return known if spoken.value in (None, language.KNOWN) else _set_aside(where, known)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What is claimed of an article: `said` by its row or page, `guessed` from its page, `given` by the user, and what
    its own `text` has, part by part.
    """

    said: Mapping[str, str]
    guessed: Mapping[str, str]
    given: Entry | None
    text: str
    parts: tuple[Part, ...]

    def of(self, name: Literal["title", "outlet", "url", "language"]) -> str | None:
        """What its row or page says outright, else what the user does."""
        return self.said.get(name) or getattr(self.given, name, None) or None


def _met(where: str, said: Mapping[str, str], page: PageText | None) -> Iterator[Problem]:
    """What there is to say of a page, and of characters that somebody misread before, in its text and in what is said
    of it.
    """
    if page:
        told = {note.message for note in page.notes}
        yield from (Problem(where, note.message, code=note.code) for note in page.notes)
        noticed = notice(page.text, of_page=True)
        yield from (Problem(where, note, code="encoding") for note in noticed if note not in told)
    for name in _NAMES:
        yield from (Problem(where, f"{name}: {note}", code="encoding") for note in misread(said.get(name, "")))


def _set_aside(where: str, known: Article) -> Problem:
    empty = replace(known, text="", parts=(), problems=(), origins=())
    message = f"set aside: the network was trained on English; this is {language.name(known.language or '')}"
    return Problem(where, message, empty, code="language")


def _said(stated: Mapping[str, str] | None, page: PageText | None) -> tuple[dict[str, str], dict[str, str]]:
    """What is stated of an article by its row or its page, and what its page only suggests."""
    said, guessed = dict(stated or {}), dict[str, str]()
    if page:
        for name in ("title", "byline", "outlet", "published", "language", "url"):
            if (value := getattr(page, name)) is not None:
                (guessed if name in page.inferred else said).setdefault(name, without_surrogates(value).text)
    return said, guessed


def _labelled(parts: tuple[Part, ...], labels: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts`, as the words suggest them, with what the page says they are for where it says more than body.

    A dateline or a link line in an entry of a live blog stays one.
    """
    out, at = [], 0
    for part in parts:
        while at < len(labels) and labels[at].end <= part.start:
            at += 1
        label = labels[at].kind if at < len(labels) and labels[at].start <= part.start else "body"
        kept = label == "body" or (label in ("item", "entry", "row") and part.kind in ("dateline", "link", "credit"))
        out.append(part if kept else replace(part, kind=label))
    return tuple(out)


def _parts(text: str, stated: str | None, given: str | None) -> tuple[Part, ...]:
    """The layout; a row's title is the headline or the text has none, the user's may differ from the line above."""
    if stated:
        return layout.parts(text, title=stated)
    parts = layout.parts(text, title=given) if given else ()
    return parts if any(p.kind == "headline" for p in parts) else layout.parts(text)


def _below(text: str, begins: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts` of what stands from `begins` on, below one of lines that are about it."""
    if not begins:
        return parts
    above = Part("link", int(text.startswith("\ufeff")), len(text[:begins].rstrip()))
    return (above, *(replace(p, start=p.start + begins, end=p.end + begins) for p in parts))


def _headline(text: str, parts: tuple[Part, ...]) -> str | None:
    """The words of the headline, without the mark that Markdown has for one."""
    line = next((text[p.start : p.end] for p in parts if p.kind == "headline"), "")
    return " ".join(_HEADING.sub("", line).split()) or None


@dataclass(frozen=True, slots=True)
class _Settled:
    """What is taken for a field of an article, whether it was inferred, and what there is to say about it."""

    value: str | None
    inferred: bool = False
    note: str | None = None


def _published(claims: _Claims) -> _Settled:
    if stated := claims.said.get("published"):
        return _Settled(stated)
    told = claims.given.published if claims.given else None
    day = _dated(date_lines.published(claims.text, claims.parts), told)
    if not day.value and (suggested := claims.guessed.get("published") or days.in_address(claims.of("url"))):
        return replace(day, value=suggested, inferred=True)
    return day


def _dated(found: date_lines.Stated | None, told: str | None) -> _Settled:
    """The date by what the text states (`found`) and what the metadata say (`told`)."""
    if found is None:
        return _Settled(told)
    if found.iso is None:
        why = None if told or not found.why else f"{found.why}; give the date in a metadata table"
        return _Settled(told, note=why and f"published: {why}")
    if told is None:
        return _Settled(found.iso, inferred=found.label == "updated")
    kept = found.iso if found.label == "published" else told
    if found.label == "updated" or found.iso[:10] == told[:10]:
        return _Settled(kept)
    return _Settled(kept, note=f"published: the text says {found.iso}, the metadata {told}; {kept} was taken")


def _outlet(claims: _Claims) -> _Settled:
    if stated := claims.of("outlet"):
        return _Settled(stated)
    suggested = claims.guessed.get("outlet") or _holder(claims.text, claims.parts)
    return _Settled(suggested or None, inferred=bool(suggested))


def _language(told: str | None, text: str, parts: tuple[Part, ...]) -> _Settled:
    """The language of the words, where that can be told, else the one that the article is said (`told`) to be in."""
    heard = language.detect(text, parts)
    if not heard or heard == told:
        return _Settled(heard or told or None)
    if not told or language.KNOWN not in (heard, told):
        return _Settled(heard, inferred=True)
    note = f"said to be in {language.name(told)}, but the text is {language.name(heard)}"
    return _Settled(heard, inferred=True, note=note)


def _holder(text: str, parts: tuple[Part, ...]) -> str | None:
    """Who holds the copyright, where a credit line says so and it is no agency."""
    for part in parts:
        if part.kind == "credit" and (m := _COPYRIGHT.match(text[part.start : part.end])):
            holder = " ".join(m["holder"].split())
            if not _NOT_AN_OUTLET.search(holder):
                return holder
    return None

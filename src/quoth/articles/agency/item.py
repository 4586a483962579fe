"""What an agency says of one article, whatever it is written in, and the article that it makes.

The text is the headline, the lines under it, the byline, the dateline and the body, a blank line between them, each as
the item has it. A dateline that the body begins with is not set before it a second time. A summary is no part of the
text; an item that has nothing else is a teaser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quoth.articles import dates
from quoth.articles.html import NoArticleError, Note, PageText
from quoth.articles.language import code as language_code
from quoth.counted import counted
from quoth.types import Part, PartKind

_BY = re.compile(r"(?:by|written by)\s+", re.IGNORECASE)
_HEAD = 400
"""Characters of a body in which the dateline may stand once more."""


@dataclass(slots=True)
class Item:
    """One item of a delivery. `body` is None where it holds none; `summary` is what it says of the text in short.

    `key` tells the items of one file apart. `holds` is the kind of what it holds, where that is not its text
    ("picture"), `elsewhere` the address of that; `refused` why its body could not be read.
    """

    key: str
    headline: str | None = None
    decks: list[str] = field(default_factory=list)
    byline: str | None = None
    authors: str | None = None
    dateline: str | None = None
    body: PageText | None = None
    tagline: str | None = None
    summary: str | None = None
    outlet: str | None = None
    provider: str | None = None  # what may stand for the outlet, where none is stated
    published: str | None = None
    changed: str | None = None
    language: str | None = None
    url: str | None = None
    notes: list[Note] = field(default_factory=list)
    holds: str | None = None
    elsewhere: str | None = None
    refused: NoArticleError | None = None


def article(item: Item) -> PageText:
    """The article of an item. Raises NoArticleError where it has no text."""
    if item.refused is not None:
        raise item.refused
    if item.body is None or not item.body.text.strip():
        if item.holds:
            lies = f", whose content lies at {item.elsewhere}" if item.elsewhere else ""
            raise NoArticleError(
                "no-text", f"expected an article, found an item without a text (kind: {item.holds}){lies}"
            )
        found = f"a summary of {counted(len(item.summary.split()), 'word')}" if item.summary else "no text"
        raise NoArticleError("teaser" if item.summary else "no-text", f"expected an article, found {found} in the item")
    authors = item.authors or without_by(item.byline or "")
    outlet = item.outlet or item.provider
    published = item.published or item.changed
    inferred = [name for name, stated, value in (
        ("outlet", item.outlet, outlet), ("published", item.published, published),
    ) if value and not stated]  # fmt: skip
    return replace(
        _together(_lines(item), item.body, item.tagline), origins=(), title=item.headline, byline=authors,
        outlet=outlet, published=published, language=item.language, url=item.url, inferred=tuple(inferred),
        notes=(*item.notes, *item.body.notes),
    )  # fmt: skip


def _lines(item: Item) -> Iterable[tuple[PartKind, str]]:
    """What stands above the body."""
    if item.headline:
        yield "headline", item.headline
    for deck in item.decks:
        if _folded(deck) != _folded(item.headline or ""):
            yield "body", deck
    opening = _folded(item.body.text[:_HEAD] if item.body else "")
    if item.byline and _folded(item.byline) not in opening:
        yield "byline", item.byline
    if item.dateline and (letters := _folded(item.dateline)) and letters not in opening:
        yield "dateline", item.dateline


def _together(above: Iterable[tuple[PartKind, str]], body: PageText, below: str | None) -> PageText:
    pieces: list[str] = []
    parts: list[Part] = []
    length = 0
    for kind, line in above:
        parts.append(Part(kind, length, length + len(line)))
        pieces += [line, "\n\n"]
        length += len(line) + 2
    pieces.append(body.text)
    parts += [Part(p.kind, p.start + length, p.end + length) for p in body.parts]
    length += len(body.text)
    if below:
        pieces += ["\n\n", below]
        parts.append(Part("credit", length + 2, length + 2 + len(below)))
    return PageText("".join(pieces), tuple(parts), ())


def without_by(line: str) -> str | None:
    """A byline without the word before the names; None where nothing is left."""
    return _BY.sub("", line, count=1) if _BY.match(line) else line or None


def date_of(*values: str | None) -> str | None:
    """The first of `values` that is a date, as ISO; None where none is."""
    for value in values:
        try:
            if value and value.strip():
                return dates.iso(value.strip()[:100])
        except ValueError:
            continue
    return None


def language_of(*values: str | None) -> str | None:
    """The first of `values` that is the code of a language."""
    return next((found for value in values if value and (found := language_code(value))), None)


def remark(code: str, message: str, words: str | None) -> list[Note]:
    """A note that gives somebody's `words`; none where there are none."""
    return [Note(code, f"{message}: {words}")] if words else []


def _folded(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())

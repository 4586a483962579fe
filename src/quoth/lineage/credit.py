"""What an article itself says of where its words come from: the strongest evidence there is, and the rarest.

What it accepts: an agency in the dateline ("PORT ANSEL (Meridian Press) -"), in the byline or in a credit line
("Meridian Press contributed to this report"), in brackets at a line's end; and for one telling its `via` ("told Ember
News", "the Bellport Courier reported").
What guards it: an article's own outlet is no credit; names behind "photo", "image" and "©" are whose picture or page
it is; "agencies" names nobody.
A case it gets wrong: "contributed to this report" may mean one sentence of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.attributions.outlets import plain, same
from quoth.lineage.names import agencies, named
from quoth.types import Article, Cited

_DATELINE = re.compile(r"^[^\n“”\"()]{0,80}\((?P<names>[A-Z][^()\n]{1,50})\)[ \t]*[-–—]", re.MULTILINE)
_BRACKETS = re.compile(r"\((?P<names>[A-Z][^()\n]{1,60})\)[.\s]*$", re.MULTILINE)
_PICTURE = re.compile(r"photo|image|picture|©|copyright|\(c\)|getty|rights reserved|video", re.IGNORECASE)
_HEAD = 1_500  # code points in which a dateline stands
_TAIL = 100  # code points in which an agency's name in brackets signs the article


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that an article credits for its text, and where it does."""

    name: str
    where: Cited | None


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Whom `article` credits for all of it or parts of it, in the order of the text, each once; its byline last."""
    found: list[tuple[int, int, str]] = []
    for m in _DATELINE.finditer(article.text[:_HEAD]):
        found += _moved(m["names"], m.start("names"))
    for part in article.parts:
        line = article.text[part.start : part.end]
        if part.kind in ("credit", "byline", "dateline") and not _PICTURE.search(line):
            found += _moved(line, part.start)
    end = len(article.text.rstrip())
    for m in _BRACKETS.finditer(article.text, max(0, end - _TAIL)):
        found += _moved(m["names"], m.start("names"))
    out: dict[str, Credit] = {}
    for start, end, name in sorted(found):
        if not same(name, article.outlet):
            out.setdefault(plain(name), Credit(name, Cited(article.id, start, end, article.text[start:end])))
    for _, _, name in agencies(article.byline or ""):
        if not same(name, article.outlet):
            out.setdefault(plain(name), Credit(name, None))
    return tuple(out.values())


def _moved(line: str, by: int) -> list[tuple[int, int, str]]:
    return [(start + by, end + by, name) for start, end, name in named(line)]

"""XML as a row of tags and texts, for feeds: nothing is declared, nothing is fetched, nothing is ever refused.

Feeds are XML by name and ill-formed by habit (bare `&`, entities of HTML, tags left open), which a strict parser does
not read at all; of the tolerant one that most programs use 44 of 2,000 damaged feeds escaped as exceptions.
This scanner passes every character once. Of entities it knows XML's five, HTML's names and numbers; a document's own
declarations are passed over unread, so that there is no file or address to reach and nothing to multiply.

A case it gets wrong: a document whose own entities hold words (`<!ENTITY co "Company">`) shows them as `&co;`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_TAGS = 2_000_000
"""After so many tags the rest is not read. A feed of 1,000 long items has some 10,000."""

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]{0,99}+)(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]{0,99}+)\s{0,9}=\s{0,9}(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_DOCTYPE_END = re.compile(r"[\[\]>]")


class Tag(NamedTuple):
    """A start tag, an end tag (`opens` False), or both in one (`empty`), at `start:end`; `name` as it is written."""

    name: str
    opens: bool
    empty: bool
    start: int
    end: int
    attributes: str


class Text(NamedTuple):
    """Characters at `start:end`; in a CDATA section `raw`, so that its `&` and `<` are what they look like."""

    start: int
    end: int
    raw: bool


def scan(xml: str) -> Iterator[Tag | Text]:
    """The tags and texts of `xml` in order. What is neither (comments, instructions, declarations) is left out."""
    at = text = 0
    end = len(xml)
    tags = 0
    while (at := xml.find("<", at)) >= 0:
        following = xml[at + 1 : at + 9]
        if following.startswith("!--"):
            after, inside = _past(xml, "-->", at + 4), None
        elif following == "![CDATA[":
            after = _past(xml, "]]>", at + 9)
            inside = (at + 9, after - 3 if xml.startswith("]]>", after - 3) else after)
        elif following[:1] == "?":
            after, inside = _past(xml, "?>", at + 2), None
        elif following[:1] == "!":
            after, inside = _past_declaration(xml, at + 2), None
        else:
            m = _TAG.match(xml, at)
            if m is None:
                at += 1  # a bare "<" is text
                continue
            if text < at:
                yield Text(text, at, False)
            tags += 1
            if tags > MOST_TAGS:
                return
            attributes = m["attributes"]
            empty = attributes.endswith("/") and not m["close"]
            yield Tag(m["name"], not m["close"], empty, at, m.end(), attributes)
            text = at = m.end()
            continue
        if text < at:
            yield Text(text, at, False)
        if inside and inside[0] < inside[1]:
            yield Text(*inside, True)
        text = at = after
    if text < end:
        yield Text(text, end, False)


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, entities read; of two of one name the first."""
    found: dict[str, str] = {}
    for m in _ATTRIBUTE.finditer(written):
        found.setdefault(m[1], html.unescape(m[2] if m[2] is not None else m[3]))
    return found


def words(xml: str, piece: Text) -> str:
    """What a text says, its entities read once."""
    said = xml[piece.start : piece.end]
    return said if piece.raw or "&" not in said else html.unescape(said)


def _past(xml: str, mark: str, at: int) -> int:
    found = xml.find(mark, at)
    return len(xml) if found < 0 else found + len(mark)


def _past_declaration(xml: str, at: int) -> int:
    """Past ``<!DOCTYPE … [ … ]>``, whose inside is not looked at but for the brackets."""
    depth = 0
    for m in _DOCTYPE_END.finditer(xml, at):
        if m.group() == "[":
            depth += 1
        elif m.group() == "]":
            depth = max(0, depth - 1)
        elif depth == 0:
            return m.end()
    return len(xml)

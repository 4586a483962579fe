"""Transcripts as HTML: their lines, as a browser would break them, without any of the tags.

What it accepts: pages, fragments, and the form in which one collection of briefings is passed round, a title and then
the body as a bytes literal of Python (``b'<p>…'``), whose escapes are read and nothing else of it.
What guards it: one pass over the text; scripts and styles are left out; a tag is at most 2,000 characters.
A case it gets wrong: words that a style sheet hides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quoth.words import wordset

_LITERAL = re.compile(r"(?:^|\n)[^\S\n]*b(['\"])")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(\n|.))", re.DOTALL)
_NAMED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"\n": b"", b"a": b"", b"b": b"", b"f": b"\n", b"v": b"\n"}
_TAG = re.compile(r"<(?:!--|(/?)([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,2000}>|[!?/][^<>]{0,2000}>)")
_BREAKS = wordset(
    "p br div li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article header footer hr dd dt dl pre title"
)
_UNSEEN = wordset("script style head noscript template nav svg")
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<h[1-6][ >]|<div[ >]|<p[ >]|<article|<section)", re.IGNORECASE
)


def looks_like(text: str) -> bool:
    """Whether `text` is a page or a fragment of one."""
    return bool(_HTML.match(text[:500].lstrip("\ufeff")))


def lines(text: str) -> Iterator[str]:
    """The lines of a page. Linear in its length."""
    return iter(_visible(_unwrapped(text)).split("\n"))


def _unwrapped(text: str) -> str:
    """`text`, or what stands before a bytes literal that it ends with, and what the literal says."""
    m = _LITERAL.search(text[:20_000])
    whole = text.rstrip()
    if m is None or not whole.endswith(m[1]) or len(whole) <= m.end():
        return text
    raw = whole[m.end() : -1].encode("utf-8", "surrogateescape")
    return text[: m.start()] + "\n" + _ESCAPE.sub(_meant, raw).decode("utf-8", "replace")


def _meant(m: re.Match[bytes]) -> bytes:
    if m[1]:
        return bytes([int(m[1], 16)])
    if m[2]:
        return bytes([int(m[2], 8) & 255])
    return _NAMED.get(m[3], m[3])


def _visible(text: str) -> str:
    out: list[str] = []
    at = 0
    while (m := _TAG.search(text, at)) is not None:
        out.append(_plain(text[at : m.start()]))
        at = m.end()
        if m[0] == "<!--":
            end = text.find("-->", at)
            at = len(text) if end < 0 else end + 3
            continue
        name = (m[2] or "").lower()
        if name in _UNSEEN and not m[1] and not m[0].endswith("/>"):
            closed = re.compile(rf"</{name}\b[^<>]{{0,200}}>", re.IGNORECASE).search(text, at)
            at = len(text) if closed is None else closed.end()
        if name in _BREAKS or name in _UNSEEN:
            out.append("\n")
    out.append(_plain(text[at:]))
    return "".join(out)


def _plain(text: str) -> str:
    """Words between two tags: line ends of the source are spaces."""
    return html.unescape(re.sub(r"[\r\n]+", " ", text))

"""The paragraphs of a text that stands in a page as a JSON string (`articleBody`), each character with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from quoth.articles.html.blocks import take_apart
from quoth.articles.html.pieces import Piece, outer
from quoth.articles.html.said import Block

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL)
_TAG_IN_JSON = re.compile(r"<(?:p|br|div|li|h[1-6]|q|blockquote)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")


def paragraphs_in(page: str, place: tuple[int, int]) -> list[Block]:
    """The paragraphs of a JSON string in the page, each character with its place."""
    at, until = place
    pieces: list[Piece] = []
    for m in _ESCAPE.finditer(page, at, until):
        if m.start() > at:
            pieces.append(Piece(page[at : m.start()], at, m.start()))
        try:
            value = str(json.loads(f'"{m.group()}"'))
        except ValueError:
            value = "\ufffd"
        pieces.append(Piece(value, m.start(), m.end()))
        at = m.end()
    if at < until:
        pieces.append(Piece(page[at:until], at, until))
    text = "".join(p.text for p in pieces)
    if _TAG_IN_JSON.search(text):
        return _of_markup(text, place)
    pieces = [named for piece in pieces for named in _named(piece)]
    blocks: list[Block] = []
    for paragraph in _paragraphs(pieces):
        blocks.append(Block(-1, "p", paragraph, "".join(p.text for p in paragraph)))
    return blocks


def _named(piece: Piece) -> Iterator[Piece]:
    """`piece` with entities as their characters: sites put them into JSON as they would into a page."""
    text, at, until = piece
    if len(text) != until - at or "&" not in text:
        yield piece
        return
    done = 0
    for m in _ENTITY.finditer(text):
        if m.start() > done:
            yield Piece(text[done : m.start()], at + done, at + m.start())
        yield Piece(unescape(m.group()), at + m.start(), at + m.end())
        done = m.end()
    if done < len(text):
        yield Piece(text[done:], at + done, until)


def _of_markup(text: str, place: tuple[int, int]) -> list[Block]:
    """Paragraphs of HTML inside JSON: each stands for all of the string, since two codes lie over each other."""
    blocks = take_apart(text).blocks
    for block in blocks:
        block.pieces = [Piece(block.text, *place)]
        block.node = block.quotation = block.row = -1
    return blocks


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """`pieces` cut at line ends."""
    out: list[list[Piece]] = [[]]
    for text, at, until in pieces:
        one = len(text) == until - at
        start = 0
        for line in text.splitlines(keepends=True) or [text]:
            kept = line.rstrip("\r\n")
            if kept:
                out[-1].append(Piece(kept, at + start, at + start + len(kept)) if one else Piece(kept, at, until))
            if kept != line:
                out.append([])
            start += len(line)
    stripped = (outer(p) for p in out)
    return [p for p in stripped if p]

"""The chosen blocks of a page as one text, its parts, and the way back to the page.

A blank line stands between blocks, tabs between the cells of a table's row. Nothing else is put in but quotation marks
and brackets that the page shows without having them as characters. `origins` lead every stretch of it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.articles.html.choose import Chosen
from quoth.articles.html.page_text import Note, PageText
from quoth.types import Origin, Part

MOST_TEXT = 4_000_000
"""Characters of text that are taken from a page; the longest article of 90 real pages has 45,000."""


def written(chosen: Sequence[Chosen]) -> PageText:
    """The text of the chosen blocks, their parts, and the way back."""
    pieces: list[str] = []
    parts: list[Part] = []
    origins: list[Origin] = []
    notes: list[Note] = []
    length = 0
    row = cell = -1
    before = None
    for one in chosen:
        beside = one.kind == "row" == before and one.block.row == row >= 0 and one.block.node != cell
        gap = "" if not pieces else "\t" if beside else "\n\n"
        if length + len(gap) > MOST_TEXT:
            notes.append(Note("too-long", f"only the first {length:,} characters of the text were read"))
            break
        pieces.append(gap)
        start = length = length + len(gap)
        for text, at, until in one.block.pieces:
            pieces.append(text)
            if (
                origins
                and origins[-1].end == length
                and origins[-1].until == at
                and _plain(origins[-1])
                and len(text) == until - at
            ):
                origins[-1] = replace(origins[-1], end=length + len(text), until=until)
            else:
                origins.append(Origin(length, length + len(text), at, until))
            length += len(text)
        if gap == "\t":
            parts[-1] = replace(parts[-1], end=length)
        else:
            parts.append(Part(one.kind, start, length))
        row, cell, before = one.block.row, one.block.node, one.kind
    return PageText("".join(pieces), tuple(parts), tuple(origins), notes=tuple(notes))


def _plain(origin: Origin) -> bool:
    return origin.end - origin.start == origin.until - origin.at

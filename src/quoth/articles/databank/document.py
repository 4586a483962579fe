"""A document of a news database: its text and what is said of it, made of the lines between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+")
_NAMES = re.compile(r"[A-Z][\w.'’-]+(?:,? (?:and|[A-Z][\w.'’-]*)){1,6}")
_SENTENCE_CASE = re.compile(r"\b[a-z]{4,}")
HEAD = 60  # lines of a document in which what stands above its words is looked for


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text, and what is said of it (title, outlet, published, authors, url), as it is written.

    `note` is what there is to say of the way in which it was read; `missing` that it has no words.
    """

    text: str
    stated: dict[str, str]
    note: str | None = None
    missing: str | None = None


class Line(NamedTuple):
    """A line that says something: where it stands without the white space around it, and how far it is indented."""

    start: int
    end: int
    said: str
    indent: int
    fresh: bool  # whether an empty line stands above it


def is_byline(line: str, *, below: str) -> bool:
    """Whether a line consists of names, below a headline that is a sentence: of one in Title Case, the second line
    looks like names.
    """
    return bool(_NAMES.fullmatch(line) and _SENTENCE_CASE.search(below))


def whole(text: str, lines: list[Line]) -> Document:
    """The document as it stands, from mark to mark, with a note that its lines are not as expected."""
    note = "what stands around its words is not as expected: all of it was taken for the text"
    return Document(
        slice_of(text, lines), {}, note, None if lines else "expected an article, found nothing between two marks"
    )


def made(text: str, lines: list[Line], stated: dict[str, str]) -> Document:
    """The document whose words are `lines`."""
    return Document(slice_of(text, lines), stated, missing=None if lines else "expected an article, found no words")


def slice_of(text: str, lines: list[Line]) -> str:
    """The words from the first of `lines` to the last, as they stand."""
    return text[lines[0].start : lines[-1].end] if lines else ""


def beginning(lines: list[Line], at: int) -> int:
    """The first line of the paragraph that line `at` is in."""
    while at and not lines[at].fresh:
        at -= 1
    return at


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of a document that say something, without the white space around them."""
    before = start
    for m in _LINE.finditer(text, start, end):
        said = m.group()
        kept = said.strip()
        if not kept:
            continue
        indent = len(said) - len(said.lstrip())
        at = m.start() + indent
        gap = text[before : m.start()]
        fresh = gap.count("\n") > 1 or gap.count("\r") > 1 + gap.count("\r\n") or before == start
        yield Line(at, at + len(kept), kept.replace("\xa0", " "), indent, fresh)
        before = at + len(kept)

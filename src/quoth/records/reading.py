"""From files to records: which kind of transcript a file holds, and its turns.

What decides is what stands in the file: subtitles by their times, tables by their tabs, pages by their tags, else text,
with labels of speakers or without. Only ".csv" is believed by its name.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.articles import listing
from quoth.articles.listing import STDIN, Place
from quoth.articles.text import MOST_BYTES, NotTextError, decode
from quoth.records import labelled, markup, subtitles, tabled
from quoth.records.labelled import Line
from quoth.records.record import Record, composed
from quoth.types import Problem


def read(paths: Iterable[str | Path]) -> Iterator[Record | Problem]:
    """The records that `paths` (files, folders, globs) name, in order, each read when it is asked for.

    A Problem stands for each that could not be read. Ids are given as those of articles are: the file's stem.
    """
    for place in listing.named(listing.places(paths), lambda _: False):
        yield place if isinstance(place, Problem) else _read(place)


def _read(place: Place) -> Record | Problem:
    if place.at == STDIN:
        return Problem(place.path, "a record is read from a file: name it")
    found = listing.opened(place)
    if isinstance(found, Problem):
        return Problem(found.where, found.message)
    try:
        with os.fdopen(found, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        return Problem(place.path, f"reading failed: {error.strerror}")
    if len(data) > MOST_BYTES:
        return Problem(place.path, f"has more than {MOST_BYTES:,} bytes: split it")
    try:
        decoded = decode(data)
        record = composed(place.id(), place.path, turns(decoded.text, place.at))
    except (NotTextError, csv.Error) as error:
        return Problem(place.path, f"no transcript could be read: {error}")
    if not record.text:
        return Problem(place.path, "expected a transcript or a statement, found no words")
    notes = tuple(Problem(place.path, note) for note in decoded.notes)
    return Record(record.id, record.path, record.text, record.turns, notes)


def turns(text: str, path: str = "") -> Iterator[Line]:
    """The lines of a record with who says each, whatever kind of transcript `text` is."""
    if path.lower().endswith(".csv"):
        return tabled.lines(text, ",")
    if subtitles.looks_like(text):
        return subtitles.lines(text)
    if tabled.looks_like(text):
        return tabled.lines(text, "\t")
    if markup.looks_like(text):
        return labelled.lines("\n".join(markup.lines(text)))
    return labelled.lines(text)

"""From files to records: which kind of transcript a file holds, and its turns.

What decides is what stands in the file: subtitles by their times, tables by their tabs, pages by their tags, JSON by
its brackets, else text, with labels of speakers or without. Documents (DOCX, RTF, PDF) and mails are read as articles
are, with what is attached to them. Only ".csv", ".eml" and their like are believed by their names.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quoth.articles import kinds, listing
from quoth.articles.kinds import Kind
from quoth.articles.listing import STDIN, Place
from quoth.articles.text import MOST_BYTES, NotTextError, decode
from quoth.records import labelled, markup, objects, subtitles, tabled
from quoth.records.labelled import Line
from quoth.records.record import Record, composed
from quoth.types import Problem

_AS_ARTICLES: frozenset[Kind] = frozenset({"document", "mail", "mailbox"})


def read(paths: Iterable[str | Path]) -> Iterator[Record | Problem]:
    """The records that `paths` (files, folders, globs) name, in order, each read when it is asked for.

    A Problem stands for each that could not be read. Ids are given as those of articles are: the file's stem; what is
    attached to a mail, and what lies in a mailbox, has the article's name behind it.
    """
    for place in listing.named(listing.places(paths), lambda _: False):
        if isinstance(place, Problem):
            yield _of_records(place)
        else:
            yield from _read(place)


def _of_records(problem: Problem) -> Problem:
    """What is wrong with a folder, a pattern or an address, said of records."""
    if problem.code == "address":
        return Problem(problem.where, "a record is read from a file: save what stands there, and name that file")
    return replace(problem, message=problem.message.replace("expected articles", "expected records"))


def _read(place: Place) -> Iterator[Record | Problem]:
    if place.at == STDIN:
        yield Problem(place.path, "a record is read from a file: name it")
        return
    found = listing.opened(place)
    if isinstance(found, Problem):
        yield Problem(found.where, found.message)
        return
    try:
        with os.fdopen(found, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        yield Problem(place.path, f"reading failed: {error.strerror}")
        return
    if len(data) > MOST_BYTES:
        yield Problem(place.path, f"has more than {MOST_BYTES:,} bytes: split it")
    elif (kind := _kind(place.at, data)) in _AS_ARTICLES:
        yield from _of_articles(place, kind, data)
    else:
        yield _of_text(place, data)


def _kind(path: str, data: bytes) -> Kind:
    """What a file is by how it begins, and a mail or a document by its name, too."""
    named = kinds.by_name(path)
    return named if named in _AS_ARTICLES else kinds.by_beginning(data[:4096])


def _of_text(place: Place, data: bytes) -> Record | Problem:
    try:
        decoded = decode(data)
        if place.at.lower().endswith((".json", ".jsonl", ".ndjson")) and objects.pieces(decoded.text) is None:
            return Problem(place.path, "expected a transcript in JSON, found none that can be read, or no words in it")
        record = composed(place.id(), place.path, turns(decoded.text, place.at))
    except (NotTextError, csv.Error) as error:
        return Problem(place.path, f"no transcript could be read: {error}")
    if not record.text:
        return Problem(place.path, "expected a transcript or a statement, found no words")
    notes = tuple(Problem(place.path, note) for note in decoded.notes)
    return Record(record.id, record.path, record.text, record.turns, notes)


def _of_articles(place: Place, kind: Kind, data: bytes) -> Iterator[Record | Problem]:
    """The records in a document or a mail, which are read as articles are; what is said of those is said of these."""
    from quoth.articles import inside
    from quoth.articles.meta import Meta
    from quoth.articles.run import Run

    for one in inside.articles(place, kind, io.BytesIO(data), Run({}, Meta())):
        if isinstance(one, Problem):
            if not one.of_meta:
                yield Problem(one.where, f"no transcript could be read: {one.message}", code=one.code)
            continue
        record = composed(one.id, place.path, turns(one.text))
        notes = tuple(Problem(note.where, note.message) for note in one.problems)
        yield Record(record.id, record.path, record.text, record.turns, notes)


def turns(text: str, path: str = "") -> Iterator[Line]:
    """The lines of a record with who says each, whatever kind of transcript `text` is."""
    if found := objects.pieces(text):
        return objects.lines(found)
    if path.lower().endswith(".csv"):
        return tabled.lines(text, ",")
    if subtitles.looks_like(text):
        return subtitles.lines(text)
    if tabled.looks_like(text):
        return tabled.lines(text, "\t")
    if markup.looks_like(text):
        return labelled.lines("\n".join(markup.lines(text)))
    return labelled.lines(text)

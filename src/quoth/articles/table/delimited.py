"""CSV and TSV as people export them: the rows, each a mapping from the names in the first line to words.

Read line by line, so that a table of any size costs one row. The separator is the one that the first line names
(``sep=;``) or has most of; a row's number is what a spreadsheet shows beside it, so the first one under the names is 2.
A row with more cells than names keeps those that have one, and says so where the others have words: as a rule a comma
in the text that nobody put in quotation marks. A quotation mark that is never closed would take the rest of the table
with it: such a row is a problem, and what follows its first line is read again, `MOST_UNCLOSED` times at the most.
Above the names may stand what a program prints over its export (a title, the day, the search), `HEAD` lines at most, as
in a workbook; there the names have to tell of something besides the text.

A case it gets wrong: a table whose first line is an article already takes its words for names.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from quoth.articles.fields import are_names, missing_text
from quoth.articles.table import Row
from quoth.articles.text import MOST_BYTES, NotTextError, binary, decode
from quoth.counted import counted

MOST_UNCLOSED = 20
MOST_NAMES = 5_000
HEAD = 30
_NAME = 60  # characters of a column's name, in a file whose name does not say that it is a table
_SEPARATORS = ",;\t|"
_DECLARED = re.compile(rf"\ufeff?\"?sep=([{_SEPARATORS}])\"?[\r\n]*", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*+\"?")
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)")


@dataclass(slots=True)
class _Lines:
    """The lines of a table as text, and those of the record that is being read."""

    stream: Iterator[tuple[str, str | None]]
    again: deque[str] = field(default_factory=deque)
    taken: list[str] = field(default_factory=list)
    size: int = 0
    note: str | None = None
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        while True:
            if self.again:
                line = self.again.popleft()
            else:
                line, note = next(self.stream, ("", None))
                if not line:
                    self.ended = True
                    return
                self.note = self.note or note
            self.taken.append(line)
            self.size += len(line)
            if self.size > MOST_BYTES:
                raise csv.Error(f"it has more than {MOST_BYTES:,} characters")
            yield line

    def let_go(self) -> str | None:
        """Forgets the lines of the record before, and gives what there was to say about them."""
        note, self.note = self.note, None
        self.taken.clear()
        self.size = 0
        return note


def looks_like(head: bytes) -> bool:
    """Whether a text that begins so is a table with tabs between its cells, as spreadsheets save "text" and "Unicode
    text": by its first line, which names the text and something else besides, and nothing but names.
    """
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head[: len(head) & ~1].decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
    first, ended, _ = text.replace("\r", "\n").partition("\n")
    names = [name.strip().strip('"') for name in first.split("\t")]
    return bool(ended) and len(names) > 1 and all(len(name) <= _NAME for name in names) and are_names(names)


def rows(stream: BinaryIO, fields: Mapping[str, str], *, tabs: bool = False) -> Iterator[Row]:
    """The rows of a table under its line of names; a table in which no column can be the text is one problem.

    `fields` is the field map; `tabs` says that the file's name calls it tab-separated.
    """
    if csv.field_size_limit() < MOST_BYTES:
        csv.field_size_limit(MOST_BYTES)  # a limit of the whole process; its default cuts at 131,072
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(4096)[:4096]
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and ((what := binary(head)) or b"\0" in head):
        yield Row(None, problem=f"expected a table of text, found {what or 'a binary file'}", code="binary")
        return
    lines = _Lines(_wide(buffered) if wide else _narrow(buffered))
    names: list[str] | None = None
    any_row = False
    above = _above(lines, fields, tabs)
    for number, cells, problem in _records(lines, tabs, above):
        if problem:
            any_row = True
            yield Row(number, problem=problem, code="unclosed" if "never closed" in problem else "table")
        elif names is None:
            names = [name.strip().strip("\ufeff") for name in cells[:MOST_NAMES]]
            if not any(names):
                continue
            if why := missing_text(names, fields):
                yield Row(None, problem=why, code="no-field")
                return
            lines.note = None
        elif any(cell.strip() for cell in cells):
            any_row = True
            value: dict[str, str] = {}
            for name, cell in zip(names, cells, strict=False):
                if name:
                    value.setdefault(name, cell)
            yield Row(number, value, notes=tuple(filter(None, (lines.note, _beyond(cells, len(names))))))
    if not any_row:
        found = "an empty file" if names is None else "a line of names and nothing under it"
        yield Row(None, problem=f"expected a table, found {found}", code="empty")


def _beyond(cells: list[str], named: int) -> str | None:
    """What there is to say of the cells of a row behind the `named` ones; nothing where they are empty."""
    if not any(cell.strip() for cell in cells[named:]):
        return None
    return f"has {len(cells)} cells where the table has {counted(named, 'name')}: what stands behind was left out"


def _above(lines: _Lines, fields: Mapping[str, str], tabs: bool) -> int:
    """How many of the next `lines` stand above that of the names; these are passed by. Only where the first cannot have
    them others are looked at; where none has, the first with several cells is taken for it.
    """
    head: list[tuple[str, list[str]]] = []
    chosen: int | None = None
    with suppress(csv.Error):  # a line that is too long: whoever reads it as a row says so
        for line in islice(lines, HEAD):
            lines.let_go()
            separator, alone = ("\t", False) if tabs else separator_of(line)
            head.append((line, []))
            names = [] if alone else [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
            if alone or _may_name(names, fields, first=len(head) == 1):
                chosen = len(head) - 1
                break
            head[-1] = line, names
    if chosen is None:
        chosen = next((n for n, (_, names) in enumerate(head) if len(names) > 1), 0)
    lines.again.extendleft(reversed([line for line, _ in head[chosen:]] + lines.taken))
    lines.ended = False
    lines.let_go()
    return chosen


def _may_name(names: list[str], fields: Mapping[str, str], *, first: bool) -> bool:
    """Whether these can be the names of a table's columns; below the first line the text may not be all they name."""
    if "text" in fields:
        return fields["text"] in names and (first or len(names) > 1)
    return missing_text(names, fields) is None if first else are_names(names)


def _records(lines: _Lines, tabs: bool, above: int) -> Iterator[tuple[int, list[str], str | None]]:
    """Each record with its number and cells, or what is wrong with it; `above` lines stand before the first."""
    number, unclosed = above, 0
    separator = "\t" if tabs else ""
    while not lines.ended or lines.again:
        if not separator:
            first = next(iter(lines), "")
            if not first:
                return
            separator, alone = separator_of(first)
            if not alone:
                lines.again.appendleft(first)
            lines.let_go()
        reader = csv.reader(iter(lines), delimiter=separator)
        try:
            for cells in reader:
                number += 1
                if lines.ended:  # a whole record is given before the next line is asked for
                    raise csv.Error("a quotation mark in it is never closed")
                yield number, cells, None
                lines.let_go()
        except csv.Error as error:
            number += not str(error).startswith("a quotation")
            yield number, [], f"expected a row, found what is none: {error}"
            unclosed += 1
            if unclosed <= MOST_UNCLOSED and lines.ended:
                lines.again.extendleft(reversed(lines.taken[1:]))
                lines.ended = not lines.again
            elif lines.ended:
                return
            lines.let_go()
        else:
            return


def separator_of(line: str) -> tuple[str, bool]:
    """What stands between the cells by the first line of a table, and whether that line tells nothing else: Excel
    writes ``sep=;`` above the names, and does not show it.
    """
    if m := _DECLARED.fullmatch(line):
        return m[1], True
    outside = Counter(_QUOTED.sub("", line))
    return max(_SEPARATORS, key=lambda s: outside[s]), False


def _narrow(stream: BinaryIO) -> Iterator[tuple[str, str | None]]:
    """Lines of UTF-8; one that is not is read as other texts are, and has something to say."""
    first = True
    while line := stream.readline(MOST_BYTES):
        note = None
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            try:
                decoded = decode(line)
                text, note = decoded.text, next(iter(decoded.notes), None)
            except NotTextError:
                text, note = line.decode("utf-8", "replace"), "not whole UTF-8: damaged characters, read as U+FFFD"
        if "\r" in text[:-2]:
            for piece in _LONE_RETURN.split(text):
                if piece:
                    yield piece, note
        elif text:
            yield text, note


def _wide(stream: BinaryIO) -> Iterator[tuple[str, str | None]]:
    """Lines of UTF-16, as spreadsheets save "Unicode text"."""
    text = io.TextIOWrapper(stream, "utf-16", errors="replace", newline=None)
    try:
        for line in text:
            yield line, None
    finally:
        text.detach()  # the stream is another's to close

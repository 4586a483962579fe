"""Transcripts as tables, tab- or comma-separated: a row a line, with who says it and what.

What it accepts: columns named like "speaker" and "text"; without names, the column with the longest cells is the words,
and of those before it the one in which few names come again and again is who says them.
What guards it: a table that was made by splitting lines at their first colon has the beginning of a sentence for a
speaker ("So, ladies, let us agree on this"); such a cell is put back before the words of the first of its rows, which
go on with who spoke last.
A case it gets wrong: a table without names in which a column of notes is longer than the words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from quoth.records.labelled import Line

TEXT = frozenset({"text", "words", "content", "utterance", "transcript", "said", "statement", "sentence", "line_text"})
WHO = frozenset({"speaker", "speaker_label", "name", "who", "speaker_name", "person", "voice", "member"})
# Words that clauses have and names of speakers have not; with two further words in small letters. Of the 31,887 rows of
# 35 transcripts 16 have such a cell, four in all, and none of them is a name.
_CLAUSE = re.compile(
    r"\b(?:i|you|we|they|it|this|that|is|are|was|were|will|would|have|has|let(?:['’]s)?|(?:i|you|we|they|it)['’]\w{1,2})\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?<![\w'’])[a-z][\w'’]*")
_LOOKED_AT = 2_000  # rows by which a table without names of columns is judged


def looks_like(text: str) -> bool:
    """Whether most of the first lines have as many tabs as the first, and some."""
    first = [line for line in text[:20_000].split("\n")[:20] if line.strip()][:10]
    return len(first) > 1 and all(line.count("\t") == first[0].count("\t") > 0 for line in first[:-1])


def lines(text: str, separator: str) -> Iterator[Line]:
    """The rows in order, each with its speaker, None where it has none. Raises csv.Error where a table is damaged."""
    rows = [row for row in _rows(text, separator) if any(cell.strip() for cell in row)]
    if not rows:
        return
    names = [cell.strip().lower().replace(" ", "_") for cell in rows[0]]
    said = next((k for k, name in enumerate(names) if name in TEXT), None)
    if said is not None:
        who = next((k for k, name in enumerate(names) if name in WHO), None)
        rows = rows[1:]
    else:
        said, who = _guessed(rows[:_LOOKED_AT])
    spoke: str | None = None
    last = ""
    for row in rows:
        if said < len(row):
            cell = row[who].strip() if who is not None and who < len(row) else ""
            if clause(cell):
                yield spoke, row[said] if cell == last else f"{cell}: {row[said]}"
            else:
                spoke = cell or None
                yield spoke, row[said]
            last = cell


def clause(cell: str) -> bool:
    """Whether what stands where a speaker's name should is the beginning of a sentence."""
    return len(cell) < 1_000 and bool(_CLAUSE.search(cell)) and len(_SMALL.findall(cell)) > 2


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    if separator == "\t":  # transcripts hold quotation marks as they are
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            yield line.split("\t")
    else:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=separator)


def _guessed(rows: Sequence[Sequence[str]]) -> tuple[int, int | None]:
    columns: list[list[str]] = [[] for _ in range(max(map(len, rows)))]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            column.append(cell.strip())
    length = [sum(map(len, column)) / len(column) for column in columns]
    said = max(range(len(columns)), key=lambda k: length[k])
    for k in reversed(range(said)):
        named = [cell for cell in columns[k] if cell]
        if named and not any(cell.isdigit() for cell in named) and len(set(named)) <= max(3, len(named) / 2):
            return said, k
    return said, None

"""What is given to the page, as it came: kept beside the store, and told apart where it is no article.

A table of metadata that is dropped with articles says of them what ``--meta`` does, and a record that the page was
started with is no article wherever it lies. A record that the page was not started with is read as an article, as
``quoth trace`` reads it without ``--record``; where it is written turn by turn, that is said of it. A case it gets
wrong: a speech that is written without names, of which nothing is said.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quoth.articles import meta
from quoth.articles.kinds import by_name
from quoth.articles.listing import COMPRESSED
from quoth.records import beside
from quoth.records.reading import turns
from quoth.records.record import composed
from quoth.whole import whole

ALONE = "tells of other articles: drop it together with them, and their outlets and days are taken from it"
TRANSCRIPT = (
    "reads like a transcript: if it is the record that others quote, it is no article; quoth forget {} --store {} "
    "takes it out, and quoth serve --record FILE puts it beside them"
)
ONE_TABLE = "tells of other articles, as {} does: give one such table at a time"
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Given:
    """One file as it came, with its path in the folder that was given, or an address (then `data` is empty)."""

    name: str
    data: bytes
    address: str = ""

    @property
    def called(self) -> str:
        return self.name or self.address

    @property
    def is_metadata(self) -> bool:
        return self.name.lower().endswith((".csv", ".tsv")) and meta.is_table(self.data)


def put(folder: Path, given: Given) -> Path:
    """Writes `given` to its `place`; the same bytes are written once."""
    path = place(folder, given)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with whole(path) as file:
            file.write(given.data)
    return path


def place(folder: Path, given: Given) -> Path:
    """Where in `folder` a file is kept: under its name, made plain, in a folder that is called by its bytes. So an
    article has the name of its file, whatever else of that name was given.
    """
    stem, suffix = Path(given.name).stem, Path(given.name).suffix.lower()
    readable = _OTHER.sub("-", stem)[:60].strip("-") or "text"
    digest = hashlib.sha256(given.data).hexdigest()[:8]
    told = suffix in COMPRESSED or suffix in {".txt", ".md"} or by_name(given.name) != "text"
    return folder / digest / f"{readable}{suffix if told else '.txt'}"


def drop(path: Path) -> None:
    """Takes away what `put` wrote."""
    path.unlink(missing_ok=True)
    with suppress(OSError):  # a second file of the same bytes
        path.parent.rmdir()


def translated(table: Given, places: Mapping[str, Path]) -> str:
    """The lines of `table` with the paths of files as these were given replaced by their `places`, by name."""
    lines = io.StringIO(meta.text_of(table.data), newline="")
    separator = meta.begun(lines)
    rows = list(csv.reader(lines, delimiter=separator))
    columns = [n for n, name in enumerate(rows[0]) if name.strip().lower() == "path"]  # its first line was read before
    for row in rows[1:]:
        for n in columns:
            if n < len(row) and (found := _meant(row[n].strip(), places)):
                row[n] = found
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _meant(cell: str, places: Mapping[str, Path]) -> str:
    """The place of the file that a cell names, by its path or the end of it, with its row if it names one; else ""."""
    path, mark, row = cell.rpartition("#")
    name, of_row = (path, mark + row) if path and row.isdigit() else (cell, "")
    for given, at in places.items():
        if name and (given == name or given.endswith(f"/{name}")):
            return f"{at}{of_row}"
    return ""


def is_transcript(text: str) -> bool:
    """Whether `text` is written turn by turn: five turns or more with a name, of whom two have two at least, from its
    first quarter on, and none of more than half of it.

    Calibrated on 1,500 news articles, of which it takes 8 (broadcasts in writing and interviews among them), and on 35
    debates and speeches, of which it takes the 31 in which two people or more have a say.
    """
    record = composed("", "", turns(text))
    named = [turn for turn in record.turns if turn.speaker]
    several = [count for count in Counter(turn.speaker for turn in named).values() if count > 1]
    longest = max((turn.end - turn.start for turn in record.turns), default=0)
    return len(named) >= 5 and len(several) >= 2 and max(4 * named[0].start, 2 * longest) <= len(record.text)


def sums_of(records: Iterable[str]) -> frozenset[str]:
    """The digests of the files that `records` name."""
    found = set()
    for path in beside.files(records, ()):
        with suppress(OSError):
            found.add(hashlib.sha256(Path(path).read_bytes()).hexdigest())
    return frozenset(found)


def is_one_of(given: Given, sums: frozenset[str]) -> bool:
    """Whether `given` is a file with one of these digests."""
    return bool(given.data) and hashlib.sha256(given.data).hexdigest() in sums

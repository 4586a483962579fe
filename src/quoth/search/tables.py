"""The tables that tellings are found by, in whatever file holds them: put in, and taken out again."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quoth.search.grams import BREAK, first_place, keys, name_words, number, numbers, packed, roots, unpacked
from quoth.store.derived import tables_in
from quoth.store.encode import plain, sql
from quoth.types import Attribution

APART = "\x1f"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LONGEST = 20_000  # code points of a content that are indexed: what is longer is no statement but an article


@dataclass(frozen=True, slots=True)
class Said:
    """A telling as it is found: `number` is the row's, `parts` are the words of its content, part by part."""

    number: int
    parts: tuple[str, ...]
    speaker: str | None
    outlet: str | None
    day: str | None


@cache
def statements() -> tuple[str, ...]:
    """What makes the tables, one statement each."""
    return tables_in(Path(__file__).parent / "tables.sql")


def put(db: sqlite3.Connection, tellings: Iterable[Said]) -> None:
    """Puts `tellings` in, in the transaction that is open; their numbers must be new."""
    rows, found = [], []
    counts: Counter[str] = Counter()
    given = list(tellings)
    named = _named(db, given)
    for one, place in zip(given, _places(db, given), strict=True):
        stems = [roots(part) for part in _short(one.parts)]
        words = numbers(stems)
        counts.update({s for part in stems for s in part})
        speaker, outlet = named.get(("speaker", one.speaker)), named.get(("outlet", one.outlet))
        rows.append((one.number, place, speaker, outlet, one.day, sql(APART.join(one.parts)), packed(words)))
        found.append((place, keys(words, one.speaker, one.outlet)))
    db.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT INTO grams (rowid, keys) VALUES (?, ?)", sorted(found))  # it writes what ascends at once
    db.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET count = count + excluded.count",
        [(BREAK, "", len(given)), *((number(stem), sql(stem), n) for stem, n in counts.items())],
    )


def forget(db: sqlite3.Connection, gone: Iterable[int]) -> None:
    """Takes the tellings with these numbers out. How often words occur is left as it was: it only orders them."""
    for one in gone:
        row = db.execute(
            "SELECT place, words, s.name, o.name FROM said LEFT JOIN names s ON s.number = speaker "
            "LEFT JOIN names o ON o.number = outlet WHERE said.number = ?",
            (one,),
        ).fetchone()
        if row is not None:
            place, words, speaker, outlet = row
            had = keys(unpacked(words), _plain(speaker), _plain(outlet))
            db.execute("INSERT INTO grams (grams, rowid, keys) VALUES ('delete', ?, ?)", (place, had))
            db.execute("DELETE FROM said WHERE number = ?", (one,))


def day_of(telling: Attribution, published: str | None) -> str | None:
    """The day it was said, else that of publication; None where that is no day."""
    day = telling.said_on or (published or "")[:10]
    return day if _DAY.fullmatch(day) else None


def parts_of(text: str | bytes) -> tuple[str, ...]:
    """The parts of a content as they stand in the article."""
    return tuple(plain(text).split(APART))


def _short(parts: Sequence[str]) -> list[str]:
    left, kept = LONGEST, []
    for part in parts:
        kept.append(part[:left])
        left -= len(kept[-1])
        if left <= 0:
            break
    return kept


def _named(db: sqlite3.Connection, given: Sequence[Said]) -> Mapping[tuple[str, str | None], int]:
    """The number of every name of a speaker or outlet, new ones given one."""
    wanted = {("speaker", one.speaker) for one in given} | {("outlet", one.outlet) for one in given}
    found: dict[tuple[str, str | None], int] = {}
    for kind, name in sorted((kind, name) for kind, name in wanted if name):
        where = (kind, sql(name))
        row = db.execute("SELECT number FROM names WHERE kind = ? AND name = ?", where).fetchone()
        if row is None:
            made = db.execute("INSERT INTO names (kind, name) VALUES (?, ?)", where).lastrowid
            words = [(kind, sql(w), made) for w in name_words(name)]
            db.executemany("INSERT INTO name_words VALUES (?, ?, ?)", words)
            found[kind, name] = int(made or 0)
        else:
            found[kind, name] = int(row[0])
    return found


def _places(db: sqlite3.Connection, given: Sequence[Said]) -> Iterator[int]:
    """A place for each of `given`, behind those that its month has already."""
    last: dict[int, int] = {}
    for one in given:
        start, end = first_place(one.day), first_place(one.day or "0000-00-00", 1)
        if start not in last:
            row = db.execute("SELECT max(place) FROM said WHERE place BETWEEN ? AND ?", (start, end - 1)).fetchone()
            last[start] = start if row[0] is None else int(row[0])
        last[start] += 1
        yield last[start]


def _plain(name: str | bytes | None) -> str | None:
    return None if name is None else plain(name)

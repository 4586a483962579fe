"""Stories in the store: what is kept of each article to group it, and what became of every story.

With it, a hundred articles more are grouped without looking at the tens of thousands before them again. All of it can
be made again from the articles except the names of stories and their history; so a row that is damaged, or made by
other code, is made again, and the stories keep their names; so long as these can be read, which each row has a checksum
for: a name that does not fit it is not believed. The tables are made when they are first written.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from quoth.errors import StoreError
from quoth.store.encode import dump, load, plain, sealed, sql
from quoth.store.maker import fingerprint
from quoth.store.opening import in_words, transaction
from quoth.store.sqlite import Store
from quoth.stories.copies import Print
from quoth.stories.naming import Change, ChangeKind
from quoth.stories.seen import Seen
from quoth.stories.stream import Record, Stories
from quoth.stories.vectors import SPACE, Vector

GROUPS_WITH = ("words.py", "words.txt", "model", "stories")

_TABLES = (
    """CREATE TABLE grouped (
    number  INTEGER PRIMARY KEY,       -- never given again
    article TEXT NOT NULL UNIQUE,      -- its id
    story   TEXT NOT NULL,
    read    TEXT NOT NULL,             -- checksum of the revision that was looked at; empty where it was not kept
    seen    BLOB NOT NULL,             -- what its story was made from, with a checksum: see quoth.store.stories
    seal    TEXT NOT NULL              -- checksum of the other columns but `seen`
)""",
    """CREATE TABLE story_changes (
    number INTEGER PRIMARY KEY,        -- 1, 2, ... in the order they came about
    at     TEXT NOT NULL,              -- ISO 8601, UTC
    change TEXT NOT NULL,              -- JSON: quoth.stories.Change.to_dict
    seal   TEXT NOT NULL               -- checksum of the two before
)""",
    "CREATE TABLE grouping (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A change, and when this store recorded it (ISO 8601, UTC)."""

    at: str
    change: Change


@dataclass(frozen=True, slots=True)
class Kept:
    """Stories as they were kept, the checksum of the revision that each article was looked at in, by id, and how often
    anything was kept before.
    """

    stories: Stories
    read: Mapping[str, str]
    turn: int


def restored(store: Store) -> Stories:
    """The stories as they were kept; those made by other code, or damaged, are only names, for articles to come.

    Raises StoreError when the file cannot be read.
    """
    return as_kept(store).stories


def as_kept(store: Store) -> Kept:
    """As `restored`, with what tells which articles are others now."""
    if not _there(store):
        return Kept(Stories(), {}, 0)
    with in_words(store.path):
        said = store.connection.execute("SELECT name, value, seal FROM grouping").fetchall()
        rows = store.connection.execute("SELECT number, article, story, read, seen, seal FROM grouped").fetchall()
    facts = {name: value for name, value, seal in said if _fits(seal, name, value)}
    ever: Iterable[str] = ()
    try:
        ever = _texts(facts["ever"])
        if facts.get("made_by") != fingerprint(GROUPS_WITH):
            raise ValueError("other code made it")
        if len(rows) != int(facts["rows"]):
            raise ValueError("an article was forgotten, or lost: what it held together is not known any more")
        stories = Stories.of([_decoded(row) for row in rows], ever, int(facts["last"]))
        return Kept(stories, {plain(row[1]): row[3] for row in rows}, _turn(facts))
    except (ValueError, KeyError):
        names = {plain(a): s for n, a, s, read, _, seal in rows if isinstance(s, str) and _fits(seal, n, a, s, read)}
        ever = {*ever, *names.values(), *(d.change.story for d in changes(store))}
        return Kept(Stories(names, ever), {}, _turn(facts))


class OvertakenError(Exception):
    """Another run kept its stories first: what this one made is of older ones."""


def keep(
    store: Store,
    stories: Stories,
    changes: Sequence[Change],
    read: Mapping[str, str] | None = None,
    turn: int | None = None,
) -> None:
    """Writes what has changed in `stories` since they were restored or kept, and `changes`, all or nothing.

    `read` are checksums of the revisions looked at, by article; they are written with their articles. With `turn`, that
    of `as_kept`, raises OvertakenError when somebody else has kept stories since. Raises StoreError when it cannot be
    written.
    """
    records, gone = stories.changed()
    if not records and not gone and not changes:
        return
    read = read or {}
    db = store.connection
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(db, store.path):
        if not _there(store):
            for table in _TABLES:
                db.execute(table)
        said = db.execute("SELECT name, value, seal FROM grouping WHERE name = 'turn'").fetchall()
        now = _turn({name: value for name, value, seal in said if _fits(seal, name, value)})
        if turn is not None and now != turn:
            raise OvertakenError
        if len(records) == len(stories):  # all anew: what is there may be damaged, or of numbers given again
            db.execute("DELETE FROM grouped")
        db.executemany("DELETE FROM grouped WHERE number = ?", [(n,) for n in gone])
        db.executemany("DELETE FROM grouped WHERE article = ?", [(sql(r.article),) for r in records])
        db.executemany(
            "INSERT INTO grouped VALUES (?, ?, ?, ?, ?, ?)",
            [
                (*columns, _encoded(r), sealed(*columns))
                for r in records
                for columns in ((r.number, sql(r.article), r.story, read.get(r.article, "")),)
            ],
        )
        db.executemany(
            "INSERT INTO story_changes (at, change, seal) VALUES (?, ?, ?)",
            [(at, line, sealed(at, line)) for line in (dump(c.to_dict()) for c in changes)],
        )
        facts = {"made_by": fingerprint(GROUPS_WITH), "ever": dump(sorted(stories.ever)), "last": str(stories.last)}
        facts |= {"rows": str(len(stories)), "turn": str(now + 1)}
        rows = [(name, value, sealed(name, value)) for name, value in facts.items()]
        db.executemany("INSERT OR REPLACE INTO grouping VALUES (?, ?, ?)", rows)


def changes(store: Store, told_of: Sequence[str] = ()) -> Iterator[Dated]:
    """All that became of the stories, oldest first; rows that cannot be read or are damaged are left out.

    With `told_of`, rows in which none of these words stands are passed over unread.
    """
    if not _there(store):
        return
    where = " OR ".join(["instr(change, ?)"] * len(told_of)) or "TRUE"
    with in_words(store.path):
        rows = store.connection.execute(
            f"SELECT at, change, seal FROM story_changes WHERE {where} ORDER BY number",  # noqa: S608
            tuple(told_of),
        ).fetchall()
    for at, line, seal in rows:
        if not _fits(seal, at, line):
            continue
        try:
            told = load(line)
            kind = told["kind"]
            if kind not in get_args(ChangeKind):
                raise ValueError(kind)
            yield Dated(
                str(at), Change(kind, str(told["story"]), _strings(told["articles"]), _strings(told.get("others", [])))
            )
        except (ValueError, KeyError, TypeError):
            continue


def _there(store: Store) -> bool:
    """Whether the tables are there; raises StoreError where tables of these names are not as quoth makes them."""
    with in_words(store.path):
        found = dict(store.connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
    ours = {made.split()[2]: made for made in _TABLES}
    if not any(name in found for name in ours):
        return False
    if any(found.get(name) != made for name, made in ours.items()):
        raise StoreError(
            f"the stories of {store.path} are not in tables that quoth made; it was left as it is: bring back a copy"
        )
    return True


# A record's blob: the checksum of the rest; the digest, day, length and the sizes of what follows; then the arrays.
_HEAD = struct.Struct("<32sqq8I")
_NO_DAY = -1


def _encoded(record: Record) -> bytes:
    vector, print_ = record.seen.vector, record.seen.print
    series = "\n".join(sorted(print_.series)).encode()
    near = record.near
    arrays: list[npt.NDArray[Any]] = [
        vector.terms.astype("<u4"),
        vector.weights.astype("<f4"),
        vector.keys.astype("<u4"),
        print_.sample.astype("<u4"),
        print_.figures.astype("<u4"),
        np.array([n for n, _, _ in near], dtype="<i8"),
        np.array([c for _, c, _ in near], dtype="<f8"),
        np.array([a for _, _, a in near], dtype="u1"),
        np.array(record.twins, dtype="<i8"),
    ]
    sizes = (len(vector.terms), len(vector.keys), len(print_.sample), len(print_.figures), len(near), len(record.twins))
    day = _NO_DAY if vector.day is None else vector.day
    head = _HEAD.pack(record.seen.digest.encode(), day, print_.length, *sizes, len(series), 0)
    body = head + b"".join(a.tobytes() for a in arrays) + series
    return struct.pack("<I", zlib.crc32(body)) + body


def _decoded(row: tuple[Any, ...]) -> Record:
    """The record in a row; raises ValueError when it is not what `keep` made."""
    number, article, story, read, blob, seal = row
    if not _fits(seal, number, article, story, read) or not isinstance(story, str) or not isinstance(read, str):
        raise ValueError("its names are damaged")
    if (
        not isinstance(blob, bytes)
        or len(blob) < 4 + _HEAD.size
        or struct.unpack("<I", blob[:4])[0] != zlib.crc32(blob[4:])
    ):
        raise ValueError("it is damaged")
    digest, day, length, terms, keys, sample, figures, near, twins, series, _ = _HEAD.unpack(blob[4 : 4 + _HEAD.size])
    at = 4 + _HEAD.size

    def array(kind: str, count: int) -> npt.NDArray[Any]:
        nonlocal at
        size = np.dtype(kind).itemsize * count
        if at + size > len(blob):
            raise ValueError("it is cut off")
        found: npt.NDArray[Any] = np.frombuffer(blob, dtype=kind, count=count, offset=at)
        at += size
        return found

    vector = Vector(
        array("<u4", terms).astype(np.uint32),
        array("<f4", terms).astype(np.float32),
        array("<u4", keys).astype(np.uint32),
        None if day == _NO_DAY else int(day),
    )
    if not _in_range(vector):
        raise ValueError("a term is out of range")
    sample_, figures_ = array("<u4", sample).astype(np.uint32), array("<u4", figures).astype(np.uint32)
    alike = zip(array("<i8", near).tolist(), array("<f8", near).tolist(), array("u1", near).tolist(), strict=True)
    near_ = tuple((n, c, bool(a)) for n, c, a in alike)
    twins_ = tuple(array("<i8", twins).tolist())
    places = blob[at : at + series].decode()
    seen = Seen(
        digest.decode(), vector, Print(sample_, figures_, frozenset(places.split("\n") if places else ()), int(length))
    )
    return Record(number, plain(article), story, seen, near_, twins_)


def _in_range(vector: Vector) -> bool:
    """Whether the terms ascend and have places, and every key is one of them."""
    terms, keys = vector.terms, vector.keys
    if not len(terms):
        return not len(keys)
    at = np.minimum(np.searchsorted(terms, keys), len(terms) - 1)
    return bool((terms[1:] > terms[:-1]).all() and terms[-1] < SPACE and (terms[at] == keys).all())


def _fits(seal: Any, *columns: Any) -> bool:
    """Whether these are columns that `seal` was made of."""
    return all(isinstance(c, str | bytes | int) for c in columns) and seal == sealed(*columns)


def _turn(facts: Mapping[str, str]) -> int:
    said = facts.get("turn", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _texts(line: str) -> tuple[str, ...]:
    found = load(line)
    if not isinstance(found, list):
        raise ValueError("expected a list")
    return _strings(found)


def _strings(values: Iterable[object]) -> tuple[str, ...]:
    found = tuple(values)
    if not all(isinstance(v, str) for v in found):
        raise ValueError("expected strings")
    return tuple(str(v) for v in found)

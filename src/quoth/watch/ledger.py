"""What a store remembers of being watched: which revisions were told of, the news, what was set aside, and when an
address was last asked.

The tables are made when a store is first watched, and all revisions that are in it then count as told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from quoth.fetch import Validators
from quoth.store import Store
from quoth.store.encode import dump, load, plain, sealed, sql
from quoth.store.opening import in_words, patiently, transaction
from quoth.types import Problem
from quoth.watch.news import News

_TABLES = (
    "CREATE TABLE watched_told (revision INTEGER PRIMARY KEY)",
    """CREATE TABLE watched_news (
    number INTEGER PRIMARY KEY,        -- 1, 2, ... in the order they were found
    id     TEXT NOT NULL UNIQUE,
    line   TEXT NOT NULL,              -- JSON: quoth.watch.news.News.to_dict, and when it was found
    shown  INTEGER NOT NULL,           -- 1 once it was handed on
    seal   TEXT NOT NULL DEFAULT ''    -- checksum of id and line
)""",
    """CREATE TABLE watched_visits (
    url   TEXT PRIMARY KEY,
    visit TEXT NOT NULL,               -- JSON: etag, modified, digest, after, links
    seal  TEXT NOT NULL DEFAULT ''     -- checksum of both
) WITHOUT ROWID""",
    "CREATE TABLE watched_records (record TEXT PRIMARY KEY) WITHOUT ROWID",
)
# What was set aside in the last round that asked for it, as hashes: no path and no word outlives what is forgotten.
_ASIDE = """CREATE TABLE IF NOT EXISTS watched_aside (
    told    TEXT PRIMARY KEY,
    address TEXT NOT NULL              -- of what is asked for only now and then; '' for files, which every round reads
) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of an address: how to ask whether it has changed, not before when, and a feed's links."""

    validators: Validators = field(default_factory=Validators)
    after: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Untold:
    """A revision that nothing was said of yet: its article's id, and its number (1: the article is new)."""

    revision: int
    article: str
    number: int


class Ledger:
    """The memory of one watcher. Every method raises StoreError when the store cannot be read or written."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.connection
        with transaction(self._db, store.path):
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'watched_told'").fetchone():
                for table in _TABLES:
                    self._db.execute(table)
                self._db.execute("INSERT INTO watched_told SELECT revision FROM revisions")
            self._db.execute(_ASIDE)
            for table in ("watched_news", "watched_visits"):  # made before there were checksums: '' fits whatever
                columns = [row[1] for row in self._db.execute(f"PRAGMA table_info({table})")]
                if "seal" not in columns:
                    self._db.execute(f"ALTER TABLE {table} ADD COLUMN seal TEXT NOT NULL DEFAULT ''")

    def untold(self) -> list[Untold]:
        """The revisions that nothing was said of, in the order in which they were read."""
        self._store.commit()
        with in_words(self._store.path):
            rows = self._db.execute(
                "SELECT revision, id, number FROM revisions JOIN articles USING (article) "
                "WHERE revision NOT IN (SELECT revision FROM watched_told) ORDER BY revision"
            ).fetchall()
        return [Untold(revision, plain(name), number) for revision, name, number in rows]

    def new_records(self, records: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Those of `records` (id and text) that were not there before, by id, with the key to `tell` them by."""
        with in_words(self._store.path):
            had = {row[0] for row in self._db.execute("SELECT record FROM watched_records")}
        keys = {
            path: hashlib.sha256(f"{path}\0{text}".encode("utf-8", "replace")).hexdigest() for path, text in records
        }
        return {path: key for path, key in keys.items() if key not in had}

    def tell(self, news: Iterable[News], told: Iterable[Untold], records: Iterable[str]) -> None:
        """Writes down `news`, and that these revisions and records need not be looked at again; all or nothing."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self._db, self._store.path):
            lines = [(one.id, dump({**one.to_dict(), "at": at})) for one in news]
            self._db.executemany(
                "INSERT OR IGNORE INTO watched_news (id, line, shown, seal) VALUES (?, ?, 0, ?)",
                [(name, line, sealed(name, line)) for name, line in lines],
            )
            self._db.executemany("INSERT OR IGNORE INTO watched_told VALUES (?)", [(u.revision,) for u in told])
            self._db.executemany("INSERT OR IGNORE INTO watched_records VALUES (?)", [(key,) for key in records])

    def waiting(self) -> list[tuple[int, str]]:
        """The number and line of all news that were not handed on yet, oldest first; without those in `damaged`."""
        return [(number, line) for number, name, line, seal in self._unshown() if _fits(seal, name, line)]

    def damaged(self) -> list[Problem]:
        """The news that were not handed on and never will be, because what is kept of them is damaged."""
        lost = [number for number, name, line, seal in self._unshown() if not _fits(seal, name, line)]
        where = str(self._store.path)
        return [Problem(where, f"news number {n} is damaged in the store and was not handed on") for n in lost]

    def aside(self) -> frozenset[tuple[str, str]]:
        """What was set aside before this round, as `set_aside` was given it."""
        with in_words(self._store.path):
            return frozenset(self._db.execute("SELECT told, address FROM watched_aside"))

    def set_aside(self, found: Iterable[tuple[str, str]]) -> None:
        """Remembers that this, and nothing else, is set aside: what was told, and the address it is of or ""."""
        with transaction(self._db, self._store.path):
            self._db.execute("DELETE FROM watched_aside")
            self._db.executemany("INSERT OR REPLACE INTO watched_aside VALUES (?, ?)", found)

    def _unshown(self) -> list[tuple[int, Any, Any, Any]]:
        with in_words(self._store.path):
            query = "SELECT number, id, line, seal FROM watched_news WHERE shown = 0 ORDER BY number"
            return list(self._db.execute(query))

    def shown(self, number: int) -> None:
        """The news with this number was handed on."""
        with in_words(self._store.path):
            patiently(
                lambda: self._db.execute("UPDATE watched_news SET shown = 1 WHERE number = ?", (number,)),
                self._store.path,
            )

    def visit(self, url: str) -> Visit:
        """What is known of `url`; nothing where it was never asked, or what is kept cannot be read."""
        with in_words(self._store.path):
            row = self._db.execute("SELECT visit, seal FROM watched_visits WHERE url = ?", (sql(url),)).fetchone()
        try:
            said = load(row[0]) if row and _fits(row[1], sql(url), row[0]) else {}
            validators = Validators(said.get("etag"), said.get("modified"), said.get("digest"))
            return Visit(validators, str(said.get("after", "")), tuple(map(str, said.get("links", ()))))
        except (ValueError, TypeError, AttributeError):
            return Visit()

    def visited(self, url: str, visit: Visit) -> None:
        """Remembers `visit`. Only once what stood there is in the store: else a kill in between would lose it."""
        v = visit.validators
        line = {"etag": v.etag, "modified": v.modified, "digest": v.digest, "after": visit.after}
        shown = dump({**line, "links": list(visit.links)})
        with in_words(self._store.path):
            patiently(
                lambda: self._db.execute(
                    "INSERT OR REPLACE INTO watched_visits (url, visit, seal) VALUES (?, ?, ?)",
                    (sql(url), shown, sealed(sql(url), shown)),
                ),
                self._store.path,
            )


def _fits(seal: object, *columns: object) -> bool:
    """Whether these are columns that `seal` was made of, or were kept before there were any."""
    whole = [c for c in columns if isinstance(c, str | bytes)]
    return len(whole) == len(columns) and seal in ("", sealed(*whole))

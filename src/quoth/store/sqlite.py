"""The store in one SQLite file: WAL, every batch one transaction, every row checked when it is read.

What is acknowledged is committed: `put` gathers, `commit` (or the batch's own size or age) writes all of it or nothing.
A run that is killed loses at most the batch it was gathering, and the next run attributes just that again.
An id, once given in a store, stays: an article from another place with the same id gets ``~`` and 8 hex digits.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from quoth.errors import StoreError
from quoth.store import health
from quoth.store.encode import Columns, decode, encode, plain, sql
from quoth.store.opening import connect, in_words, transaction
from quoth.store.places import moved, place_of, told_apart
from quoth.store.reading import columns_of, one_state, read, row_of
from quoth.store.stored import BY_REVISION, NEWEST_BY_ARTICLE, NEWEST_BY_ID, NEWEST_BY_PLACE, shown
from quoth.store.writing import Written, write
from quoth.types import Article, Attributed, Problem

BATCH = 200  # articles in a transaction at most; one fsync for all of them
BATCH_TEXT = 4_000_000  # code points in a transaction at most, so that a gathered batch stays small in memory
BATCH_SECONDS = 1.0  # the most work that a kill can lose
_LOST = "what was stored of this article was damaged and is replaced; when it was first read is not known"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles, revisions of them, and attributions a store holds."""

    articles: int
    revisions: int
    attributions: int


class Store:
    """One open store; use it in a ``with`` statement, which commits and closes.

    Every method raises StoreError, in words for a person, when the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.kept = 0  # articles committed since it was opened
        self.mended: list[Problem] = []  # what was damaged and was read again, and what of it is not known any more
        self._db = connection
        self._folder = os.path.abspath(path.parent)  # noqa: PTH100 - resolve() would follow links
        self._pending: dict[str, Columns] = {}
        self._given: dict[str, str] = {}  # the place of each id that was given and is not in the file yet
        self._text = 0
        self._since = 0.0

    @classmethod
    def open(cls, path: str | Path, *, write: bool = True) -> Store:
        """The store at `path`, made when there is none; with `write` False it is only looked at, and must exist.

        Raises StoreError, and leaves the file as it was, when it is no store, is damaged, or a newer quoth wrote it.
        """
        path = Path(path)
        return cls(path, connect(path, write=write))

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or not issubclass(kind, StoreError):
                self.commit()
        finally:
            self._db.close()

    def place(self, article: Article) -> str:
        """The place by which this store knows `article`, whatever its id."""
        return place_of(article, self._folder)

    def settle(self, article: Article) -> Article:
        """`article` under the id that its place has in this store, so that ids stay the same from run to run.

        A new place keeps the id it came with, unless another place has it, or was given it since the store was opened;
        then it gets ``~`` and 8 hex digits of the hash of its place.
        """
        place = place_of(article, self._folder)
        with in_words(self.path):
            row = self._db.execute("SELECT id FROM articles WHERE place = ?", (sql(place),)).fetchone()
            if row is not None:
                return replace(article, id=shown(row[0]))
            taken = self._db.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone()
        if taken is not None or self._given.get(article.id, place) != place:
            article = replace(article, id=told_apart(article.id, place))
        self._given[article.id] = place
        return article

    def left_behind(self, article: Article) -> str | None:
        """The path, from the store's folder, where it has the words of `article` under the id that this came with, and
        no file stands any more; else None. So it is where the files were moved without the store, or it without them.
        """
        with in_words(self.path):
            row = self._db.execute("SELECT place FROM articles WHERE id = ?", (sql(article.id),)).fetchone()
        path = shown(row[0]).rpartition("#")[0] if row is not None else ""
        if not path or path == "-" or "://" in path or shown(row[0]) == self.place(article):
            return None
        if os.path.lexists(os.path.join(self._folder, path)):  # noqa: PTH118
            return None
        stored = self._read(NEWEST_BY_ID, sql(article.id))
        return path if isinstance(stored, Attributed) and stored.article.text == article.text else None

    def get(self, article: Article, made_by: str) -> Attributed | None:
        """What is kept for exactly this article (text, metadata, parts, id), made by exactly `made_by`; else None.

        None as well when what is kept is damaged: it is attributed again, and `put` repairs it.
        """
        place = place_of(article, self._folder)
        found = self._pending.get(place)
        try:
            if found is not None:
                stored = decode(found, found.checksum)
            else:
                with in_words(self.path), one_state(self._db):
                    row = row_of(self._db, NEWEST_BY_PLACE, sql(place))
                    if row is None or row.made_by != made_by:
                        return None
                    found = columns_of(self._db, row)
                stored = decode(found, row.checksum)
        except ValueError:
            return None
        if found.made_by != made_by or _bare(stored.article) != _bare(article):
            return None
        problems = tuple(replace(p, where=moved(p.where, stored.article.path, article.path)) for p in stored.problems)
        return replace(stored, article=article, problems=problems)

    def put(self, attributed: Attributed, made_by: str) -> None:
        """Gathers `attributed` to be kept as the newest revision of what stands at its place; see `commit`."""
        if not self._pending:
            self._since = time.monotonic()
        place = place_of(attributed.article, self._folder)
        self._pending[place] = encode(attributed, made_by)
        self._given.setdefault(attributed.article.id, place)
        self._text += len(attributed.article.text)
        full = len(self._pending) >= BATCH or self._text >= BATCH_TEXT
        if full or time.monotonic() - self._since >= BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Writes all that was gathered, in one transaction; when it returns, that is on the disk.

        Raises StoreError when it cannot be written; then what was gathered is let go, and nothing of it is kept.
        """
        try:
            self._commit()
        except StoreError:
            self._pending.clear()
            self._text = 0
            raise

    def _commit(self) -> None:
        if not self._pending:
            return
        with transaction(self._db, self.path):
            written = {place: write(self._db, place, columns) for place, columns in self._pending.items()}
        self.kept += sum(one is not Written.TAKEN for one in written.values())
        mended = [self._pending[place].id for place, one in written.items() if one is Written.MENDED]
        self.mended += [Problem(f"{self.path}: {name}", _LOST) for name in mended]
        for columns in self._pending.values():
            self._given.pop(columns.id, None)
        self._pending.clear()
        self._text = 0

    def articles(self) -> Iterator[Attributed | Problem]:
        """The newest revision of every article, in the order of their ids; a Problem for one that is damaged."""
        self.commit()
        with in_words(self.path):
            numbers = [n for (n,) in self._db.execute("SELECT article FROM articles ORDER BY id")]
        for number in numbers:
            if (one := self._read(NEWEST_BY_ARTICLE, number)) is not None:  # check() tells of those without a revision
                yield one

    def article(self, name: str) -> Attributed | Problem | None:
        """The newest revision of the article with this id; a Problem when it is damaged, None when there is none."""
        self.commit()
        return self._read(NEWEST_BY_ID, sql(name))

    def revision(self, number: int) -> Attributed | Problem:
        """The revision with this number of the whole table; a Problem when it is damaged. See `store.revisions`."""
        found = self._read(BY_REVISION, number)
        return Problem(f"{self.path}: revision {number}", "is not there any more") if found is None else found

    def checksums(self) -> dict[str, str]:
        """The checksum of the newest revision of every article by its id: what changes when the article does."""
        self.commit()
        with in_words(self.path):
            rows = self._db.execute(
                "SELECT id, checksum FROM revisions JOIN articles USING (article) ORDER BY id, number"
            ).fetchall()
        return {plain(name): shown(checksum) for name, checksum in rows if isinstance(name, str | bytes)}

    @property
    def connection(self) -> sqlite3.Connection:
        """For what else this folder keeps in the file."""
        return self._db

    def changed(self) -> int:
        """A number that is another one when another connection has written since this was last asked."""
        with in_words(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def counts(self) -> Counts:
        with in_words(self.path):
            tables = ("articles", "revisions", "attributions")
            return Counts(*(self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables))  # noqa: S608

    def refuse_damaged(self) -> None:
        """Raises StoreError where the file does not fit together; see `quoth.store.health`."""
        health.refuse_damaged(self._db, self.path)

    def check(self) -> list[Problem]:
        """Everything wrong with the file: its pages, its references, and every revision of every article."""
        self.commit()
        return health.faults(self._db, self.path)

    def _read(self, query: str, key: Any) -> Attributed | Problem | None:
        return read(self._db, self.path, query, key)


def _bare(article: Article) -> Article:
    """`article` without what depends on the folder it was named from."""
    return replace(article, path="", problems=tuple(Problem("", p.message) for p in article.problems))

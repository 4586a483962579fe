"""The file beside the store that `quoth who` is answered from, brought up to it before every question.

It is opened without trusting it and made anew when it is not ours. While the store's file is as it was, nothing is
compared; else the checksum of every article is, and what changed is taken in again, in batches, so that a run that is
ended goes on from there. Where nothing can be written beside the store it is made in a folder of its own each time.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quoth.errors import StoreError
from quoth.judgements import effective, judged
from quoth.judgements.kinds import Judgement, touched
from quoth.search.tables import Said, day_of, forget, put, statements
from quoth.store import Store, kept
from quoth.store.derived import Derived, tables_in
from quoth.store.encode import dump, plain, sql
from quoth.store.lock import really
from quoth.store.maker import fingerprint
from quoth.store.opening import all_or_nothing
from quoth.store.sayings import articles_since, digest, heard_of, last_turn, sayings_of
from quoth.types import Attributed, Attribution, Problem

APPLICATION = 0x71756F77  # "quow"
# What decides the rows; the tables themselves are compared with those of a file just made.
MADE_WITH = ("words.py", "words.txt", "search/grams.py", "search/tables.py", "search/beside.py")
BATCH = 200  # articles in a transaction
SECONDS = 5.0  # that one question may take; then it is ended, and told what would be quicker
_STEP = 10_000

Progress = Callable[[int, int], None]  # articles taken in, of how many


class Beside:
    """The open file; use it in a ``with`` statement."""

    def __init__(self, store: Path) -> None:
        """Opens or makes the file for the store at `store`. Raises StoreError when there is no such store."""
        self._store = store
        self._folder: TemporaryDirectory[str] | None = None
        self._until = float("inf")
        self.path = store.with_name(f"{store.name}-who")
        if store.is_dir():
            raise StoreError(
                f"{store} is a folder: expected a store that quoth trace wrote, such as {store / 'quoth.db'}"
            )
        if not store.is_file():
            raise StoreError(f"{store} does not exist: expected a store that quoth trace wrote")
        try:
            self.db = _file().opened(self.path)
        except (OSError, sqlite3.Error):
            self._folder = TemporaryDirectory(prefix="quoth-")
            self.path = Path(self._folder.name) / "who.db"
            try:
                self.db = _file().opened(self.path)
            except sqlite3.Error as error:
                self._folder.cleanup()
                raise StoreError(
                    f"no index of {store} can be made, neither beside it nor in {self.path.parent}: SQLite says "
                    f"{error}; is there room on the disk, and may this process open as many files (ulimit -n)?"
                ) from error
        self.db.set_progress_handler(lambda: time.monotonic() > self._until, _STEP)

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()
        if self._folder is not None:
            self._folder.cleanup()

    def refresh(self, progress: Progress = lambda _done, _of: None) -> None:
        """Brings the file up to the store. Raises StoreError when the store cannot be read."""
        seen = _state(self._store)
        if seen and self._fact("seen") == seen:
            return
        with Store.open(self._store, write=False) as store, self._in_words():
            store.refuse_damaged()  # what a damaged page no longer leads to would be missing without a word
            self._refresh(store, progress)
            self._put_fact("seen", seen)

    def problems(self) -> tuple[Problem, ...]:
        """What of the store is damaged, and so in no answer; as it was when it was last read."""
        with self._in_words():
            query = "SELECT name, value FROM facts WHERE name LIKE 'damaged %' ORDER BY name"
            rows = self.db.execute(query).fetchall()
        return tuple(Problem(where, message) for _, lines in rows for where, message in json.loads(lines))

    @contextmanager
    def asked(self) -> Iterator[sqlite3.Connection]:
        """For one question; raises StoreError when it takes more than `SECONDS`, or the file cannot be read."""
        self._until = time.monotonic() + SECONDS
        try:
            with self._in_words():
                yield self.db
        finally:
            self._until = float("inf")

    def _refresh(self, store: Store, progress: Progress) -> None:
        people = kept(store)
        holding = effective(people.judgements)
        self._put_damaged("", people.problems)
        wanted = _made_of(store.checksums(), holding)
        had = {plain(i): m for i, m in self.db.execute("SELECT id, made_of FROM articles").fetchall()}
        turn, now = int(self._fact("turn") or 0), last_turn(store)
        again = articles_since(store, turn) if now != turn else set()
        work = [name for name in wanted if had.get(name) != wanted[name] or name in again]
        gone = [name for name in had if name not in wanted]
        for at in range(0, len(gone), BATCH):
            with self._writing():
                for name in gone[at : at + BATCH]:
                    self._forget(name)
        for at in range(0, len(work), BATCH):
            progress(at, len(work))
            with self._writing():
                last = int(self.db.execute("SELECT max(number) FROM tellings").fetchone()[0] or 0)
                said: list[Said] = []
                for name in work[at : at + BATCH]:
                    if had.get(name) != wanted[name] == self._made_of(name):
                        continue  # another process has taken it in meanwhile
                    one = store.article(name)
                    self._forget(name)
                    if isinstance(one, Attributed):
                        said += self._take_in(store, one, wanted[name], holding, last + len(said) + 1)
                    elif one is not None:
                        self._put_damaged(name, [one])
                put(self.db, said)
        self._put_fact("turn", str(now))

    def _take_in(
        self, store: Store, one: Attributed, made_of: str, holding: Sequence[Judgement], first: int
    ) -> list[Said]:
        """Writes what is shown of an article and its tellings, numbered from `first`; what they are found by."""
        article = one.article
        outlet = " ".join((article.outlet or "").split()) or None
        facts = [None if v is None else sql(v) for v in (outlet, article.published, article.title)]
        row = self.db.execute(
            "INSERT INTO articles (id, made_of, outlet, published, title) VALUES (?, ?, ?, ?, ?)",
            (sql(article.id), made_of, *facts),
        ).lastrowid
        damaged: list[Problem] = []
        heard = {telling: (words, beside) for telling, words, beside in heard_of(store, article.id, damaged)}
        homes: dict[str, list[tuple[str, str, bool]]] = {}
        for telling, saying, story, perhaps in sayings_of(store, article.id, damaged):
            homes.setdefault(telling, []).append((saying, story, perhaps))
        self._put_damaged(article.id, damaged)
        standing = [j.attribution for j in judged(one, holding).judged if j.verdict is not False]
        said = []
        for number, a in enumerate(standing, first):
            words, beside = heard.get(a.id, ("", None))
            about = _about(a, beside.to_dict() if beside is not None and words == digest(a) else None)
            self.db.execute("INSERT INTO tellings VALUES (?, ?, ?)", (number, row, dump(about)))
            self.db.executemany(
                "INSERT INTO sayings VALUES (?, ?, ?, ?)", [(s, number, y, p) for s, y, p in homes.get(a.id, ())]
            )
            named = a.speaker is not None and a.speaker.type != "unknown"
            name = " ".join(a.speaker.name.split()) if named and a.speaker else None
            parts = tuple(s.text for s in a.content)
            said.append(Said(number, parts, name or None, outlet, day_of(a, article.published)))
        return said

    def _made_of(self, name: str) -> str | None:
        row = self.db.execute("SELECT made_of FROM articles WHERE id = ?", (sql(name),)).fetchone()
        return row and str(row[0])

    def _forget(self, name: str) -> None:
        self._put_damaged(name, ())
        row = self.db.execute("SELECT article FROM articles WHERE id = ?", (sql(name),)).fetchone()
        if row is None:
            return
        numbers = self.db.execute("SELECT number FROM tellings WHERE article = ?", row).fetchall()
        forget(self.db, (n for (n,) in numbers))
        self.db.executemany("DELETE FROM sayings WHERE number = ?", numbers)
        self.db.execute("DELETE FROM tellings WHERE article = ?", row)
        self.db.execute("DELETE FROM articles WHERE article = ?", row)

    def _fact(self, name: str) -> str:
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _put_fact(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _put_damaged(self, name: str, problems: Sequence[Problem]) -> None:
        """Keeps what is damaged of the article with this id, or of all judgements (``""``), in place of what was."""
        fact = "damaged " + name.encode("utf-8", "backslashreplace").decode()
        self.db.execute("DELETE FROM facts WHERE name = ?", (fact,))
        if problems:
            self._put_fact(fact, json.dumps([[one.where, one.message] for one in problems]))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        with all_or_nothing(self.db):
            yield

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise StoreError(
                    f"this takes more than {SECONDS:.0f} seconds to answer: ask for more words, or for a speaker, an "
                    "outlet or a month"
                ) from error
            raise StoreError(f"{self.path}: SQLite says {error}; it may be deleted, and is made again") from error
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} cannot be read ({error}): delete it, and it is made again") from error


def _about(a: Attribution, beside: Any) -> dict[str, Any]:
    return {
        "id": a.id,
        "kind": a.kind,
        "speaker": a.speaker and a.speaker.to_dict(),
        "via": a.via,
        "said_on": a.said_on,
        "negated": a.negated,
        "hypothetical": a.hypothetical,
        "spans": [[s.start, s.end] for s in a.content],
        "beside": beside,
    }


def _made_of(sums: dict[str, str], holding: Sequence[Judgement]) -> dict[str, str]:
    """What each article is made of: its checksum, and the judgements that name it."""
    named: dict[str, list[str]] = {}
    for judgement in holding:
        for name in touched([judgement]) & sums.keys():
            named.setdefault(name, []).append(judgement.id)
    made = dict(sums)
    for name, ids in named.items():
        whole = "\0".join(ids).encode("utf-8", "surrogatepass")
        made[name] = f"{sums[name]} {hashlib.sha256(whole).hexdigest()[:16]}"
    return made


def _state(store: Path) -> str:
    """The store's file and its log as the file system has them; another whenever something was written."""
    found = []
    store = really(store)  # its log stands there
    for path in (store, store.with_name(f"{store.name}-wal")):
        with suppress(FileNotFoundError):
            stat = path.stat()
            found.append([stat.st_size, stat.st_mtime_ns, stat.st_ino])
    return json.dumps(found)


@cache
def _file() -> Derived:
    own = tables_in(Path(__file__).parent / "beside.sql")
    version = int(fingerprint(MADE_WITH)[:7], 16)
    return Derived(APPLICATION, version, (*own, *statements()), memory=32_000)

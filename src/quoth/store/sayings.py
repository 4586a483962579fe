"""Sayings in the store: which tellings were taken for one, and what a record had beside each, for `quoth who`.

Both are what the last `quoth trace` that looked at their story found; the next one over the same story writes them
anew. What a record had is kept until another record is asked, since a record itself is not in the store; it says with
which words of the telling it was compared, and holds for no others. Each row has a checksum. The tables are made when
they are first written, and what those of an earlier quoth lack is added then; until then its tellings count as sure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from quoth.store.encode import dump, load, plain, sealed, sql
from quoth.store.opening import in_words, transaction
from quoth.store.sqlite import Store
from quoth.types import Attribution, Beside, Problem, Recorded, Trace, Verdict

_TABLES = (
    """CREATE TABLE told_in (
    telling TEXT NOT NULL,             -- the attribution's id
    saying  TEXT NOT NULL,
    story   TEXT NOT NULL,
    article TEXT NOT NULL,
    turn    INTEGER NOT NULL,          -- 1, 2, ...: of two, the later is the newer
    seal    TEXT NOT NULL DEFAULT '',  -- checksum of telling, saying, story, article, and of perhaps where it is 1
    perhaps INTEGER NOT NULL DEFAULT 0,  -- 1: it only perhaps belongs to the saying
    PRIMARY KEY (telling, saying)
) WITHOUT ROWID""",
    "CREATE INDEX told_in_article ON told_in (article)",
    "CREATE INDEX told_in_turn ON told_in (turn)",
    """CREATE TABLE told_beside (
    telling TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    words   TEXT NOT NULL,             -- digest of the telling's words: it holds while they are the same
    beside  TEXT NOT NULL,             -- JSON: verdict, meaning, record, start, end
    turn    INTEGER NOT NULL,
    seal    TEXT NOT NULL DEFAULT ''   -- checksum of telling, article, words, beside
) WITHOUT ROWID""",
    "CREATE INDEX told_beside_article ON told_beside (article)",
    "CREATE INDEX told_beside_turn ON told_beside (turn)",
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a record has beside one telling: the verdict, and the passage of the record's text where it stands."""

    verdict: Verdict
    meaning: bool
    record: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "meaning": self.meaning,
            "record": self.record,
            "start": self.start,
            "end": self.end,
        }


def keep_sayings(store: Store, trace: Trace) -> None:
    """Writes the sayings of `trace`, and what its record has beside their tellings, all or nothing.

    Raises StoreError when it cannot be written.
    """
    told = {a.id: a for a in trace.attributions}
    db = store.connection
    store.commit()
    with transaction(db, store.path):
        _make(store)
        turn = last_turn(store) + 1
        now: dict[str, set[tuple[str, str, str, bool]]] = {article.id: set() for article in trace.articles}
        for saying in trace.sayings:
            for telling in saying.tellings:
                if telling in told:
                    row = (telling, saying.id, saying.story, telling in saying.doubtful)
                    now[told[telling].article].add(row)
        for article, rows in now.items():
            if rows != set(sayings_of(store, article)):
                db.execute("DELETE FROM told_in WHERE article = ?", (sql(article),))
                said = [(sql(t), s, y, sql(article), int(perhaps)) for t, s, y, perhaps in sorted(rows)]
                db.executemany(
                    "INSERT OR REPLACE INTO told_in (telling, saying, story, article, perhaps, turn, seal) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [(*row, turn, _seal(row)) for row in said],
                )
        beside = [
            (sql(a.id), sql(a.article), digest(a), dump(heard(s.record, b).to_dict()))
            for s in trace.sayings
            if s.record is not None
            for b in s.record.tellings
            if (a := told.get(b.telling)) is not None
        ]
        db.executemany(
            "INSERT OR REPLACE INTO told_beside (telling, article, words, beside, turn, seal) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(*row, turn, sealed(*row)) for row in beside],
        )


def heard(record: Recorded, beside: Beside) -> Heard:
    """What stands to one telling: an absent one has the passage of the others of its saying."""
    return Heard(beside.verdict, beside.meaning, record.record, record.start, record.end)


def last_turn(store: Store) -> int:
    """The number of the last run that wrote sayings; 0 when none did."""
    if not _there(store):
        return 0
    with in_words(store.path):
        query = "SELECT max((SELECT max(turn) FROM told_in), coalesce((SELECT max(turn) FROM told_beside), 0))"
        return int(store.connection.execute(query).fetchone()[0] or 0)


def articles_since(store: Store, turn: int) -> set[str]:
    """The ids of the articles of whose tellings something was written after `turn`."""
    if not _there(store):
        return set()
    with in_words(store.path):
        query = "SELECT article FROM told_in WHERE turn > ?1 UNION SELECT article FROM told_beside WHERE turn > ?1"
        return {plain(a) for (a,) in store.connection.execute(query, (turn,)).fetchall()}


def sayings_of(
    store: Store, article: str, damaged: list[Problem] | None = None
) -> Iterator[tuple[str, str, str, bool]]:
    """For the tellings of `article`: telling, saying, story, whether it only perhaps belongs. Rows that are damaged are
    left out, and a Problem put into `damaged`.
    """
    for telling, saying, story, _, perhaps in _rows(store, "told_in", article, damaged):
        yield plain(telling), plain(saying), plain(story), bool(perhaps)


def heard_of(store: Store, article: str, damaged: list[Problem] | None = None) -> Iterator[tuple[str, str, Heard]]:
    """For the tellings of `article`: telling, the digest of the words compared, what the record had.

    Rows that are damaged are left out, and a Problem put into `damaged`.
    """
    for telling, _, words, line, _ in _rows(store, "told_beside", article, damaged):
        try:
            told = load(line)
            places = told["start"], told["end"]
            if told["verdict"] not in get_args(Verdict) or not all(type(place) is int for place in places):
                raise ValueError(told["verdict"])
            yield (
                plain(telling),
                str(words),
                Heard(told["verdict"], told["meaning"] is True, str(told["record"]), *places),
            )
        except (ValueError, KeyError, TypeError):
            continue


_SEALED = {
    "told_in": ("telling", "saying", "story", "article"),
    "told_beside": ("telling", "article", "words", "beside"),
}
_ADDED = {
    "told_in": {"seal": "TEXT NOT NULL DEFAULT ''", "perhaps": "INTEGER NOT NULL DEFAULT 0"},
    "told_beside": {"seal": "TEXT NOT NULL DEFAULT ''"},
}
"""Columns that the tables of an earlier quoth lack."""


def _seal(row: Sequence[Any]) -> str:
    """The checksum of a row, `perhaps` its last: left out where it is 0, so that the rows of an earlier quoth hold."""
    return sealed(*row) if row[-1] else sealed(*row[:-1])


def _rows(store: Store, table: str, article: str, damaged: list[Problem] | None) -> Iterator[tuple[Any, ...]]:
    """The columns that are sealed and `perhaps`, of those rows of `article` whose seal fits, or that have none yet."""
    if not _there(store):
        return
    there = _columns(store, table)
    perhaps, seal = ("perhaps" if "perhaps" in there else "0"), ("seal" if "seal" in there else "''")
    wanted = ", ".join((*_SEALED[table], perhaps, seal))
    query = f"SELECT {wanted} FROM {table} WHERE article = ? ORDER BY 1, 2"  # noqa: S608
    with in_words(store.path):
        rows = store.connection.execute(query, (sql(article),)).fetchall()
    for *row, seal in rows:
        if all(isinstance(c, str | bytes) for c in row[:-1]) and row[-1] in (0, 1) and seal in ("", _seal(row)):
            yield tuple(row)
        elif damaged is not None:
            what = "the saying of a telling" if table == "told_in" else "what a record has beside a telling"
            message = f"{what} is damaged in the store and is not shown: trace its story again"
            damaged.append(Problem(f"{store.path}: {article}", message))


def digest(telling: Attribution) -> str:
    """What changes with any word of `telling`."""
    whole = "\0".join(s.text for s in telling.content)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _make(store: Store) -> None:
    """Makes the tables in the transaction that is open, or gives those of an earlier quoth what they lack."""
    db = store.connection
    if not _there(store):
        for table in _TABLES:
            db.execute(table)
        return
    for name, added in _ADDED.items():
        there = _columns(store, name)
        for column, kind in added.items():
            if column not in there:
                db.execute(f"ALTER TABLE {name} ADD COLUMN {column} {kind}")


def _there(store: Store) -> bool:
    with in_words(store.path):
        found = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {"told_in", "told_beside"} <= {name for (name,) in found}


def _columns(store: Store, table: str) -> set[str]:
    with in_words(store.path):
        return {row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")}

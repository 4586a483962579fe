"""Judgements in the store: a table that only ever grows, each row sealed with all rows before it.

The table is made when the first judgement is kept, so that a store without any is as every version of quoth knows it.
What is kept is committed and on the disk when `keep` returns. The seal finds what was altered, taken away or put in
between by accident; who can write the file can compute it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.errors import StoreError
from quoth.judgements import Judgement
from quoth.store.encode import dump, load
from quoth.store.opening import in_words, transaction
from quoth.store.sqlite import Store
from quoth.types import Problem

_TABLE = """CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,        -- 1, 2, ... in the order they were kept
    id     TEXT NOT NULL UNIQUE,
    line   TEXT NOT NULL,              -- JSON, as it is exported: quoth.judgements.Judgement.to_dict
    seal   TEXT NOT NULL               -- SHA-256 of the seal before, a line end, and the line
)"""


@dataclass(frozen=True, slots=True)
class Kept:
    """All judgements of a store in the order they were kept, and what is wrong with the table."""

    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()


def keep(store: Store, judgements: Sequence[Judgement]) -> int:
    """Adds those of `judgements` that are not there yet, all or none; how many that were.

    When it returns they are on the disk. Raises StoreError when they cannot be written.
    """
    db = store.connection
    with transaction(db, store.path):
        if not _there(store):
            db.execute(_TABLE)
        last = db.execute("SELECT seal FROM judgements ORDER BY number DESC LIMIT 1").fetchone()
        seal = last[0] if last else ""
        added = 0
        for one in judgements:
            if db.execute("SELECT 1 FROM judgements WHERE id = ?", (one.id,)).fetchone():
                continue
            line = dump(one.to_dict())
            seal = _sealed(seal, line)
            db.execute("INSERT INTO judgements (id, line, seal) VALUES (?, ?, ?)", (one.id, line, seal))
            added += 1
    return added


def replace_all(store: Store, judgements: Sequence[Judgement]) -> None:
    """Puts `judgements` in place of all that were kept, sealed anew: for `quoth.store.forget`, and nothing else.

    A transaction has to be open. The chain of seals begins again; that rows went out of it cannot be seen in it.
    """
    db = store.connection
    db.execute("DELETE FROM judgements")
    seal = ""
    for one in judgements:
        line = dump(one.to_dict())
        seal = _sealed(seal, line)
        db.execute("INSERT INTO judgements (id, line, seal) VALUES (?, ?, ?)", (one.id, line, seal))


def kept(store: Store) -> Kept:
    """What `keep` has kept. A row that is no judgement, or does not fit its seal, is a Problem; the others are given.

    Raises StoreError when the file cannot be read.
    """
    with in_words(store.path):
        if not _there(store):
            return Kept()
        rows = store.connection.execute("SELECT number, id, line, seal FROM judgements ORDER BY number").fetchall()
    found, problems = [], []
    before = ""
    sound = True
    for number, name, line, seal in rows:
        where = f"{store.path}: judgement {number}"
        try:
            if not isinstance(line, str) or not isinstance(seal, str):
                raise ValueError("it is not text")
            one = Judgement.from_dict(load(line))
            if one.id != name:
                raise ValueError("it is kept under another id")
            found.append(one)
        except ValueError as error:
            problems.append(Problem(where, f"what is kept is no judgement ({error}) and is left out"))
        if sound and isinstance(line, str) and _sealed(before, line) != seal:
            sound = False
            message = "the seal does not fit: it, or one before it, was altered, added or taken away since it was kept"
            problems.append(Problem(where, message))
        before = seal if isinstance(seal, str) else ""
    return Kept(tuple(found), tuple(problems))


def _there(store: Store) -> bool:
    row = store.connection.execute("SELECT type, sql FROM sqlite_master WHERE name = 'judgements'").fetchone()
    if row is not None and row != ("table", _TABLE):
        raise StoreError(
            f"the judgements of {store.path} are not in a table that quoth made; it was left as it is: bring back a "
            "copy"
        )
    return row is not None


def _sealed(before: str, line: str) -> str:
    return hashlib.sha256(f"{before}\n{line}".encode("utf-8", "surrogatepass")).hexdigest()

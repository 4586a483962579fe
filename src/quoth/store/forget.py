"""Forgetting: articles go out of a store, and of what quoth keeps beside it, so that none of their words is left.

An article goes with all its revisions and attributions, the judgements and the grouping that name it, the answers of
the network that it was read from, and every file that quoth derived from the store (they are made again when they are
needed). The store is then written anew, without what was deleted. Afterwards every byte of all these files is looked
through for runs of four words that only the forgotten articles had: the proof is that none is found.

A person is forgotten with every article that names them, because no text is ever altered. What quoth does not do: it
touches no input, no output that was asked for with ``-o``, no copy and no backup; and a disk may keep what a file
system no longer shows.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from quoth.errors import StoreError, UsageError
from quoth.fetch.kept import Archive, folder_of
from quoth.judgements import Judgement
from quoth.judgements.kinds import touched
from quoth.store import judgements as people
from quoth.store.encode import dump, plain, sql
from quoth.store.left import glob_safe, is_derived, left
from quoth.store.opening import in_words, patiently, transaction
from quoth.store.revisions import versions
from quoth.store.sqlite import Store
from quoth.store.traces import Needles
from quoth.types import Article, Attributed, Problem

_OWN = frozenset({"articles", "revisions", "attributions", "judgements"})
_SEEN_BEFORE = "CREATE TABLE forgotten (place TEXT PRIMARY KEY) WITHOUT ROWID"
_PIECE = 1 << 20  # bytes that are written over at once


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: ids of articles, how many judgements, files beside the store; and what is `left` of their words.

    `left` are places, ``FILE at byte N``; it is empty, or the forgetting has failed.
    """

    articles: tuple[str, ...]
    judgements: int
    files: tuple[str, ...]
    left: tuple[str, ...]


def naming(store: Store, name: str) -> tuple[str, ...]:
    """The ids of all articles that name this person: in any revision's words, in what is known of it, or as speaker.

    Letters count without case, white space as one. A case it gets wrong: an article that only ever says "the minister".
    Raises UsageError where the name is of fewer than three letters.
    """
    wanted = _folded(name)
    if len(wanted.strip()) < 3:
        raise UsageError(f"{name!r} is too short to be looked for as a name: expected three letters or more")
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    found = []
    for one in _ids(store):
        for version in versions(store, one):
            if not isinstance(version.read, Attributed):
                continue
            article = version.read.article
            speakers = [a.speaker.name for a in version.read.attributions if a.speaker]
            about = (article.text, article.title, article.byline, article.path, article.url, article.outlet, *speakers)
            if any(text and pattern.search(_folded(text)) for text in about):
                found.append(one)
                break
    return tuple(found)


def forget(store: Store, articles: Collection[str], names: Collection[str] = ()) -> Forgotten:
    """Takes `articles` out, and every judgement that names one of `names`; proves that it is so.

    Nobody else may be at work on the store (`quoth.store.lock`). Raises StoreError when the store cannot be written, or
    a file beside it not removed; when it is asked again it goes on from there. Forgetting what is not there cleans up
    and looks all the same.
    """
    gone = tuple(sorted(set(articles).intersection(_ids(store))))
    needles = _needles(store, gone, names)
    paths = _paths(store, gone)
    db = store.connection
    with in_words(store.path):
        db.execute("PRAGMA secure_delete = ON")
    with transaction(db, store.path):
        judged = _forget_judgements(store, gone, names)
        _forget_rows(db, gone, names)
        _forget_articles(db, gone)
    files = [str(path) for path in _beside(store.path, paths) if _destroyed(path)]
    _leave_no_empty_folder(_dropped(store.path))
    with in_words(store.path):
        patiently(lambda: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone(), store.path)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # the file that it is written anew into
        try:
            patiently(lambda: db.execute("VACUUM"), store.path)
        finally:
            db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        patiently(lambda: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone(), store.path)
    return Forgotten(gone, judged, tuple(files), tuple(left(store.path, needles)))


def refused(store: Store, article: Article) -> Problem | None:
    """The Problem that `article` was forgotten in this store, which does not take in again what stands at its place."""
    if not is_forgotten(store, store.place(article)):
        return None
    empty = replace(article, text="", parts=(), problems=(), origins=())
    return Problem(
        article.path, "was forgotten here and is not read again: name another store", empty, code="forgotten"
    )


def is_forgotten(store: Store, place: str) -> bool:
    """Whether what stands at `place` was forgotten."""
    with in_words(store.path):
        if not store.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'").fetchone():
            return False
        row = store.connection.execute("SELECT 1 FROM forgotten WHERE place = ?", (_hash(place),)).fetchone()
    return row is not None


def _ids(store: Store) -> tuple[str, ...]:
    store.commit()
    with in_words(store.path):
        rows = store.connection.execute("SELECT id FROM articles ORDER BY id").fetchall()
    return tuple(plain(name) for (name,) in rows if isinstance(name, str | bytes))


def _needles(store: Store, gone: Sequence[str], names: Collection[str]) -> Needles:
    """What must be found nowhere: words that no article that stays has, and the names."""
    taken = Needles.of(_texts(store, gone))
    stay = [one for one in _ids(store) if one not in set(gone)]
    return taken.without(_texts(store, stay)).more(names)


def _texts(store: Store, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for version in versions(store, name):
            if isinstance(version.read, Attributed):
                article = version.read.article
                yield article.text
                yield from (t for t in (article.title, article.byline, article.url) if t)


def _paths(store: Store, gone: Collection[str]) -> frozenset[str]:
    """The paths and addresses that the articles in `gone` were read from."""
    found: set[str] = set()
    for name in gone:
        for version in versions(store, name):
            if isinstance(version.read, Attributed):
                article = version.read.article
                found |= {article.path, *([article.url] if article.url else [])}
    return frozenset(found)


def _forget_articles(db: sqlite3.Connection, gone: Sequence[str]) -> None:
    if gone and not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'").fetchone():
        db.execute(_SEEN_BEFORE)
    for name in gone:
        number, place = db.execute("SELECT article, place FROM articles WHERE id = ?", (sql(name),)).fetchone()
        revisions = "SELECT revision FROM revisions WHERE article = ?"
        db.execute(f"DELETE FROM attributions WHERE revision IN ({revisions})", (number,))  # noqa: S608
        db.execute("DELETE FROM revisions WHERE article = ?", (number,))
        db.execute("DELETE FROM articles WHERE article = ?", (number,))
        db.execute("INSERT OR IGNORE INTO forgotten VALUES (?)", (_hash(plain(place)),))


def _forget_rows(db: sqlite3.Connection, gone: Sequence[str], names: Collection[str]) -> None:
    """Takes every row of other tables that names one of `gone` or `names`: what was grouped, told, reported.

    Which tables those are is asked of the file, so that what another part of quoth keeps there is not passed over. A
    row too many is made again from the articles.
    """
    words = [*map(re.escape, gone), *(re.escape(n).replace(r"\ ", r"\s+") for n in names)]
    if not words:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    for (table,) in tables:
        if table in _OWN or table == "forgotten":
            continue
        quoted = '"' + str(table).replace('"', '""') + '"'
        asked = db.execute(f"SELECT * FROM {quoted}")  # noqa: S608
        columns = ['"' + str(c[0]).replace('"', '""') + '"' for c in asked.description]
        rows = [row for row in asked if any(pattern.search(_readable(value)) for value in row)]
        same = " AND ".join(f"{c} IS ?" for c in columns)
        db.executemany(f"DELETE FROM {quoted} WHERE {same}", rows)  # noqa: S608


def _forget_judgements(store: Store, gone: Collection[str], names: Collection[str]) -> int:
    """Takes out the judgements about articles in `gone` or with one of `names` in them, and seals the others anew."""
    kept = people.kept(store).judgements
    patterns = [re.compile(rf"(?<!\w){re.escape(_folded(n))}(?!\w)") for n in names]

    def goes(one: Judgement) -> bool:
        line = _folded(dump(one.to_dict()))
        return not touched([one]).isdisjoint(gone) or any(p.search(line) for p in patterns)

    out = {one.id for one in kept if goes(one)}
    if out:
        people.replace_all(store, [one for one in kept if one.id not in out and one.undoes not in out])
    return len(out)


def _beside(store: Path, paths: Collection[str]) -> Iterator[Path]:
    """The files beside the store that have words of what was read from `paths`, and all that were derived from it."""
    for path in sorted(store.parent.glob(f"{glob_safe(store.name)}-*")):
        with suppress(OSError):
            if path.is_file() and is_derived(path):
                yield from (p for p in (path, Path(f"{path}-wal"), Path(f"{path}-shm")) if p.exists())
    archive = Archive(folder_of(store), "")
    yield from (file for path in sorted(paths) if "://" in path for file in archive.of(path))
    dropped = _dropped(store).resolve()
    for file in (Path(path) for path in sorted(paths) if "://" not in path):
        if dropped in file.resolve().parents and file.is_file():
            yield file


def _dropped(store: Path) -> Path:
    """Where the page keeps what it was given to read, each file in a folder that is called by its bytes."""
    return store.with_name(f"{store.stem}-dropped")


def _leave_no_empty_folder(inside: Path) -> None:
    for path in inside.glob("*/") if inside.is_dir() else ():
        with suppress(OSError):  # it is not empty
            path.rmdir()


def _destroyed(path: Path) -> bool:
    """Overwrites and removes a file. Raises StoreError when that cannot be done."""
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            for at in range(0, size, _PIECE):
                file.write(bytes(min(_PIECE, size - at)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(
            f"{path} could not be removed ({error.strerror}): remove it yourself, and try again"
        ) from error
    return True


def _readable(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _hash(place: str) -> str:
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()

"""Earlier versions of what a store holds: what each article said when it was read before.

An article is the place that it was read from: a path, or an address that was fetched. When other words stand there,
they are its next revision; metadata or another network are not. The words of a revision are never altered, nor written
again when a later run finds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from quoth.revisions import revised
from quoth.store.encode import load, plain, sql
from quoth.store.opening import in_words
from quoth.store.sqlite import Store
from quoth.types import Attributed, Problem, Revised


@dataclass(frozen=True, slots=True)
class Version:
    """One revision: its `number` (1, 2, ...), when it was read (ISO 8601, UTC), and what it holds."""

    number: int
    at: str
    read: Attributed | Problem


def versions(store: Store, name: str) -> tuple[Version, ...]:
    """Every revision of the article with this id, oldest first; a Problem for one that is damaged."""
    store.commit()
    with in_words(store.path):
        rows = store.connection.execute(
            "SELECT revision, number, kept_at FROM revisions JOIN articles USING (article) WHERE id = ? "
            "ORDER BY number",
            (sql(name),),
        ).fetchall()
    return tuple(Version(number, str(at), store.revision(revision)) for revision, number, at in rows)


def revised_articles(store: Store) -> frozenset[str]:
    """The ids of all articles that the store has more than one revision of."""
    store.commit()
    with in_words(store.path):
        rows = store.connection.execute(
            "SELECT id FROM articles WHERE article IN "
            "(SELECT article FROM revisions GROUP BY article HAVING count(*) > 1)"
        ).fetchall()
    return frozenset(plain(name) for (name,) in rows if isinstance(name, str | bytes))


def addresses(store: Store) -> Iterator[tuple[str, str]]:
    """The id and the address of every article that states one, in its newest revision; damaged ones are left out."""
    store.commit()
    with in_words(store.path):
        rows = store.connection.execute(
            "SELECT id, facts, max(number) FROM revisions JOIN articles USING (article) "
            "WHERE instr(facts, '\"url\"') GROUP BY article ORDER BY id"
        ).fetchall()
    for name, facts, _ in rows:
        try:
            url = load(facts)["url"]
        except (ValueError, KeyError, TypeError):
            continue
        if isinstance(name, str | bytes) and isinstance(url, str):
            yield plain(name), url


def edits(store: Store, articles: Collection[str]) -> Iterator[Revised | Problem]:
    """What was edited in those of `articles` that have more than one revision, by id, each beside the one before it.

    A revision that is damaged is left out, and a Problem says which.
    """
    for name in sorted(revised_articles(store).intersection(articles)):
        before: tuple[str, Attributed] | None = None
        for version in versions(store, name):
            if isinstance(version.read, Problem):
                yield damaged(store, name, version)
                continue
            if before is not None:
                found = revised(before[1], version.read, seen=before[0], at=version.at)
                yield replace(found, article=name, earlier=name)
            before = version.at, version.read


def damaged(store: Store, name: str, version: Version) -> Problem:
    """What is said of a revision that is not shown."""
    return Problem(
        f"{store.path}: {name}", f"its revision {version.number} is damaged: what was edited then cannot be told"
    )

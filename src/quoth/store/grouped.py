"""The stories of a store, brought up to its articles: what came, changed or went is grouped, and all else stays.

So the ids of stories stay when more articles arrive, and what merges or splits is written down with its day. Several
runs may do so at once: whoever was overtaken begins anew from what the other one kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, cast

from quoth.errors import StoreError
from quoth.store.opening import in_words
from quoth.store.sqlite import Store
from quoth.store.stories import Dated, OvertakenError, as_kept, changes, keep
from quoth.stories.naming import Change
from quoth.stories.seen import Seen, see
from quoth.stories.stream import Stories
from quoth.types import Problem, Regrouped, Story

_TRIES = 20  # times to be overtaken before this run's stories are only shown

_TOLD: tuple[str, ...] = ("merged", "split")


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """All stories of a store, by their first articles, each with what is written of its merges and splits.

    `changes` are what became of stories just now. `problems` are of stored articles that cannot be read, and are in no
    story. `unkept` says why it could not be written down; None where it was, or there was nothing to write.
    """

    stories: tuple[Story, ...]
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    unkept: StoreError | None = None


def brought_up(
    store: Store, seen: Mapping[str, Seen] | None = None, *, shown: Collection[str] = (), but: Collection[str] = ()
) -> BroughtUp:
    """The stories of all articles of `store`, and of those `seen` in this run, by id, whether they are kept or not.

    The articles of stories that hold one of `shown` are read, so that one that is damaged is said to be and is in none
    of them; of the others it is enough that nothing has changed since they were grouped. Articles in `but` are left
    out. Raises StoreError when the store cannot be read; where it cannot be written, `BroughtUp.unkept` says so.
    """
    seen = seen or {}
    unkept: StoreError | None = StoreError(f"{store.path}: other runs keep on grouping: the stories were not kept")
    for _ in range(_TRIES):
        made = _Made(store, seen, but)
        made.without_damaged(shown)
        try:
            keep(store, made.stories, made.changes, made.read, made.turn)
            unkept = None
        except OvertakenError:
            continue
        except StoreError as error:
            unkept = error
        break
    now = datetime.now(UTC).isoformat(timespec="seconds")
    histories = _histories([*changes(store, told_of=_TOLD), *(Dated(now, c) for c in made.changes if unkept)])
    found = tuple(replace(s, history=histories.get(s.id, ())) for s in made.stories.stories)
    return BroughtUp(found, tuple(made.changes), tuple(made.problems), unkept)


def merged_since(store: Store, revision: int) -> tuple[Dated, ...]:
    """What merged since the revision with this number of the whole table was kept, oldest first."""
    with in_words(store.path):
        row = store.connection.execute("SELECT kept_at FROM revisions WHERE revision = ?", (revision,)).fetchone()
    found = changes(store, told_of=("merged",)) if row else ()
    return tuple(one for one in found if one.change.kind == "merged" and one.at >= row[0])


class _Made:
    """Stories as they were kept, and then with what is others now."""

    def __init__(self, store: Store, seen: Mapping[str, Seen], but: Collection[str]) -> None:
        kept = as_kept(store)
        self.stories: Stories = kept.stories
        self.turn = kept.turn
        self.problems: list[Problem] = []
        self._store = store
        self._seen = seen
        self._read: set[str] = set(seen)
        sums = store.checksums()
        out = set(but)
        fresh: dict[str, Seen] = {}
        same: list[str] = []  # of other revisions, with the words that are known
        for name, one in seen.items():
            if not self.stories.has(name, one.digest):
                fresh[name] = one
            elif kept.read.get(name) != sums.get(name, ""):
                same.append(name)
        for name, checksum in sums.items():
            if name in seen or name in out or (name in self.stories and kept.read.get(name) == checksum):
                continue
            self._read.add(name)
            found = store.article(name)
            if found is None or isinstance(found, Problem):
                out.add(name)
                self.problems += [found] if found else []
            elif self.stories.holds(found.article):
                same.append(name)
            else:
                fresh[name] = see(found.article)
        gone = [name for name in self.stories if name not in seen and (name in out or name not in sums)]
        self.changes: list[Change] = [*self.stories.remove(gone)]
        self.changes += self.stories.add_seen({name: fresh[name] for name in sorted(fresh)})
        self.stories.again(same)
        self.read = sums

    def without_damaged(self, shown: Collection[str]) -> None:
        """Takes the articles that cannot be read out of the stories that hold one of `shown`."""
        asked = [name for name in sorted(shown) if name in self.stories]
        while True:
            inside = {a for name in asked if name in self.stories for a in self.stories.story_of(name).articles}
            damaged = []
            for name in sorted(inside - self._read):
                self._read.add(name)
                found = self._store.article(name)
                if found is None or isinstance(found, Problem):
                    damaged.append(name)
                    self.problems += [found] if found else []
            if not damaged:
                return
            self.changes += self.stories.remove(damaged)


def _histories(dated: Sequence[Dated]) -> dict[str, tuple[Regrouped, ...]]:
    """By story: what came to it from others, and what left it for them, oldest first."""
    found: defaultdict[str, list[Regrouped]] = defaultdict(list)
    for one in dated:
        c = one.change
        if c.kind in _TOLD:
            kind = cast("Literal['merged', 'split']", c.kind)
            found[c.story].append(Regrouped(one.at, kind, c.articles, c.others))
    return {story: tuple(rows) for story, rows in found.items()}

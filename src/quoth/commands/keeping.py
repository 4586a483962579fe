"""The store of one run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.commands.engine import Grouped
from quoth.counted import counted
from quoth.errors import StoreError
from quoth.output import Words
from quoth.types import Article, Attributed, Problem, Revised, Story, Trace

if TYPE_CHECKING:
    from quoth.store import Store

_TOLD = 200  # articles whose sayings are kept in one transaction
PATIENCE = 60.0  # seconds to wait for who must be alone with the store


class Keeping:
    """The store of one run, which goes on without it when it can no longer be written.

    Where there is no file yet, one is made when the first article is at hand: a run that reads nothing leaves nothing.
    """

    def __init__(self, stack: ExitStack, path: Path, made_by: Callable[[], str], words: Words) -> None:
        self.failed = False
        self._stack = stack
        self._path = path
        self._read_with = made_by
        self._words = words
        self._store: Store | None = None
        self._made_by = ""
        self._told: list[Trace] = []
        self._moved: dict[str, str] = {}  # the paths that articles had, by their ids there
        if path.exists():
            self._opened()  # what is wrong with it is said before all the work

    def _opened(self) -> Store:
        if self._store is None:
            from quoth.store import Store
            from quoth.store.lock import held

            self._stack.enter_context(held(self._path, "quoth trace", alone=False, wait=PATIENCE))
            store = self._stack.enter_context(Store.open(self._path))
            store.refuse_damaged()
            self._made_by = self._read_with()
            self._store = store
        return self._store

    @property
    def kept(self) -> int:
        return self._store.kept if self._store else 0

    def known(self, article: Article) -> Attributed | Article | Problem:
        """What the store has for `article` under the id it has there, else the article under that id; a Problem where
        it was forgotten.
        """
        from quoth.store.forget import refused

        store = self._opened()
        if (problem := refused(store, article)) is not None:
            return problem
        settled = store.settle(article)
        if (known := store.get(settled, self._made_by)) is not None:
            return known
        if settled.id != article.id and (path := store.left_behind(article)) is not None:
            self._moved[article.id] = path
        return settled

    def told_moved(self) -> None:
        """Says which new articles the store has from files that are no more, since each of them now counts twice."""
        if not self._moved:
            return
        name, path = next(iter(self._moved.items()))
        others = " ..." if len(self._moved) > 1 else ""
        self._words.say(
            f"counted twice in {self._path}: {counted(len(self._moved), 'article')}, word for word from files that are "
            f"no more, as {name} from {path}; if they were moved, quoth forget {name}{others} takes the old out"
        )

    def keep(self, new: Attributed) -> None:
        if not self.failed:
            self._try(lambda: self._opened().put(new, self._made_by))

    def stories(self, grouping: Grouped, shown: Collection[str]) -> tuple[Sequence[Story], Sequence[Problem]]:
        """The stories of everything in the store and of this run, once all of it is in the store, and what of the
        store cannot be read. What merged or split is said.
        """
        from quoth.page.history import told

        if self._store is None:
            return grouping.stories(), ()
        if not self.failed:
            self._try(self._store.commit)
        found = grouping.stories_in(self._store, shown)
        if found.unkept and not self.failed:
            self.failed = True
            self._words.error(f"{found.unkept}. Going on without keeping what follows")
        for line in told(found.changes):
            self._words.say(line)
        return found.stories, found.problems

    def edits(self, articles: Collection[str], problems: list[Problem]) -> tuple[Revised, ...]:
        """What was edited in those of `articles` that were read before with other words; adds to `problems`."""
        from quoth.store.revisions import edits

        if self._store is None:
            return ()
        found = tuple(edits(self._store, articles))
        problems += [*self._store.mended, *(one for one in found if isinstance(one, Problem))]
        return tuple(one for one in found if not isinstance(one, Problem))

    def article(self, name: str) -> Attributed | Problem | None:
        """What the store has under this id."""
        return self._store.article(name) if self._store else None

    def sayings(self, part: Trace) -> None:
        """Gathers which tellings are one saying and what a record has beside them, to be kept for ``quoth who``."""
        self._told.append(part)
        if sum(len(one.articles) for one in self._told) >= _TOLD:
            self.sayings_done()

    def sayings_done(self) -> None:
        """Keeps what was gathered of sayings."""
        from quoth.store.sayings import keep_sayings

        gathered, self._told = self._told, []
        whole = Trace(
            tuple(a for one in gathered for a in one.articles),
            tuple(a for one in gathered for a in one.attributions),
            tuple(s for one in gathered for s in one.stories),
            tuple(s for one in gathered for s in one.sayings),
        )
        if not self.failed and (store := self._store) is not None:
            self._try(lambda: keep_sayings(store, whole))

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except StoreError as error:
            self.failed = True
            self._words.error(f"{error}. Going on without keeping what follows")

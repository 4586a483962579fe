"""What stands behind all addresses: the store, the index made of it, the judgements, and who keeps them in step.

A thread of its own looks every `PAUSE` seconds whether somebody else (``quoth trace`` in a terminal) has written to the
store, and refreshes the index. A judgement is on the disk of the store before anybody is told that it was kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quoth.errors import InputError, QuothError, StoreError
from quoth.judgements import Judgement, effective
from quoth.page.app.index.file import Index
from quoth.page.app.index.records import Records
from quoth.page.app.index.refresh import refresh, refresh_judged
from quoth.page.app.settings import Settings
from quoth.page.app.story.loaded import Loaded, Ready
from quoth.store import Kept, Store, keep, kept
from quoth.types import Problem

PAUSE = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, how much of it, of how much; `failed` says why it could not be."""

    what: str = ""
    done: int = 0
    of: int = 0
    failed: str = ""


class EndedError(QuothError):
    """The page is being ended; what it was doing to the index is left there."""


class Desk:
    """Open from `start` to `stop`; every method may be called from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with Store.open(settings.store) as store:  # made when there is none; refused, in words, when it is no store
            store.refuse_damaged()
        self.index = Index(settings.store)
        self.ready = Ready(self.index)
        self.records = Records.of(settings.records)
        self.progress = Progress("reading the store")
        self.aside: Callable[[], Sequence[Problem]] = tuple  # what was set aside in this run; see `reading`
        self._people = Kept()
        self._holding: tuple[Judgement, ...] = ()
        self._keeping = threading.Lock()
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="quoth-refresh", daemon=True)
        if settings.records and not self.records.indexes:
            why = "; ".join(f"{p.where}: {p.message}" for p in self.records.problems[:3])
            self.index.close()
            raise InputError(f"no record could be read ({why})")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, which leaves off after the story it is at, and lets go of the files."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        self.index.close()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements in the order they were kept."""
        return self._people.judgements

    def holding(self) -> tuple[Judgement, ...]:
        """Those that hold."""
        return self._holding

    def story(self, name: str) -> Loaded | None:
        return self.ready.story(name, self.holding, self.records)

    def keep(self, judgements: Sequence[Judgement]) -> int:
        """Keeps `judgements`; how many were new. When it returns they are on the disk and every page shows them.

        Raises StoreError when they could not be kept; then none of them was.
        """
        with self._keeping:
            with Store.open(self.settings.store) as store:
                added = keep(store, judgements)
                self._taken(kept(store))
            with Store.open(self.settings.store, write=False) as store:
                refresh_judged(store, self.index, judgements, self.records)
        return added

    def refresh(self) -> None:
        """Brings the index up to the store now, in this thread. Raises EndedError when it is stopped meanwhile."""
        with self._keeping, Store.open(self.settings.store) as store:
            self._taken(kept(store))
            refresh(store, self.index, self._say, self.records)
            self.progress = Progress()

    def _taken(self, people: Kept) -> None:
        self._people = people
        self._holding = effective(people.judgements)

    def _say(self, what: str, done: int, of: int) -> None:
        if self._stop.is_set():
            raise EndedError("the page is being ended")
        self.progress = Progress(what, done, of)

    def _follow(self) -> None:
        seen = -1
        watching: Store | None = None
        while not self._stop.is_set():
            try:
                if watching is None:
                    watching = Store.open(self.settings.store, write=False)
                now = watching.changed()
                if now != seen:
                    self.refresh()
                    seen = now
            except EndedError:
                return
            except StoreError as error:
                self.progress = Progress(failed=str(error))
                watching, seen = None, -1
            except Exception as error:
                self.progress = Progress(
                    failed=f"quoth broke while reading the store ({type(error).__name__}: {error})"
                )
                watching, seen = None, -1
            self._wake.wait(PAUSE)
            self._wake.clear()

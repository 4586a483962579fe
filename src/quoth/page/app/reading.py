"""Texts read while one watches: dropped files, pasted words, and addresses where fetching is allowed.

What is given is first written, as it came, into a folder beside the store, so that a store can always be made again
from its articles. Then it goes the way of ``quoth trace``: read, attributed, kept. Jobs are done one after another by
one thread; each says at every step how far it is.

An address goes through `quoth.fetch`, which refuses what leads into a private network, and what was answered is kept
beside the store as it came. What stands there is read and nothing else: no link of it is followed, nor those of a feed.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from typing import TYPE_CHECKING

from quoth.articles.kinds import by_name
from quoth.articles.listing import COMPRESSED
from quoth.articles.remote import Got, Remote
from quoth.errors import QuothError
from quoth.page.app.desk import Desk
from quoth.page.app.slugs import slug
from quoth.store import Store
from quoth.store.forget import refused
from quoth.types import Article, Attributed, Problem
from quoth.whole import whole
from quoth.workers import one as attributed

if TYPE_CHECKING:
    from quoth.fetch import Fetcher
    from quoth.fetch.rates import Pace

MOST_FILES = 200  # of one job; the form refuses more
MOST_JOBS = 50  # that are remembered
LONGEST_ADDRESS = 2_000
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://\S{1,2000}")

Read = Callable[[Sequence[str | Remote]], Iterable[Article | Problem]]
Attribute = Callable[[Article], Attributed]


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads: the same functions as those of the command line. `made_by` may load the network.

    `fetcher` gives a new way to addresses, for one job; None where nothing may be fetched.
    """

    read: Read
    attribute: Attribute
    made_by: Callable[[], str]
    fetcher: Callable[[], Fetcher] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One file as it came, or an address (then `data` is empty)."""

    name: str
    data: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One article of a job: what became of it. `slug` leads to it once it is kept."""

    name: str
    state: str  # "waiting", "fetching", "reading", "read", "set aside"
    statements: int = 0
    slug: str = ""
    why: str = ""


@dataclass(slots=True)
class Job:
    """One act of reading. `state`: "waiting", "reading", "arranging", "done" or "failed"."""

    id: str
    given: tuple[Given, ...] = field(repr=False)
    state: str = "waiting"
    steps: list[Step] = field(default_factory=list)
    why: str = ""
    stories: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "state": self.state,
            "why": self.why,
            "read": sum(s.state == "read" for s in self.steps),
            "aside": sum(s.state == "set aside" for s in self.steps),
            "steps": [
                {"name": s.name, "state": s.state, "statements": s.statements, "article": s.slug, "why": s.why}
                for s in self.steps
            ],
            "stories": [{"story": i, "title": t} for i, t in self.stories],
        }


class Reading:
    """The jobs of one run, and the thread that does them."""

    def __init__(self, desk: Desk, engine: Engine) -> None:
        self._desk = desk
        self._engine = engine
        store = desk.settings.store
        self._dropped = store.with_name(f"{store.stem}-dropped")
        self._jobs: dict[str, Job] = {}
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="quoth-reading", daemon=True)
        self._problems: list[Problem] = []
        self._pace: Pace | None = None
        desk.aside = self.problems

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the article that is being read."""
        self._queue.put(None)
        for job in self._jobs.values():
            job.given = ()

    def problems(self) -> Sequence[Problem]:
        """What was set aside since the server was started."""
        return tuple(self._problems)

    def job(self, name: str) -> Job | None:
        return self._jobs.get(name)

    def add(self, given: Sequence[Given]) -> Job:
        """A new job, which is begun when those before it are done."""
        job = Job(token_hex(8), tuple(given), steps=[Step(g.name or g.address, "waiting") for g in given])
        while len(self._jobs) >= MOST_JOBS:
            del self._jobs[next(iter(self._jobs))]
        self._jobs[job.id] = job
        self._queue.put(job)
        return job

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._do(job)
                job.state = "done" if any(s.state == "read" for s in job.steps) else "failed"
                if job.state == "failed" and not job.why:
                    job.why = "Nothing of it could be read."
            except (QuothError, OSError) as error:
                job.state, job.why = "failed", str(error)
            except Exception as error:
                job.state, job.why = "failed", f"quoth broke ({type(error).__name__}: {error})"
            job.given = ()

    def _do(self, job: Job) -> None:
        job.state = "reading"
        steps: list[Step] = []
        kept: list[str] = []
        made_by = self._engine.made_by()
        fetcher = self._fetcher() if any(g.address for g in job.given) else None
        with Store.open(self._desk.settings.store) as store:
            for n, given in enumerate(job.given):
                name = given.name or given.address
                waiting = [Step(g.name or g.address, "waiting") for g in job.given[n + 1 :]]
                job.steps = [*steps, Step(name, "fetching" if given.address else "reading"), *waiting]
                where = fetched(given.address, fetcher) if given.address else put(self._dropped, given)
                job.steps = [*steps, Step(name, "reading"), *waiting]
                had, forgotten = len(kept), False
                for one in self._articles(where):
                    job.steps = [*steps, Step(_title(one) or name, "reading"), *waiting]
                    read = one if isinstance(one, Problem) else self._kept(store, one, made_by)
                    if isinstance(read, Problem):
                        forgotten |= read.code == "forgotten"
                        steps.append(Step(name, "set aside", why=read.message))
                        self._problems.append(replace(read, where=name, article=None))
                    else:
                        kept.append(read.article.id)
                        about = len(read.attributions), slug(read.article.id)
                        steps.append(Step(read.article.title or name, "read", *about))
                    job.steps = [*steps, *waiting]
                if forgotten and len(kept) == had and isinstance(where, Path):
                    where.unlink(missing_ok=True)  # what was forgotten is not kept here either
                    where.parent.rmdir()
        job.steps = steps
        if kept:
            job.state = "arranging"
            self._desk.refresh()
            job.stories = tuple(self._stories(kept))

    def _fetcher(self) -> Fetcher | None:
        """A new one for each job, so that a site that was silent once is asked again; the pace is that of the run."""
        if self._engine.fetcher is None:
            return None
        made = self._engine.fetcher()
        if self._pace is None:
            self._pace = made.pace
        made.pace = self._pace
        return made

    def _articles(self, where: Path | Remote) -> Iterator[Article | Problem]:
        """What is in one file or at one address; a fault of quoth's own costs this one only."""
        try:
            yield from self._engine.read([str(where) if isinstance(where, Path) else where])
        except (QuothError, OSError) as error:
            yield Problem(str(where) if isinstance(where, Path) else where.url, str(error))

    def _kept(self, store: Store, article: Article, made_by: str) -> Attributed | Problem:
        """`article` with its attributions, once they are in the store; a Problem where it was forgotten there."""
        if (problem := refused(store, article)) is not None:
            return problem
        article = store.settle(article)
        read = store.get(article, made_by) or attributed(article, self._engine.attribute)
        if isinstance(read, Attributed):
            store.put(read, made_by)
            store.commit()
        return read

    def _stories(self, articles: Sequence[str]) -> Iterator[tuple[str, str]]:
        with self._desk.index.reading() as db:
            found = {}
            for name in articles:
                row = db.execute(
                    "SELECT s.story, s.title FROM articles a JOIN stories s ON s.story = a.story WHERE a.slug = ?",
                    (slug(name),),
                ).fetchone()
                if row:
                    found[row[0]] = row[1]
        yield from found.items()


def _title(one: Article | Problem) -> str | None:
    return one.title if isinstance(one, Article) else None


def is_address(text: str) -> bool:
    """Whether what was pasted is one address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def fetched(address: str, fetcher: Fetcher | None) -> Remote:
    """What stands at `address`, asked for now; who reads it gets the words, or why there are none.

    Whatever `address` is, it is never taken for a file of this machine.
    """

    def get() -> Got:
        if fetcher is None:
            raise ValueError("addresses are not fetched: quoth serve was started without --fetch")
        found = fetcher.get(address)
        return Got(found.body, found.kind, found.final)

    remote = Remote(address, get)
    with suppress(ValueError):
        remote.got()
    return remote


def put(folder: Path, given: Given) -> Path:
    """Writes `given` under its name, made plain, into a folder in `folder` that is called by its bytes; the same bytes
    are written once. So an article has the name of its file, whatever else of that name was given.
    """
    stem, suffix = Path(given.name).stem, Path(given.name).suffix.lower()
    readable = _OTHER.sub("-", stem)[:60].strip("-") or "text"
    digest = hashlib.sha256(given.data).hexdigest()[:8]
    told = suffix in COMPRESSED or suffix in {".txt", ".md"} or by_name(given.name) != "text"
    path = folder / digest / f"{readable}{suffix if told else '.txt'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with whole(path) as file:
            file.write(given.data)
    return path

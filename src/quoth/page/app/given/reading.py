"""Texts read while one watches: dropped files, pasted words, and addresses where fetching is allowed.

What is given is first written, as it came, into a folder beside the store, so that a store can always be made again
from its articles. Then it goes the way of ``quoth trace``: read, attributed, kept. Jobs are done one after another by
one thread; each says at every step how far it is.

What stands at an address (`address`) is kept beside the store as it came. What the store has already is said to be
there (`known`), and what comes with articles but is none is used (`stated`), or said to be what it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from quoth.articles.remote import Remote
from quoth.errors import QuothError
from quoth.page.app.desk import Desk
from quoth.page.app.given.address import fetched
from quoth.page.app.given.files import ALONE, ONE_TABLE, TRANSCRIPT, Given, drop, is_one_of, is_transcript, put, sums_of
from quoth.page.app.given.job import KNOWN, USED, Job, Step, to_do
from quoth.page.app.given.known import Known, again, as_stated
from quoth.page.app.given.stated import Stated
from quoth.page.app.index.slugs import slug
from quoth.records import beside
from quoth.store import Store
from quoth.store.forget import refused
from quoth.types import Article, Attributed, Problem
from quoth.workers import one as attributed

if TYPE_CHECKING:
    from quoth.fetch import Fetcher
    from quoth.fetch.rates import Pace

MOST_FILES = 200  # of one job; the form refuses more
MOST_JOBS = 50  # that are remembered

Attribute = Callable[[Article], Attributed]


class Read(Protocol):
    """The articles of files and addresses; `meta` is a table of metadata."""

    def __call__(self, inputs: Sequence[str | Remote], *, meta: str | None = None) -> Iterable[Article | Problem]: ...


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
class _Taken:
    """What became of one thing in a file: its `step`, the id of the `article` that has it now, and whether the file has
    to be kept for it: what was forgotten is not kept here either, and what is here already is kept there.
    """

    step: Step
    article: str = ""
    needs_file: bool = True


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

    def add(self, given: Sequence[Given], beside: str = "") -> Job:
        """A new job, which is begun when those before it are done."""
        job = Job(token_hex(8), tuple(given), steps=to_do(given), beside=beside)
        while len(self._jobs) >= MOST_JOBS:
            del self._jobs[next(iter(self._jobs))]
        self._jobs[job.id] = job
        self._queue.put(job)
        return job

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._do(job)
                job.state = "done" if any(s.state in ("read", KNOWN) for s in job.steps) else "failed"
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
        records = sums_of(self._desk.settings.records)
        tables, others = _apart(job.given)
        with Store.open(self._desk.settings.store) as store, TemporaryDirectory(prefix="quoth-") as folder:
            known = Known(store)
            stated = Stated.of(tables, others, self._dropped, Path(folder))
            for n, given in enumerate(others):
                waiting = to_do(others[n + 1 :])

                def show(name: str, state: str, waiting: Sequence[Step] = waiting) -> None:
                    job.steps = [*steps, Step(name, state), *waiting]

                if is_one_of(given, records):
                    steps.append(self._aside(given.called, Problem(given.called, beside.REMARK)))
                    continue
                show(given.called, "fetching" if given.address else "reading")
                where = fetched(given.address, fetcher) if given.address else put(self._dropped, given)
                taken = []
                for one in self._articles(where, stated):
                    show(_title(one) or given.called, "reading")
                    taken.append(self._taken(store, one, made_by, known, given.called))
                    steps.append(taken[-1].step)
                kept += [one.article for one in taken if one.article]
                if isinstance(where, Path) and taken and not any(one.needs_file for one in taken):
                    drop(where)
                job.steps = [*steps, *waiting]
            steps += [self._of_table(table, stated) for table in tables]
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

    def _articles(self, where: Path | Remote, stated: Stated | None) -> Iterator[Article | Problem]:
        """What is in one file or at one address; a fault of quoth's own costs this one only."""
        given = str(where) if isinstance(where, Path) else where
        try:
            if stated is None:
                yield from self._engine.read([given])
                return
            for one in self._engine.read([given], meta=stated.path):
                if isinstance(one, Article):
                    stated.meets(one)
                if not (isinstance(one, Problem) and one.where.partition("#")[0] == stated.path):
                    yield one
        except (QuothError, OSError) as error:
            yield Problem(str(where) if isinstance(where, Path) else where.url, str(error))

    def _taken(self, store: Store, one: Article | Problem, made_by: str, known: Known, name: str) -> _Taken:
        """What becomes of `one`, which stood in what is called `name`: kept, here already, or set aside."""
        if isinstance(one, Article):
            read, why = self._kept(store, one, made_by, known)
        else:
            read, why = one, ""
        if isinstance(read, Problem):
            return _Taken(self._aside(name, read), needs_file=read.code != "forgotten")
        article = read.article
        where = len(read.attributions), slug(article.id)
        title = article.title or name
        if not why:
            known.add(article)
            names = map(quote, (article.id, str(self._desk.settings.store)))  # to be pasted into a shell
            said = TRANSCRIPT.format(*names) if is_transcript(article.text) else ""
            return _Taken(Step(title, "read", *where, said), article.id)
        there = isinstance(one, Article) and store.place(article) == store.place(one)
        return _Taken(Step(name, KNOWN, *where, why), article.id, needs_file=there)

    def _kept(self, store: Store, article: Article, made_by: str, known: Known) -> tuple[Attributed | Problem, str]:
        """`article` with its attributions, once they are in the store; a Problem where it was forgotten there. In words
        why it is what the store had before, "" where it is not.
        """
        if (problem := refused(store, article)) is not None:
            return problem, ""
        article = store.settle(article)
        there = store.article(article.id)
        if isinstance(there, Attributed) and again(there.article, article):
            if (read := store.get(there.article, made_by)) is not None:
                return (
                    read,
                    "this file was read before" if "://" not in article.path else "it stands there as it was read",
                )
            article = as_stated(article, there.article)
        if there is None and (twin := known.twin(article)) is not None:
            return twin, f"the same text was read from {_called(twin.article)}"
        made = attributed(article, self._engine.attribute)
        if isinstance(made, Attributed):
            store.put(made, made_by)
            store.commit()
        return made, ""

    def _aside(self, name: str, problem: Problem) -> Step:
        self._problems.append(replace(problem, where=name, article=None))
        return Step(name, "set aside", why=problem.message)

    def _of_table(self, table: Given, stated: Stated | None) -> Step:
        """What became of a table of metadata."""
        if stated is None:
            return self._aside(table.called, Problem(table.called, ALONE))
        if table != stated.table:
            return self._aside(table.called, Problem(table.called, ONE_TABLE.format(stated.table.called)))
        return Step(table.called, USED, why="; ".join(stated.told()))

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


def _apart(given: Sequence[Given]) -> tuple[list[Given], list[Given]]:
    """The tables of metadata, and the rest."""
    tables = [g for g in given if g.is_metadata]
    return tables, [g for g in given if g not in tables]


def _called(article: Article) -> str:
    """By which name a reader knows the file or the address that an article was read from."""
    return article.path if "://" in article.path else Path(article.path).name


def _title(one: Article | Problem) -> str | None:
    return one.title if isinstance(one, Article) else None

"""The command line: ``quoth attributions``, ``quoth trace``, ``quoth who``, ``quoth serve`` and the others.

It reads what was asked for, calls the same functions as Python does, and prints: data on stdout, words on stderr. The
functions it calls come as an `Engine`, so that tests can hand in small ones; everything heavy is imported when needed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from quoth.errors import QuothError, StoreError, UsageError
from quoth.output import Words, colored, hush_stdout, opened
from quoth.types import Article, Attributed, Problem, Revised, Story, Trace
from quoth.usage import STORE, USAGE, parse

if TYPE_CHECKING:
    from quoth.articles.meter import Meter
    from quoth.checking import Checker
    from quoth.fetching import Fetcher, Input
    from quoth.pace import Pace
    from quoth.records.finding import Checked
    from quoth.set_aside import Report
    from quoth.store import Store
    from quoth.store.grouped import BroughtUp

OK, FAILED, SET_ASIDE, INTERRUPTED = 0, 1, 3, 130
_TOLD = 200  # articles whose sayings are kept in one transaction
_WHY = 5  # problems told on standard error where not one article could be read
_PATIENCE = 60.0  # seconds to wait for who must be alone with the store


def _fetcher(store: Path | None) -> Fetcher:
    from quoth.fetching import fetcher_for

    return fetcher_for(store)


class Grouped(Protocol):
    """Articles that are taken in one by one, and then their stories."""

    def add(self, article: Article) -> None: ...
    def stories(self) -> Sequence[Story]: ...
    def stories_in(self, store: Store, shown: Collection[str]) -> BroughtUp: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What the commands call. `made_by` names what `attribute` works with; both may load the network, once.

    `attribute` is a function of a module, so that other processes find it; `meter` is what `read` keeps up with.
    """

    read: Callable[[Sequence[Input], Mapping[str, str] | None, str | None], Iterable[Article | Problem]]
    attribute: Callable[[Article], Attributed]
    made_by: Callable[[], str]
    synopsis: Callable[[Sequence[Attributed], Sequence[Problem], Collection[str]], Trace]
    grouping: Callable[[], Grouped]
    of_story: Callable[[Story, Sequence[Attributed], Collection[str]], Trace]
    meter: Meter | None = None
    fetcher: Callable[[Path | None], Fetcher] = _fetcher


def main(argv: Sequence[str] | None = None, *, engine: Engine | None = None) -> int:
    """Runs one command and returns its exit code; `argv` without the program's name."""
    given = list(sys.argv[1:] if argv is None else argv)
    words = Words()
    try:
        with _terminable():
            args = parse(given)
            words = Words(quiet=args.quiet, progress=not args.no_progress)
            return _COMMANDS[args.command](args, engine or own_engine(), words)
    except SystemExit as done:  # argparse has said what it had to say
        return done.code if isinstance(done.code, int) else USAGE
    except KeyboardInterrupt:
        words.error("interrupted; what was kept is kept, and the same command goes on from there")
        return INTERRUPTED
    except BrokenPipeError:
        hush_stdout()  # as in `quoth ... | head`: who reads us has enough
        return OK
    except UsageError as error:
        words.error(str(error))
        return USAGE
    except QuothError as error:
        words.error(str(error))
        return FAILED
    except MemoryError:
        words.error("out of memory: give fewer or smaller inputs at once; what was kept is kept")
        return FAILED


def attributions(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth attributions``: article after article, holding one at a time."""
    from quoth import rows

    if args.format == "parquet" and args.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("Parquet is not for reading on a terminal: give a file with -o FILE")
    tally = _Tally.of(args, engine)
    lines = args.format == "jsonl"  # each has its problems in it; rows have no place for them

    def each() -> Iterator[Attributed]:
        for one in _attributed(args, engine, tally, words):
            if isinstance(one, Attributed):
                for problem in () if lines else one.problems:
                    words.problem(problem)
                yield one
            else:
                words.problem(one)
                if one.article is not None and lines:
                    yield Attributed(one.article, (), (one,))

    with opened(args.output) as output:
        if args.format == "csv":
            rows.write_csv(each(), output.as_text(), with_text=args.with_text, raw=args.raw)
        elif args.format == "parquet":
            rows.write_parquet(each(), output.as_bytes(), with_text=args.with_text)
        else:
            for attributed in each():
                output.write(_json(attributed.to_dict(with_text=args.with_text)) + "\n")
                output.flush()
    return tally.verdict(words)


def trace(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth trace``: attributes what the store does not have yet, and shows the stories that hold an input."""
    from quoth.spool import Spool

    tally = _Tally.of(args, engine)
    problems: list[Problem] = []
    addresses: dict[str, str] = {}
    if args.shared and args.format == "json":
        raise UsageError("--shared is for reading; of the JSON choose by the number of tellings instead")
    checker = _checker(args.record) if args.record else None  # what is wrong with a record is known before all the work
    with ExitStack() as stack:
        store = None if args.no_store else _Keeping(stack, Path(args.store), engine.made_by, words)
        attributed = stack.enter_context(Spool(store.article if store else None))
        grouping = engine.grouping()

        def add(one: Attributed | Problem) -> None:
            if isinstance(one, Problem):
                problems.append(one)
            else:
                grouping.add(one.article)
                if one.article.url:
                    addresses[one.article.id] = one.article.url

        for one in _attributed(args, engine, tally, words, store):
            add(one)
            if isinstance(one, Attributed):
                attributed.put(one)
        shown = set(attributed)
        if store:
            stories, damaged = store.stories(grouping, shown)
            problems += damaged
            for story in stories:
                for name in () if shown.isdisjoint(story.articles) else set(story.articles).difference(shown):
                    attributed.elsewhere(name)
                    if url := attributed[name].article.url:
                        addresses[name] = url
        else:
            stories = grouping.stories()
        edits = store.edits(attributed, problems) if store else ()
        if checker is not None:
            problems += checker.problems

        def seen(part: Trace) -> Trace:
            part = part if checker is None else checker.witness(part)
            if store:
                store.sayings(part)
            return part

        words.clear()
        with opened(args.output) as output:
            if args.format == "json":  # story by story; the other formats show what is most told first
                from quoth.piecemeal import pieces

                parts = pieces(
                    stories,
                    attributed,
                    shown,
                    engine.of_story,
                    problems=problems,
                    revisions=lambda members: _revisions(members, attributed, edits, addresses),
                    made=seen,
                )
            else:
                from quoth.synopsis import together

                whole = seen(together(stories, attributed, shown, engine.of_story, problems))
                revisions = _revisions([a.id for a in whole.articles], attributed, edits, addresses)
                parts = _rendered(replace(whole, revisions=revisions), args)
            for piece in parts:
                output.write(piece)
        if store:
            store.sayings_done()
    if store and tally.read:
        words.say(f"{_counted(tally.read, 'article')} read, {store.kept:,} of them new in {args.store}")
    for problem in () if tally.read else problems[:_WHY]:
        words.problem(problem)  # standard output may be a file that nobody opens, since it failed
    verdict = tally.verdict(words)
    return FAILED if store and store.failed else verdict


def why(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth why``: what joined the tellings of one saying, weighed, and what would undo it."""
    from quoth.lineage import why as lineage
    from quoth.page.safe import safe
    from quoth.sayings import why as reasons

    tally = _Tally.of(args, engine)
    attributed = []
    for one in _attributed(args, engine, tally, words):
        if isinstance(one, Attributed):
            attributed.append(one)
        else:
            words.problem(one)
    whole = engine.synopsis(attributed, (), {one.article.id for one in attributed})
    saying = next((s for s in whole.sayings if args.saying in (s.id, *s.tellings)), None)
    if saying is None and attributed:
        words.clear()
        raise UsageError(
            f"no saying or telling of these inputs has the id {args.saying!r}: ids are those of quoth trace --no-store "
            "--format json over the same inputs"
        )
    if saying is not None:
        inside = next(set(story.articles) for story in whole.stories if story.id == saying.story)
        told = {a.id: a for a in whole.attributions if a.article in inside}
        links = reasons.explained(saying, {a.id: a for a in whole.articles}, list(told.values()))
        rows = lineage.rows(whole, saying)
        with opened(args.output) as output:
            if args.format == "json":
                both = {**reasons.to_dict(saying, links), **lineage.to_dict(saying, rows)}
                output.write(_json(both, indent=1) + "\n")
            else:
                output.write(safe(reasons.render(saying, links, told) + lineage.render(saying, rows, told)))
    return tally.verdict(words)


def evaluate(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth evaluate``: what quoth finds, or a file says it found, beside what a person saw in the same articles."""
    from quoth import evaluate as scoring
    from quoth.page.safe import safe
    from quoth.workers import one as attributed

    path = Path(args.gold)
    gold, problems = scoring.read_gold(path)
    name, made_by = "quoth", None
    if args.predicted is not None:
        name = Path(args.predicted).stem
        found, wrong, others = scoring.read_predicted(Path(args.predicted), gold)
        problems += wrong
        if others:
            words.say(f"{_counted(others, 'article')} of {args.predicted} not in {args.gold}: left out")
    else:
        made_by = engine.made_by()
        found = {}
        texts = {one.id: one.text for one in gold}
        for read in engine.read(*scoring.inputs(path, gold), None):
            one = read if isinstance(read, Problem) else attributed(read, engine.attribute)
            if isinstance(one, Problem):
                problems.append(one)
            elif texts.get(one.article.id) == one.article.text:
                found[one.article.id] = scoring.relations_of(one.attributions)
            words.progress(len(found))
        words.clear()
    for problem in problems:
        words.problem(problem)
    if not found:
        words.error(f"nothing was found in any article of {args.gold}: is it the right file?")
        return FAILED
    made = scoring.evaluate(gold, found, where=args.gold, name=name, made_by=made_by, problems=problems)
    with opened(args.output) as output:
        if args.format == "json":
            output.write(_json(made.to_dict(), indent=1) + "\n")
        else:
            output.write(safe(scoring.report(made, {one.id: one.text for one in gold}, errors=args.errors)))
    return SET_ASIDE if made.found.missing else OK


def check(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth check``: every quotation of five words or more beside what the records have in its place."""
    from quoth.records.finding import Checked

    checker = _checker(args.record)
    for problem in checker.problems:
        words.problem(problem)
    tally = _Tally.of(args, engine)
    unread: list[Problem] = []
    lines = args.format == "json"

    def each() -> Iterator[Checked]:
        for one in _attributed(args, engine, tally, words):
            if isinstance(one, Attributed):
                yield checker.check(one)
            else:
                words.problem(one)
                unread.append(one)
                if one.article is not None and lines and not args.report:
                    yield Checked(one.article, (), (one,))

    with opened(args.output) as output:
        for piece in _checked(each(), unread, checker, args):
            output.write(piece)
            output.flush()
    return tally.verdict(words)


def _checker(paths: Sequence[str]) -> Checker:
    from quoth.checking import Checker

    return Checker(paths)


def _checked(
    checked: Iterable[Checked], unread: Sequence[Problem], checker: Checker, args: argparse.Namespace
) -> Iterator[str]:
    """What ``quoth check`` prints, piece by piece."""
    if args.report:
        from quoth.records.report import fidelity

        reports = fidelity(checked)
        if args.format == "json":
            yield from (_json(report.to_dict()) + "\n" for report in reports)
            return
    elif args.format == "json":
        yield from (_json(one.to_dict()) + "\n" for one in checked)
        return
    import shutil

    from quoth.page import checked as page
    from quoth.page import fidelity as report_page

    width, color = shutil.get_terminal_size((100, 24)).columns, colored() and args.output is None
    if args.report:
        names = [index.record.path for index in checker.indexes]
        yield report_page.render(reports, names, unread, width=width, color=color)
    else:
        yield from page.render(checked, unread, width=width, color=color)


def who(args: argparse.Namespace, _engine: Engine, words: Words) -> int:
    """``quoth who``: which tellings of the store have these words, or words near them."""
    from quoth.asking import asked

    def progress(done: int, _of: int) -> None:
        words.progress(done, "articles taken in")

    text = asked(args, progress, color=colored() and args.output is None, as_json=lambda value: _json(value, indent=1))
    words.clear()
    with opened(args.output) as output:
        output.write(text)
    return OK


def serve(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth serve``: the store as a page for the browser, until it is stopped."""
    from getpass import getuser

    from quoth.page.app.reading import Engine as Reads
    from quoth.page.app.server import Served
    from quoth.page.app.server import serve as served
    from quoth.page.app.settings import Settings, checked

    password = os.environ.get("QUOTH_PASSWORD") or None
    if args.password_file is not None:
        try:
            password = Path(args.password_file).read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--password-file {args.password_file} cannot be read ({error})") from error
    try:
        who = args.judge or getuser()
    except (KeyError, OSError):  # an account without a name
        who = "somebody"
    settings = checked(
        Settings(
            *(Path(args.store), args.host, args.port, who, password, tuple(args.allow_host)),
            fetching=args.fetch,
            records=tuple(args.record),
        )
    )
    reads = Reads(
        lambda inputs: engine.read(inputs, None, None),
        engine.attribute,
        engine.made_by,
        (lambda: engine.fetcher(settings.store)) if settings.fetching else None,
    )

    def tell(one: Served) -> None:
        words.say(f"{args.store} is open in your browser at")
        with opened(None) as output:
            output.write(f"{one.address}\n")
        words.say("Ctrl-C ends it")

    from quoth.store.lock import held

    try:
        with held(Path(args.store), "quoth serve", alone=False, wait=_PATIENCE):
            served(settings, reads, tell)
    except KeyboardInterrupt:
        words.say("ended")
    return OK


def watch(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth watch``: round after round, what is new in the inputs, until it is stopped."""
    from quoth.watch.command import watch as watched

    return watched(args, engine, words, _fields(args.field))


def forget(args: argparse.Namespace, _engine: Engine, words: Words) -> int:
    """``quoth forget``: articles, or all that name a person, go out of the store."""
    from quoth.forgetting import forget as forgotten

    return forgotten(args, words)


def doctor(args: argparse.Namespace, _engine: Engine, _words: Words) -> int:
    """``quoth doctor``: what is installed and whether it is whole."""
    from quoth import doctor as examination

    checks = examination.examine(Path(args.store or STORE), must_exist=args.store is not None, audit=args.audit)
    with opened(None) as output:
        shown = _json(examination.to_dict(checks), indent=1) + "\n"
        output.write(shown if args.format == "json" else examination.render(checks))
    return OK if all(check.ok for check in checks) else FAILED


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Engine, Words], int]] = {
    "attributions": attributions,
    "trace": trace,
    "why": why,
    "check": check,
    "who": who,
    "serve": serve,
    "watch": watch,
    "forget": forget,
    "evaluate": evaluate,
    "doctor": doctor,
}


@dataclass(slots=True)
class _Tally:
    """How many inputs gave an article, and how many were set aside; with a report, which."""

    pace: Pace
    report: Report | None = None
    read: int = 0
    aside: int = 0

    @classmethod
    def of(cls, args: argparse.Namespace, engine: Engine) -> _Tally:
        """Counts what `args` name. Raises UsageError when the report would overwrite an input or the other output."""
        from quoth.pace import Pace

        pace = Pace(engine.meter)
        if args.set_aside is None:
            return cls(pace)
        from quoth.set_aside import Report

        others = (*args.inputs, args.output, getattr(args, "store", None), args.meta)
        if os.path.realpath(args.set_aside) in {os.path.realpath(o) for o in others if o and o != "-"}:
            raise UsageError(f"the report {args.set_aside} would overwrite an input or the output: name another file")
        return cls(pace, Report(args.set_aside))

    def add(self, one: Attributed | Problem, *, new: bool = True) -> None:
        if isinstance(one, Problem):
            self.aside += not one.of_meta
        else:
            self.read += 1
            self.pace.add(time.monotonic(), new=new)
        if self.report is not None:
            self.report.add(one)

    def show(self, words: Words) -> None:
        words.progress(self.read, left=lambda: self.pace.left(time.monotonic()))

    def verdict(self, words: Words) -> int:
        """The exit code; says how many were set aside, and when that were all."""
        words.clear()
        if self.report is not None:
            self.report.close(self.read, self.aside)
        if not self.read:
            aside = f": {_counted(self.aside, 'input')} set aside" if self.aside else ""
            words.error(f"not one article could be read{aside}")
            return FAILED
        if self.aside:
            were = "was" if self.aside == 1 else "were"
            words.say(f"{self.aside:,} of {self.aside + self.read:,} inputs {were} set aside, as their problems say")
            return SET_ASIDE
        return OK


def _counted(n: int, one: str) -> str:
    return f"{n:,} {one}{'' if n == 1 else 's'}"


class _Keeping:
    """The store of one run, which goes on without it when it can no longer be written."""

    def __init__(self, stack: ExitStack, path: Path, made_by: Callable[[], str], words: Words) -> None:
        from quoth.store import Store
        from quoth.store.lock import held

        self.failed = False
        stack.enter_context(held(path, "quoth trace", alone=False, wait=_PATIENCE))
        self._store: Store = stack.enter_context(Store.open(path))
        self._store.refuse_damaged()
        self._made_by = made_by()
        self._words = words
        self._told: list[Trace] = []

    @property
    def kept(self) -> int:
        return self._store.kept

    def known(self, article: Article) -> Attributed | Article | Problem:
        """What the store has for `article` under the id it has there, else the article under that id; a Problem where
        it was forgotten.
        """
        from quoth.store.forget import refused

        if (problem := refused(self._store, article)) is not None:
            return problem
        article = self._store.settle(article)
        return self._store.get(article, self._made_by) or article

    def keep(self, new: Attributed) -> None:
        if not self.failed:
            self._try(lambda: self._store.put(new, self._made_by))

    def stories(self, grouping: Grouped, shown: Collection[str]) -> tuple[Sequence[Story], Sequence[Problem]]:
        """The stories of everything in the store and of this run, once all of it is in the store, and what of the
        store cannot be read. What merged or split is said.
        """
        from quoth.page.history import told

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

        found = tuple(edits(self._store, articles))
        problems += [one for one in found if isinstance(one, Problem)]
        return tuple(one for one in found if not isinstance(one, Problem))

    def article(self, name: str) -> Attributed | Problem | None:
        """What the store has under this id."""
        return self._store.article(name)

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
        if not self.failed:
            self._try(lambda: keep_sayings(self._store, whole))

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except StoreError as error:
            self.failed = True
            self._words.error(f"{error}. Going on without keeping what follows")


def _attributed(
    args: argparse.Namespace, engine: Engine, tally: _Tally, words: Words, store: _Keeping | None = None
) -> Iterator[Attributed | Problem]:
    """What the inputs hold, in their order, counted; each article attributed, if `store` does not know it, and kept."""
    from quoth.workers import Fresh, attributed

    but = [f"{args.store}{end}" for end in ("", "-wal", "-shm", "-fetched", "-who")] if store else []
    found = _read(args, engine, but)
    items = (store.known(one) if store and isinstance(one, Article) else one for one in found)
    for item in attributed(items, engine.attribute, args.workers):
        one = item.result if isinstance(item, Fresh) else item
        if store and isinstance(item, Fresh) and isinstance(one, Attributed):
            store.keep(one)
        tally.add(one, new=isinstance(item, Fresh))
        tally.show(words)
        yield one


def _read(args: argparse.Namespace, engine: Engine, but: Sequence[str] = ()) -> Iterator[Article | Problem]:
    """What the inputs hold. A folder may hold what quoth itself writes there: `but` and the output are no articles."""
    output = args.output if args.output != "-" else None
    own = {os.path.realpath(path) for path in (*but, output, args.set_aside) if path}
    if output and os.path.realpath(output) in {os.path.realpath(i) for i in (*args.inputs, *but) if i != "-"}:
        raise UsageError(f"-o {output} would overwrite an input or the store: name another file")
    fields = _fields(args.field)
    for found in _fetched(args, engine, fields):
        article = found if isinstance(found, Article) else found.article
        path = article.path if article is not None else str(getattr(found, "where", "-")).partition("#")[0]
        real = os.path.realpath(path)
        if path == "-" or (real not in own and os.path.dirname(real) not in own):  # noqa: PTH120
            yield found


def _fetched(args: argparse.Namespace, engine: Engine, fields: Mapping[str, str] | None) -> Iterable[Article | Problem]:
    """What stands in the inputs; addresses among them are fetched, and with --fetch the links of feeds."""
    if not args.fetch and not any("://" in one for one in args.inputs):
        return engine.read(args.inputs, fields, args.meta)
    from quoth import fetching

    store = None if getattr(args, "no_store", False) else getattr(args, "store", None)
    get = engine.fetcher(Path(store) if store else None).get
    inputs = fetching.named(args.inputs, get)
    if not args.fetch:
        return engine.read(inputs, fields, args.meta)
    return fetching.unless_followed(engine.read(list(fetching.followed(inputs, get)), fields, args.meta))


def _revisions(
    members: Sequence[str], attributed: Mapping[str, Attributed], edits: Iterable[Revised], addresses: Mapping[str, str]
) -> tuple[Revised, ...]:
    """What was edited in the articles `members`: since earlier runs, and between those that state one address."""
    from collections import Counter

    from quoth.revisions import address_of, of_one_address

    shown = set(members)
    places = {i: place for i in members if i in addresses and (place := address_of(addresses[i]))}
    often = Counter(places.values())
    several = (attributed[i] for i, place in places.items() if often[place] > 1)
    return (*(one for one in edits if one.article in shown), *of_one_address(several))


def _rendered(whole: Trace, args: argparse.Namespace) -> Iterator[str]:
    """The synopsis for people."""
    if args.format == "html":
        from quoth.page.html import render as render_html

        yield render_html(whole, shared=args.shared)
        return
    import shutil

    from quoth.page.text import render as render_text

    width, color = shutil.get_terminal_size((100, 24)).columns, colored() and args.output is None
    yield render_text(whole, width=width, color=color, shared=args.shared)


def _json(value: object, indent: int | None = None) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)


def _fields(given: Sequence[str]) -> dict[str, str] | None:
    """``["text=content_original"]`` as a mapping; None when nothing was given."""
    fields = {}
    for one in given:
        ours, sign, theirs = one.partition("=")
        if not (ours and sign and theirs):
            raise UsageError(f"--field expects OURS=THEIRS, such as text=content_original, and got {one!r}")
        fields[ours] = theirs
    return fields or None


def own_engine() -> Engine:
    """Quoth's own functions; the network is loaded when it is first needed."""
    from quoth.articles.meter import Meter

    meter = Meter()

    def read(
        inputs: Sequence[Input], fields: Mapping[str, str] | None, meta: str | None
    ) -> Iterable[Article | Problem]:
        from quoth import articles

        return articles.read(inputs, fields=fields, meta=meta, meter=meter)

    def made_by() -> str:
        from quoth import store
        from quoth.model.network import load

        return store.made_by(load())

    def synopsis(attributed: Sequence[Attributed], problems: Sequence[Problem], shown: Collection[str]) -> Trace:
        from quoth.synopsis import synopsis as made

        return made(attributed, problems, shown)

    def grouping() -> Grouped:
        from quoth.synopsis import Grouping

        return Grouping()

    def of_story(story: Story, attributed: Sequence[Attributed], shown: Collection[str]) -> Trace:
        from quoth.synopsis import of_story as made

        return made(story, attributed, shown)

    return Engine(read, _attribute, made_by, synopsis, grouping, of_story, meter)


def _attribute(article: Article) -> Attributed:
    from quoth.attributions import attribute_article
    from quoth.model.network import load

    return attribute_article(article, load())


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does: what was gathered is committed first."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread: somebody else's program
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""``quoth trace``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from quoth import __version__
from quoth.commands import FAILED
from quoth.commands.check import checker_of
from quoth.commands.engine import Engine
from quoth.commands.gathering import Gathered, gathered_from
from quoth.commands.inputs import attributed_inputs, fields_of
from quoth.commands.keeping import Keeping
from quoth.commands.tables import TABLES, not_on_a_terminal, write_table
from quoth.commands.tally import Tally
from quoth.counted import counted
from quoth.errors import UsageError
from quoth.natural import natural
from quoth.output import Output, Words, must_be_writable, opened, width_and_color
from quoth.types import Problem, Revised, Trace

if TYPE_CHECKING:
    from quoth.synopsis import OfStory

_WHY = 5  # problems told on standard error where not one article could be read


def trace(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth trace``: attributes what the store does not have yet, and shows the stories that hold an input."""
    from quoth.page.repeats import folded
    from quoth.spool import Spool

    not_on_a_terminal(args)
    must_be_writable(args.output)
    tally = Tally.of(args, engine)
    if args.shared and args.format == "json":
        raise UsageError("--shared is for reading; of the JSON choose by the number of tellings instead")
    if args.short and args.format != "text":
        raise UsageError("--short is a form of --format text")
    checker = checker_of(args.record) if args.record else None  # a record's faults are known before all the work
    with ExitStack() as stack:
        store = None if args.no_store else Keeping(stack, Path(args.store), engine.made_by, words)
        spool = stack.enter_context(Spool(store.article if store else None))
        gathered = gathered_from(attributed_inputs(args, engine, tally, words, store), spool, engine.grouping(), store)
        if checker is not None:
            gathered = replace(gathered, problems=(*gathered.problems, *checker.problems))

        of_story = engine.of_story(checker.indexes if checker else ())

        def seen(part: Trace) -> Trace:
            if store:
                store.sayings(part)
            return part

        words.clear()
        if not tally.read and args.format != "json":
            for problem in gathered.problems:
                words.problem(problem)
            tally.spare(args.output, args.format)
            return tally.verdict(words)
        with opened(args.output) as output:
            if args.format in TABLES:
                _write_table(output, gathered, args, of_story, seen)
                for problem in folded(_problems(gathered)):  # rows have no place for them
                    words.problem(problem)
            else:
                for piece in _pieces(gathered, args, engine, of_story, seen):
                    output.write(piece)
        if store:
            store.sayings_done()
    if store and tally.read:
        words.say(f"{counted(tally.read, 'article')} read, {store.kept:,} of them new in {args.store}")
        store.told_moved()
    for problem in () if tally.read else gathered.problems[:_WHY]:
        words.problem(problem)  # standard output may be a file that nobody opens, since it failed
    verdict = tally.verdict(words)
    return FAILED if store and store.failed else verdict


def _pieces(
    gathered: Gathered, args: argparse.Namespace, engine: Engine, of_story: OfStory, seen: Callable[[Trace], Trace]
) -> Iterator[str]:
    """The synopsis as `args` ask for it; JSON story by story, for the other formats show what is most told first."""
    if args.format == "json":
        from quoth.piecemeal import pieces

        yield from pieces(
            gathered.stories,
            gathered.articles,
            gathered.shown,
            of_story,
            about=_about(args, engine),
            problems=gathered.problems,
            revisions=lambda members: _revisions(members, gathered),
            made=seen,
        )
        return
    from quoth.synopsis import together

    found = together(gathered.stories, gathered.articles, gathered.shown, of_story, gathered.problems)
    whole = seen(found)
    yield from _rendered(replace(whole, revisions=_revisions([a.id for a in whole.articles], gathered)), args)


def _about(args: argparse.Namespace, engine: Engine) -> dict[str, object]:
    """What made the JSON and what it was asked for, so that a file that is found in a year can be made again."""
    asked = {
        "inputs": args.inputs,
        "records": args.record,
        "meta": args.meta,
        "fields": fields_of(args.field),
        "fetch": args.fetch,
    }
    return {
        "made_by": f"quoth {__version__} {engine.made_by()}",
        "asked": {name: value for name, value in asked.items() if value},
    }


def _write_table(
    output: Output, gathered: Gathered, args: argparse.Namespace, of_story: OfStory, seen: Callable[[Trace], Trace]
) -> None:
    """A row a telling, story by story."""
    from quoth import columns

    parts = (
        seen(of_story(story, [gathered.articles[i] for i in story.articles], gathered.shown))
        for story in gathered.stories
        if not gathered.shown.isdisjoint(story.articles)
    )
    told = chain.from_iterable(columns.tellings(part, shared=args.shared) for part in parts)
    write_table(args, columns.TELLING, told, output)


def _problems(gathered: Gathered) -> Iterator[Problem]:
    """What was set aside, and what is wrong inside the articles that were asked for."""
    yield from gathered.problems
    for name in sorted(gathered.shown, key=natural):
        yield from gathered.articles[name].problems


def _revisions(members: Sequence[str], gathered: Gathered) -> tuple[Revised, ...]:
    """What was edited in the articles `members`: since earlier runs, and between those that state one address."""
    from quoth.revisions import address_of, of_one_address

    asked, addresses = set(members), gathered.addresses
    places = {i: place for i in members if i in addresses and (place := address_of(addresses[i]))}
    often = Counter(places.values())
    several = (gathered.articles[i] for i, place in places.items() if often[place] > 1)
    return (*(one for one in gathered.edits if one.article in asked), *of_one_address(several))


def _rendered(whole: Trace, args: argparse.Namespace) -> Iterator[str]:
    """The synopsis for people."""
    if args.format == "html":
        from quoth.page.html import render as render_html

        yield render_html(whole, shared=args.shared)
        return
    width, color = width_and_color(args.output)
    if args.short:
        from quoth.page.short import render as render_short

        yield render_short(whole, width=width, color=color)
        return
    from quoth.page.text import render as render_text

    yield render_text(whole, width=width, color=color, shared=args.shared)

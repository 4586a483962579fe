"""``quoth trace``."""

from __future__ import annotations

import argparse
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from quoth.commands import FAILED
from quoth.commands.check import checker_of
from quoth.commands.engine import Engine
from quoth.commands.inputs import attributed_inputs
from quoth.commands.keeping import Keeping
from quoth.commands.tally import Tally, counted
from quoth.errors import UsageError
from quoth.output import Words, colored, opened
from quoth.types import Attributed, Problem, Revised, Trace

_WHY = 5  # problems told on standard error where not one article could be read


def trace(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth trace``: attributes what the store does not have yet, and shows the stories that hold an input."""
    from quoth.spool import Spool

    tally = Tally.of(args, engine)
    problems: list[Problem] = []
    addresses: dict[str, str] = {}
    if args.shared and args.format == "json":
        raise UsageError("--shared is for reading; of the JSON choose by the number of tellings instead")
    checker = checker_of(args.record) if args.record else None  # a record's faults are known before all the work
    with ExitStack() as stack:
        store = None if args.no_store else Keeping(stack, Path(args.store), engine.made_by, words)
        attributed = stack.enter_context(Spool(store.article if store else None))
        grouping = engine.grouping()

        def add(one: Attributed | Problem) -> None:
            if isinstance(one, Problem):
                problems.append(one)
            else:
                grouping.add(one.article)
                if one.article.url:
                    addresses[one.article.id] = one.article.url

        for one in attributed_inputs(args, engine, tally, words, store):
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
        words.say(f"{counted(tally.read, 'article')} read, {store.kept:,} of them new in {args.store}")
    for problem in () if tally.read else problems[:_WHY]:
        words.problem(problem)  # standard output may be a file that nobody opens, since it failed
    verdict = tally.verdict(words)
    return FAILED if store and store.failed else verdict


def _revisions(
    members: Sequence[str], attributed: Mapping[str, Attributed], edits: Iterable[Revised], addresses: Mapping[str, str]
) -> tuple[Revised, ...]:
    """What was edited in the articles `members`: since earlier runs, and between those that state one address."""
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
    from quoth.page.text import render as render_text

    width, color = shutil.get_terminal_size((100, 24)).columns, colored() and args.output is None
    yield render_text(whole, width=width, color=color, shared=args.shared)

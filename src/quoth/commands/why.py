"""``quoth why``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.commands.check import checker_of
from quoth.commands.engine import Engine
from quoth.commands.gathering import gathered_from
from quoth.commands.inputs import attributed_inputs
from quoth.commands.keeping import Keeping
from quoth.commands.tally import Tally
from quoth.errors import UsageError
from quoth.output import Words, as_json, must_be_writable, opened, width_and_color
from quoth.types import Attributed, Attribution, Saying, Trace
from quoth.types.portions import in_parts

if TYPE_CHECKING:
    from quoth.records.index import Index
    from quoth.sayings.place import Places

_HEAD = re.compile(r" *(?:[+-] *\d+\.\d\d  |\S+  )?")  # of a line: what it weighs, or whose words follow
_HANG = 14  # cells before what a line goes on with, at most: those before the words that are cited

_NUMBER = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")  # of a saying in the synopsis: its story's, and its own in it


def why(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth why``: what joined the tellings of one saying, weighed, and what would undo it."""
    from quoth.lineage import why as lineage
    from quoth.page.safe import on_a_line, safe
    from quoth.sayings import why as reasons

    must_be_writable(args.output)
    tally = Tally.of(args, engine)
    checker = checker_of(args.record) if args.record else None
    for problem in checker.problems if checker else ():
        words.problem(problem)
    records = checker.indexes if checker else ()
    made = _in_store if args.store else _of_inputs
    whole = made(args, engine, tally, words, records)
    saying = _asked(args.saying, whole)
    if saying is None and whole.articles:
        words.clear()
        store = f"--store {args.store}" if args.store else "--no-store"
        raise UsageError(
            f"no saying or telling of these inputs has the number or id {args.saying!r}: expected a number like 1.1, "
            f"as quoth trace {store} prints it over the same inputs, or an id from its --format json"
        )
    if saying is not None:
        inside = next(set(story.articles) for story in whole.stories if story.id == saying.story)
        told = {a.id: a for a in whole.attributions if a.article in inside}
        links = reasons.explained(
            saying, {a.id: a for a in whole.articles}, list(told.values()), _places(whole, told, records)
        )
        rows = lineage.rows(whole, saying)
        with opened(args.output) as output:
            if args.format == "json":
                both = in_parts({**reasons.to_dict(saying, links), **lineage.to_dict(saying, rows)}, saying.parts)
                output.write(as_json(both, indent=1) + "\n")
            else:
                names = {part.telling: part.id for part in saying.parts}
                ends = [
                    replace(r, start=names.get(r.start, r.start), end=names.get(r.end, r.end)) if r.saying else r
                    for r in rows
                ]
                told_why = reasons.render(saying, links, told) + lineage.render(saying, tuple(ends), told)
                for article in (name for name in inside if "\n" in name):
                    told_why = told_why.replace(article, on_a_line(article))
                output.write(_fitted(safe(told_why), width_and_color(args.output)[0]))
    return tally.verdict(words)


def _of_inputs(args: argparse.Namespace, engine: Engine, tally: Tally, words: Words, records: Sequence[Index]) -> Trace:
    """The synopsis of the inputs alone; what could not be read is told."""
    attributed = []
    for one in attributed_inputs(args, engine, tally, words):
        if isinstance(one, Attributed):
            attributed.append(one)
        else:
            words.problem(one)
    return engine.synopsis(attributed, (), {one.article.id for one in attributed}, records)


def _in_store(args: argparse.Namespace, engine: Engine, tally: Tally, words: Words, records: Sequence[Index]) -> Trace:
    """The synopsis that ``quoth trace`` gives over the inputs with this store, which takes in what is new."""
    from quoth.spool import Spool
    from quoth.synopsis import together

    with ExitStack() as stack:
        store = Keeping(stack, Path(args.store), engine.made_by, words)
        spool = stack.enter_context(Spool(store.article))
        found = gathered_from(attributed_inputs(args, engine, tally, words, store), spool, engine.grouping(), store)
        for problem in found.problems:
            words.problem(problem)
        return together(found.stories, found.articles, found.shown, engine.of_story(records))


def _fitted(text: str, width: int) -> str:
    """`text` with its lines broken where they are wider than the terminal, what follows under what they begin with."""
    from quoth.page.lines import HELD, Lines, cells

    page = Lines(width, color=False)
    for line in text.splitlines():
        head = _HEAD.match(line)
        begins = head[0] if head else ""
        runs = [(begins[:-1].replace(" ", HELD), "faint"), (" " * bool(begins) + line[len(begins) :], "")]
        page.add(runs, hang=min(cells(begins), _HANG)) if line else page.blank()
    return page.text()


def _places(whole: Trace, told: Mapping[str, Attribution], records: Sequence[Index]) -> Places:
    """Where `records` have what the attributions `told` of a story quote."""
    from quoth.records.places import places

    said = (Attributed(one, tuple(t for t in told.values() if t.article == one.id)) for one in whole.articles)
    return places(said, records)


def _asked(asked: str, whole: Trace) -> Saying | None:
    """The saying of `whole` that has the id, holds the telling, or has the number in its synopsis."""
    if _NUMBER.fullmatch(asked):
        from quoth.page.arrangement import arrange

        shown = (saying for story in arrange(whole).stories for saying in story.shared)
        asked = next((saying.id for saying in shown if saying.number == asked), asked)
    return next((s for s in whole.sayings if asked in (s.id, *s.tellings, *(part.id for part in s.parts))), None)

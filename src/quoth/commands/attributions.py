"""``quoth attributions``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from quoth.commands.engine import Engine
from quoth.commands.inputs import attributed_inputs
from quoth.commands.tables import TABLES, not_on_a_terminal, write_table
from quoth.commands.tally import Tally
from quoth.output import Words, as_json, opened
from quoth.types import Attributed


def attributions(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth attributions``: article after article, holding one at a time."""
    from quoth import columns
    from quoth.page.repeats import Repeats

    not_on_a_terminal(args)
    named = (*columns.ATTRIBUTION, columns.TEXT) if args.with_text else columns.ATTRIBUTION
    tally = Tally.of(args, engine)
    lines = args.format not in TABLES  # each has its problems in it; rows have no place for them
    repeats = Repeats()

    def each() -> Iterator[Attributed]:
        for one in attributed_inputs(args, engine, tally, words):
            if isinstance(one, Attributed):
                for problem in () if lines else one.problems:
                    if repeats.tells(problem):
                        words.problem(problem)
                yield one
            else:
                words.problem(one)
                if one.article is not None and lines:
                    yield Attributed(one.article, (), (one,))

    with opened(args.output, words) as output:
        if args.format in TABLES:
            write_table(args, named, columns.attributions(each(), with_text=args.with_text), output)
        else:
            for attributed in each():
                output.write(as_json(attributed.to_dict(with_text=args.with_text)) + "\n")
                output.flush()
        for problem in repeats.rest():
            words.problem(problem)
        tally.spare(args.output, args.format)
    return tally.verdict(words)

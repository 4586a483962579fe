"""``quoth attributions``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from quoth.commands.engine import Engine
from quoth.commands.inputs import attributed_inputs
from quoth.commands.tally import Tally
from quoth.errors import UsageError
from quoth.output import Words, as_json, opened
from quoth.types import Attributed


def attributions(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth attributions``: article after article, holding one at a time."""
    from quoth import rows

    if args.format == "parquet" and args.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("Parquet is not for reading on a terminal: give a file with -o FILE")
    tally = Tally.of(args, engine)
    lines = args.format == "jsonl"  # each has its problems in it; rows have no place for them

    def each() -> Iterator[Attributed]:
        for one in attributed_inputs(args, engine, tally, words):
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
                output.write(as_json(attributed.to_dict(with_text=args.with_text)) + "\n")
                output.flush()
    return tally.verdict(words)

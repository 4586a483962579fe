"""``quoth who``: what a store has in answer to “Who said this?”, for people or for programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from quoth.commands import OK
from quoth.commands.engine import Engine
from quoth.errors import UsageError
from quoth.output import Words, as_json, opened, width_and_color


def who(args: argparse.Namespace, _engine: Engine, words: Words) -> int:
    """Asks which tellings of the store have these words, or words near them.

    Raises StoreError when the store cannot be read, and UsageError for a day that is none, for days that no day is
    between, or when nothing is asked.
    """
    from quoth import search
    from quoth.page.who import render
    from quoth.search.grams import name_words
    from quoth.search.question import first_day, last_day

    def progress(done: int, _of: int) -> None:
        words.progress(done, " taken in")

    if not (args.words or args.by or args.outlet or args.since or args.until):
        raise UsageError('quoth who asks for nothing: give a few words, such as "safe by the summer", or --by NAME')
    question = search.Question(
        " ".join(args.words), args.by or "", args.outlet or "", args.since, args.until, exact=args.exact
    )
    if question.nothing and args.words:
        raise UsageError(f"quoth who found no word in {question.words[:40]!r}: give a few words, or none and --by NAME")
    for option, name in (("--by", args.by), ("--outlet", args.outlet)):
        if name and not name_words(name):
            raise UsageError(f"quoth who found no word in {option} {name[:40]!r}: give any words of the name")
    if args.since and args.until and first_day(args.since) > last_day(args.until):
        raise UsageError(f"no day is both since {args.since} and until {args.until}: put the earlier one in --since")
    found = search.who(Path(args.store), question, args.most, progress)
    words.clear()
    with opened(args.output) as output:
        if args.format == "json":
            output.write(as_json(found.to_dict(), indent=1) + "\n")
        else:
            width, color = width_and_color(args.output)
            output.write(render(found, width=width, color=color))
    return OK

"""``quoth who``: what a store has in answer to “Who said this?”, for people or for programs."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path


def asked(
    args: argparse.Namespace, progress: Callable[[int, int], None], *, color: bool, as_json: Callable[[object], str]
) -> str:
    """What ``quoth who`` prints.

    Raises StoreError when the store cannot be read, and UsageError for a day that is none, or when nothing is asked.
    """
    from quoth.errors import UsageError
    from quoth.search import Question, who

    if not (args.words or args.by or args.outlet or args.since or args.until):
        raise UsageError('quoth who asks for nothing: give a few words, such as "safe by the summer", or --by NAME')
    question = Question(" ".join(args.words), args.by, args.outlet, args.since, args.until, exact=args.exact)
    found = who(Path(args.store), question, args.most, progress)
    if args.format == "json":
        return as_json(found.to_dict()) + "\n"
    from quoth.page.who import render

    width = shutil.get_terminal_size((100, 24)).columns
    return render(found, width=width, color=color)

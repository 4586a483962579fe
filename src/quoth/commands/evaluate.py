"""``quoth evaluate``."""

from __future__ import annotations

import argparse
from pathlib import Path

from quoth.commands import FAILED, OK, SET_ASIDE
from quoth.commands.engine import Engine
from quoth.counted import counted
from quoth.output import Words, as_json, must_be_writable, opened
from quoth.types import Problem


def evaluate(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth evaluate``: what quoth finds, or a file says it found, beside what a person saw in the same articles."""
    from quoth import evaluate as scoring
    from quoth.page.safe import safe
    from quoth.workers import one as attributed

    must_be_writable(args.output)
    path = Path(args.gold)
    gold, problems = scoring.read_gold(path)
    name, made_by = "quoth", None
    if args.predicted is not None:
        name = Path(args.predicted).stem
        found, wrong, others = scoring.read_predicted(Path(args.predicted), gold)
        problems += wrong
        if others:
            words.say(f"{counted(others, 'article')} of {args.predicted} not in {args.gold}: left out")
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
        what = "nothing was found in" if args.predicted is None else f"{args.predicted} has nothing of"
        words.error(f"{what} any article of {args.gold}: is it the right file?")
        return FAILED
    made = scoring.evaluate(gold, found, where=args.gold, name=name, made_by=made_by, problems=problems)
    with opened(args.output) as output:
        if args.format == "json":
            output.write(as_json(made.to_dict(), indent=1) + "\n")
        else:
            output.write(safe(scoring.report(made, {one.id: one.text for one in gold}, errors=args.errors)))
    return SET_ASIDE if made.found.missing else OK

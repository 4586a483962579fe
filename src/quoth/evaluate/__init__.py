"""How well quoth does on articles that somebody annotated: ``quoth evaluate``.

`gold` reads the annotations, `scores` counts what was found of them (with `matching`, which of what was found is meant
for which of the gold), `reliability` says whether the scores mean what they say, `faults` sorts what went wrong by
cause, `rule` is the naive baseline that stands beside quoth in the same table, `shown` prints it all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.evaluate.faults import faults
from quoth.evaluate.gold import Annotated, Relation, inputs, read_gold, read_predicted, relations_of
from quoth.evaluate.rule import rule
from quoth.evaluate.scores import figures
from quoth.evaluate.shown import Evaluation, report
from quoth.types import Problem

__all__ = [
    "Annotated",
    "Evaluation",
    "Relation",
    "evaluate",
    "inputs",
    "read_gold",
    "read_predicted",
    "relations_of",
    "report",
]


def evaluate(
    gold: Sequence[Annotated],
    found: Mapping[str, Sequence[Relation]],
    *,
    where: str,
    name: str = "quoth",
    made_by: str | None = None,
    problems: Sequence[Problem] = (),
) -> Evaluation:
    """What `found`, by id of article, reaches on `gold`, with the rule beside it. Pure.

    `where` names the gold and `name` whose relations they are, for the report.
    """
    return Evaluation(
        gold=where,
        name=name,
        made_by=made_by,
        relations=sum(len(one.relations) for one in gold),
        found=figures(gold, found),
        rule=figures(gold, {one.id: rule(one.text) for one in gold}),
        faults=faults(gold, found),
        problems=tuple(problems),
    )

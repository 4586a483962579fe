"""Statements that several sayings hold a part of each, as JSON has them: each part is an attribution of its own.

A quotation of five sentences tells each saying only what stands of it there. Values say so by `Saying.parts`. Whoever
reads JSON looks a telling up by its id and takes its content for what was told, so there a statement that is divided
among sayings stands as its parts, behind the other attributions, each with its own id (`Portion.id`) and with
``part_of``, the id of the whole; whatever names the whole as a telling of a saying names the part that the saying has.
Tables and news name what is told by the same ids.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quoth.types.attribution import Attribution
from quoth.types.lineage import Lineage
from quoth.types.saying import Portion, Saying
from quoth.types.story import Story

Divided = Mapping[str, Sequence[tuple[int, str]]]
"""Of each statement that is divided, where each stretch of it begins, in order, and the id of the part it is of."""

_PART = re.compile(r"(?<=[0-9])/[0-9][0-9+-]*\Z")  # ids of statements end in a colon and a number
_IDS = frozenset({"telling", "tellings", "at_odds", "doubtful", "first", "from", "to"})  # fields that name tellings


def divided(sayings: Iterable[Saying]) -> Divided:
    """The statements of which `sayings` hold parts, and none the whole."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    whole: set[str] = set()
    for saying in sayings:
        for part in saying.parts:
            found[part.telling] += ((span.start, part.id) for span in part.content)
        whole |= {*saying.tellings} - {part.telling for part in saying.parts}
    return {telling: sorted(stretches) for telling, stretches in found.items() if telling not in whole}


def whole_of(telling: str) -> str:
    """The id of the statement that the id of a `telling` is of, whether it is a part's or the whole's."""
    return _PART.sub("", telling)


def attributions_shown(
    attributions: Iterable[Attribution], apart: Divided, stored: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Those that are not divided, in their order; what is `stored` is marked so."""
    return (_shown(a, a.id, apart, stored) for a in attributions if a.id not in apart)


def parts_shown(
    sayings: Iterable[Saying], attributions: Mapping[str, Attribution], apart: Divided, stored: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """The parts that `sayings` hold, in their order, as attributions; one that several hold is shown once."""
    parts = {part.id: part for saying in sayings for part in saying.parts}
    for part in parts.values():
        own = as_part(attributions[part.telling], part)
        yield {**_shown(own, part.telling, apart, stored), "part_of": part.telling}


def as_told(saying: Saying, telling: Attribution) -> Attribution:
    """`telling` as `saying` has it: with the id, the content and the kind of the part of it that it holds, if any."""
    part = next((part for part in saying.parts if part.telling == telling.id), None)
    return telling if part is None else as_part(telling, part)


def as_part(whole: Attribution, part: Portion) -> Attribution:
    """The `part` of a statement as an attribution of its own."""
    return replace(whole, id=part.id, kind=part.kind, content=part.content)


def inside_of(attribution: Attribution, apart: Divided) -> str | None:
    """The id of what `attribution` is nested in: of a statement that is divided the part in which it stands."""
    if stretches := apart.get(attribution.inside or ""):
        at = bisect_right(stretches, attribution.start, key=lambda stretch: stretch[0])
        return stretches[max(0, at - 1)][1]
    return attribution.inside


def sayings_shown(sayings: Iterable[Saying]) -> Iterator[dict[str, Any]]:
    """`sayings` in their order, each with the ids of the parts that it holds."""
    return (in_parts(saying.to_dict(), saying.parts) for saying in sayings)


def lineage_shown(lineage: Iterable[Lineage], sayings: Iterable[Saying]) -> Iterator[dict[str, Any]]:
    """`lineage` where two tellings of one of `sayings` have the ids of their parts; articles keep theirs."""
    parts = {saying.id: saying.parts for saying in sayings if saying.parts}
    for row in lineage:
        yield in_parts(row.to_dict(), () if row.saying is None else parts.get(row.saying, ()))


def stories_shown(stories: Iterable[Story], sayings: Sequence[Saying]) -> Iterator[dict[str, Any]]:
    """`stories`, with the parts that differ as the evidence of what was reworded."""
    for story in stories:
        told = (
            replace(one, evidence=tuple(_differing(pair, sayings) for pair in one.evidence)) for one in story.reworded
        )
        yield replace(story, reworded=tuple(told)).to_dict()


def in_parts(shown: dict[str, Any], parts: Sequence[Portion]) -> dict[str, Any]:
    """What is `shown` of a saying that holds `parts`, with their ids in the place of the whole statements'."""
    names = {part.telling: part.id for part in parts}
    return {k: _named(v, names, k) for k, v in shown.items()} if names else shown


def _shown(attribution: Attribution, whole: str, apart: Divided, stored: Collection[str]) -> dict[str, Any]:
    shown = {**attribution.to_dict(), "article": attribution.article}
    if attribution.inside:
        shown["inside"] = inside_of(attribution, apart)
    return {**shown, "stored": True} if whole in stored else shown


def _differing(pair: tuple[str, str], sayings: Iterable[Saying]) -> tuple[str, str]:
    """The ids that two statements have in the saying in which they differ."""
    both = [saying for saying in sayings if saying.wording == "differs" and {*pair} <= {*saying.tellings}]
    names = {part.telling: part.id for saying in both[:1] for part in saying.parts}
    return names.get(pair[0], pair[0]), names.get(pair[1], pair[1])


def _named(value: Any, names: Mapping[str, str], field: str) -> Any:
    """`value` with the ids in it replaced by `names`, if it stands in a `field` that has ids."""
    match value:
        case str():
            return names.get(value, value) if field in _IDS else value
        case list():
            return [_named(one, names, field) for one in value]
        case dict():
            return {k: _named(one, names, k) for k, one in value.items()}
    return value

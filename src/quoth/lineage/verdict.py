"""From a ledger to an answer: copy one way or the other, common source, independent, or undecided.

First whether two are related at all, then which way. Evidence of direction counts only between related ones; both ways
at once means that neither is the other's source; a date forbids what would have gone back in time, and adds to the
other way without ever being enough. Where an agency is credited, what both share is the agency's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.lineage import weights as w
from quoth.types import Evidence, Relation, Way

_BOTH_WAYS: tuple[tuple[Way, Way], ...] = (("forward", "backward"), ("backward", "forward"))  # each with the way back
_ORIGIN = frozenset({"credit"})  # a credit says both that they are related and which way


@dataclass(frozen=True, slots=True)
class Verdict:
    """`towards` of a copy: whether words went forward or backward. `weight`, 0 to 1: how sure the relation is; of an
    undecided one, how likely it is that they depend on each other at all.
    """

    relation: Relation
    towards: Way | None
    source: str | None
    weight: float

    @property
    def dependent(self) -> bool:
        """Whether one has it from the other, or both from a third."""
        return self.relation in ("copy", "common source") or (self.relation == "undecided" and self.weight >= 0.5)


def decided(
    ledger: Sequence[Evidence],
    source: str | None,
    agency: str | None,
    outlets: tuple[str | None, str | None] = (None, None),
) -> Verdict:
    """The answer of `ledger`. `source` is an agency or outlet that both go back to, by their own words; `agency` one
    that only one of them credits; `outlets` whose the two are. Who credits the other's outlet before the other came
    out has it from what that outlet had earlier, and so has the other: the outlet is then their common source.
    """
    odds = w.BIAS + total(ledger)
    sure = _sure(odds)
    if odds < 0:
        if odds <= w.INDEPENDENT:
            return Verdict("independent", None, None, _sure(-odds))
        return Verdict("undecided", None, None, sure)
    credit, time, text = (
        {way: math.fsum(e.weighs for e in ledger if e.bearing == way and _kind(e) == kind) for way, _ in _BOTH_WAYS}
        for kind in ("credit", "earlier", "text")
    )
    for way, back in _BOTH_WAYS:
        if credit[way] and not credit[back] and not time[back]:
            return Verdict("copy", way, None, sure * _sure(credit[way]))
    if source is not None:
        return Verdict("common source", None, source, sure)
    for (way, back), outlet in zip(_BOTH_WAYS, outlets, strict=True):
        if credit[way] and not credit[back] and time[back] and outlet:
            return Verdict("common source", None, outlet, sure)
    if min(text.values()) >= w.BOTH_WAYS:
        return Verdict("common source", None, agency, sure * _sure(min(text.values()) + 1))
    if agency is not None:
        return Verdict("common source", None, agency, sure * _sure(1.0))
    for way, back in _BOTH_WAYS:
        lead = text[way] + time[way] - text[back]
        if text[way] > 0 and lead >= w.DIRECTION and not time[back]:
            return Verdict("copy", way, None, sure * _sure(lead))
    return Verdict("undecided", None, None, sure)


def total(ledger: Sequence[Evidence]) -> float:
    """What `ledger` adds to the log-odds that two are related: not what it says of which way."""
    return math.fsum(
        e.weighs * (1 if e.bearing != "apart" else -1)
        for e in ledger
        if e.bearing in ("related", "apart") or e.term in _ORIGIN
    )


def _kind(entry: Evidence) -> str:
    return entry.term if entry.term in ("credit", "earlier") else "text"


def _sure(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

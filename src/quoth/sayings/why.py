"""Why the tellings of a saying were taken for one utterance, link by link, and what would undo each link.

A link's log-odds are BIAS and what each of its terms adds (`quoth.sayings.score.terms`); it is made where its
probability reaches what `quoth.sayings.group.CUT` asks of two articles, or of one. `undone_by` is the shortest list of
its reasons, strongest first, without which it would fall below. The explanation is worked out anew from the same
tellings, so it holds for the articles that are given and no others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.sayings.group import CUT
from quoth.sayings.place import Places
from quoth.sayings.score import BIAS, Term, probability, terms
from quoth.sayings.tellings import Telling, prepare
from quoth.types import FORMAT, Article, Attribution, Saying
from quoth.types.portions import as_told


@dataclass(frozen=True, slots=True)
class Why:
    """One link: the ids of two tellings, how sure, how sure it had to be, what was weighed, and what would undo it.

    `terms` are those that weigh anything, heaviest first; `undone_by` is empty where the link alone did not join its
    tellings, or where nothing short of all its reasons would undo it.
    """

    tellings: tuple[str, str]
    score: float
    needed: float
    terms: tuple[Term, ...]
    undone_by: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "tellings": list(self.tellings),
            "score": round(self.score, 4),
            "needed": self.needed,
            "bias": BIAS,
            "terms": [
                {"feature": t.feature, "value": round(t.value, 4), "weighs": round(t.weighs, 4), "reason": t.reason}
                for t in self.terms
            ],
            "undone_by": list(self.undone_by),
        }


def explained(
    saying: Saying, articles: Mapping[str, Article], attributions: Sequence[Attribution], heard: Places | None = None
) -> tuple[Why, ...]:
    """Every link of `saying` with its terms, likeliest first; `attributions` are those of its whole story, and `heard`
    their places in the records that it was gathered by.
    """
    held: dict[str, list[Telling]] = {}
    for telling in prepare(attributions, articles, heard):
        for passage in telling.same:
            held.setdefault(passage.attribution.id, []).append(telling)
    found = []
    for link in saying.links:
        one, other = link.tellings
        pairs = [(a, b) for a in held.get(one, ()) for b in held.get(other, ()) if a is not b]
        if pairs:
            found.append(_why(link.tellings, *max(pairs, key=lambda pair: (probability(*pair), pair[0].key))))
    return tuple(sorted(found, key=lambda why: (-why.score, why.tellings)))


def _why(ids: tuple[str, str], one: Telling, other: Telling) -> Why:
    weighed = sorted((t for t in terms(one, other) if t.weighs), key=lambda t: (-abs(t.weighs), t.feature))
    likely = probability(one, other)
    needed = CUT.here if one.attribution.article == other.attribution.article else CUT.join
    odds = BIAS + math.fsum(t.weighs for t in weighed)
    short = math.log(needed / (1 - needed))
    gone: list[str] = []
    for term in weighed:
        if odds < short or likely < needed:
            break
        if term.weighs > 0 and term.reason:
            odds -= term.weighs
            gone.append(term.reason)
    return Why(ids, likely, needed, tuple(weighed), tuple(gone) if odds < short else ())


def to_dict(saying: Saying, links: Sequence[Why]) -> dict[str, Any]:
    """The object of ``quoth why --format json``."""
    return {"format": FORMAT, "saying": saying.to_dict(), "why": [why.to_dict() for why in links]}


def render(saying: Saying, links: Sequence[Why], attributions: Mapping[str, Attribution]) -> str:
    """The same for reading, by the ids and with the words that the tellings have in JSON."""
    own = {i: as_told(saying, attributions[i]) for i in saying.tellings}
    lines = [f"{saying.id}: {saying.speaker.name if saying.speaker and saying.speaker.name else 'nobody named'}"]
    for i in saying.tellings:
        content = " … ".join(" ".join(span.text.split()) for span in own[i].content)
        lines.append(f"  {own[i].id}  {content if len(content) <= 100 else content[:99] + '…'}")
    lines += [f"  {own[v.telling].id}: {v.how} ({v.reason})" for v in saying.voices]
    if not links:
        lines.append("  nothing joins it with another statement")
    for why in links:
        pair = " and ".join(own[t].id for t in why.tellings)
        lines.append(f"\n{pair}: {min(why.score, 0.99):.2f}, where {why.needed:.2f} is asked")
        lines += [f"  {t.weighs:+6.2f}  {t.reason or t.feature}" for t in why.terms]
        lines.append(f"  {BIAS:+6.2f}  where every pair begins")
        if why.undone_by:
            lines.append(f"  It would not have been made without: {'; '.join(why.undone_by)}")
        elif why.score < why.needed:
            lines.append("  It did not join them by itself: others did.")
    return "\n".join(lines) + "\n"

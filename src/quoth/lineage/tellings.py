"""Two tellings of one saying: what their articles are to each other, and what is said for this one in particular.

An article may copy one paragraph and report the next itself. So an answer about two articles holds for their tellings
where the words around them are the same running text, where half of an article is the other's, or where the article
says itself whose text it is; elsewhere it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from quoth.attributions.outlets import same
from quoth.lineage import weights as w
from quoth.lineage.credit import Credit
from quoth.lineage.departed import departures
from quoth.lineage.ledger import Ledger, Told, outlets
from quoth.lineage.names import shown
from quoth.lineage.pair import Pair
from quoth.lineage.ready import Ready
from quoth.lineage.verdict import Verdict, decided, total
from quoth.types import Attribution, Cited, Evidence, Saying, Way

AROUND = 200  # code points before and after a telling that are the words around it
FEW = 6  # tellings of one saying in one article of which the one that says most is sought
HALF = 0.5  # part of an article's running words that are another's, from which all of it is


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings, `one` of the article with the smaller id, what was weighed, and the answer."""

    one: Attribution
    other: Attribution
    evidence: tuple[Evidence, ...]
    verdict: Verdict


def link(weighed: Ledger, saying: Saying, story: Told) -> Link:
    """The link of the tellings that the two articles of `weighed` have of `saying`, one of those of `story`: where an
    article has several, of the two that say most of whom they are from, else of the first.
    """
    one, other = weighed.pair.one, weighed.pair.other
    a, b = _telling_most(weighed.pair, _foremost(one, saying), _foremost(other, saying))
    own = [*_credited(one, other, a, b)]
    source = None
    if found := _agency(one, other, a, b):
        source, entry = found
        own.append(entry)
    own += departures(one, other, [saying], story.readings)
    if any(e.term in ("credit", "agency", "inherited") for e in own):
        verdict = decided(own, source, None)
        if verdict.dependent or not weighed.verdict.dependent:
            dated = [e for e in weighed.evidence if e.term == "earlier"]
            third = _of_a_third(one, other, a, b)
            return Link(a, b, (*own, *dated), decided([*own, *dated], source, third, outlets(one, other)))
    articles = weighed.verdict
    around = _around(weighed.pair, a, b)
    if around is not None:
        own.append(around[1])
    own.append(_as_articles(weighed, around[0] if around else 0.0))
    if not articles.dependent:
        return Link(a, b, tuple(own), decided(own, None, None))
    if around is not None or _whole(weighed):
        return Link(a, b, tuple(own), articles)
    return Link(a, b, tuple(own), Verdict("undecided", None, None, articles.weight * 0.5))


def _foremost(side: Ready, saying: Saying) -> Sequence[Attribution]:
    """The tellings that an article has of `saying`, of many the first and those that it credits to somebody."""
    told = side.told[saying.id]
    return told if len(told) <= FEW else sorted(told, key=lambda a: a.id not in side.whence)[:FEW]


def _telling_most(
    pair: Pair, mine: Sequence[Attribution], theirs: Sequence[Attribution]
) -> tuple[Attribution, Attribution]:
    """The one of `mine` and the one of `theirs` of which it is said whom they are from; else those with the rarest same
    words around them; else the first.
    """
    if len(mine) == len(theirs) == 1:
        return mine[0], theirs[0]

    def says(two: tuple[Attribution, Attribution]) -> tuple[float, float]:
        credited = sum(entry.weighs for entry in _credited(pair.one, pair.other, *two))
        agency, around = _agency(pair.one, pair.other, *two), _around(pair, *two)
        return credited + (agency[1].weighs if agency else 0.0), around[0] if around else 0.0

    return max(product(mine, theirs), key=says)


def _credited(one: Ready, other: Ready, a: Attribution, b: Attribution) -> Iterator[Evidence]:
    if same(one.article.outlet, other.article.outlet):
        return
    ways: tuple[tuple[Way, Ready, Ready, Attribution], ...] = (("forward", one, other, b), ("backward", other, one, a))
    for way, origin, heir, told in ways:
        credit = heir.whence.get(told.id)
        if credit is not None and same(credit.name, origin.article.outlet):
            reason = f"{heir.id} has it from {credit.name}, as it says"
            yield Evidence("credit", way, w.CREDIT, reason, (credit.where or Cited.of(told),))


def _agency(one: Ready, other: Ready, a: Attribution, b: Attribution) -> tuple[str, Evidence] | None:
    """An agency that both tellings have it from, by their own words or those of their articles."""
    for here in _whence(one, a):
        for there in _whence(other, b):
            if same(here.name, there.name) and not any(same(here.name, s.article.outlet) for s in (one, other)):
                spans = tuple(c.where for c in (here, there) if c.where is not None)
                name = shown(here.name)
                return name, Evidence("agency", "related", w.AGENCY, f"both credit {name}", spans)
    return None


def _whence(side: Ready, told: Attribution) -> Sequence[Credit]:
    """Whom an article has `told` from: by the statement's own words, else by those on all of its text."""
    return (side.whence[told.id],) if told.id in side.whence else side.credits


def _of_a_third(one: Ready, other: Ready, a: Attribution, b: Attribution) -> str | None:
    """The outlet, neither of the two, that one of the tellings is credited to."""
    found = (c.name for side, told in ((one, a), (other, b)) if (c := side.whence.get(told.id)))
    names = (shown(n) for n in found if not any(same(n, side.article.outlet) for side in (one, other)))
    return min(names, default=None)


def _around(pair: Pair, a: Attribution, b: Attribution) -> tuple[float, Evidence] | None:
    """The rarest running text beside both tellings that is the same, and what it weighed between the articles."""
    best = 0.0
    found: tuple[Cited, ...] = ()
    for block, tells in zip(pair.blocks, pair.tells, strict=True):
        rare = tells - w.BLOCK_FREE
        if rare > best:
            spans = pair.cite(block)
            if _beside(spans[0], a) and _beside(spans[1], b):
                best, found = rare, spans
    if not found:
        return None
    weighed = min(w.WORDING_MOST, best / w.WORDING)
    weighs = min(w.TOLD_ALIKE, w.TOLD_ALIKE * best / w.WORDING)
    return weighed, Evidence("around", "related", weighs, "the words around them are the same", found)


def _beside(cited: Cited, a: Attribution) -> bool:
    spans = [*a.content, *a.source, *a.cue]
    start, end = min(s.start for s in spans) - AROUND, max(s.end for s in spans) + AROUND
    return cited.start < end and start < cited.end


def _as_articles(weighed: Ledger, around: float) -> Evidence:
    """What their articles are to each other. What has been weighed already, `around`, counts once, and whom an article
    credits for one other statement says nothing of this one.
    """
    verdict = weighed.verdict
    adds = total([e for e in weighed.evidence if not _of_one_statement(e)])
    if any(e.term == "wording" and e.bearing == "related" for e in weighed.evidence):
        adds -= around
    if verdict.relation == "independent":
        return Evidence("articles", "apart", max(0.0, -adds), "their articles are independent of each other")
    if verdict.relation == "copy" and verdict.towards is not None:
        start, end = (weighed.pair.one.id, weighed.pair.other.id)[:: 1 if verdict.towards == "forward" else -1]
        return Evidence("articles", verdict.towards, 0.0, f"{end} as a whole has its text from {start}")
    if verdict.relation == "common source":
        return Evidence(
            "articles", "related", 0.0, f"their articles go back to {verdict.source or 'one unknown source'}"
        )
    if verdict.dependent:
        return Evidence("articles", "related", 0.0, "their articles depend on each other, in whichever way")
    reason = "their articles may or may not depend on each other"
    return Evidence("articles", "related" if adds > 0 else "apart", abs(adds), reason)


def _of_one_statement(entry: Evidence) -> bool:
    """Whether an entry between two articles is a credit for a statement, and not for their text."""
    return (entry.term == "credit" and entry.weighs < w.CREDIT) or (entry.term == "agency" and entry.weighs < w.AGENCY)


def _whole(weighed: Ledger) -> bool:
    """Whether the answer about the articles is one about all of their text.

    A paraphraser is given one text: whom a reworded article credits for a statement it has the others from as well.
    """
    if max(weighed.pair.covered) >= HALF:
        return True
    reworded = any(e.term == "reworded" for e in weighed.evidence)
    return any(
        e.term == "one outlet" or (e.term in ("agency", "credit") and (reworded or not _of_one_statement(e)))
        for e in weighed.evidence
    )

"""The ledger of two articles: everything that is weighed between them, term by term, and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from quoth.attributions.outlets import same
from quoth.counted import counted
from quoth.lineage import said, text
from quoth.lineage import weights as w
from quoth.lineage.credit import Credit
from quoth.lineage.dates import earlier
from quoth.lineage.departed import departures
from quoth.lineage.names import is_agency, shown
from quoth.lineage.pair import Pair
from quoth.lineage.readings import Readings
from quoth.lineage.ready import Ready
from quoth.lineage.verdict import Verdict, decided
from quoth.types import Attribution, Bearing, Cited, Evidence, Saying


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was weighed between two articles, `pair.one` and `pair.other`, and what came of it."""

    pair: Pair
    evidence: tuple[Evidence, ...]
    verdict: Verdict

    @property
    def went(self) -> tuple[str, str] | None:
        """Of a copy the article that its words come from, and the one they went to, by id; None of anything else."""
        if self.verdict.relation != "copy":
            return None
        start, end = self.pair.one.id, self.pair.other.id
        return (start, end) if self.verdict.towards == "forward" else (end, start)


@dataclass(frozen=True, slots=True)
class Told:
    """What the sayings of a story are: by id, their tellings by id, how many articles tell each, and their readings."""

    sayings: Mapping[str, Saying]
    tellings: Mapping[str, Attribution]
    spread: Mapping[str, int]
    readings: Mapping[str, Readings]


def ledger(pair: Pair, told: Told, compiled: Mapping[tuple[str, str], Evidence]) -> Ledger:
    """Everything that is weighed between the two articles of `pair`, in the order of this module's terms.

    `compiled` are the entries of `quoth.lineage.compiled`. What a compilation has from a third is nothing that the
    part it was made from has lost.
    """
    one, other = pair.one, pair.other
    shared = [told.sayings[s] for s in sorted(one.told.keys() & other.told.keys())]
    entries = [*credited(one, other)]
    source, agency = common(one, other)
    if source is not None:
        entries.append(source[1])
    entries += time(one, other)
    entries += text.wording(pair)
    entries += _lost(pair, compiled)
    entries += text.introduced(pair)
    entries += departures(one, other, shared, told.readings)
    entries += said.order(one, other, shared)
    entries += said.own_statements(one, other, told.spread)
    entries += said.reworded(one, other, len(shared))
    kept = tuple(entries)
    return Ledger(pair, kept, decided(kept, source and source[0], agency, outlets(one, other)))


def _lost(pair: Pair, compiled: Mapping[tuple[str, str], Evidence]) -> Iterator[Evidence]:
    one, other = pair.one.id, pair.other.id
    forward, backward = compiled.get((one, other)), compiled.get((other, one))
    for entry in text.left_out(pair):
        if (entry.bearing == "backward" and forward) or (entry.bearing == "forward" and backward):
            continue
        yield entry
    if forward:
        yield forward
    elif backward:
        yield replace(backward, bearing="backward")


def credited(one: Ready, other: Ready) -> Iterator[Evidence]:
    """One article names the other's outlet as where its words come from."""
    for bearing, origin, heir in _both_ways(one, other):
        if same(origin.article.outlet, heir.article.outlet):
            return
        if found := _credits(heir, origin.article.outlet):
            reason = f"{heir.id} credits {origin.article.outlet} for its text"
            yield Evidence("credit", bearing, w.CREDIT, reason, _where(found))
        elif vias := _vias(heir, origin.article.outlet):
            reason = f"{heir.id} has {_statements(len(vias))} from {origin.article.outlet}, as it says"
            yield Evidence("credit", bearing, w.CREDIT_TOLD, reason, _where(vias[: text.SHOWN]))


def common(one: Ready, other: Ready) -> tuple[tuple[str | None, Evidence] | None, str | None]:
    """The agency or outlet that both go back to in their own words, with the entry that says so; else, second, the
    agency that one of them credits for its text. Where both have one statement from an outlet that is no agency, its
    name is None: it supplies no paper with the rest of their text.
    """
    if same(one.article.outlet, other.article.outlet):
        name = str(one.article.outlet)
        return (name, Evidence("one outlet", "related", w.ONE_OUTLET, f"both are from {name}")), None
    for mine in one.credits:
        if also := _credits(other, mine.name):
            reason = f"both credit {mine.name}"
            return (mine.name, Evidence("agency", "related", w.AGENCY, reason, _where([mine, *also]))), None
    for a, b in ((one, other), (other, one)):
        for credit in a.credits:
            if vias := _vias(b, credit.name):
                reason = f"{a.id} credits {credit.name} for its text, and {b.id} for {_statements(len(vias))}"
                spans = _where([credit, *vias[: text.SHOWN]])
                return (credit.name, Evidence("agency", "related", w.AGENCY_TOLD, reason, spans)), None
    for here, there in _both_credited(one, other):
        if same(here.name, there.name) and not any(same(here.name, side.article.outlet) for side in (one, other)):
            name, spans = shown(here.name), _where([here, there])
            entry = Evidence("agency", "related", w.AGENCY_TOLD, f"both credit {name} for one statement", spans)
            return (name if is_agency(here.name) else None, entry), None
    lone = [c.name for a, b in ((one, other), (other, one)) for c in a.credits if not same(c.name, b.article.outlet)]
    return None, min(lone, default=None)


def time(one: Ready, other: Ready) -> Iterator[Evidence]:
    """Which of the two came out first, where their dates can say."""
    for bearing, first, second in _both_ways(one, other):
        if earlier(first.published, second.published):
            stated = bool(first.published and second.published and first.published.stated and second.published.stated)
            reason = f"{first.id} came out on {first.article.published}, {second.id} on {second.article.published}"
            yield Evidence("earlier", bearing, w.EARLIER if stated else w.EARLIER_INFERRED, reason)


def outlets(one: Ready, other: Ready) -> tuple[str | None, str | None]:
    """Whose the two articles are, as they are shown."""
    mine, theirs = one.article.outlet, other.article.outlet
    return mine and shown(mine), theirs and shown(theirs)


def _both_ways(one: Ready, other: Ready) -> Sequence[tuple[Bearing, Ready, Ready]]:
    return ("forward", one, other), ("backward", other, one)


def _credits(article: Ready, name: str | None) -> list[Credit]:
    return [c for c in article.credits if same(c.name, name)]


def _all(article: Ready) -> list[Attribution]:
    return sorted((a for them in article.told.values() for a in them), key=lambda a: (a.start, a.id))


def _vias(article: Ready, name: str | None) -> list[Credit]:
    """Where it says that it has a statement from the outlet `name`, once for each such statement."""
    credits_ = (article.whence.get(a.id) for a in _all(article))
    return [c for c in credits_ if c is not None and same(c.name, name)]


def _both_credited(one: Ready, other: Ready) -> Iterator[tuple[Credit, Credit]]:
    """For each two of their tellings of one saying of which both say from whom they have it: the two credits, the
    first to each outlet.
    """
    for saying in sorted(one.told.keys() & other.told.keys()):
        yield from product(_credited_in(one, saying), _credited_in(other, saying))


def _credited_in(article: Ready, saying: str) -> Iterable[Credit]:
    found: dict[str, Credit] = {}
    for a in article.told[saying]:
        if credit := article.whence.get(a.id):
            found.setdefault(credit.name, credit)
    return found.values()


def _where(found: Sequence[Credit]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(c.where for c in found if c.where is not None))


def _statements(n: int) -> str:
    return "one statement" if n == 1 else counted(n, "statement")

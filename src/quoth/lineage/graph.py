"""A story's articles as a directed acyclic graph: who has it from whom, and the sources outside that several share.

Two articles that both come from a third look like copies of each other. So a copy that a third explains as well, to
the last word, is no copy: the two share that third as their source. What is left is ordered by how sure it is, and no
edge is taken that would close a circle.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from quoth.attributions.outlets import plain
from quoth.lineage.compiled import compiled
from quoth.lineage.folds import FROM, folded, sampled
from quoth.lineage.ledger import Ledger, Told, ledger
from quoth.lineage.pair import paired
from quoth.lineage.ready import Ready, spoken
from quoth.lineage.verdict import Verdict
from quoth.sets import Sets
from quoth.types import CommonSource

NEIGHBOURS = 30  # articles that one is weighed with in a story of more than FROM folds, those with most in common
_INNOVATION = 2  # running words that two share and a third has not, from which one may be the other's source
_CHANCE = 0.03  # ... and which part of what they share: two who reword a third hit on the same word now and then


@dataclass(frozen=True, slots=True)
class Graph:
    """The ledgers by the ids of the two articles, smaller first; the folds by the id of their first; the sources."""

    ledgers: Mapping[tuple[str, str], Ledger]
    folds: Mapping[str, tuple[str, ...]]
    sources: tuple[CommonSource, ...]

    def parents(self) -> dict[str, list[str]]:
        """For each article those it has words from, where that is known."""
        found: dict[str, list[str]] = defaultdict(list)
        for weighed in self.ledgers.values():
            if weighed.went is not None:
                start, end = weighed.went
                found[end].append(start)
        return found


def graph(story: str, articles: Sequence[Ready], told: Told) -> Graph:
    """The graph of `articles`; their order changes nothing."""
    public = spoken([a.article for a in articles])
    folds = folded(articles)
    pairs = [paired(one, other, public) for one, other in _candidates([fold[0] for fold in folds])]
    pairs += [
        paired(min(a, fold[0], key=_by_id), max(a, fold[0], key=_by_id), public) for fold in folds for a in fold[1:]
    ]
    made = compiled({(p.one.id, p.other.id): p for p in pairs})
    ledgers = {(p.one.id, p.other.id): ledger(p, told, made) for p in pairs}
    ledgers = _without_circles(_explained(ledgers))
    kept = {fold[0].id: tuple(a.id for a in fold) for fold in folds}
    return Graph(ledgers, kept, tuple(_sources(story, ledgers)))


def _by_id(article: Ready) -> str:
    return article.id


def _candidates(firsts: Sequence[Ready]) -> Iterator[tuple[Ready, Ready]]:
    """All pairs of a small story; of a big one those with running words, a credit or an outlet in common."""
    if len(firsts) <= FROM:
        yield from combinations(firsts, 2)
        return
    having: dict[int | str, list[int]] = defaultdict(list)
    keys: list[list[int | str]] = []
    for k, article in enumerate(firsts):
        names = {plain(n) for n in (article.article.outlet or "", *(c.name for c in article.credits))} - {""}
        keys.append([*sorted(sampled(article)), *sorted(names)])
        for key in keys[-1]:
            having[key].append(k)
    chosen = set()
    for k, own in enumerate(keys):
        shared: Counter[int] = Counter()
        for key in own:
            others = having[key]
            at = bisect_left(others, k) if len(others) > NEIGHBOURS else 0
            shared.update(others[max(0, at - NEIGHBOURS // 2) : at + NEIGHBOURS])
        del shared[k]
        nearest = sorted(shared, key=lambda other: (-shared[other], firsts[other].id))[:NEIGHBOURS]
        chosen |= {(min(k, other), max(k, other)) for other in nearest}
    for a, b in sorted(chosen):
        yield firsts[a], firsts[b]


def _explained(ledgers: Mapping[tuple[str, str], Ledger]) -> dict[tuple[str, str], Ledger]:
    """`ledgers` with those answers taken back, or made better, that a third article explains as well.

    A third that has, to the word, what two share may be the source of both. Where it is known to be, it is their
    common source; where it is known to stand between the two, or behind one of them, nothing changes; else a copy
    from one to the other is not known any more. What an article says itself of its origin stays as it is.
    """
    copies = {weighed.went for weighed in ledgers.values()} - {None}
    beside: dict[str, set[str]] = defaultdict(set)
    for (one, other), weighed in ledgers.items():
        if weighed.verdict.dependent:
            beside[one].add(other)
            beside[other].add(one)
    outlet_of = {a.id: a.article.outlet for w in ledgers.values() for a in (w.pair.one, w.pair.other)}
    out = dict(ledgers)
    for (one, other), weighed in sorted(ledgers.items()):
        if weighed.verdict.relation not in ("copy", "undecided") or not weighed.verdict.dependent:
            continue
        if any(e.term == "credit" for e in weighed.evidence):
            continue
        for third in sorted(beside[one] & beside[other]):
            if {(one, third), (other, third)} & copies and (third, one) not in copies and (third, other) not in copies:
                continue  # it comes from one of them itself
            if weighed.went is not None:
                start, end = weighed.went
                if (start, third) in copies and (third, end) in copies:
                    continue
            if not _without_innovation(ledgers, one, other, third):
                continue
            if (third, one) in copies and (third, other) in copies:
                name = outlet_of[third] or third
                out[one, other] = replace(weighed, verdict=Verdict("common source", None, name, weighed.verdict.weight))
                break
            out[one, other] = replace(weighed, verdict=Verdict("undecided", None, None, weighed.verdict.weight))
    return out


def _shared(ledgers: Mapping[tuple[str, str], Ledger], one: str, other: str) -> int:
    """The running words of `one` that `other` has, too, a bit each."""
    pair = ledgers[min(one, other), max(one, other)].pair
    return pair.mine if pair.one.id == one else pair.theirs


def _without_innovation(ledgers: Mapping[tuple[str, str], Ledger], one: str, other: str, third: str) -> bool:
    """Whether everything in the running text that `one` and `other` share stands in `third` as well."""
    alike, known = _shared(ledgers, one, other), _shared(ledgers, one, third)
    return (alike & ~known).bit_count() < max(_INNOVATION, _CHANCE * alike.bit_count())


def _without_circles(ledgers: Mapping[tuple[str, str], Ledger]) -> dict[tuple[str, str], Ledger]:
    """The surest copies first; one that would close a circle is undecided."""
    copies = [(key, weighed, weighed.went) for key, weighed in ledgers.items() if weighed.went is not None]
    after: dict[str, set[str]] = defaultdict(set)
    out = dict(ledgers)
    for key, weighed, (start, end) in sorted(copies, key=lambda item: (-item[1].verdict.weight, item[0])):
        if _reaches(after, end, start):
            out[key] = replace(weighed, verdict=Verdict("undecided", None, None, weighed.verdict.weight))
        else:
            after[start].add(end)
    return out


def _reaches(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        if at == end:
            return True
        fresh = after.get(at, set()) - seen
        seen |= fresh
        todo += fresh
    return False


def _sources(story: str, ledgers: Mapping[tuple[str, str], Ledger]) -> Iterator[CommonSource]:
    """The sources outside: one for each name, and one for each set of articles that share one without a name."""
    outlets = {
        plain(side.article.outlet or side.id): side.id for p in ledgers.values() for side in (p.pair.one, p.pair.other)
    }
    of: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    unnamed = Sets[str]()
    for (one, other), weighed in sorted(ledgers.items()):
        if weighed.verdict.relation != "common source":
            continue
        if weighed.verdict.source is None:
            unnamed.join(one, other)
        elif any(e.term == "agency" for e in weighed.evidence) or plain(weighed.verdict.source) not in outlets:
            names.setdefault(plain(weighed.verdict.source), weighed.verdict.source)
            of[plain(weighed.verdict.source)] |= {one, other}
    for name in sorted(of):
        if name not in outlets:
            yield CommonSource(_id(story, name), names[name], "agency", tuple(sorted(of[name])))
    copied = {weighed.went[1] for weighed in ledgers.values() if weighed.went is not None}
    for members in sorted(sorted(m) for m in unnamed):
        direct = tuple(a for a in members if a not in copied) or tuple(members)
        yield CommonSource(_id(story, direct[0]), None, "unknown", direct)


def _id(story: str, what: str) -> str:
    return f"x{hashlib.sha256(f'{story} {what}'.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"

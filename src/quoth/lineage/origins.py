"""From how many sides a saying comes: its tellings, those that depend on each other taken for one.

Two papers that print an agency's report are one witness; a hundred are one, too. Only what was decided joins: copies,
common sources, and pairs that depend on each other in a way that is not known. `Origins.least` says how few it would
be if all that is open were dependence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoth.attributions.outlets import same
from quoth.lineage.names import shown
from quoth.lineage.tellings import Link
from quoth.sets import Sets
from quoth.types import Attribution, Origins, Root, Saying


@dataclass(frozen=True, slots=True)
class Named:
    """What articles say of where their words are from: by their ids whose they are (`outlets`) and whom they credit for
    their text (`agencies`); by the ids of tellings whom they credit for these (`tellings`).
    """

    outlets: Mapping[str, str | None] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    tellings: Mapping[str, str] = field(default_factory=dict)

    def source(self, telling: Attribution) -> str | None:
        """Whom its article credits for `telling`, or for all of its text."""
        credited = self.tellings.get(telling.id)
        return shown(credited) if credited else self.agencies.get(telling.article)


def origins(
    saying: Saying,
    tellings: Mapping[str, Attribution],
    links: Sequence[Link],
    folds: Mapping[str, Sequence[str]],
    named: Named,
) -> Origins:
    """The origins of `saying`. `links` are those of its tellings; `folds` say which articles are copies of which."""
    of = {t: tellings[t].article for t in saying.tellings if t in tellings}
    articles = Sets(of.values())
    for fold in folds.values():
        copies = [a for a in fold if a in articles]
        for a in copies[1:]:
            articles.join(copies[0], a)
    for one in links:
        if one.verdict.dependent and one.one.article in articles and one.other.article in articles:
            articles.join(one.one.article, one.other.article)
    sides = defaultdict(list)
    for t in saying.tellings:
        if t in of:
            sides[articles.root(of[t])].append(t)
    inside = defaultdict(list)
    for one in links:
        if one.one.article in articles and articles.root(one.one.article) == articles.root(one.other.article):
            inside[articles.root(one.one.article)].append(one)
    roots = [_root(told, of, tellings, inside[side], named) for side, told in sides.items()]
    return Origins(tuple(sorted(roots, key=lambda r: (-len(r.tellings), r.tellings))), _least(sides, of, links))


def _least(sides: Mapping[str, Sequence[str]], of: Mapping[str, str], links: Sequence[Link]) -> int:
    """How many sides are left when those join between which something is open and nothing independent.

    Taken one after the other, the largest first: the fewest possible where few pairs are independent, perhaps one or
    two more where many are.
    """
    beside: dict[str, dict[str, set[str]]] = {"undecided": defaultdict(set), "independent": defaultdict(set)}
    for one in links:
        if one.verdict.relation in beside:
            beside[one.verdict.relation][one.one.article].add(one.other.article)
            beside[one.verdict.relation][one.other.article].add(one.one.article)
    group: dict[str, int] = {}  # by article
    count = 0
    for told in sorted(sides.values(), key=lambda them: (-len(them), them)):
        mine = {of[t] for t in told}
        open_to, apart = ({group[b] for a in mine for b in near.get(a, ()) if b in group} for near in beside.values())
        joined = min(open_to - apart, default=count)
        count = max(count, joined + 1)
        group.update(dict.fromkeys(mine, joined))
    return count


def _root(
    told: Sequence[str],
    of: Mapping[str, str],
    tellings: Mapping[str, Attribution],
    inside: Sequence[Link],
    named: Named,
) -> Root:
    """What is known of where `told` come from, which depend on each other; `inside` are the links between them."""
    articles = {of[t] for t in told}
    if len(articles) == 1:
        source = next(filter(None, (named.source(tellings[t]) for t in told)), None)
        reason = f"credited to {source}" if source else "no sign that it comes from another article"
        return Root(tuple(told), told[0], source, reason)
    copied = {
        (k.other if k.verdict.towards == "forward" else k.one).article for k in inside if k.verdict.relation == "copy"
    }
    tops = sorted(articles - copied)
    shared = [k for k in inside if k.verdict.relation == "common source"]
    if len(tops) == 1:
        first = next(t for t in told if of[t] == tops[0])
        return Root(tuple(told), first, named.source(tellings[first]), f"the others have it from {tops[0]}")
    sources = Counter(k.verdict.source for k in shared if k.verdict.source)
    if sources:
        source = min(sources, key=lambda n: (-sources[n], n))
        own = all(same(named.outlets.get(a), source) for a in articles)
        return Root(tuple(told), None, source, f"all are of {source}" if own else f"they go back to {source}")
    if shared or not inside:
        return Root(tuple(told), None, None, "they go back to one source that none of them names")
    return Root(tuple(told), None, None, "they depend on each other, and which came first is not known")

"""Lineage: who has it from whom, article by article and telling by telling, with the ledger behind every answer.

Read in this order: an article's own words (`running`), what it says of its origin (`credit`, `names`) and of its date
(`dates`); all of that made ready (`ready`); what two articles have in common (`blocks`, `pair`); what speaks for
copying, and which way (`text`, `said`, `departed`), what it weighs (`weights`), and the answer (`ledger`, `verdict`);
all of a story (`folds`, `graph`); one saying (`tellings`, `origins`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from quoth.lineage.graph import Graph, graph
from quoth.lineage.ledger import Told
from quoth.lineage.names import shown
from quoth.lineage.origins import Named, origins
from quoth.lineage.readings import readings
from quoth.lineage.ready import ready
from quoth.lineage.tellings import Link, link
from quoth.lineage.verdict import Verdict
from quoth.types import Article, Attribution, CommonSource, Evidence, Lineage, Origins, Saying, Story, Trace

__all__ = ["Found", "found", "related"]

SHOWN = 12  # articles of a saying up to which also the pairs that are independent or undecided have a row


@dataclass(frozen=True, slots=True)
class Found:
    """The lineage of one story: a row for each pair that was weighed, the sources outside, each saying's origins."""

    rows: tuple[Lineage, ...]
    sources: tuple[CommonSource, ...]
    origins: Mapping[str, Origins]


def related(trace: Trace) -> Trace:
    """`trace` with the lineage of its stories; what it had of that before is made anew. Nothing else changes."""
    articles = {a.id: a for a in trace.articles}
    tellings = {a.id: a for a in trace.attributions}
    sayings: dict[str, list[Saying]] = defaultdict(list)
    for saying in trace.sayings:
        sayings[saying.story].append(saying)
    each = {s.id: found(s, articles, sayings[s.id], tellings) for s in trace.stories}
    return replace(
        trace,
        stories=tuple(replace(s, sources=each[s.id].sources) for s in trace.stories),
        sayings=tuple(
            replace(s, origins=each[s.story].origins.get(s.id)) if s.story in each else s for s in trace.sayings
        ),
        lineage=tuple(row for s in trace.stories for row in each[s.id].rows),
    )


def found(
    story: Story, articles: Mapping[str, Article], sayings: Sequence[Saying], tellings: Mapping[str, Attribution]
) -> Found:
    """The lineage of `story`, whose `sayings` these are; `articles` and `tellings` by id.

    Rows of articles stand first, by their ids; then those of tellings, saying by saying. In a saying that more than
    SHOWN articles tell only those stand that depend on each other. The order of what is given changes nothing.
    """
    if len(story.articles) < 2:
        return Found((), (), {s.id: _alone(s, tellings) for s in sayings})
    told: dict[str, dict[str, list[Attribution]]] = {a: defaultdict(list) for a in story.articles}
    spread = {}
    for saying in sayings:
        for t in saying.tellings:
            if t in tellings and tellings[t].article in told:
                told[tellings[t].article][saying.id].append(tellings[t])
        spread[saying.id] = len({tellings[t].article for t in saying.tellings if t in tellings})
    put_anew = {r.article for r in story.reworded}
    members = [ready(articles[a], told[a], reworded=a in put_anew) for a in story.articles if a in articles]
    by_id = {s.id: s for s in sayings}
    of_story = Told(by_id, tellings, spread, {s.id: readings(s, tellings) for s in sayings})
    whole = graph(story.id, members, of_story)
    through = _through(whole)
    rows = [
        _row((story.id, None), ends, weighed.evidence, weighed.verdict, through.get(ends))
        for ends, weighed in sorted(whole.ledgers.items())
    ]
    named = Named(
        outlets={m.id: m.article.outlet for m in members},
        agencies={m.id: shown(m.credits[0].name) for m in members if m.credits},
        tellings={telling: credit.name for m in members for telling, credit in m.whence.items()},
    )
    counted: dict[str, Origins] = {}
    for saying in sayings:
        links = _links(whole, saying, of_story)
        counted[saying.id] = origins(saying, tellings, links, whole.folds, named)
        shows_all = spread[saying.id] <= SHOWN
        rows += [
            _row((story.id, saying.id), (k.one.id, k.other.id), k.evidence, k.verdict, None)
            for k in links
            if shows_all or k.verdict.dependent
        ]
    return Found(tuple(rows), whole.sources, counted)


def _links(whole: Graph, saying: Saying, story: Told) -> list[Link]:
    """The links of the tellings of `saying`, for each two articles that were weighed."""
    having = sorted({story.tellings[t].article for t in saying.tellings if t in story.tellings})
    if len(having) < 2:
        return []
    pairs = combinations(having, 2) if len(having) ** 2 <= 2 * len(whole.ledgers) else whole.ledgers.keys()
    told = set(having)
    keys = sorted(k for k in pairs if k in whole.ledgers and told.issuperset(k))
    return [link(whole.ledgers[k], saying, story) for k in keys]


def _alone(saying: Saying, tellings: Mapping[str, Attribution]) -> Origins:
    """The origins of a saying that only one article tells."""
    credited = {t: via for t in saying.tellings if t in tellings and (via := tellings[t].via)}
    return origins(saying, tellings, (), {}, Named(tellings=credited))


def _through(whole: Graph) -> dict[tuple[str, str], str]:
    """For each copy that went through a third article, by its key: that article's id."""
    parents = whole.parents()
    found = {}
    for end, starts in parents.items():
        for start in starts:
            between = sorted(m for m in starts if start in parents.get(m, ()))
            if between:
                found[min(start, end), max(start, end)] = between[0]
    return found


def _row(
    place: tuple[str, str | None],
    ends: tuple[str, str],
    evidence: Sequence[Evidence],
    verdict: Verdict,
    through: str | None,
) -> Lineage:
    """A row of the story and saying at `place`, its ends turned the way that the words of a copy went."""
    turned = verdict.relation == "copy" and verdict.towards == "backward"
    start, end = reversed(ends) if turned else ends
    entries = tuple(_turned(e) for e in evidence) if turned else tuple(evidence)
    return Lineage(*place, start, end, verdict.relation, verdict.source, verdict.weight, entries, through)


def _turned(entry: Evidence) -> Evidence:
    """The same entry, seen from the other end."""
    if entry.bearing == "forward":
        return replace(entry, bearing="backward")
    return replace(entry, bearing="forward") if entry.bearing == "backward" else entry

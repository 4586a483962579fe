"""Who has it from whom, as a picture: what came first on the left, what comes from it to the right, a line between.

Nodes stand in rows, each below the one it comes from, as files do in a folder; so no two lie on each other and the
order of reading is that of the words' way. A node with two origins stands by the first, and has a line from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.sayings.words.weights import SMALL
from quoth.types import Evidence, Lineage, Origins, Story

STEP, ROW = 190, 30  # pixels from one generation to the next, and from row to row
MOST = 60  # nodes in a picture; the table has them all
_DEEPEST = 5  # generations that are drawn further and further right
VERBS = {
    "copy": "has it from",
    "common source": "has a source in common with",
    "independent": "does not depend on",
    "undecided": "may or may not depend on",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An article, a telling, or (`outside`) a source that is not among them, where it stands in the picture."""

    label: str
    x: int
    y: int
    outside: bool


@dataclass(frozen=True, slots=True)
class Line:
    """From a node to one that comes from it; `sure` from 0 to 1."""

    x1: int
    y1: int
    x2: int
    y2: int
    sure: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of them in words: `one` has it from `other`, or however they stand; and the ledger behind it."""

    one: str
    verb: str
    other: str
    source: str | None
    weight: float
    evidence: tuple[Evidence, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class Descent:
    """The picture and its table: `pairs` that depend on each other, then those that do not, then the undecided."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    pairs: tuple[Pair, ...]
    more: int

    @property
    def width(self) -> int:
        return max((n.x for n in self.nodes), default=0) + 260

    @property
    def height(self) -> int:
        return len(self.nodes) * ROW + 6

    @property
    def decided(self) -> tuple[Pair, ...]:
        """Those where one depends on the other, or both on a third."""
        return tuple(p for p in self.pairs if p.decided)

    @property
    def others(self) -> tuple[Pair, ...]:
        """Those that were found independent, or left undecided."""
        return tuple(p for p in self.pairs if not p.decided)


def of_story(story: Story, links: Iterable[Lineage], labels: Mapping[str, str]) -> Descent:
    """The articles of `story`, of which `links` tell."""
    between = [k for k in links if k.saying is None and k.start in labels and k.end in labels]
    outside = {c.id: c.name or "a source nobody names" for c in story.sources}
    edges = {(c.id, a): 1.0 for c in story.sources for a in c.articles if a in labels}
    for k in between:  # what no node of the story stands for, such as the outlet that both are of
        if k.relation == "common source" and k.source and k.source not in (c.name for c in story.sources):
            outside[f"common {k.source}"] = k.source
            for a in (k.start, k.end):
                edges[f"common {k.source}", a] = max(k.weight, edges.get((f"common {k.source}", a), 0.0))
    edges |= {(k.start, k.end): k.weight for k in between if k.relation == "copy"}
    return _descent([a for a in story.articles if a in labels], outside, edges, labels, links=between)


def of_saying(
    origins: Origins, links: Iterable[Lineage], article: Mapping[str, str], labels: Mapping[str, str]
) -> Descent:
    """The articles that tell a saying, by its `origins`; `article` has whose each telling is, `labels` their names.

    An article that tells it twice is one node: it has nothing from itself.
    """
    between = [
        replace(k, start=article[k.start], end=article[k.end])
        for k in links
        if k.start in article and k.end in article and article[k.start] != article[k.end]
    ]
    edges = {(k.start, k.end): k.weight for k in between if k.relation == "copy"}
    outside: dict[str, str] = {}
    for n, root in enumerate(origins.roots):
        inside = {article[t] for t in root.tellings if t in article}
        top = article.get(root.first or "")
        if top is None and (root.source or len(inside) > 1):
            top = f"outside {n}"
            outside[top] = root.source or "a source nobody names"
        if top is not None:
            had = {b for a, b in edges if a in inside and b in inside}
            edges |= {(top, a): 1.0 for a in inside if a != top and a not in had}
    ordered = list(dict.fromkeys(article[t] for root in origins.roots for t in root.tellings if t in article))
    return _descent(ordered, outside, edges, labels, links=between)


def _descent(
    inside: Sequence[str],
    outside: Mapping[str, str],
    edges: Mapping[tuple[str, str], float],
    labels: Mapping[str, str],
    *,
    links: Sequence[Lineage],
) -> Descent:
    children: dict[str, list[str]] = {}
    parented: set[str] = set()
    for a, b in edges:
        children.setdefault(a, []).append(b)
        parented.add(b)
    placed: dict[str, tuple[int, int]] = {}
    tops = [*outside, *(i for i in inside if i not in parented)]
    tops.sort(key=lambda top: -len(children.get(top, ())))  # what others come from first
    waiting = [(top, 0) for top in reversed([*tops, *inside])]
    while waiting:
        name, depth = waiting.pop()
        if name in placed:
            continue
        placed[name] = (min(depth, _DEEPEST) * STEP, len(placed) * ROW + 4)
        waiting += [(child, depth + 1) for child in reversed(children.get(name, ()))]
    kept = dict(list(placed.items())[:MOST])
    return Descent(
        tuple(Node(outside.get(i) or labels[i], x, y, i in outside) for i, (x, y) in kept.items()),
        tuple(
            Line(kept[a][0] + 8, kept[a][1] + 18, kept[b][0] - 4, kept[b][1] + 9, sure)
            for (a, b), sure in edges.items()
            if a in kept and b in kept
        ),
        tuple(_pair(k, labels) for k in sorted(links, key=_rank)),
        len(placed) - len(kept),
    )


def _rank(link: Lineage) -> tuple[int, float]:
    return list(VERBS).index(link.relation), -link.weight


def _pair(link: Lineage, labels: Mapping[str, str]) -> Pair:
    one, other = (link.end, link.start) if link.relation == "copy" else (link.start, link.end)
    decided = link.relation in {"copy", "common source"}
    evidence = tuple(replace(e, reason=_called(e.reason, labels)) for e in link.evidence)
    return Pair(labels[one], VERBS[link.relation], labels[other], link.source, link.weight, evidence, decided)


def _called(reason: str, labels: Mapping[str, str]) -> str:
    """`reason` with the articles called as on the page; the ledger has their ids. An id that is “a” stays."""
    return re.sub(r"[^\s,;:]+", lambda m: m[0] if m[0] in SMALL else labels.get(m[0], m[0]), reason)

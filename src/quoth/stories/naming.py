"""Ids that stay: a story that grows keeps its id, and what merges or splits is said.

A story's first id is a hash of its smallest article id. Afterwards the group that holds most of a story's articles
keeps its id; where two stories merge, the one that brings more articles does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

ChangeKind = Literal["new", "grown", "merged", "split", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one story.

    ``new``: `articles` are its first. ``grown``: `articles` came to it that no story had. ``merged``: `articles` came
    to it from the stories `others`. ``split``: `articles` left it for the stories `others`. ``gone``: nothing is left
    of it. A story that loses all its articles to another is ``merged`` there and ``gone`` here.
    """

    kind: ChangeKind
    story: str
    articles: tuple[str, ...]
    others: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"kind": self.kind, "story": self.story, "articles": list(self.articles)}
        if self.others:
            shown["others"] = list(self.others)
        return shown


def name(
    groups: Sequence[Collection[str]], before: Mapping[str, Collection[str]], taken: Container[str] = frozenset()
) -> tuple[list[str], tuple[Change, ...]]:
    """An id for each of `groups` (of article ids), and what changed, by story and kind.

    `before` are the stories that had articles of `groups`, `taken` all ids ever given: none of them is given to another
    story. The answer does not depend on the order of `groups` or `before`.
    """
    was = {article: story for story, articles in before.items() for article in articles}
    shares: dict[tuple[str, int], int] = {}
    for n, articles in enumerate(groups):
        for article in articles:
            if article in was:
                shares[was[article], n] = shares.get((was[article], n), 0) + 1
    ids: dict[int, str] = {}
    kept: set[str] = set()
    for story, n in sorted(shares, key=lambda s: (-shares[s], -len(before[s[0]]), s[0], min(groups[s[1]]))):
        if n not in ids and story not in kept:
            ids[n] = story
            kept.add(story)
    given = set(ids.values()) | set(before)
    for n in sorted(set(range(len(groups))) - ids.keys(), key=lambda n: min(groups[n])):
        ids[n] = _fresh(min(groups[n]), given, taken)
        given.add(ids[n])
    return [ids[n] for n in range(len(groups))], _changes(groups, before, was, ids)


def _fresh(smallest: str, given: Container[str], taken: Container[str]) -> str:
    again = 0
    while True:
        seed = smallest if not again else f"{smallest}\0{again}"
        found = f"s{hashlib.sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
        if found not in given and found not in taken:
            return found
        again += 1


def _changes(
    groups: Sequence[Collection[str]],
    before: Mapping[str, Collection[str]],
    was: Mapping[str, str],
    ids: Mapping[int, str],
) -> tuple[Change, ...]:
    found: list[Change] = []
    went: dict[str, dict[str, list[str]]] = {story: {} for story in before}
    for n, articles in enumerate(groups):
        here = ids[n]
        fresh = sorted(a for a in articles if a not in was)
        if fresh:
            found.append(Change("grown" if here in before else "new", here, tuple(fresh)))
        came = sorted(a for a in articles if was.get(a, here) != here)
        if came:
            found.append(Change("merged", here, tuple(came), tuple(sorted({was[a] for a in came}))))
        for article in came:
            went[was[article]].setdefault(here, []).append(article)
    now = set(ids.values())
    for story, left in went.items():
        moved = tuple(sorted(a for articles in left.values() for a in articles))
        if story not in now:
            found.append(Change("gone", story, moved, tuple(sorted(left))))
        elif moved:
            found.append(Change("split", story, moved, tuple(sorted(left))))
    return tuple(sorted(found, key=lambda c: (c.story, c.kind)))

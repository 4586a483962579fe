"""Which articles share a column of the synopsis: those that are one text but for a few words.

Resemblance of word shingles (Broder 1997): the share of runs of `RUN` words that two texts have in common, estimated on
one run in `EVERY`, chosen by its hash. Articles are put together only where each of them resembles every other, so that
a column never holds two texts that differ. Who copied whom is not asked here; that is lineage.

A case it gets wrong: two agency reports of a few lines that differ in the one sentence that matters. Their tellings
still stand apart in the cell, each under its outlet.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.page.app.index.encode import dump
from quoth.types import Article

RUN = 4
EVERY = 4
# In 120 articles of BASIL, each written for its own paper, no pair reaches 0.3. In 462 of ECB+, which has agency copy,
# 33 do and 11 reach 0.5: those are one text with a few words or a paragraph changed.
ALIKE = 0.5
SHORTEST = 30  # runs; texts of fewer are never put together
_WORD = re.compile(r"\w+")
_LONGEST = 100_000  # code points that are looked at


@dataclass(frozen=True, slots=True)
class Column:
    """One or more articles that are one text, the first published first; `label` is how the first is called."""

    articles: tuple[str, ...]
    label: str
    others: tuple[str, ...] = ()


def columns(articles: Sequence[Article], labels: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a story: by the day of publication, then by name; undated ones last."""
    ordered = sorted(articles, key=lambda a: (a.published or "~", labels[a.id], a.id))
    prints = [_print(a.text) for a in ordered]
    groups: list[tuple[list[int], set[frozenset[int]]]] = []
    for n, mine in enumerate(prints):
        # Many copies of one text have one print, which is looked at once.
        home = next((g for g in groups if all(_alike(mine, other) for other in g[1])), None)
        if home is None:
            groups.append(([n], {mine}))
        else:
            home[0].append(n)
            home[1].add(mine)
    return tuple(
        Column(tuple(ordered[n].id for n in g), labels[ordered[g[0]].id], tuple(labels[ordered[n].id] for n in g[1:]))
        for g, _ in groups
    )


def written(found: Sequence[Column]) -> str:
    """`found` as JSON of the index: to look at every run of words of a large story is dear."""
    return dump([[c.articles, c.label, c.others] for c in found])


def read(found: str) -> tuple[Column, ...]:
    """What `written` wrote."""
    return tuple(Column(tuple(articles), label, tuple(others)) for articles, label, others in json.loads(found))


def _alike(a: frozenset[int], b: frozenset[int]) -> bool:
    if min(len(a), len(b)) * EVERY < SHORTEST:
        return False
    shared = len(a & b)
    return shared >= ALIKE * (len(a) + len(b) - shared)


def _print(text: str) -> frozenset[int]:
    words = [m[0].casefold() for m in _WORD.finditer(text, 0, _LONGEST)]
    runs = (zlib.crc32(" ".join(words[i : i + RUN]).encode("utf-8", "replace")) for i in range(len(words) - RUN + 1))
    return frozenset(h for h in runs if h % EVERY == 0)

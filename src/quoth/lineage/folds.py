"""Near-identical running texts made one, so that a wire report in three hundred papers costs no more than one.

Only big stories are folded: in small ones every two articles are weighed, for the one word that differs may be the one
that tells. A text is folded under the first that has ALIKE of its sampled runs, not many more, and all of its sayings,
so that whom the first depends on is known for each of them. It is looked up among the first ones by its rarest runs, so
the work grows with the articles and not with their pairs.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quoth.attributions.outlets import plain
from quoth.lineage.ready import Ready

FROM = 40  # articles of a story from which its copies are folded: up to there all pairs are weighed, 780
EVERY = 4  # one run in so many is in the sample
ALIKE = 0.8  # share of both samples that is the same, among near-identical texts
FEWEST = 8  # runs in a sample below which nothing is folded: some forty words


def folded(articles: Sequence[Ready]) -> list[tuple[Ready, ...]]:
    """`articles` in folds, the one that stands for the others first; in the order of these by id."""
    if len(articles) <= FROM:
        return [(a,) for a in sorted(articles, key=lambda a: a.id)]
    credited = Counter(plain(c.name) for a in articles for c in a.credits)
    ranked = sorted(articles, key=lambda a: (-credited[plain(a.article.outlet or "")], -len(a.running.words), a.id))
    samples = [sampled(a) for a in ranked]
    common = Counter(run for sample in samples for run in sample)
    folds: list[list[Ready]] = []
    firsts: list[frozenset[int]] = []  # the sample of each fold's first
    having: dict[int, list[int]] = defaultdict(list)  # a run of words -> the folds in whose first it is a rare one
    for article, sample in zip(ranked, samples, strict=True):
        rare = _rare(sample, common)
        near = {fold for run in rare for fold in having[run]} if len(sample) >= FEWEST else set()
        shared = {fold: len(sample & firsts[fold]) for fold in near}
        alike = [
            fold
            for fold in near
            if shared[fold] >= ALIKE * max(len(sample), len(firsts[fold]))
            and article.told.keys() <= folds[fold][0].told.keys()
        ]
        if alike:
            folds[min(alike, key=lambda fold: (-shared[fold], fold))].append(article)
            continue
        for run in rare:
            having[run].append(len(folds))
        folds.append([article])
        firsts.append(sample)
    return sorted(((fold[0], *sorted(fold[1:], key=lambda a: a.id)) for fold in folds), key=lambda fold: fold[0].id)


def sampled(article: Ready) -> frozenset[int]:
    """The hashes of a fixed part of the article's runs of words."""
    found = (zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in article.seeds)
    return frozenset(h for h in found if h % EVERY == 0)


def _rare(sample: frozenset[int], common: Mapping[int, int]) -> list[int]:
    """The rarest runs of `sample`, so many that who has ALIKE of all has one of them, and one of its own rarest is it
    (prefix filtering: Chaudhuri, Ganti & Kaushik 2006).
    """
    most_without = len(sample) - math.ceil(ALIKE * len(sample) - 1e-9)
    return sorted(sample, key=lambda run: (common[run], run))[: most_without + 1]

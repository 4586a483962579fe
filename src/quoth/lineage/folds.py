"""Near-identical running texts made one, so that a wire report in three hundred papers costs no more than one.

Only big stories are folded: in small ones every two articles are weighed, for the one word that differs may be the one
that tells. A text is folded under the first that has ALIKE of its sampled runs and not many more; each is looked up
among the first ones by its runs, so the work grows with the articles and not with their pairs.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

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
    folds: list[list[Ready]] = []
    sizes: list[int] = []
    having: dict[int, list[int]] = defaultdict(list)  # a run of words -> the folds whose first has it
    for article in ranked:
        sample = sampled(article)
        shared = Counter(fold for run in sample for fold in having[run])
        best = max(shared, key=lambda fold: (shared[fold], -fold), default=None)
        if best is not None and len(sample) >= FEWEST and shared[best] >= ALIKE * max(len(sample), sizes[best]):
            folds[best].append(article)
            continue
        for run in sample:
            having[run].append(len(folds))
        folds.append([article])
        sizes.append(len(sample))
    return sorted(((fold[0], *sorted(fold[1:], key=lambda a: a.id)) for fold in folds), key=lambda fold: fold[0].id)


def sampled(article: Ready) -> frozenset[int]:
    """The hashes of a fixed part of the article's runs of words."""
    found = (zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in article.seeds)
    return frozenset(h for h in found if h % EVERY == 0)

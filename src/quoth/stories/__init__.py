"""Which articles report one event: `group` them all at once, or keep them in `Stories` as they come.

Read in this order: what an article is about (`vectors`, and `meaning` for one of few words), what tells a copy
(`copies`), both together (`seen`); which articles are one text (`texts`), which texts are alike (`pairs`, `near`; both
over `postings`), which of these are one event (`merging`, and `crowds` of hundreds), what the stories are called from
then on (`naming`), and all of it for articles that keep coming (`stream`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quoth.stories.merging import THRESHOLD, closeness
from quoth.stories.naming import Change
from quoth.stories.stream import Stories
from quoth.stories.vectors import terms, vector
from quoth.types import Article, Story

__all__ = ["THRESHOLD", "Change", "Stories", "group", "likeness", "terms"]


def group(articles: Sequence[Article]) -> tuple[Story, ...]:
    """The stories of `articles`, in the order of their first articles, row 2 before row 10; each is in exactly one.

    An article without a companion is a story of one. The sayings are still empty.
    """
    stories = Stories()
    stories.add(articles)
    return stories.stories


def likeness(one: Article, other: Article) -> float:
    """How much two articles look like reports of one event: 0 to 1, symmetric; `THRESHOLD` is where a story begins."""
    mine, theirs = vector(one), vector(other)
    _, here, there = np.intersect1d(mine.terms, theirs.terms, assume_unique=True, return_indices=True)
    alike = float(mine.weights[here] @ theirs.weights[there])
    return min(1.0, max(0.0, alike)) * closeness(mine.day, theirs.day)

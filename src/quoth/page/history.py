"""What became of stories when more articles came, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.stories import Change
from quoth.types import Regrouped

MOST = 5  # lines


def told(changes: Sequence[Change]) -> Iterator[str]:
    """A line for each story to which articles came from another: ids stay, so what an id stands for is now more."""
    merged = [c for c in changes if c.kind == "merged"]
    for c in merged[:MOST]:
        yield f"story {c.story} now has {_articles(len(c.articles))} of {_stories(c.others)}"
    if len(merged) > MOST:
        yield f"... and {len(merged) - MOST} more stories have articles of others"


def line(one: Regrouped) -> str:
    """One merge or split of a story, for a reader of that story."""
    day, articles = one.at[:10], _articles(len(one.articles))
    if one.kind == "merged":
        return f"since {day} with {articles} that stood in {_stories(one.others)}"
    return f"until {day} with {articles} that now stand in {_stories(one.others)}"


def _articles(n: int) -> str:
    return f"{n:,} article{'' if n == 1 else 's'}"


def _stories(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:MOST])
    return f"{'story' if len(ids) == 1 else 'stories'} {shown}{', ...' if len(ids) > MOST else ''}"

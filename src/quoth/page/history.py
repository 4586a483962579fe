"""What became of stories when more articles came, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.counted import counted
from quoth.stories import Change
from quoth.types import Regrouped

MOST = 5  # lines, and ids of stories in one


def told(changes: Sequence[Change]) -> Iterator[str]:
    """A line for each story to which articles came from another: ids stay, so what an id stands for is now more."""
    merged = [c for c in changes if c.kind == "merged"]
    for c in merged[:MOST]:
        yield f"story {c.story} now has {counted(len(c.articles), 'article')} of {_stories(c.others)}"
    if len(merged) > MOST:
        yield f"... and {len(merged) - MOST:,} more stories have articles of others"


def lines(history: Sequence[Regrouped]) -> Iterator[str]:
    """The last merges and splits of a story, the newest first, for a reader of that story."""
    for one in history[: -MOST - 1 : -1]:
        here = "came here from" if one.kind == "merged" else "went from here to"
        yield f"{one.at[:10]}: {counted(len(one.articles), 'article')} {here} {_stories(one.others)}, as more was read."
    if len(history) > MOST:
        yield f"Before that articles came or went {len(history) - MOST:,} times."


def _stories(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:MOST])
    return f"{'story' if len(ids) == 1 else 'stories'} {shown}{', ...' if len(ids) > MOST else ''}"
